"""Columns are proposed, shown, changed by a person and remembered per source."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.datasets.readers import Mapping, ReadError, inspect, read, signature

Write = Callable[..., Path]


def test_a_mapping_survives_being_saved() -> None:
    mapping = Mapping({"start": ("Från",), "value": ("2022", "2023")}, {"type": "Rån på ”torget”"})
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_files_of_the_same_make_have_the_same_signature() -> None:
    assert signature(["Brott", "Datum (från)"]) == signature(["DATUM från", "brott"])
    assert signature(["Brott", "Datum"]) != signature(["Brott", "Datum", "Område"])


def test_what_is_proposed_can_be_read_with_as_it_is(csv_file: Write) -> None:
    path = csv_file("Brott;Datum;lat;lon;N;E\nRån;2024-05-17;59.3;18.0;6580822;674032\n")
    looked = inspect(path)
    with read(path, mapping=Mapping.from_json(looked.mapping.to_json())) as result:
        assert result.signature == looked.signature
        assert result.mapping.columns["x"] == ("E",)
        assert "lat" not in result.mapping.columns


def test_a_person_may_choose_other_columns(csv_file: Write) -> None:
    path = csv_file("Brott;Beskrivning;Datum;Ändrad\nRån;Personrån;2024-05-17 10:00;2024-06-01 10:00\n")
    mapping = Mapping({"type": ("Beskrivning",), "start": ("Ändrad",)})
    with read(path, mapping=mapping) as result:
        (row,) = result.table().to_pylist()
    assert (row["type"], row["start"].month) == ("Personrån", 6)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (Mapping({"start": ("Borta",)}), "Kolumnen ”Borta” finns inte"),
        (Mapping({"slut": ("Datum",)}), "Fältet ”slut” finns inte"),
        (Mapping({"type": ("Brott",)}), "Ingen kolumn i filen har datum"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(csv_file: Write, mapping: Mapping, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(csv_file("Brott;Datum\nRån;2024-05-17\n"), mapping=mapping)


def test_looking_shows_the_first_rows_with_their_numbers(csv_file: Write) -> None:
    text = "Titel\n\nBrott;Datum\n" + "".join(f"Rån;2024-05-{day:02}\n" for day in range(1, 31))
    looked = inspect(csv_file(text, encoding="cp1252"))
    assert looked.delimiter == ";"
    assert looked.encoding == "Windows-1252"
    assert looked.titles == ("Titel",)
    assert len(looked.sample) == 20
    assert looked.sample[0] == (4, ("Rån", "2024-05-01"))
    assert "Datum" in looked.kind_reason


def test_the_table_is_saved_whole_or_not_at_all(csv_file: Write, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    with read(csv_file("Brott;Datum\nRån;2024-05-17\n")) as result:
        saved = result.write_parquet(tmp_path / "ut.parquet")
        assert pq.read_table(saved).equals(result.table())
        assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []
        temporary = result.path
    assert not temporary.exists()
