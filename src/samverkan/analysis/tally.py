"""Incidents per type and month in one scan: what by_type, by_year, by_month and the season are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.periods import Period, period
from samverkan.analysis.scan import ask

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

SQL = """
select
    type,
    year(moment) * 12 + month(moment) - 1 as month,
    count(*) as count,
    count(x + y) as placed,
    min(moment) as first,
    max(moment) as last
from (select type, x, y, coalesce("start", "end") as moment from these_incidents)
group by type, month
"""


@dataclass(frozen=True)
class Tally:
    """`types`, most common first; `months` (year, month) and `years` in order, all times; each with its count.

    `paired` per type: the incidents with both time and place, and `paired_months` the same per type and month, the
    latest first. `undated` have no time at all.
    """

    incidents: int
    types: Mapping[str, int]
    months: Mapping[tuple[int, int], int]
    years: Mapping[int, int]
    paired: Mapping[str, int]
    paired_months: Mapping[str, Mapping[tuple[int, int], int]]
    undated: int
    period: Period | None


def tally(table: "Incidents") -> Tally:
    """Count the incidents of a canonical table. The month is that of the start, or of the end without a start."""
    groups = ask(table, SQL)
    kinds, count = groups["type"].astype(str), groups["count"]
    known = ~np.ma.getmaskarray(groups["month"])
    months, place = np.unique(np.asarray(groups["month"][known], dtype=np.int64), return_inverse=True)
    per_month = np.bincount(place, count[known], len(months)).astype(np.int64)
    return Tally(
        incidents=int(count.sum()),
        types=_ordered(kinds, count),
        months={(int(m) // 12, int(m) % 12 + 1): int(n) for m, n in zip(months, per_month, strict=True)},
        years={int(y): int(per_month[months // 12 == y].sum()) for y in np.unique(months // 12)},
        paired=_ordered(kinds[known], groups["placed"][known]),
        paired_months=_monthly(kinds[known], groups["month"][known], groups["placed"][known]),
        undated=int(count[~known].sum()),
        period=period(
            months // 12,
            months % 12 + 1,
            per_month,
            *(_days(groups[name][known], place, len(months), pick) for name, pick in _ENDS),
        ),
    )


_ENDS: tuple[tuple[str, Any], ...] = (("first", np.minimum), ("last", np.maximum))


def _days(times: NDArray[Any], place: NDArray[np.int64], months: int, pick: np.ufunc) -> NDArray[np.int64]:
    """Day of the month (1–31) of the first or the last incident of each month, whatever its type."""
    dates = np.asarray(times).astype("datetime64[D]")
    day = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    found = np.full(months, 31 if pick is np.minimum else 1, dtype=np.int64)
    pick.at(found, place, day)
    return found


def _ordered(names: NDArray[Any], counts: NDArray[Any]) -> dict[str, int]:
    found, place = np.unique(names, return_inverse=True)
    totals = np.bincount(place, counts, len(found)).astype(np.int64)
    order = np.lexsort((found, -totals))
    return {str(found[k]): int(totals[k]) for k in order}


def _monthly(
    kinds: NDArray[Any], months: NDArray[Any], counts: NDArray[Any]
) -> dict[str, dict[tuple[int, int], int]]:
    found: dict[str, dict[tuple[int, int], int]] = {}
    latest_first = np.argsort(-np.asarray(months, dtype=np.int64), kind="stable")
    for k in latest_first:
        month = divmod(int(months[k]), 12)
        found.setdefault(str(kinds[k]), {})[month[0], month[1] + 1] = int(counts[k])
    return found
