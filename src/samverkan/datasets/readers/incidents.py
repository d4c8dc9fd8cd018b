"""An incident list: batches of text cells in, canonical incidents and rejected rows out.

What must be the same for the whole list (coordinate system, whether midnight means "time unknown") is decided once from
its first rows and told.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers import reasons, words
from samverkan.datasets.readers.columns import Flags, Floats, Numbers, Places, Times, read_numbers, read_times
from samverkan.datasets.readers.coordinates import Place
from samverkan.datasets.readers.rejected import Rejected
from samverkan.datasets.readers.schemas import INCIDENTS
from samverkan.datasets.readers.source import ROW
from samverkan.datasets.readers.spans import spans

UNNAMED_TYPE = "Ej angiven brottstyp"
# How footnotes and sums under a list begin, or a whole sentence in one cell.
_ASIDE = re.compile(
    r"^(?:källa|not|anm|obs|summa|total|antal|uttag|hämtad|utskriv|rapport|\*|\d\)|©)|:|\w+ \w+ \w+ \w+", re.I
)
_NOWHERE = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Plan:
    """How a list is read. `cells`: field → column (`c3`), with `east` and `north` for the coordinates in use."""

    cells: Mapping[str, str]
    headings: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=lambda: Place(None))
    midnight_is_no_clock: bool = False
    outdoors_heading: bool = False

    def heading(self, name: str) -> str:
        return self.headings.get(self.cells.get(name, ""), "")


@dataclass(frozen=True)
class Incidents:
    """The incidents of a batch, its rejected rows, and how often each automatic reading was needed.

    `doubtful`: column → places of the cells of dates and numbers that were not read the plain way.
    """

    accepted: pa.Table
    rejected: tuple[Rejected, ...]
    told: Counter[str]
    doubtful: dict[str, Places]


@dataclass(frozen=True)
class _Fault:
    """One way a row can be wrong: where (`flags`), in which field, and the sentence for a written value."""

    field: str
    flags: Flags
    reason: Callable[[str], str]


def read_incidents(connection: duckdb.DuckDBPyConnection, table: pa.Table, plan: Plan) -> Incidents:
    """Incidents of `table` (`row`, `c0` …; only rows of data)."""
    size = table.num_rows
    texts = {name: _text(table, plan, name, words.text) for name in ("type", "code", "area", "place_type")}
    texts["age_group"] = _text(table, plan, "age_group", words.age_group)
    texts["sex"] = _text(table, plan, "sex", words.sex)
    kind = _first_filled(texts["type"], texts["code"], size)
    start = _times(connection, table, plan, "start")
    end = _times(connection, table, plan, "end") if "end" in plan.cells else None
    start_clock, end_clock = _clock(table, plan, "start_time"), _clock(table, plan, "end_time")
    span = spans(start, end, start_clock, end_clock, midnight_is_no_clock=plan.midnight_is_no_clock)
    east, north = _numbers(connection, table, plan, "east"), _numbers(connection, table, plan, "north")
    x, y, outside = plan.place.points(east.values, north.values)
    indoors = _indoors(table, plan)

    faults = [
        _Fault("type", _nulls(kind, size), lambda _: reasons.NO_TYPE),
        _Fault("start", ~start.filled, lambda _: reasons.NO_DATE),
        _Fault("start", start.unread, reasons.bad_date),
        _Fault("start_time", _unread(table, plan, "start_time", start_clock), reasons.bad_clock),
        _Fault("end", end.unread & _known(table, plan, "end", end.unread), reasons.bad_date) if end else None,
        _Fault("end_time", _unread(table, plan, "end_time", end_clock), reasons.bad_clock),
        _Fault("east", east.unread & _known(table, plan, "east", east.unread), reasons.bad_coordinate),
        _Fault("north", north.unread & _known(table, plan, "north", north.unread), reasons.bad_coordinate),
        _Fault("north", outside, lambda _: reasons.OUTSIDE),
    ]
    found = [fault for fault in faults if fault is not None]
    bad = np.logical_or.reduce([fault.flags for fault in found])
    rejected = _rejected(table, plan, found, np.flatnonzero(bad)) if bad.any() else []

    columns: dict[str, Any] = {
        "row": table[ROW], "type": kind, "code": texts["code"], "start": span.start, "end": span.end, "x": x, "y": y,
        "area": texts["area"], "indoors": indoors, "sex": texts["sex"], "age_group": texts["age_group"],
        "place_type": texts["place_type"],
    }  # fmt: skip
    accepted = pa.table(
        [_arrow(columns[name], size, INCIDENTS.field(name).type) for name in INCIDENTS.names], INCIDENTS.names
    )
    if bad.any():
        accepted = accepted.filter(pa.array(~bad))
    told = Counter(
        {
            "date_only": int((span.date_only & ~bad).sum()),
            "odd_sex": _odd(table, plan, "sex", texts["sex"], bad),
            "odd_indoors": _odd(table, plan, "indoors", indoors, bad),
            "half_place": int(((east.filled != north.filled) & ~bad).sum()),
            "end_before_start": int(((span.end < span.start) & ~bad).sum()),
            "no_place": int((np.isnan(x) & ~bad).sum()) if "east" in plan.cells else 0,
        }
    )
    read = {"start": start, "end": end, "east": east, "north": north}
    doubtful = {
        plan.cells[name]: column.doubtful for name, column in read.items() if column and name in plan.cells
    }
    return Incidents(accepted, tuple(rejected), told, doubtful)


def only_midnights(connection: duckdb.DuckDBPyConnection, table: pa.Table, plan: Plan) -> bool:
    """Whether every time in the list is 00:00, as when a program writes dates as points in time."""
    if "start_time" in plan.cells:
        return False
    some_clock = False
    for name in ("start", "end"):
        if name in plan.cells:
            times = _times(connection, table, plan, name)
            has_clock = times.has_clock & ~np.isnat(times.values)
            day = times.values.astype("datetime64[D]").astype("datetime64[us]")
            if (has_clock & (times.values != day)).any():
                return False
            some_clock |= bool(has_clock.any())
    return some_clock


def read_pair(
    connection: duckdb.DuckDBPyConnection, table: pa.Table, east: str, north: str
) -> tuple[Floats, Floats]:
    """Two columns as numbers, for deciding the coordinate system."""
    return read_numbers(connection, table[east]).values, read_numbers(connection, table[north]).values


def _text(table: pa.Table, plan: Plan, name: str, read: Callable[[str], str | None]) -> pa.Array | str | None:
    if name in plan.cells:
        return words.per_distinct(table[plan.cells[name]], read, pa.string())
    return plan.fixed.get(name)


def _first_filled(kind: pa.Array | str | None, code: pa.Array | str | None, size: int) -> pa.Array | str:
    if kind is None:
        return UNNAMED_TYPE if code is None else code
    if code is None or isinstance(kind, str) or not kind.null_count:
        return kind
    filled = pc.coalesce(kind.cast(pa.string()), _arrow(code, size, pa.string()).cast(pa.string()))
    return filled.dictionary_encode()


def _nulls(values: pa.Array | str, size: int) -> Flags:
    if isinstance(values, str):
        return np.zeros(size, dtype=bool)
    nulls: Flags = values.is_null().to_numpy(zero_copy_only=False)
    return nulls


def _times(connection: duckdb.DuckDBPyConnection, table: pa.Table, plan: Plan, name: str) -> Times:
    if name in plan.cells:
        return read_times(connection, table[plan.cells[name]])
    none = np.zeros(table.num_rows, dtype=bool)
    return Times(
        np.full(table.num_rows, np.datetime64("NaT"), dtype="datetime64[us]"), none, none, none, _NOWHERE
    )


def _numbers(connection: duckdb.DuckDBPyConnection, table: pa.Table, plan: Plan, name: str) -> Numbers:
    if name in plan.cells:
        return read_numbers(connection, table[plan.cells[name]])
    none = np.zeros(table.num_rows, dtype=bool)
    return Numbers(np.full(table.num_rows, np.nan), none, none, _NOWHERE)


def _clock(table: pa.Table, plan: Plan, name: str) -> npt.NDArray[np.float64] | None:
    if name not in plan.cells:
        return None
    seconds = words.per_distinct(table[plan.cells[name]], words.clock, pa.float64())
    return np.array(seconds.to_numpy(zero_copy_only=False), dtype=np.float64)


def _indoors(table: pa.Table, plan: Plan) -> pa.Array | None:
    if "indoors" not in plan.cells:
        return None
    read = partial(words.indoors, heading_says_outdoors=plan.outdoors_heading)
    return words.per_distinct(table[plan.cells["indoors"]], read, pa.bool_())


def _written(cell: str) -> bool:
    text = words.text(cell)
    return text is not None and text.lower() not in words.UNKNOWN


def _known(table: pa.Table, plan: Plan, name: str, flags: Flags) -> Flags:
    """Cells that say something else than that the value is unknown; only looked at when some cell is unread."""
    if not flags.any():
        return flags
    known: Flags = words.per_distinct(table[plan.cells[name]], _written, pa.bool_()).to_numpy(
        zero_copy_only=False
    )
    return known


def _unread(table: pa.Table, plan: Plan, name: str, seconds: npt.NDArray[np.float64] | None) -> Flags:
    if seconds is None:
        return np.zeros(table.num_rows, dtype=bool)
    unread = np.isnan(seconds)
    return unread & _known(table, plan, name, unread)


def _odd(table: pa.Table, plan: Plan, name: str, read: pa.Array | str | None, bad: Flags) -> int:
    """How many accepted rows have a word under `name` that was not understood."""
    if name not in plan.cells or not isinstance(read, pa.Array) or not read.null_count:
        return 0
    unread = read.is_null().to_numpy(zero_copy_only=False) & ~bad
    return int((unread & _known(table, plan, name, unread)).sum())


def _arrow(values: Any, size: int, kind: pa.DataType) -> pa.Array:
    if values is None:
        return pa.nulls(size, kind)
    if isinstance(values, str):
        indices = pa.array(np.zeros(size, dtype=np.int32))
        return pa.DictionaryArray.from_arrays(indices, pa.array([values]))
    if isinstance(values, np.ndarray):
        return pa.array(values, kind, from_pandas=True)
    return values


def _rejected(table: pa.Table, plan: Plan, faults: Sequence[_Fault], places: Places) -> list[Rejected]:
    """The rows at `places` with all that is wrong in them; empty rows and repeated headers are left out."""
    rows = table.take(pa.array(places))
    names = [name for name in rows.column_names if name != ROW]
    texts = [rows[name].to_pylist() for name in names]
    at = {field: names.index(cell) for field, cell in plan.cells.items()}
    flags = [fault.flags[places].tolist() for fault in faults]
    headings = [plan.headings.get(name, "") for name in names]
    out = []
    for index, number in enumerate(rows[ROW].to_pylist()):
        cells = [column[index] for column in texts]
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        if not filled or all(cells[place].strip() == headings[place] for place in filled):
            continue
        wrong = [fault for fault, is_wrong in zip(faults, flags, strict=True) if is_wrong[index]]
        written = [cells[at[fault.field]] if fault.field in at else "" for fault in wrong]
        why = dict.fromkeys(fault.reason(text) for fault, text in zip(wrong, written, strict=True))
        is_aside = len(filled) <= 2 and bool(_ASIDE.search(cells[filled[0]].strip()))
        aside = " ".join(cells[place] for place in filled) if is_aside else ""
        out.append(Rejected(number, plan.heading(wrong[0].field), written[0], " ".join(why), aside))
    return out
