"""A raw file as rows of text: what every kind of file looks like to the rest of the readers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

HEAD_ROWS = 60
ROW = "row"


@dataclass(frozen=True)
class BrokenRow:
    """A row that cannot be laid out in columns: its number, what stands in it, and why (Swedish)."""

    row: int
    value: str
    reason: str


@dataclass(frozen=True)
class Batch:
    """Some rows of the file in order.

    `cells` has `row` (int64, 1 = the first row as Excel shows it) and the columns `c0` … `c{n-1}` of text, or of bytes
    in `encoding`; `done` is the share of the file read when this batch is (0–1).
    """

    cells: pa.Table
    done: float = 1.0
    broken: tuple[BrokenRow, ...] = ()
    encoding: str | None = None

    @cached_property
    def table(self) -> pa.Table:
        """All cells as text."""
        return self.with_dictionaries(())

    def only(self, names: Collection[str]) -> "Batch":
        """The same rows with no other columns than `names`, for decoding no more than is looked at."""
        kept = [name for name in self.cells.column_names if name == ROW or name in names]
        return replace(self, cells=self.cells.select(kept))

    def with_dictionaries(self, names: Collection[str]) -> pa.Table:
        """The cells as text, those of the columns `names` as dictionaries.

        Decoded when asked for, so that it is done by those who work on the batches side by side.
        """
        columns = [
            _dictionary(column, self.encoding) if name in names else _text(column, self.encoding)
            for name, column in zip(self.cells.column_names, self.cells.columns, strict=True)
        ]
        return pa.table(columns, names=self.cells.column_names)


def _dictionary(column: pa.ChunkedArray, encoding: str | None) -> pa.Array:
    encoded = pc.dictionary_encode(column.combine_chunks())
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    if encoding is None:
        return encoded
    return pa.DictionaryArray.from_arrays(encoded.indices, _decoded(encoded.dictionary, encoding))


def _text(column: pa.ChunkedArray, encoding: str | None) -> pa.ChunkedArray | pa.Array:
    """Bytes as text: ASCII as it stands, and of the other cells each distinct one once."""
    if encoding is None or not pa.types.is_binary(column.type):
        return column
    as_saved = column.combine_chunks()
    texts = as_saved.view(pa.string())
    other = pc.invert(pc.string_is_ascii(texts))
    if not other.true_count:
        return texts
    distinct = as_saved.filter(other).dictionary_encode()
    return pc.replace_with_mask(texts, other, _decoded(distinct.dictionary, encoding).take(distinct.indices))


def _decoded(cells: pa.Array, encoding: str) -> pa.Array:
    return pa.array([cell.decode(encoding, "replace") for cell in cells.to_pylist()], pa.string())


class Source(Protocol):
    """A file opened for reading.

    `head` holds its first rows (`head_is_all`: all of them), padded to `width` cells. `titles` is what the file says
    about the table outside it. `notes` is told to the person.
    """

    @property
    def encoding(self) -> str | None: ...
    @property
    def delimiter(self) -> str | None: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def sheets(self) -> tuple[str, ...]: ...
    @property
    def head(self) -> list[list[str]]: ...
    @property
    def head_is_all(self) -> bool: ...
    @property
    def width(self) -> int: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def titles(self) -> tuple[str, ...]: ...

    def batches(self) -> Iterator[Batch]: ...


def column_names(width: int) -> list[str]:
    return [f"c{index}" for index in range(width)]


def padded(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def text_table(rows: Sequence[Sequence[str]], width: int, first_row: int = 1) -> pa.Table:
    """Rows of text (any lengths up to `width`) as an Arrow table numbered from `first_row`."""
    filled = padded(rows, width)
    columns = [pa.array([row[index] for row in filled], pa.string()) for index in range(width)]
    numbers = pa.array(range(first_row, first_row + len(filled)), pa.int64())
    return pa.table([numbers, *columns], names=[ROW, *column_names(width)])


@dataclass
class TextSource:
    """Rows already in memory (HTML tables, small files read the slow way)."""

    rows: list[list[str]]
    width: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    head: list[list[str]] = field(init=False)
    head_is_all: bool = field(init=False)

    def __post_init__(self) -> None:
        self.head = padded(self.rows[:HEAD_ROWS], self.width)
        self.head_is_all = len(self.rows) <= HEAD_ROWS

    def batches(self) -> Iterator[Batch]:
        yield Batch(text_table(self.rows, self.width))
