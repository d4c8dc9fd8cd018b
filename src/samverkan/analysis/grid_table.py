"""The squares behind every grid, from a table of incidents in one scan."""

from typing import TYPE_CHECKING

from samverkan.analysis.grid import FARTHEST, STEP, Bins
from samverkan.analysis.scan import scan

if TYPE_CHECKING:
    from ibis import Table


def bin_table(table: "Table", step: float = STEP) -> Bins:
    """Group the columns `x` and `y` (metres or null) into squares of `step` metres, as `grid.bin_points`."""
    # 0, 0 is a place nobody has been to; missing, nan and infinite fall outside the comparison as well.
    from_origin = table.x * table.x + table.y * table.y
    placed = ((from_origin > 0) & (from_origin < FARTHEST**2)).fill_null(False)
    squares = table.select(
        placed=placed,
        ix=placed.ifelse((table.x / step).floor(), 0),
        iy=placed.ifelse((table.y / step).floor(), 0),
    )
    groups = scan(squares.group_by("placed", "ix", "iy").agg(incidents=squares.count()))
    inside = groups["placed"].astype(bool)
    return Bins(
        ix=groups["ix"][inside],
        iy=groups["iy"][inside],
        count=groups["incidents"][inside],
        step=step,
        missing=int(groups["incidents"][~inside].sum()),
    )
