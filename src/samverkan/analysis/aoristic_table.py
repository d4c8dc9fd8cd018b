"""The same spreading over the week as `aoristic`, from a table of incidents in one scan."""

from typing import TYPE_CHECKING

import numpy as np

from samverkan.analysis.aoristic import DAY, HOURS, MONDAY, THREE_HOURS, WEEK, Aoristic, lay_out
from samverkan.analysis.scan import ask

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

MINUTE = 60_000_000  # microseconds
MONDAY_LONG_AGO = (100_000 * HOURS + MONDAY) * 60 * MINUTE  # counted from there all times are positive
ONE = 1 << 50
"""A crime, in the whole parts that are summed: sums of floats would differ with the order threads finish in."""
NO_TIME, UNIFORM = -2, -1  # slots outside the week

# `low` and `high` are the two times in minutes, `apart` the minutes between them: 0 for a point. An interval that
# ends at midnight lies within the day before.
SQL = f"""
select
    case when apart <= {WEEK} then low // 60 % {HOURS} when apart > {WEEK} then {UNIFORM} else {NO_TIME} end as slot,
    case when apart <= {WEEK} then high // 60 - low // 60 else 0 end as span,
    count(*) as incidents,
    sum((60 - low % 60) * {ONE} // greatest(apart, 1)) as head,
    sum(60 * {ONE} // greatest(apart, 1)) as hour,
    sum(high % 60 * {ONE} // greatest(apart, 1)) as tail,
    count(*) filter (apart = 0) as points,
    count(*) filter (swapped) as reordered,
    count(*) filter (low // {DAY} = (high - (apart > 0)::int) // {DAY}) as one_day,
    count(*) filter (apart <= {THREE_HOURS}) as three_hours
from (
    select least(a, b) as low, greatest(a, b) as high, abs(b - a) as apart, b < a as swapped
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
    within = span[week] == 0  # first and last hour are the same one: all of the crime lies there
    return Aoristic(
        table=lay_out(
            slot=slot[week].astype(np.int64),
            span=span[week],
            head=np.where(within, count[week], groups["head"][week] / ONE),
            hour=groups["hour"][week] / ONE,
            tail=np.where(within, 0.0, groups["tail"][week] / ONE),
            uniform=uniform,
        ),
        incidents=int(count.sum()) - untimed,
        untimed=untimed,
        uniform=uniform,
        **{name: int(groups[name].sum()) for name in ("points", "reordered", "one_day", "three_hours")},
    )
