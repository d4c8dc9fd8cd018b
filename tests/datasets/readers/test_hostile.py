"""Whatever the file is, the answer is a correct reading or a clear message. Never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.datasets.readers import PersonalDataFound, ReadCancelled, ReadError, inspect, read

Write = Callable[..., Path]
HEAD = "Brott;Datum;Område\n"
ROW = "Rån;2024-05-17 10:00;Centrum\n"

REFUSED = {
    "an empty file": (b"", "tom"),
    "only spaces": (b" \n \n", "tom"),
    "only a byte-order mark": (b"\xef\xbb\xbf", "tom"),
    "only headings": (HEAD.encode(), "inga rader med data"),
    "headings and empty rows": (HEAD.encode() + b";;\n;;\n", "inga rader med data"),
    "one column": (b"Brott\nStold\nRan\n", "ingen tabell"),
    "prose": ("Hej. Det här är ett brev.\nMed hälsning\n".encode(), "ingen tabell"),
    "binary junk": (bytes(range(256)) * 40, "varken text, Excel"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "en bild"),
    "a PDF": (b"%PDF-1.7\n" + b"x" * 100, "en PDF"),
    "a web page without a table": (b"<!DOCTYPE html><html><body><p>Hej</p></body></html>", "ingen tabell"),
    "a quote that never closes": (f'{HEAD}{ROW}Stöld;2024-05-17;"Norr\n{ROW}'.encode(), "på rad 3 stängs aldrig"),
    "a list without dates": (b"Brott;N;E\nRan;6580822;674032\n", "Välj"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_plain_words(csv_file: Write, name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(ReadError) as error:
        read(csv_file(data), kind="incidents" if name == "a list without dates" else None)
    assert message in str(error.value)


READ = {
    "quotes that hold delimiters and line breaks": (
        HEAD + 'Rån;2024-05-17;"Norr; och\nSöder"\n' + ROW,
        [2, 3],
    ),
    "an inch mark in a cell": (HEAD + 'Rör 5" stulet;2024-05-17;Norr\n' + ROW, [2, 3]),
    "two inch marks": (HEAD + 'Rör 5";2024-05-17;3" rör\n' + ROW, [2, 3]),
    "zero bytes": (HEAD + "Rå\0n;2024-05-17;Norr\n", [2]),
    "Mac line ends": ((HEAD + ROW).replace("\n", "\r"), [2]),
    "no line end at the end": (HEAD + ROW.rstrip(), [2]),
    "a delimiter hint for Excel": ("sep=;\n" + HEAD + ROW, [3]),
    "duplicate headings": ("Brott;Datum;Brott\n" + ROW, [2]),
    "a delimiter at the end of every row": (HEAD.replace("\n", ";\n") + ROW.replace("\n", ";\n"), [2]),
    "delimiters at the end of data rows only": (HEAD + ROW.replace("\n", ";\n") * 2, [2, 3]),
    "a formula as text": (HEAD + "=1+1;2024-05-17;@x\n", [2]),
    "tabs": ((HEAD + ROW).replace(";", "\t"), [2]),
    "commas": ((HEAD + ROW).replace(";", ","), [2]),
    "spaces around everything": (" Brott ; Datum ; Område \n Rån ; 2024-05-17 ; Norr \n", [2]),
    "a header inside quotes": ('"Brott";"Datum";"Område"\n"Rån";"2024-05-17";"Norr"\n', [2]),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_with_its_own_row_numbers(csv_file: Write, name: str) -> None:
    text, rows = READ[name]
    with read(csv_file(text)) as result:
        assert result.table()["row"].to_pylist() == rows
        assert result.rows_rejected == 0


def test_a_row_that_a_missing_quote_has_swallowed_is_named(csv_file: Write) -> None:
    text = HEAD + ROW + 'Stöld;2024-05-17;"Norr\n' + ROW + 'Stöld;2024-05-17;Syd"\n' + ROW
    with read(csv_file(text)) as result:
        assert result.table()["row"].to_pylist() == [2, 4]
        (row,) = result.rejected.to_pylist()
    assert row["row"] == 3
    assert "citattecken" in row["reason"]


def test_three_hundred_columns(csv_file: Write) -> None:
    extra = ";".join(f"K{i}" for i in range(297))
    cells = ";".join(str(i) for i in range(297))
    with read(csv_file(HEAD.strip() + f";{extra}\n" + ROW.strip() + f";{cells}\n")) as result:
        assert result.rows_accepted == 1


def test_a_cell_larger_than_a_block(csv_file: Write) -> None:
    with read(csv_file(HEAD + f"Rån;2024-05-17;{'x' * 3_000_000}\n" + ROW)) as result:
        assert result.table()["row"].to_pylist() == [2, 3]


def test_a_stray_quote_in_a_large_file_does_not_cut_a_row_in_two(
    csv_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverkan.datasets.readers.encoding.CHUNK_BYTES", 1000)
    rows = [ROW] * 200
    rows[50] = 'Rör 5";2024-05-17;Norr\n'
    rows[120] = 'Rån;2024-05-17;"Norr\noch Söder"\n'
    with read(csv_file(HEAD + "".join(rows))) as result:
        assert result.table()["row"].to_pylist() == list(range(2, 202))


@pytest.mark.parametrize("chunk", [7, 100, 1001])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16"])
def test_characters_cut_between_chunks_are_whole(
    csv_file: Write, monkeypatch: pytest.MonkeyPatch, chunk: int, encoding: str
) -> None:
    monkeypatch.setattr("samverkan.datasets.readers.encoding.CHUNK_BYTES", chunk)
    text = HEAD + "".join(f"Åäö – {i};2024-05-17;Ö{'å' * (i % 5)}\n" for i in range(60))
    with read(csv_file(text, encoding=encoding)) as result:
        assert [row["type"] for row in result.table().to_pylist()] == [f"Åäö – {i}" for i in range(60)]
        assert result.table()["row"].to_pylist() == list(range(2, 62))


def test_a_byte_in_another_encoding_is_mended_and_told(csv_file: Write) -> None:
    text = (
        HEAD.encode()
        + "Rån på gågatan å ä ö;2024-05-17;Söder\n".encode() * 5
        + "Rån;2024-05-17;Å\n".encode("cp1252")
    )
    with read(csv_file(text)) as result:
        assert result.table()["type"].to_pylist()[-1] == "Rån"
        assert any("Windows-1252" in note for note in result.notes)


def test_ascii_that_turns_out_to_be_cp1252_far_down(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.datasets.readers.encoding.HEAD_BYTES", 200)
    monkeypatch.setattr("samverkan.datasets.readers.encoding.CHUNK_BYTES", 300)
    text = ("Brott;Datum\n" + "Stold;2024-05-17\n" * 100 + "Rån;2024-05-17\n").encode("cp1252")
    with read(csv_file(text)) as result:
        assert result.table()["type"].to_pylist()[-1] == "Rån"


def test_a_file_over_the_limit_is_refused(csv_file: Write) -> None:
    with pytest.raises(ReadError, match="gränsen är 100 byte"):
        read(csv_file(HEAD + ROW * 20), max_bytes=100)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="finns inte"):
        inspect(tmp_path / "ingen.csv")


def test_a_reading_can_be_followed_and_cancelled(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.datasets.readers.encoding.CHUNK_BYTES", 1000)
    path = csv_file(HEAD + ROW * 500)
    shares: list[float] = []
    read(path, progress=shares.append).close()
    assert len(shares) > 5
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(ReadCancelled, match="Ingenting är sparat"):
        read(path, cancelled=lambda: len(shares) > 5)


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("Kolumnen ”Område”, rad 3", HEAD + ROW + "Rån;2024-05-17;850709-9805\n"),
        ("Kolumnen ”Brott”, rad 3", HEAD + ROW + "Rån mot 198507099805;2024-05-17;Norr\n"),
        ("Kolumnen ”Datum”, rad 3", HEAD + ROW + "Rån;8507099805;Norr\n"),
        ("Kolumnen ”Fritext”, rad 2", "Brott;Datum;Fritext\nRån;2024-05-17;850709 - 9805\n"),
        ("Kolumnen ”N”, rad 2", "Brott;Datum;N;E\nRån;2024-05-17;8507099805;674032\n"),
        ("Rad 3: personnummer", HEAD + ROW + "Rån;2024-05-17;Norr;850709-9805\n"),
        ("rad 4", HEAD + ROW * 2 + "Not: 850709-9805\n"),
        ("rad 1", "Gäller 850709-9805\n" + HEAD + ROW),
        ("samordningsnummer", HEAD + ROW + "Rån;2024-05-17;701063-2391\n"),
        ("tillfälligt personnummer", HEAD + ROW + "Rån;2024-05-17;850709-T123\n"),
        ("raderna 2, 3, 4", HEAD + "Rån;2024-05-17;850709-9805\n" * 3),
        ("Kolumnen ”Kommun”, rad 2", "Kommun;2022;2023\nGävle 850709-9805;1;2\n"),
    ],
)
def test_an_identity_number_in_any_cell_stops_the_import(csv_file: Write, where: str, text: str) -> None:
    path = csv_file(text)
    with pytest.raises(PersonalDataFound) as error:
        read(path)
    assert where in str(error.value)
    assert "9805" not in str(error.value)
    assert "2391" not in str(error.value)
    looked = inspect(path)
    shown = str(looked.sample) + str(looked.titles)
    assert "9805" not in shown
    assert "2391" not in shown


def test_an_identity_number_in_the_file_name_stops_the_import(csv_file: Write) -> None:
    path = csv_file(HEAD + ROW, name="850709-9805.csv")
    with pytest.raises(PersonalDataFound, match="Filnamnet innehåller ett personnummer"):
        read(path)
    with pytest.raises(PersonalDataFound, match="Byt namn på filen") as refused:
        read(csv_file(HEAD + ROW), name="utdrag 850709-9805.csv")
    assert "i källan" not in str(refused.value)
    assert any("pekar ut personer" in note for note in inspect(path).notes)


def test_an_address_or_telephone_number_is_told_but_does_not_stop(csv_file: Write) -> None:
    with read(csv_file(HEAD + ROW + "Rån;2024-05-17;ring 070-123 45 67\n")) as result:
        assert result.rows_accepted == 2
        (note,) = [note for note in result.notes if "telefonnummer" in note]
    assert "Kolumnen ”Område”" in note
    assert "rad 3" in note
    assert "123 45 67" not in note


def test_dates_with_clock_times_are_not_taken_for_identity_numbers(csv_file: Write) -> None:
    clocks = "".join(f"Rån;20200101{h:02}{m:02};Norr\n" for h in range(24) for m in range(60))
    with read(csv_file(HEAD + clocks)) as result:
        assert result.rows_accepted == 24 * 60


def test_a_possible_identity_number_is_told_masked_and_the_file_is_read(csv_file: Write) -> None:
    path = csv_file("Brott;Datum;Område\nRån;2024-05-17;Norr 19850709-9806\nRån;2024-05-18;Norr\n")
    with read(path) as result:
        assert result.rows_accepted == 2
        (told,) = [note for note in result.notes if "kontrollsiffra" in note]
    assert "”Område”" in told and "rad 2" in told and "9806" not in told
