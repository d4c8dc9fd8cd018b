"""The same spreading over the week as `aoristic`, from a table of incidents in one scan."""

from typing import TYPE_CHECKING

import numpy as np

from samverkan.analysis.aoristic import DAY, HOURS, MONDAY, THREE_HOURS, WEEK, Aoristic, lay_out
from samverkan.analysis.scan import ask

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

MINUTE = 60_000_000  # microseconds
MONDAY_LONG_AGO = (100_000 * HOURS + MONDAY) * 60 * MINUTE  # counted from there all times are positive
ONE = 1 << 56
"""A crime, in the whole parts that are summed: sums of floats would differ with the order threads finish in."""
NO_TIME, UNIFORM = -2, -1  # slots outside the week

# `low` and `high` are the two times in minutes, `apart` the minutes between them: 0 for a point; a minute of the
# interval holds `part` of the crime. An interval that ends at midnight lies within the day before.
SQL = f"""
select
    case when apart <= {WEEK} then low // 60 % {HOURS} when apart > {WEEK} then {UNIFORM} else {NO_TIME} end as slot,
    case when apart <= {WEEK} then high // 60 - low // 60 else 0 end as span,
    count(*) as incidents,
    sum((60 - low % 60) * part) as head,
    sum(part) as minute,
    count(*) filter (apart = 0) as points,
    count(*) filter (swapped) as reordered,
    count(*) filter (low // {DAY} = (high - (apart > 0)::int) // {DAY}) as one_day,
    count(*) filter (apart <= {THREE_HOURS}) as three_hours
from (
    select
        least(a, b) as low, greatest(a, b) as high, abs(b - a) as apart, b < a as swapped,
        {ONE} // greatest(abs(b - a), 1) as part
    from (
        select
            (epoch_us(coalesce("start", "end")) + {MONDAY_LONG_AGO}) // {MINUTE} as a,
            (epoch_us(coalesce("end", "start")) + {MONDAY_LONG_AGO}) // {MINUTE} as b
        from these_incidents
    )
)
group by slot, span
order by slot, span
"""  # noqa: S608 (only numbers are filled in)


def aoristic_table(table: "Incidents") -> Aoristic:
    """Spread the incidents of a table with the columns `start` and `end` (naive timestamps or null).

    Grouped where the data lies by first hour of the week and hours passed, at most 168 × 169 groups, so that
    ten million incidents cost no more memory than ten thousand. Rules as in `aoristic.spread`.
    """
    groups = ask(table, SQL)
    slot, span, count = groups["slot"], groups["span"], groups["incidents"]
    uniform, untimed = int(count[slot == UNIFORM].sum()), int(count[slot == NO_TIME].sum())
    week = slot >= 0
    span, count = span[week], count[week]
    within = span == 0  # first and last hour are the same one: all of the crime lies there
    head = np.where(within, count, groups["head"][week] / ONE)
    hour = 60 * groups["minute"][week] / ONE
    # What neither the first hour nor the whole ones between hold.
    tail = np.where(within, 0.0, count - head - (span - 1) * hour)
    return Aoristic(
        table=lay_out(
            slot=slot[week].astype(np.int64),
            span=span,
            head=head,
            hour=hour,
            tail=tail,
            uniform=uniform,
        ),
        incidents=int(groups["incidents"].sum()) - untimed,
        untimed=untimed,
        uniform=uniform,
        **{name: int(groups[name].sum()) for name in ("points", "reordered", "one_day", "three_hours")},
    )
