"""Who and where, counted from a table: sex, age, indoors or outdoors, kind of place."""

from typing import TYPE_CHECKING

from samverkan.analysis.profile import Breakdown, By, breakdown
from samverkan.analysis.scan import ask, text

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

BYS: tuple[By, ...] = ("sex", "age_group", "indoors", "place_type")
# One set of groups for each column: `counted` is 0 for the rows that count by it.
SQL = f"""
select {", ".join(f"{by}, grouping({by}) as {by}_counted" for by in BYS)}, count(*) as count
from these_incidents
group by grouping sets ({", ".join(f"({by})" for by in BYS)})
"""  # noqa: S608 (only our own column names)


def profile_table(table: "Incidents") -> tuple[Breakdown, ...]:
    """The four breakdowns of the canonical columns from one scan."""
    groups = ask(table, SQL)
    found = []
    for by in BYS:
        here = groups[f"{by}_counted"] == 0
        values = text(groups[by][here])
        found.append(breakdown(by, dict(zip(values, groups["count"][here].tolist(), strict=True))))
    return tuple(found)
