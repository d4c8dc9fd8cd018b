"""Season index per month, and whether the year has a pattern at all. docs/algorithms/season.md"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samverkan.analysis import numbers
from samverkan.analysis.evenness import Evenness, Verdict
from samverkan.analysis.poisson import Floats
from samverkan.analysis.season_pattern import MonthIndex, calendar_month, plainest_pattern

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
YEARS_FOR_A_PATTERN = 2
GROWTH_WORTH_TELLING = 0.1


@dataclass(frozen=True)
class Season:
    """`months` January first, empty with less than a year or no crimes. `first`, `last` as (year, month).

    `high` and `low` are the months (1–12) that stand out; `growth` is the change per year that the months are
    corrected for (0.1 = 10 %, 0 = not corrected); `test` is None with fewer than two years.
    """

    months: tuple[MonthIndex, ...]
    years: int
    first: tuple[int, int]
    last: tuple[int, int]
    growth: float
    test: Evenness | None
    verdict: Verdict
    high: tuple[int, ...]
    low: tuple[int, ...]
    method: str
    told: tuple[str, ...]


def season(years: Sequence[int], months: Sequence[int], counts: Sequence[int]) -> Season:
    """One entry per calendar month; a month between the first and the last that is not listed had no crimes.

    Only whole 12-month periods counted back from the last month are used, so every month is seen equally
    often. Pass whole months only, for half a month looks like a quiet one, and a 0 for quiet months at the ends.
    Raises ValueError for unequal lengths, no month, a month twice or outside 1–12, a negative or missing count.
    """
    series, start = _series(years, months, counts)
    whole_years = len(series) // 12
    dropped = len(series) - 12 * whole_years if whole_years else 0
    start += dropped
    used = series[dropped:]
    first, last = calendar_month(start), calendar_month(start + len(used) - 1)
    if not whole_years or not used.sum():
        return _without_index(whole_years, first, last)
    pattern = plainest_pattern(used.reshape(whole_years, 12), start)
    test = pattern.test if whole_years >= YEARS_FOR_A_PATTERN else None
    return Season(
        months=pattern.months,
        years=whole_years,
        first=first,
        last=last,
        growth=pattern.growth,
        test=test,
        verdict=test.verdict if test else "cannot_tell",
        high=tuple(month + 1 for month in test.high) if test else (),
        low=tuple(month + 1 for month in test.low) if test else (),
        method=(
            "Säsongsindex: månadens brott per dag mot årets snitt (100), där alla år väger lika. "
            "Prövat mot jämn spridning med hänsyn till att åren skiljer sig åt."
        ),
        told=_told(whole_years, dropped, pattern.growth),
    )


def _series(years: Sequence[int], months: Sequence[int], counts: Sequence[int]) -> tuple[Floats, int]:
    """Counts month by month without gaps, and the number of the first month (12 × year + month − 1)."""
    values = np.asarray(counts, dtype=np.float64)
    if not len(years) == len(months) == len(values) or not len(values):
        raise ValueError("years, months and counts must be equally many, and at least one")
    if not np.all(np.isfinite(values)) or np.any(values < 0):
        raise ValueError("a count must be 0 or more, and no month may be missing")
    month = np.asarray(months, dtype=np.int64)
    if np.any((month < 1) | (month > 12)):
        raise ValueError("a month must lie between 1 and 12")
    position = 12 * np.asarray(years, dtype=np.int64) + month - 1
    if len(np.unique(position)) < len(position):
        raise ValueError("the same month stands twice")
    start = int(position.min())
    series = np.zeros(int(position.max()) - start + 1)
    series[position - start] = values
    return series, start


def _without_index(whole_years: int, first: tuple[int, int], last: tuple[int, int]) -> Season:
    reason = "Inga brott under perioden." if whole_years else "Det finns mindre än ett helt år av uppgifter."
    return Season((), whole_years, first, last, 0.0, None, "cannot_tell", (), (), "Säsongsindex.", (reason,))


def _told(whole_years: int, dropped: int, growth: float) -> tuple[str, ...]:
    told = []
    if dropped:
        what = "Den första månaden" if dropped == 1 else f"De första {dropped} månaderna"
        told.append(f"{what} är inte med i beräkningen, så att alla månader räknas lika många gånger.")
    if whole_years < YEARS_FOR_A_PATTERN:
        told.append("Med ett enda år går det inte att skilja ett mönster över året från en tillfällighet.")
    if abs(growth) >= GROWTH_WORTH_TELLING:
        way = "ökade" if growth > 0 else "minskade"
        told.append(
            f"Antalet {way} med ungefär {numbers.percent(100 * abs(growth))} per år. Månaderna är rättade för det, "
            "som om förändringen kom jämnt."
        )
    return tuple(told)
