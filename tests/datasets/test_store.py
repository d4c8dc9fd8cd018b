"""A stored table lies under its own fingerprint, whole or not at all."""

import hashlib
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samverkan.datasets import store

TABLE = pa.table({"row": [2, 3], "type": ["Cykelstöld", "Rån"]})
write = partial(pq.write_table, TABLE)


@pytest.fixture(autouse=True)
def datasets(folders: Path) -> Path:
    return folders / "datasets"


def test_a_table_is_found_by_its_fingerprint_and_reads_back_as_it_was() -> None:
    sha256 = store.keep(write)
    path = store.parquet_path(sha256)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    assert pq.read_table(path).equals(TABLE)


def test_the_same_rows_are_one_file(datasets: Path) -> None:
    assert store.keep(write) == store.keep(write)
    assert len(list(datasets.iterdir())) == 1


def test_a_write_that_fails_leaves_nothing_behind(datasets: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.keep(fail)
    assert list(datasets.iterdir()) == []


def test_what_a_fallen_server_left_half_written_is_forgotten_and_the_rest_is_kept(datasets: Path) -> None:
    sha256 = store.keep(write)
    (datasets / "part-abc").mkdir()
    (datasets / "part-abc" / "rows.parquet").write_bytes(b"half")
    store.forget_halves()
    assert [path.name for path in datasets.iterdir()] == [f"{sha256}.parquet"]
