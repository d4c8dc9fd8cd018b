"""Parquet that an import has written is taken as it stands; other Parquet is refused by name of column."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samverkan.datasets.analyse import analyse
from samverkan.datasets.canonical import columns, look
from samverkan.datasets.readers import FIGURES, INCIDENTS, ReadError, read
from samverkan.datasets.rules import DatasetKind
from tests.datasets.made_up import write_incidents


@pytest.mark.parametrize(
    ("kind", "schema"), [(DatasetKind.INCIDENTS, INCIDENTS), (DatasetKind.POPULATION, FIGURES)]
)
def test_what_the_readers_write_has_the_canonical_columns(
    kind: DatasetKind, schema: pa.Schema, tmp_path: Path
) -> None:
    pq.write_table(schema.empty_table(), tmp_path / "empty.parquet")

    assert look(tmp_path / "empty.parquet", kind) == (0, [])
    assert list(columns(kind)) == schema.names


def test_a_file_gives_the_same_figures_as_the_rows_an_import_made_of_it(tmp_path: Path) -> None:
    raw = tmp_path / "brott.csv"
    write_incidents(raw, 300)
    with read(raw) as result:
        result.write_parquet(tmp_path / "brott.parquet")

    from_raw, from_rows = analyse(raw), analyse(tmp_path / "brott.parquet")

    assert from_rows.figures == from_raw.figures
    assert from_rows.read.rows["accepted"] == from_raw.read.rows["accepted"] > 0


def test_other_parquet_is_refused_and_its_columns_named(tmp_path: Path) -> None:
    other = INCIDENTS.remove(INCIDENTS.get_field_index("x")).empty_table()
    start = other.schema.get_field_index("start")
    pq.write_table(other.set_column(start, "start", pa.array([], pa.string())), tmp_path / "other.parquet")

    with pytest.raises(ReadError, match="start, x"):
        analyse(tmp_path / "other.parquet")


def test_broken_parquet_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 och sedan inget mer")

    with pytest.raises(ReadError, match="trasig"):
        analyse(tmp_path / "broken.parquet")
