"""Every row that could not be read is named, with the reason and how to mend it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from samverkan.datasets.readers import PersonalDataFound, read, rejected_csv
from samverkan.datasets.readers.rejected import SCHEMA, to_csv

Write = Callable[..., Path]

HEADINGS = "Brottstyp;Datum från;Datum till;N;E;Område"
GOOD = "Cykelstöld;2024-05-17 14:30;2024-05-17 16:00;6580822;674032;Centrum"
BAD = {
    "Stöld;2024-02-30;;6580822;674032;Centrum": ("Datum från", "2024-02-30", "finns inte"),
    "Stöld;31/2;;6580822;674032;Centrum": ("Datum från", "31/2", "finns inte"),
    "Stöld;17/5;;6580822;674032;Centrum": ("Datum från", "17/5", "saknar år"),
    "Stöld;;;6580822;674032;Centrum": ("Datum från", "", "Datum saknas"),
    "Stöld;okänt;;6580822;674032;Centrum": ("Datum från", "okänt", "är inget datum"),
    ";2024-05-17 10:00;;6580822;674032;Centrum": ("Brottstyp", "", "Brottstyp saknas"),
    "Stöld;2024-05-17 10:00;2024-13-01;6580822;674032;Centrum": ("Datum till", "2024-13-01", "finns inte"),
    "Stöld;2024-05-17 10:00;;658x822;674032;Centrum": ("N", "658x822", "är ingen koordinat"),
    "Stöld;2024-05-17 10:00;;6580822;67;Centrum": ("N", "6580822", "utanför Sverige"),
    "Stöld;2024-05-17 10:00;;6580822;674032;Centrum;Norr": (
        "",
        "Stöld",
        "7 celler men tabellen har 6 kolumner",
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_forty_bad_rows_among_three_thousand_are_all_named(csv_file: Write, encoding: str) -> None:
    lines = [HEADINGS] + [GOOD] * 3000
    expected = {}
    kinds = list(BAD)
    for number in range(40):
        place = 7 + number * 74
        lines[place] = kinds[number % len(kinds)]
        expected[place + 1] = BAD[lines[place]]
    with read(csv_file("\r\n".join(lines) + "\r\n", encoding=encoding)) as result:
        assert (result.rows_read, result.rows_accepted, result.rows_rejected) == (3000, 2960, 40)
        assert result.table().num_rows == 2960
        rejected = {row["row"]: row for row in result.rejected.to_pylist()}
    assert list(rejected) == sorted(expected)
    for row, (column, value, reason) in expected.items():
        assert rejected[row]["column"] == column
        assert rejected[row]["value"].startswith(value)
        assert reason in rejected[row]["reason"]


def test_all_that_is_wrong_in_a_row_is_said_at_once(csv_file: Write) -> None:
    with read(csv_file(f"{HEADINGS}\n{GOOD}\n;31/2;;x;674032;\n")) as result:
        (row,) = result.rejected.to_pylist()
    assert row["row"] == 3
    assert "Brottstyp saknas" in row["reason"]
    assert 'Datumet "31/2" finns inte' in row["reason"]
    assert '"x" är ingen koordinat' in row["reason"]


def test_empty_rows_count_as_rows_but_are_not_rejected(csv_file: Write) -> None:
    with read(csv_file(f"{HEADINGS}\n\n{GOOD}\n;;;;;\n{GOOD}\n \n")) as result:
        assert result.rows_read == 2
        assert result.table()["row"].to_pylist() == [3, 5]


def test_short_rows_are_filled_up(csv_file: Write) -> None:
    with read(csv_file(f"{HEADINGS}\nStöld;2024-05-17 10:00\n{GOOD}\n")) as result:
        assert result.table()["row"].to_pylist() == [2, 3]
        assert result.rows_rejected == 0


def test_titles_above_and_footnotes_and_sums_below_are_told_and_not_rejected(csv_file: Write) -> None:
    text = f"Anmälda brott 2024\n\n{HEADINGS}\n{GOOD}\n{GOOD}\nSumma;2\n\nKälla: Polisen\n"
    with read(csv_file(text)) as result:
        assert (result.rows_read, result.rows_rejected) == (2, 0)
        assert result.table()["row"].to_pylist() == [4, 5]
        notes = " ".join(result.notes)
    assert "Källa: Polisen" in notes
    assert "Summa" in notes
    assert "Rubriker: rad 3." in notes


def test_the_header_repeated_on_every_page_is_no_incident(csv_file: Write) -> None:
    with read(csv_file(f"{HEADINGS}\n{GOOD}\n{HEADINGS}\n{GOOD}\n")) as result:
        assert (result.rows_read, result.rows_accepted) == (2, 2)


def test_personal_data_in_a_rejected_value_are_masked(csv_file: Write) -> None:
    with read(csv_file("Brott;Datum\nA;2024-05-17 10:00\nB;ring 070-123 45 67\n")) as result:
        (row,) = result.rejected.to_pylist()
    assert "123" not in row["value"]
    assert "123" not in row["reason"]
    with pytest.raises(PersonalDataFound):
        read(csv_file("Brott;Datum\nA;2024-05-17 10:00\nB;850709-9805\n"))


def test_the_list_of_rejected_rows_opens_right_in_swedish_excel(csv_file: Write) -> None:
    with read(csv_file(f'{HEADINGS}\n{GOOD}\nÖvrigt;"31/2; eller så";;;;\n')) as result:
        data = rejected_csv(result)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Rad", "Kolumn", "Värde", "Varför raden inte lästes"]
    assert rows[1][:3] == ["3", "Datum från", "31/2; eller så"]
    assert data.count(b"\r\n") == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", " =cmd|x", "\t=1", "\r=1"])
def test_a_formula_in_a_rejected_value_is_shown_and_not_run(text: str) -> None:
    table = pa.table({"row": [2], "column": ["Datum"], "value": [text], "reason": [text]}, schema=SCHEMA)
    rows = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][2].startswith("'")
    assert rows[1][3].startswith("'")
