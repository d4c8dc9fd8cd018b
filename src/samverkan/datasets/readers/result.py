"""What a reading gives back: the canonical table on disk, the rejected rows, and everything that was chosen for you."""

import os
import shutil
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from samverkan.datasets.readers.mapping import Mapping
from samverkan.datasets.readers.rejected import to_csv
from samverkan.datasets.rules import DatasetKind

# Dictionaries for numbers only cost time: writing takes three times as long with them. So do the least and the greatest
# of columns that no period asks for.
_PACKED = ("row", "start", "end")
_BOUNDED = ["start", "end", "year"]


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    texts = [name for name in schema.names if pa.types.is_dictionary(schema.field(name).type)]
    packed = {name: "DELTA_BINARY_PACKED" for name in schema.names if name in _PACKED}
    return pq.ParquetWriter(
        path,
        schema,
        compression="lz4",
        use_dictionary=texts,
        column_encoding=packed,
        store_schema=False,
        write_statistics=_BOUNDED,
    )


def _packed(field: pa.Field) -> pa.Field:
    """Texts as dictionaries, which is how they come and how they are written: nothing is unpacked on the way."""
    return (
        field.with_type(pa.dictionary(pa.int32(), pa.string())) if pa.types.is_string(field.type) else field
    )


class Spool:
    """The accepted rows, written to a temporary Parquet file as they come; removed when nobody needs it any more."""

    def __init__(self, schema: pa.Schema, folder: Path | None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="samverkan-", dir=folder)
        self.path = Path(self._folder.name) / "rows.parquet"
        self.rows = 0
        self._schema = pa.schema([_packed(field) for field in schema])
        self._writer = _writer(self.path, self._schema)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="spool")
        self._writing: Future[None] | None = None

    def write(self, table: pa.Table) -> None:
        """Written while the next rows are being read; raises what went wrong with the rows before."""
        self._written()
        self.rows += table.num_rows
        if table.num_rows:
            self._writing = self._pool.submit(self._writer.write_table, table.cast(self._schema))

    def close(self) -> None:
        self._written()
        self._pool.shutdown()
        self._writer.close()

    def _written(self) -> None:
        if self._writing:
            self._writing.result()

    def remove(self) -> None:
        self._pool.shutdown()
        self._folder.cleanup()


@dataclass(frozen=True)
class ReadResult:
    """`crs`: EPSG code of x and y, None when no row has a place. `rows_*`: rows of the source file.

    `rejected`: Arrow table of row, column, value (personal data masked), reason. `notes`: every automatic choice, in
    Swedish. Close it (or use it in a `with`) when the rows have been saved.
    """

    kind: DatasetKind
    mapping: Mapping
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rejected: pa.Table
    notes: tuple[str, ...]
    crs: int | None
    encoding: str | None
    sheet: str | None
    signature: str
    _spool: Spool = field(repr=False, compare=False)

    @property
    def path(self) -> Path:
        """The temporary Parquet file of the accepted rows, for DuckDB or ibis; gone when the result is closed."""
        return self._spool.path

    def table(self) -> pa.Table:
        """The accepted rows in memory."""
        return pq.read_table(self._spool.path)

    def write_parquet(self, path: Path | str) -> Path:
        """Save the accepted rows at `path`, whole or not at all, and safe against a power cut once it returns."""
        target = Path(path)
        half = target.with_name(target.name + ".part")
        shutil.copyfile(self._spool.path, half)
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(target)
        return target

    def close(self) -> None:
        self._spool.remove()

    def __enter__(self) -> "ReadResult":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def rejected_csv(result: ReadResult) -> bytes:
    """The rejected rows of a reading as a CSV file for Swedish Excel."""
    return to_csv(result.rejected)
