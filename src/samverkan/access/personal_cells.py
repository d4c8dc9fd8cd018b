"""Find personal data in the cells of a table.

Two steps keep it fast: a loose RE2 pattern in pyarrow points out the cells worth a look, and only those are confirmed
by `personal_data.find`.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.access.personal_data import DATE_AND_CLOCK, LOOSE_NUMBER, LOOSE_OTHER, Match, find

_BLOCK = 256  # cells


@dataclass(frozen=True)
class Hit:
    """Personal data in one cell of a table: the column's name and the row's number as the table gives them."""

    column: str
    row: int
    match: Match


def scan_columns(
    table: pa.Table,
    *,
    row: str = "row",
    date_columns: Collection[str] = (),
    blocking_only: Collection[str] = (),
) -> list[Hit]:
    """Personal data in every text column of an Arrow `table` that has its row numbers in the column `row`.

    A cell of `date_columns` that is wholly a date and clock time is one, not an identity number. In the columns of
    `blocking_only` (numbers, dates) only identity, coordination and interim numbers are looked for.
    """
    hits: list[Hit] = []
    for column in (field.name for field in table.schema if field.name != row and _is_text(field.type)):
        is_date = column in date_columns
        only_numbers = is_date or column in blocking_only
        loose = LOOSE_NUMBER if only_numbers else f"{LOOSE_NUMBER}|{LOOSE_OTHER}"
        doubtful = _doubtful(table.select([row, column]), column, loose, is_date=is_date)
        for number, text in zip(doubtful[row].to_pylist(), doubtful[column].to_pylist(), strict=True):
            hits += [Hit(column, number, m) for m in find(text) if m.blocking or column not in blocking_only]
    return sorted(hits, key=lambda hit: hit.row)


def _doubtful(table: pa.Table, column: str, loose: str, *, is_date: bool) -> pa.Table:
    """The rows whose cell matches the loose pattern and is not a plain date and clock time."""
    table = _in_blocks(table, column, loose)
    table = table.filter(pc.match_substring_regex(table[column], loose))
    if is_date and table.num_rows:
        table = table.filter(pc.invert(pc.match_substring_regex(table[column], DATE_AND_CLOCK)))
    return table


def _in_blocks(table: pa.Table, column: str, loose: str) -> pa.Table:
    """The rows of those blocks whose cells, set one below the other, match the loose pattern.

    One long text is searched many times faster than many short ones. No cell is missed: to the loose patterns a line
    break is what the end of a text is, a character that is no digit.
    """
    starts = np.append(np.arange(0, table.num_rows, _BLOCK), table.num_rows)
    cells = pc.fill_null(table[column], "").cast(pa.large_string()).combine_chunks()
    blocks = pc.binary_join(pa.LargeListArray.from_arrays(starts, cells), pa.scalar("\n", pa.large_string()))
    found = pc.match_substring_regex(blocks, loose).to_numpy(zero_copy_only=False)
    return table.filter(pa.array(np.repeat(found, np.diff(starts)))) if found.any() else table.slice(0, 0)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
