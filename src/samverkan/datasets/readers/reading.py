"""Read a whole file: personal data checked in every cell, rows accepted or rejected, everything chosen told."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.access.personal_cells import Hit
from samverkan.datasets.readers.ahead import in_order
from samverkan.datasets.readers.columns import connect
from samverkan.datasets.readers.errors import PersonalDataFound, ReadCancelled, ReadError
from samverkan.datasets.readers.figure_roles import find_roles, roles_from
from samverkan.datasets.readers.figures import read_figures
from samverkan.datasets.readers.incident_plan import deciding_columns, first_plan, plan_for, told_by
from samverkan.datasets.readers.incidents import Incidents, Plan, read_incidents
from samverkan.datasets.readers.inspecting import Opened, layout_notes, open_file
from samverkan.datasets.readers.mapping import Mapping, signature
from samverkan.datasets.readers.opening import MAX_BYTES
from samverkan.datasets.readers.personal import PersonalLog, in_file_name, in_head, scan_batch
from samverkan.datasets.readers.rejected import Rejected, table, without_asides
from samverkan.datasets.readers.result import ReadResult, Spool
from samverkan.datasets.readers.schemas import FIGURES, INCIDENTS
from samverkan.datasets.readers.source import ROW, Batch, BrokenRow
from samverkan.datasets.rules import DatasetKind

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]


def read(
    path: Path | str,
    *,
    kind: DatasetKind | str | None = None,
    mapping: Mapping | None = None,
    sheet: str | None = None,
    crs: int | str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    max_bytes: int = MAX_BYTES,
    head_only: bool = False,
    folder: Path | None = None,
) -> ReadResult:
    """Read the file at `path` (called `name` by the person) into canonical rows.

    `crs`: EPSG code of the coordinates when the file's own system is not to be recognised. `progress` gets the share
    read (0–1), `cancelled` is asked between batches. `head_only` reads the file as if it ended after its first rows,
    for a preview. `folder` is where accepted rows wait until they are saved; the system's folder for temporary files
    when none is given. Raises PersonalDataFound, ReadCancelled or another ReadError.
    """
    if found := in_file_name(name or Path(path).name):
        raise PersonalDataFound(found)
    opened = open_file(
        Path(path), kind=DatasetKind(kind) if kind is not None else None, sheet=sheet, max_bytes=max_bytes
    )
    if head_only:
        opened = opened.only_head()
    run = _Run(opened, progress or (lambda _: None), cancelled or (lambda: False), folder)
    if opened.kind is DatasetKind.INCIDENTS:
        return _read_incident_list(opened, run, mapping, _epsg(crs))
    return _read_figure_table(opened, run, mapping)


class _Run:
    """What follows a reading from batch to batch: progress, cancelling, personal data, broken rows."""

    def __init__(self, opened: Opened, progress: Progress, cancelled: Cancelled, folder: Path | None) -> None:
        self.folder = folder
        self.opened, self._progress, self._cancelled = opened, progress, cancelled
        self.personal = PersonalLog()
        self.rejected: list[Rejected] = []
        self._threads = threading.local()
        self.personal.add(in_head(opened.source.head[: opened.layout.first_data_row - 1]), opened.headings)

    def batches(self) -> Iterator[Batch]:
        for batch in self.opened.source.batches():
            if self._cancelled():
                raise ReadCancelled
            if self.personal.is_full:
                return
            yield batch

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection for the thread that asks."""
        if not hasattr(self._threads, "connection"):
            self._threads.connection = connect()
        connection: duckdb.DuckDBPyConnection = self._threads.connection
        return connection

    def note(self, hits: Iterable[Hit], broken: Iterable[BrokenRow], done: float) -> None:
        self.personal.add(hits, self.opened.headings)
        first = self.opened.layout.first_data_row
        self.rejected += [Rejected(b.row, "", b.value, b.reason) for b in broken if b.row >= first]
        self._progress(done)
        if self._cancelled():
            raise ReadCancelled


def _epsg(crs: int | str | None) -> int | None:
    if crs is None or isinstance(crs, int):
        return crs
    digits = crs.upper().removeprefix("EPSG:").strip()
    if not digits.isdecimal():
        raise ReadError(f"”{crs}” är ingen EPSG-kod.", "Skriv till exempel 3006.")
    return int(digits)


@dataclass(frozen=True)
class _Piece:
    """A batch worked through."""

    hits: list[Hit]
    broken: tuple[BrokenRow, ...]
    done: float
    incidents: Incidents | None


def _read_incident_list(opened: Opened, run: _Run, mapping: Mapping | None, crs: int | None) -> ReadResult:
    chosen = plan_for(opened, mapping)
    batches = run.batches()
    first = next(batches, None)
    looked_at = first and _data_rows(first.only(deciding_columns(opened, chosen)).table, opened)
    plan, used = first_plan(run.connection(), opened, chosen, looked_at, crs)
    spool = Spool(INCIDENTS, run.folder)
    told: Counter[str] = Counter()
    rejected: list[Rejected] = []
    last_accepted = 0

    def work(batch: Batch) -> _Piece:
        return _work(run, batch, plan)

    try:
        for piece in in_order(work, _with_first(first, batches), max(1, min(4, os.cpu_count() or 1))):
            run.note(piece.hits, piece.broken, piece.done)
            if run.personal.stops or piece.incidents is None:
                continue
            spool.write(piece.incidents.accepted)
            if piece.incidents.accepted.num_rows:
                last_accepted = piece.incidents.accepted[ROW][-1].as_py()
            rejected += piece.incidents.rejected
            told.update(piece.incidents.told)
        run.personal.refuse()
        spool.close()
        rejected, asides = without_asides([*rejected, *run.rejected], last_accepted)
        if not spool.rows and not rejected:
            raise ReadError(
                "Filen har rubriker men inga rader med data.",
                "Kontrollera urvalet i källan och hämta filen igen.",
            )
    except BaseException:
        spool.remove()
        raise
    notes = [*_notes(opened), *told_by(opened, plan, used, told, spool.rows), *run.personal.warnings()]
    if asides:
        lines = " / ".join(aside.aside for aside in asides)[:300]
        notes.append(f"Fotnoter eller summor under tabellen lästes inte som händelser: {lines}")
    epsg = plan.place.epsg if "east" in plan.cells else None
    return _result(opened, used, spool, spool.rows, rejected, notes, epsg)


def _work(run: _Run, batch: Batch, plan: Plan) -> _Piece:
    dates = {plan.cells[name] for name in ("start", "end") if name in plan.cells}
    texts = {cell for name, cell in plan.cells.items() if name not in ("start", "end", "east", "north")}
    encoded = batch.with_dictionaries(texts)
    connection = run.connection()
    rows = _data_rows(encoded, run.opened)
    incidents = read_incidents(connection, rows, plan) if rows.num_rows else None
    doubtful = incidents.doubtful if incidents else {}
    hits = scan_batch(rows, batch.broken, dates=dates, doubtful=doubtful)
    return _Piece(hits, batch.broken, batch.done, incidents)


def _with_first(first: Batch | None, rest: Iterator[Batch]) -> Iterator[Batch]:
    if first is not None:
        yield first
    yield from rest


def _data_rows(rows: pa.Table, opened: Opened) -> pa.Table:
    first = opened.layout.first_data_row
    if not rows.num_rows or rows[ROW][0].as_py() >= first:
        return rows
    return rows.filter(pc.greater_equal(rows[ROW], first))


def _read_figure_table(opened: Opened, run: _Run, mapping: Mapping | None) -> ReadResult:
    if mapping is None:
        roles = find_roles(opened.layout, opened.columns, opened.kind)
    else:
        roles = roles_from(mapping, opened.layout)
    connection = run.connection()
    parts = []
    for batch in run.batches():
        run.note(
            scan_batch(batch.table, batch.broken),
            batch.broken,
            batch.done * 0.9,
        )
        parts.append(_data_rows(batch.table, opened))
    run.personal.refuse()
    figures = read_figures(
        connection,
        pa.concat_tables(parts),
        opened.layout,
        roles,
        opened.kind,
        titles=opened.titles,
        fixed=mapping.fixed if mapping else {},
    )
    if not figures.rows:
        raise ReadError(
            "Tabellen har inga rader med tal.", "Kontrollera urvalet i källan och hämta filen igen."
        )
    spool = Spool(FIGURES, run.folder)
    try:
        spool.write(figures.accepted)
        spool.close()
        run.note((), (), 1.0)
    except BaseException:
        spool.remove()
        raise
    used = replace(roles.mapping(opened.layout.headings), fixed=mapping.fixed if mapping else {})
    notes = [*_notes(opened), *figures.told, *run.personal.warnings()]
    rejected = [*figures.rejected, *(r for r in run.rejected if not _is_aside(r, opened))]
    return _result(opened, used, spool, figures.rows - len(figures.rejected), rejected, notes, None)


def _is_aside(rejected: Rejected, opened: Opened) -> bool:
    return rejected.row < opened.layout.first_data_row


def _notes(opened: Opened) -> list[str]:
    return [*opened.source.notes, opened.kind_reason, *layout_notes(opened.layout)]


def _result(
    opened: Opened,
    mapping: Mapping,
    spool: Spool,
    accepted: int,
    rejected: list[Rejected],
    notes: list[str],
    crs: int | None,
) -> ReadResult:
    return ReadResult(
        kind=opened.kind,
        mapping=mapping,
        rows_read=accepted + len(rejected),
        rows_accepted=accepted,
        rows_rejected=len(rejected),
        rejected=table(rejected),
        notes=tuple(dict.fromkeys(notes)),
        crs=crs,
        encoding=opened.source.encoding,
        sheet=opened.source.sheet,
        signature=signature(opened.layout.headings),
        _spool=spool,
    )
