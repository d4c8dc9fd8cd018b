"""An Excel or OpenDocument workbook through fastexcel (calamine): every sheet listed, one read as text.

Dates arrive as ISO text, numbers without unit, formulas as their last computed value. Row numbers are Excel's own.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.source import HEAD_ROWS, ROW, Batch, column_names

MAX_UNPACKED_BYTES = 3 << 30
_MAX_RATIO = 150
_RATIO_MATTERS_OVER = 64 << 20
_BATCH_ROWS = 65_536
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


@dataclass
class ExcelSource:
    """One sheet of a workbook; see `Source`."""

    table: pa.Table
    head: list[list[str]]
    width: int
    sheet: str | None
    sheets: tuple[str, ...]
    notes: list[str] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def head_is_all(self) -> bool:
        return int(self.table.num_rows) <= HEAD_ROWS

    def batches(self) -> Iterator[Batch]:
        rows = self.table.num_rows
        for start in range(0, rows, _BATCH_ROWS):
            part = self.table.slice(start, _BATCH_ROWS)
            yield Batch(part, min(1.0, (start + part.num_rows) / max(rows, 1)))


def open_excel(path: Path, sheet: str | None) -> ExcelSource:
    """The named sheet, or the one that looks most like a table (told). Raises ReadError in plain words."""
    refuse_dangerous(path)
    import fastexcel

    try:
        reader = fastexcel.read_excel(path)
    except Exception as error:  # calamine has many ways to say that a workbook is broken
        raise _cannot_open(str(error)) from error
    names = tuple(reader.sheet_names)
    if sheet is not None and sheet not in names:
        listed = ", ".join(f"”{name}”" for name in names)
        raise ReadError(f"Bladet ”{sheet}” finns inte i arbetsboken.", f"Välj något av: {listed}.")
    tables = {name: _load(reader, name) for name in ([sheet] if sheet else names)}
    filled = {name: table for name, table in tables.items() if table is not None and table.num_rows}
    if not filled:
        raise ReadError("Arbetsboken innehåller inga ifyllda celler.", "Kontrollera att du valde rätt fil.")
    chosen = sheet or _most_like_a_table(filled)
    table = filled[chosen]
    notes = []
    if len(names) > 1:
        others = ", ".join(f"”{name}”" for name in names if name != chosen)
        why = "" if sheet else ", som liknar en tabell mest"
        notes.append(
            f"Arbetsboken har {len(names)} blad. Bladet ”{chosen}” läses{why}. Övriga blad: {others}."
        )
    width = table.num_columns - 1
    head = [[cell or "" for cell in row] for row in _rows(table.slice(0, HEAD_ROWS))]
    return ExcelSource(table, head, width, chosen, names, notes)


def refuse_dangerous(path: Path) -> None:
    """Raise ReadError for a workbook behind a password or one that unpacks to far more than a workbook holds."""
    with path.open("rb") as file:
        start = file.read(8)
    if start == OLE and _ENCRYPTED in path.read_bytes():
        raise ReadError(
            "Arbetsboken är skyddad med lösenord.",
            "Öppna den i Excel, ta bort lösenordet och spara den på nytt.",
        )
    if not start.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise _cannot_open("zip") from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    too_dense = unpacked > _RATIO_MATTERS_OVER and unpacked / packed > _MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or too_dense:
        raise ReadError(
            "Arbetsboken packar upp till orimligt mycket data och öppnas därför inte.",
            "Spara tabellen som CSV och läs in den i stället.",
        )


def _load(reader: object, name: str) -> pa.Table | None:
    """A sheet as `row`, `c0` … text columns, or None for an empty sheet or one that only holds a chart."""
    try:
        sheet = reader.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)  # type: ignore[attr-defined]
        batch = pa.record_batch(sheet)
    except Exception as error:
        if "password" in str(error).lower():
            raise _cannot_open(str(error)) from error
        return None
    # A workbook may spell out a NUL (`_x0000_`), which no database takes as text.
    filled = [pc.fill_null(column.cast(pa.string()), "") for column in batch.columns]
    columns = [pc.replace_substring(column, "\x00", "") for column in filled]
    while columns and not pc.any(pc.not_equal(columns[-1], "")).as_py():
        columns.pop()
    if not columns:
        return None
    rows = pa.array(range(1, batch.num_rows + 1), pa.int64())
    return pa.table([rows, *columns], names=[ROW, *column_names(len(columns))])


def _most_like_a_table(tables: dict[str, pa.Table]) -> str:
    """The sheet with most filled cells; the first of them when several are alike."""

    def filled_cells(table: pa.Table) -> int:
        return sum(pc.sum(pc.not_equal(column, "")).as_py() for column in table.columns[1:])

    return max(tables, key=lambda name: filled_cells(tables[name]))


def _rows(table: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns[1:]), strict=True))


def _cannot_open(reason: str) -> ReadError:
    if "password" in reason.lower() or "encrypt" in reason.lower():
        return ReadError(
            "Arbetsboken är skyddad med lösenord.",
            "Öppna den i Excel, ta bort lösenordet och spara den på nytt.",
        )
    return ReadError(
        "Arbetsboken går inte att öppna. Den är trasig eller inte färdigsparad.",
        "Öppna den i Excel och spara den på nytt som xlsx, eller som CSV.",
    )
