"""One column of text read as numbers or points in time: plainly written cells the fast way, the rest once more.

Only cells the fast way could not read are given to the slower ones, so a file in one format pays for that format only.
"""

from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers.cells import MISSING, SPACES
from samverkan.datasets.readers.dates import read_written_dates

Floats = npt.NDArray[np.float64]
Instants = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

FIRST_DAY, LAST_DAY = np.datetime64("1950-01-01"), np.datetime64("2100-01-01")
_SHORTEST_IDENTITY_NUMBER = 101_010_000  # 0101010000, born on 1 January 2001

# `< ':'` keeps the words nan and inf out; -inf is refused by name.
_PLAIN_NUMBER = "CASE WHEN cell < ':' THEN nullif(TRY_CAST(replace(cell, ',', '.') AS DOUBLE), '-inf') END"
_PLAIN_TIME = (
    "CASE WHEN strlen(cell) IN (10, 16, 19) AND cell[5] = '-' AND cell[8] = '-' AND cell BETWEEN '1' AND '3' "
    "THEN TRY_CAST(cell AS TIMESTAMP) END"
)
_ISO_LENGTHS = pa.array([0, 10, 16, 19], pa.int32())  # nothing, day, minute, second
_UNIT = r"[\s\x{00a0}\x{2009}\x{202f}]*(?:%|kr|kronor|:-)$"
_GROUPED = r"^[-+]?[0-9]{1,3}(?:[\s\x{00a0}\x{2009}\x{202f}'’][0-9]{3})+(?:[.,][0-9]+)?$"
_BETWEEN_GROUPS = r"[\s\x{00a0}\x{2009}\x{202f}'’]"
_NUMBER = r"^[-+]?[0-9.,]*[0-9](?:[eE][-+]?[0-9]+)?$"
_ONLY_THOUSANDS = r"^[-+]?[0-9]{1,3}(?:[.,][0-9]{3}){2,}$"
_COMMA_IS_DECIMAL = r"\..*,"
_POINT_IS_DECIMAL = r",.*\."


@dataclass(frozen=True)
class Numbers:
    """`values`: NaN where there is no number. `unread`: what is written is no number. `filled`: not missing.

    `doubtful`: places of the cells that may hold something else than a measure, such as an identity number.
    """

    values: Floats
    unread: Flags
    filled: Flags
    doubtful: Places


@dataclass(frozen=True)
class Times:
    """`values` (datetime64[us], naive): NaT where there is none. `has_clock`: the cell says a time of day.

    `unread`, `filled`, `doubtful`: as for `Numbers`; a cell of plain ISO text is not doubtful.
    """

    values: Instants
    has_clock: Flags
    unread: Flags
    filled: Flags
    doubtful: Places


def connect() -> duckdb.DuckDBPyConnection:
    """A cursor of its own on an empty database in memory.

    One thread each: batches are worked on side by side instead, and each keeps its order.
    """
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1, "enable_external_access": False})


def read_numbers(connection: duckdb.DuckDBPyConnection, cells: pa.ChunkedArray) -> Numbers:
    """Swedish numbers: decimal comma or point; spaces, apostrophes, or repeated points or commas as thousands.

    With both a comma and a point the last one is the decimal. A percent sign and the words kr and kronor are left out.
    """
    fast = _at_once(cells, pa.float64())
    # The words nan and inf are numbers to pyarrow, and none to us.
    if fast is None or not pc.all(pc.is_finite(fast), min_count=0).as_py():
        fast = _apply(connection, cells, _PLAIN_NUMBER)
    values = np.array(fast.to_numpy(), dtype=np.float64)
    left = _left(cells, fast)
    filled, unread = ~np.isnan(values), np.zeros(len(values), dtype=bool)
    if len(left):
        texts = _trimmed(cells.take(pa.array(left)))
        filled[left] = _is_filled(texts)
        values[left] = _apply(connection, pa.chunked_array([_plainly(texts)]), _PLAIN_NUMBER).to_numpy()
        unread[left] = filled[left] & np.isnan(values[left])
    long_numbers = np.flatnonzero(np.abs(values) >= _SHORTEST_IDENTITY_NUMBER)
    return Numbers(values, unread, filled, np.union1d(left, long_numbers))


def read_times(connection: duckdb.DuckDBPyConnection, cells: pa.ChunkedArray) -> Times:
    """Dates and times as text, years 1950–2099; a date outside is unread, as is what is no date."""
    lengths = pc.binary_length(cells)
    is_iso = pc.all(pc.is_in(lengths, _ISO_LENGTHS), min_count=0).as_py()
    fast = _at_once(cells, pa.timestamp("us")) if is_iso else None
    if fast is None:
        fast = _apply(connection, cells, _PLAIN_TIME)
    values = np.array(fast.to_numpy(), dtype="datetime64[us]")
    has_clock = np.array(pc.greater(lengths, 10).to_numpy(), dtype=bool)
    left = _left(cells, fast)
    filled = ~np.isnat(values)
    if len(left):
        texts = _trimmed(cells.take(pa.array(left)))
        read = read_written_dates(texts)
        values[left], has_clock[left], filled[left] = read.values, read.has_clock, _is_filled(texts)
    values[~((values >= FIRST_DAY) & (values < LAST_DAY))] = np.datetime64("NaT")
    return Times(values, has_clock, filled & np.isnat(values), filled, left)


def _plainly(texts: pa.Array) -> pa.Array:
    """Numbers as text without thousands, with a decimal comma or point; "" for what is no number."""
    bare = pc.replace_substring_regex(pc.replace_substring(texts, "−", "-"), _UNIT, "")
    together = pc.replace_substring_regex(bare, _BETWEEN_GROUPS, "")
    bare = pc.if_else(pc.match_substring_regex(bare, _GROUPED), together, bare)
    bare = pc.if_else(pc.match_substring_regex(bare, _NUMBER), bare, "")
    without = {
        _COMMA_IS_DECIMAL: pc.replace_substring(bare, ".", ""),
        _POINT_IS_DECIMAL: pc.replace_substring(bare, ",", ""),
        _ONLY_THOUSANDS: pc.replace_substring_regex(bare, "[.,]", ""),
    }
    plain = bare
    for pattern, replaced in without.items():
        plain = pc.if_else(pc.match_substring_regex(bare, pattern), replaced, plain)
    return plain


def _trimmed(cells: pa.ChunkedArray) -> pa.Array:
    whole = cells.combine_chunks()
    return pc.utf8_trim(
        whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole, characters=SPACES
    )


def _is_filled(texts: pa.Array) -> Flags:
    filled: Flags = pc.invert(pc.is_in(texts, pa.array(MISSING))).to_numpy(zero_copy_only=False)
    return filled


def _at_once(cells: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray | None:
    """All cells read by pyarrow, several times as fast as one by one in DuckDB; None when some cell is not plain."""
    empty = pc.equal(cells, "")
    try:
        return pc.cast(pc.if_else(empty, None, cells) if pc.any(empty).as_py() else cells, kind)
    except pa.ArrowInvalid:
        return None


def _left(cells: pa.ChunkedArray, read: pa.ChunkedArray) -> Places:
    """Places of the cells that hold something and were not read."""
    left: Places = np.flatnonzero(pc.and_(read.is_null(), pc.not_equal(cells, "")).to_numpy())
    return left


def _apply(connection: duckdb.DuckDBPyConnection, cells: pa.ChunkedArray, expression: str) -> pa.ChunkedArray:
    connection.register("cells", pa.table({"cell": cells}))
    result = connection.execute(f"SELECT {expression} FROM cells").to_arrow_table()  # noqa: S608
    connection.unregister("cells")
    return result.column(0)
