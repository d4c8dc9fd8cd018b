"""Before anything is read, a person sees how the first rows will be understood."""

from pathlib import Path

import pytest

from samverkan.datasets.preview import Preview, preview
from samverkan.datasets.readers import Mapping, PersonalDataFound
from samverkan.datasets.rules import DatasetKind
from tests.datasets.files import incident_lines

INCIDENTS = Mapping({"type": ("Brottstyp",), "start": ("Brottsdatum från",), "x": ("E",), "y": ("N",)})


def shown(folder: Path, lines: list[str], mapping: Mapping, kind: DatasetKind | None = None) -> Preview:
    path = folder / "x.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return preview(path, "brott.csv", kind=kind, mapping=mapping)


def test_the_first_ten_rows_are_shown_with_the_row_numbers_of_excel(tmp_path: Path) -> None:
    first = shown(tmp_path, incident_lines(500), INCIDENTS)
    assert len(first.rows) == 10
    assert dict(zip(first.columns, first.rows[0], strict=True)) == {
        "Rad": "2",
        "Brottstyp": "Misshandel utomhus",
        "Från": "2024-01-01 22:00",
        "Koordinat öst": "560\u202f002",
        "Koordinat nord": "6\u202f570\u202f002",
    }


def test_columns_that_are_empty_are_left_out(tmp_path: Path) -> None:
    assert "Kön" not in shown(tmp_path, incident_lines(5), INCIDENTS).columns


def test_rows_among_the_first_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    rejected = shown(tmp_path, incident_lines(20, bad=[4]), INCIDENTS).rejected
    assert [row[0] for row in rejected] == [4]
    assert rejected[0][3]


def test_a_choice_that_cannot_be_read_says_why_and_shows_nothing(tmp_path: Path) -> None:
    told = shown(tmp_path, incident_lines(5), Mapping({"type": ("Brottstyp",)}), DatasetKind.INCIDENTS)
    assert "datum" in told.error
    assert told.rows == ()


def test_a_telephone_number_is_hidden_and_a_persons_number_refused(tmp_path: Path) -> None:
    lines = incident_lines(5)
    lines[1] = lines[1].replace("Centrum", "Ring 070-123 45 67")
    mapping = Mapping({**INCIDENTS.columns, "area": ("Område",)})
    assert "123" not in str(shown(tmp_path, lines, mapping).rows)
    lines[2] = lines[2].replace("Centrum", "850709-9805")
    with pytest.raises(PersonalDataFound):
        shown(tmp_path, lines, mapping)


def test_figures_are_shown_as_swedes_write_them(tmp_path: Path) -> None:
    lines = ["Område;2023", "Centrum;1234,5", "Norr;.."]
    mapping = Mapping({"area": ("Område",), "value": ("2023",)})
    first = shown(tmp_path, lines, mapping, DatasetKind.COST)
    written = dict(zip(first.columns, first.rows[0], strict=True))
    assert (written["Område"], written["År"], written["Värde"]) == ("Centrum", "2023", "1\u202f234,50")
    assert written["Mått"] == "kronor"
    assert dict(zip(first.columns, first.rows[1], strict=True))["Värde"] == ""
