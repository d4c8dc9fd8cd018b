"""The squares behind every grid, from a table of incidents in one scan."""

from typing import TYPE_CHECKING

from samverkan.analysis.grid import FARTHEST, STEP, Bins
from samverkan.analysis.scan import ask

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

# 0, 0 is a place nobody has been to; missing, nan and infinite fall outside the comparison as well.
HAS_PLACE = f"x * x + y * y > 0 and x * x + y * y < {FARTHEST**2}"


def bin_table(table: "Incidents", step: float = STEP) -> Bins:
    """Group the columns `x` and `y` (metres or null) into squares of `step` metres, as `grid.bin_points`."""
    total = int(ask(table, "select count(*) as incidents from these_incidents")["incidents"][0])
    groups = ask(
        table,
        f"""
        select floor(x / {step})::bigint as ix, floor(y / {step})::bigint as iy, count(*) as incidents
        from these_incidents
        where {HAS_PLACE}
        group by ix, iy
        """,  # noqa: S608 (only numbers are filled in)
    )
    count = groups["incidents"]
    return Bins(groups["ix"], groups["iy"], count, step, missing=total - int(count.sum()))
