"""Workbooks as Excel and LibreOffice save them."""

import base64
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from samverkan.datasets.readers import ReadError, excel_source, inspect, read

Book = Callable[..., Path]
Rows = Callable[..., list[dict[str, Any]]]

# A workbook in the format of Excel 97–2003: Brott, Datum, N, E; one real date, one serial number (45429.5).
XLS = (
    "c-rk)O=wd=5dQYP{53Rf5)-i%N~~CIZH3Z{2yNP$+FlZBL9|8C)Z`$EiNtuQ2d&l|1w}mgbFfeky;Mc;2Nl$l2cbm|f*>@CUOWjZ"
    "9@;!-=e=lJD>R^m%KO63&d%=4PIh*7-+MFDp4su+wRtQ;2UHZa3fM|yf=WfP;Rf|<nq-T$gNkNiRiVN`fwWoi(DlMDV<_XDhk{#{"
    "r$m8wRQBU2BI#5-u!87jAEH9~&`wm~8cC{9!(Mrr9%8zN=}jK_h-oKF&M|GLv9n?b)4@p7c4HUsQ|h^|3exU9)_KE{R`~H;?&4GD"
    "g+A7buFT<Ra+P(|St>CB3TSUU70<}FA2(#m4iZ|z;g(P+(AT#k9G-=bLOy}7S^)S`%<U%uQ@*lt0g``TD7XJX?x0XEmS0pXz$mnX"
    "oGLlEu)!jGtmsZgW36*&<IJ|P2;G@<HcNFVnmvAmc20y!j}zEAl87gdWxpk3DlqUN<&+0L9}w;Z2ZW0gr;=z4)y#W1eca^R+~nt%"
    ";o<(^0hWyNrJ!FOo1~A>a9V1RauxTeOl40KYiwnDhOMq=zLu$v9H+XW-)}Ix#(2zG?rorX+8D2bn@jjD#OFTkzF(JnA8aIksyBba"
    "H}yI=j(WPvVx%vBV`vu5;>u--2f<=3jAQ04)0*Fo9EajIeAkTou^RJmGV5Wgx8&-GpDo2$E4`&sOEqkXC2R?{C09qK^^(4Nv4?PH"
    "+s95_qUdv7zf?QebyATU(&n>`jcij{!luGDDg1bhbw>2A_WFefLz5STuB)O$@#3x=O2_FhIAOws2@@tvm@r{tRYUM2ss0#l(ccdE"
    "5#Mfn*O{kMFh7(0w-`X0epz~*>_Lj^3`WY@KWkwXMO$K-I>qmW5_@U(3=$Y-KN4l{UwTCorT=HyitfLcLgmh1D96u#JpT`gOyfx"
)
ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
<table:table table:name="Blad1"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Brott</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Datum</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Rån</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-05-17T14:30:00"><text:p>x</text:p>
</table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_dates_numbers_and_serials_in_cells(workbook: Book, rows_of: Rows) -> None:
    path = workbook(
        {
            "Data": [
                ["Brottstyp", "Brottskod", "Datum från", "Datum till", "N", "E"],
                ["Cykelstöld", "0825", datetime(2024, 5, 17, 14, 30), "2024-05-17 16:00", 6580822.5, 674032],
                ["Rån", 312, 45429.6041666667, 20240518, 6580822, 674032],
            ]
        }
    )
    first, second = rows_of(path)
    assert (first["row"], first["code"], first["start"]) == (2, "0825", datetime(2024, 5, 17, 14, 30))
    assert (first["end"], first["x"], first["y"]) == (datetime(2024, 5, 17, 16), 674032, 6580822.5)
    assert (second["code"], second["start"]) == ("312", datetime(2024, 5, 17, 14, 30))
    assert second["end"] == datetime(2024, 5, 19), "the end of the day that 20240518 is"


def test_clock_times_in_a_column_of_their_own(workbook: Book, rows_of: Rows) -> None:
    path = workbook({"A": [["Brott", "Datum", "Klockslag"], ["Rån", datetime(2024, 5, 17), time(14, 30)]]})
    assert rows_of(path)[0]["start"] == datetime(2024, 5, 17, 14, 30)


def test_a_nul_spelled_out_in_a_cell_is_no_text(workbook: Book, rows_of: Rows) -> None:
    path = workbook({"A": [["Brott", "Datum"], ["R_x0000_ån", datetime(2024, 5, 17)]]})
    assert "\x00" not in rows_of(path)[0]["type"]


def test_row_numbers_are_excels_own(workbook: Book) -> None:
    rows = [
        ["Anmälda brott 2024"],
        [],
        [None, "Brott", "Datum"],
        [],
        [None, "Rån", datetime(2024, 5, 17)],
        [None, "Stöld", "x"],
    ]
    with read(workbook({"A": rows})) as result:
        assert result.table()["row"].to_pylist() == [5]
        assert result.rejected["row"].to_pylist() == [6]


def test_grouped_header_rows_are_read_together(workbook: Book) -> None:
    rows = [
        ["Händelse", None, "Tid", None, "Plats", None],
        ["Brottstyp", "Brottskod", "Från", "Till", "N", "E"],
        ["Rån", "0312", datetime(2024, 5, 17, 14), datetime(2024, 5, 17, 15), 6580822, 674032],
    ]
    looked = inspect(workbook({"A": rows}, merge={"A": ["A1:B1", "C1:D1", "E1:F1"]}))
    assert looked.header_rows == (1, 2)
    assert looked.headings == ("Brottstyp", "Brottskod", "Från", "Till", "N", "E")
    assert looked.mapping.heading("end") == "Till"


def test_all_sheets_are_listed_and_the_fullest_is_read_unless_one_is_named(workbook: Book) -> None:
    few = [["Brott", "Datum"], ["Rån", "2024-05-17"]]
    many = [["Brott", "Datum"], *[["Stöld", "2024-05-17"]] * 5]
    path = workbook({"Om filen": [["Läs mig"]], "2023": few, "2024": many})
    looked = inspect(path)
    assert looked.sheets == ("Om filen", "2023", "2024")
    assert looked.sheet == "2024"
    assert any("Bladet ”2024” läses" in note for note in looked.notes)
    with read(path, sheet="2023") as result:
        assert result.rows_accepted == 1
    with pytest.raises(ReadError, match="Bladet ”2025” finns inte"):
        read(path, sheet="2025")


def test_the_old_excel_format(tmp_path: Path, rows_of: Rows) -> None:
    path = tmp_path / "gammal.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    assert [(row["type"], row["start"], row["y"]) for row in rows_of(path)] == [
        ("Cykelstöld", datetime(2024, 5, 17, 14, 30), 6580822.5),
        ("Rån", datetime(2024, 5, 17, 12), 6580822),
    ]


def test_an_opendocument_sheet(tmp_path: Path, rows_of: Rows) -> None:
    path = tmp_path / "blad.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", " ".join(ODS.split("\n")).replace("> <", "><"))
    assert [(row["type"], row["start"]) for row in rows_of(path)] == [("Rån", datetime(2024, 5, 17, 14, 30))]


def test_a_workbook_saved_with_macros(workbook: Book, rows_of: Rows) -> None:
    path = workbook({"A": [["Brott", "Datum"], ["Rån", "2024-05-17"]]}, name="bok.xlsm")
    assert len(rows_of(path)) == 1


def test_a_formula_counts_as_its_last_value_and_never_as_a_formula(workbook: Book, rows_of: Rows) -> None:
    path = workbook(
        {"A": [["Brott", "Datum", "Område"], ["=1+1", "2024-05-17", "=cmd|x"], ["Rån", "2024-05-17", "B"]]}
    )
    with read(path) as result:
        assert [row["type"] for row in result.table().to_pylist()] == ["Rån"]
        assert result.rejected["reason"][0].as_py().startswith("Brottstyp saknas")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (excel_source.OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "skyddad med lösenord"),
        (excel_source.OLE + b"x" * 600, "går inte att öppna"),
        (excel_source.ZIP + b"x" * 600, "går inte att öppna"),
    ],
)
def test_a_protected_or_broken_workbook_says_so(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=message):
        inspect(path)


def test_a_half_downloaded_workbook_is_broken(workbook: Book, tmp_path: Path) -> None:
    whole = workbook({"A": [["Brott", "Datum"], ["Rån", "2024-05-17"]]}).read_bytes()
    path = tmp_path / "halv.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="går inte att öppna"):
        inspect(path)


def test_an_empty_workbook_says_so(workbook: Book) -> None:
    with pytest.raises(ReadError, match="inga ifyllda celler"):
        inspect(workbook({"A": [], "B": []}))


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 << 20))
    with pytest.raises(ReadError, match="orimligt mycket"):
        inspect(path)
