"""Which months and years an incident list really covers. docs/algorithms/period.md"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.numbers import number

Integers = NDArray[np.int64]
Whole = Sequence[int] | NDArray[Any]

HARDLY_ANY = 0.1
"""Share of a usual month's incidents below which a month at either end is a straggler, not part of the list."""
LONG_SILENCE = 12  # months without incidents that part stragglers from the list
FEW_STRAGGLERS = 0.05
USUAL_GAPS = 3
"""An end with this many times the usual gap without incidents is not covered: chance does that in 5 % of cases."""
FEWEST_DAYS = 4


@dataclass(frozen=True)
class Period:
    """`first` and `last` are the days of the first and the last incident in the period the list covers.

    `months` (n, 2) year and month of the whole months in it, `counts` (n,) their incidents, zeros included.
    `stragglers` incidents lie outside the period and count in no series.
    """

    first: date
    last: date
    months: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    stragglers: int
    told: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which every month is whole."""
        there = set(self.months)
        return tuple(
            year
            for year in sorted({year for year, _ in self.months})
            if all((year, month) in there for month in range(1, 13))
        )

    def of_year(self, year: int) -> int:
        """Incidents in the whole months of a year."""
        return sum(count for (y, _), count in zip(self.months, self.counts, strict=True) if y == year)


def period(years: Whole, months: Whole, counts: Whole, first_days: Whole, last_days: Whole) -> Period | None:
    """From incidents per calendar month with the first and last day (1–31) of each; None without incidents.

    A list holds crimes reported in a period; a few of them happened long before. Such stragglers at either end
    are left out, so that they do not stretch the series over years the list does not cover.
    """
    if not len(counts):
        return None
    position = 12 * np.asarray(years, dtype=np.int64) + np.asarray(months, dtype=np.int64) - 1
    start = int(position.min())
    series = np.zeros(int(position.max()) - start + 1, dtype=np.int64)
    series[position - start] = counts
    low, high = _covered(series)
    days = {
        int(place): (int(one), int(other))
        for place, one, other in zip(position, first_days, last_days, strict=True)
    }
    first = _day(start + low, days[start + low][0])
    last = _day(start + high, days[start + high][1])
    kept = series[low : high + 1]
    usual_gap = ((last - first).days + 1) / int(kept.sum())
    patience = max(FEWEST_DAYS, USUAL_GAPS * usual_gap)
    whole = slice(
        int(first.day - 1 > patience),
        len(kept) - int(calendar.monthrange(last.year, last.month)[1] - last.day > patience),
    )
    inside = range(start + low, start + high + 1)[whole]
    stragglers = int(series.sum() - kept.sum())
    return Period(
        first=first,
        last=last,
        months=tuple((place // 12, place % 12 + 1) for place in inside),
        counts=tuple(int(count) for count in kept[whole]),
        stragglers=stragglers,
        told=_told(first, last, len(kept) - len(inside), stragglers),
    )


def _covered(series: Integers) -> tuple[int, int]:
    """First and last month of the list itself: without hardly any, and without what a long silence parts off."""
    usual = _usual_month(series)
    filled = np.flatnonzero(series >= HARDLY_ANY * usual)
    low, high = int(filled[0]), int(filled[-1])
    months = np.flatnonzero(series)
    months = months[(months >= low) & (months <= high)]
    silences = np.flatnonzero(np.diff(months) > LONG_SILENCE)
    few = FEW_STRAGGLERS * series.sum()
    for silence in silences:
        if series[: months[silence] + 1].sum() <= few:
            low = int(months[silence + 1])
    for silence in silences[::-1]:
        if series[months[silence + 1] :].sum() <= few:
            high = int(months[silence])
    return low, high


def _usual_month(series: Integers) -> int:
    """The size of the month that the middle incident lies in: many months with one straggler do not move it."""
    sizes = np.sort(series)
    return int(sizes[np.searchsorted(np.cumsum(sizes), sizes.sum() / 2)])


def _day(position: int, day: int) -> date:
    return date(position // 12, position % 12 + 1, day)


def _told(first: date, last: date, partial: int, stragglers: int) -> tuple[str, ...]:
    told = []
    if stragglers:
        told.append(
            f"Enstaka händelser före {first.isoformat()} eller efter {last.isoformat()} är inte med i "
            f"utvecklingen över månader och år (antal: {number(stragglers)})."
        )
    if partial:
        told.append(
            "Bara hela månader är med i utvecklingen: uppgifterna börjar eller slutar mitt i en månad."
        )
    return tuple(told)
