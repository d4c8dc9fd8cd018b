"""A CSV file, as any Swedish office saves it, as batches of text cells with their true row numbers.

The bytes are cut into chunks at the end of a record and parsed by pyarrow, which tells the number of every row that
does not have as many cells as the rest. Short rows are filled up; rows that are too long are named as broken. Rows are
counted as Excel counts them: empty rows count, and a line break inside quotes does not start a new row.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from samverkan.datasets.readers.encoding import HEAD_BYTES, TextFile, detect
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.quotes import last_record_end, refuse_unclosed_quote
from samverkan.datasets.readers.source import (
    HEAD_ROWS,
    ROW,
    Batch,
    BrokenRow,
    column_names,
    padded,
    text_table,
)

DELIMITERS = (";", "\t", ",", "|")
_LABELS = {";": "semikolon", "\t": "tabb", ",": "komma", "|": "lodstreck"}
_BLOCK_BYTES = 1 << 20
_LONGEST_RECORD = 32 << 20


@dataclass
class CsvSource:
    """An opened CSV file; see `Source`."""

    file: TextFile
    delimiter: str | None
    head: list[list[str]]
    width: int
    notes: list[str] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()

    @property
    def head_is_all(self) -> bool:
        return len(self.head) < HEAD_ROWS and self.file.size < HEAD_BYTES

    @property
    def encoding(self) -> str:
        return self.file.label

    def batches(self) -> Iterator[Batch]:
        first_row = 1
        for chunk, done in _records(self.file, self.delimiter or ";"):
            batch, rows = self._parse(chunk, first_row, done)
            first_row += rows
            yield batch
        self.notes.extend(note for note in self.file.notes if note not in self.notes)

    def _parse(self, chunk: bytes, first_row: int, done: float) -> tuple[Batch, int]:
        if not self.file.is_cp1252:
            return self._parse_text(chunk, first_row, done)
        try:
            if b'"' not in chunk:
                table = self._read(chunk, None, _BLOCK_BYTES, pa.binary())
                return Batch(_numbered(table, first_row), done, encoding="cp1252"), table.num_rows
        except pa.ArrowInvalid:
            pass  # an odd row or a large cell
        return self._parse_text(chunk.decode("cp1252", "replace").encode(), first_row, done)

    def _parse_text(self, chunk: bytes, first_row: int, done: float) -> tuple[Batch, int]:
        odd: list[tuple[int, str]] = []

        def remember(row: pa_csv.InvalidRow) -> str:
            odd.append((row.number, row.text))
            return "skip"

        try:
            table = self._read(chunk, remember, _BLOCK_BYTES, pa.string())
        except pa.ArrowInvalid:  # a cell larger than a block
            odd.clear()
            table = self._read(chunk, remember, len(chunk) + 1, pa.string())
        rows = table.num_rows + len(odd)
        table = _numbered(table, first_row, [number - 1 for number, _ in odd])
        broken: list[BrokenRow] = []
        if odd:
            table, broken = self._with_odd_rows(
                table, [(first_row + number - 1, text) for number, text in odd]
            )
        if b'"' in chunk:
            table, swallowed = self._without_swallowed_rows(table)
            broken += swallowed
        return Batch(table, done, tuple(broken)), rows

    def _read(self, chunk: bytes, remember: object, block: int, cell: pa.DataType) -> pa.Table:
        names = column_names(self.width)
        return pa_csv.read_csv(
            pa.BufferReader(chunk),
            read_options=pa_csv.ReadOptions(column_names=names, block_size=block, use_threads=False),
            parse_options=pa_csv.ParseOptions(
                delimiter=self.delimiter or ";",
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=remember,
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, cell),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )

    def _with_odd_rows(self, table: pa.Table, odd: list[tuple[int, str]]) -> tuple[pa.Table, list[BrokenRow]]:
        broken, fitting = [], []
        for number, text in odd:
            cells = _cells(text, self.delimiter or ";")
            while len(cells) > self.width and not cells[-1].strip():
                cells.pop()
            if len(cells) <= self.width:
                fitting.append((number, cells))
            else:
                reason = (
                    f"Raden har {len(cells)} celler men tabellen har {self.width} kolumner. Kontrollera om en cell "
                    f"innehåller {_LABELS.get(self.delimiter or ';', 'skiljetecken')} utan citattecken omkring."
                )
                broken.append(BrokenRow(number, text, reason))
        if fitting:
            extra = text_table([cells for _, cells in fitting], self.width)
            extra = extra.set_column(0, ROW, pa.array([number for number, _ in fitting], pa.int64()))
            table = pa.concat_tables([table, extra])
            table = table.take(pc.sort_indices(table[ROW]))
        return table, broken

    def _without_swallowed_rows(self, table: pa.Table) -> tuple[pa.Table, list[BrokenRow]]:
        """Rows where a cell with line breaks holds whole other rows: a quote is missing there."""
        if self.width < 3:
            return table, []
        other_row = "\n" + (f"[^\n{self.delimiter}]*{self.delimiter}" * (self.width - 1)).replace("|", r"\|")
        swallowed = None
        for name in table.column_names[1:]:
            cells = table[name]
            if pc.any(pc.match_substring(cells, "\n")).as_py():
                found = pc.match_substring_regex(cells, other_row)
                swallowed = found if swallowed is None else pc.or_(swallowed, found)
        if swallowed is None or not pc.any(swallowed).as_py():
            return table, []
        reason = "En cell på raden rymmer flera rader. Ett citattecken saknas eller står för mycket här."
        broken = [
            BrokenRow(row[ROW], " ".join(str(v) for k, v in row.items() if k != ROW)[:200], reason)
            for row in table.filter(swallowed).to_pylist()
        ]
        return table.filter(pc.invert(swallowed)), broken


def open_csv(path: Path) -> CsvSource:
    """Recognise encoding, delimiter and number of columns. Raises ReadError for what is not a table of text."""
    file = detect(path)
    text = file.head()
    if not text.strip():
        raise ReadError("Filen är tom.", "Kontrollera att du valde rätt fil.")
    delimiter, rows = _sniff(text)
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    most = max(widths.values())
    width = max(
        size for size, times in widths.items() if times == most or (times > 1 and times >= most * 0.5)
    )
    source = CsvSource(file, delimiter, padded(rows[:HEAD_ROWS], width), width)
    source.notes.append(
        f"Teckenkodning: {file.label}. Skiljetecken: {_LABELS[delimiter]}."
        if width > 1
        else f"Teckenkodning: {file.label}."
    )
    return source


def _sniff(text: str) -> tuple[str, list[list[str]]]:
    """The delimiter that splits most rows into the same number (more than one) of cells."""
    first, _, _ = text.partition("\n")
    hint = first.strip().strip('"').lower()
    allowed = (
        (hint[4],) if hint.startswith("sep=") and len(hint) == 5 and hint[4] in DELIMITERS else DELIMITERS
    )
    best: tuple[float, int] = (-1.0, 0)
    chosen = (allowed[0], _rows(text, allowed[0]))
    for delimiter in allowed:
        rows = _rows(text, delimiter)
        widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
        wide = {size: times for size, times in widths.items() if size > 1}
        if not wide:
            continue
        size = max(wide, key=lambda s: (wide[s], s))
        score = (wide[size] / widths.total(), size)
        if score > best:
            best, chosen = score, (delimiter, rows)
    return chosen


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row or [""])
            if len(rows) >= HEAD_ROWS:
                break
    except csv.Error:
        pass  # a monstrous cell; what was read so far is enough to recognise the layout
    return rows


def _numbered(table: pa.Table, first_row: int, without: Sequence[int] = ()) -> pa.Table:
    numbers = np.arange(first_row, first_row + table.num_rows + len(without), dtype=np.int64)
    return table.add_column(0, ROW, pa.array(np.delete(numbers, without) if without else numbers))


def _records(file: TextFile, delimiter: str) -> Iterator[tuple[bytes, float]]:
    """Chunks, in cp1252 or UTF-8, that end where a record ends."""
    pending: list[bytes] = []
    done = 0.0
    for data, done in file.chunks(as_saved=True):
        joined = b"".join([*pending, data])
        if b"\n" not in joined and b"\r" in joined:
            joined = joined.replace(b"\r", b"\n")
        end = last_record_end(joined, delimiter)
        pending = [joined[end:]]
        if end:
            yield joined[:end], done
        elif len(joined) > _LONGEST_RECORD:
            refuse_unclosed_quote(file, delimiter)
            raise ReadError(
                "En rad i filen är orimligt lång.", "Kontrollera att filen är en tabell i CSV-format."
            )
    rest = b"".join(pending)
    if rest:
        if b"\n" not in rest and b"\r" in rest:
            rest = rest.replace(b"\r", b"\n")
        if rest.count(b'"') % 2:
            refuse_unclosed_quote(file, delimiter)
        yield rest, 1.0


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a cell larger than Python's reader takes
        return line.split(delimiter)
