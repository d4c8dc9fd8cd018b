"""One column of text read as numbers or points in time: plainly written cells the fast way, the rest once more.

Only cells the fast way could not read are given to the slow one, so a file in one format pays for that format only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers import dates_sql, text_sql

Floats = npt.NDArray[np.float64]
Instants = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

FIRST_DAY, LAST_DAY = np.datetime64("1950-01-01"), np.datetime64("2100-01-01")

_SHORTEST_IDENTITY_NUMBER = 101_010_000  # 0101010000, born on 1 January 2001


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
    fast = _apply(connection, cells, [text_sql.plain_number("cell")])[0]
    values = np.array(fast.to_numpy(), dtype=np.float64)
    left = _left(cells, fast)
    filled = ~np.isnan(values)
    unread = np.zeros(len(values), dtype=bool)
    if len(left):
        clean = text_sql.clean("cell")
        read, text = _apply(connection, cells.take(left), [text_sql.number("cell"), clean])
        values[left] = read.to_numpy()
        filled[left] = text.is_valid().to_numpy()
        unread[left] = filled[left] & np.isnan(values[left])
    long_numbers = np.flatnonzero(np.abs(values) >= _SHORTEST_IDENTITY_NUMBER)
    return Numbers(values, unread, filled, np.union1d(left, long_numbers))


def read_times(connection: duckdb.DuckDBPyConnection, cells: pa.ChunkedArray) -> Times:
    """Dates and times as text, years 1950–2099; a date outside is unread, as is what is no date."""
    fast = _apply(connection, cells, [dates_sql.plain_timestamp("cell")])[0]
    values = np.array(fast.to_numpy(), dtype="datetime64[us]")
    has_clock = np.array(pc.greater(pc.binary_length(cells), 10).to_numpy(), dtype=bool)
    left = _left(cells, fast)
    filled = ~np.isnat(values)
    if len(left):
        clean = f"(SELECT {text_sql.clean('cell')} AS cell FROM cells)"  # noqa: S608
        expressions = [dates_sql.timestamp("cell"), dates_sql.has_clock("cell"), "cell"]
        read, clock, text = _apply(connection, cells.take(left), expressions, source=clean)
        values[left] = np.array(read.to_numpy(), dtype="datetime64[us]")
        has_clock[left] = pc.fill_null(clock, False).to_numpy()
        filled[left] = text.is_valid().to_numpy()
    values[~((values >= FIRST_DAY) & (values < LAST_DAY))] = np.datetime64("NaT")
    return Times(values, has_clock, filled & np.isnat(values), filled, left)


def _left(cells: pa.ChunkedArray, read: pa.ChunkedArray) -> Places:
    """Places of the cells that hold something and were not read."""
    left: Places = np.flatnonzero(pc.and_(read.is_null(), pc.not_equal(cells, "")).to_numpy())
    return left


def _apply(
    connection: duckdb.DuckDBPyConnection,
    cells: pa.ChunkedArray,
    expressions: Sequence[str],
    source: str = "cells",
) -> list[pa.ChunkedArray]:
    connection.register("cells", pa.table({"cell": cells}))
    selected = ", ".join(f"{expression} AS e{index}" for index, expression in enumerate(expressions))
    result = connection.execute(f"SELECT {selected} FROM {source}").to_arrow_table()  # noqa: S608
    connection.unregister("cells")
    return list(result.columns)
