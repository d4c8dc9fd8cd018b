"""The twelve months of a table of years, weighed equally and set against an even year. docs/algorithms/season.md"""

from calendar import monthrange
from dataclasses import dataclass

import numpy as np

from samverkan.analysis.evenness import Evenness, evenness
from samverkan.analysis.poisson import Floats, poisson_interval


@dataclass(frozen=True)
class MonthIndex:
    """`index` 100 = as many crimes a day as an average month, every year weighing the same."""

    month: int
    count: int
    index: float
    low: float
    high: float


@dataclass(frozen=True)
class Pattern:
    """Months January first, the growth per year they are corrected for, and the test against an even year."""

    months: tuple[MonthIndex, ...]
    growth: float
    test: Evenness


def calendar_month(position: int) -> tuple[int, int]:
    """Year and month 1–12 of a month numbered 12 × year + month − 1."""
    return position // 12, position % 12 + 1


def plainest_pattern(table: Floats, start: int) -> Pattern:
    """Pattern of counts (years, 12), whose first column is the month numbered `start`; some count above 0.

    A level that moves between years can have moved steadily, which lifts the last month of every year above
    the first, or in a step, which does not. Totals can not tell which, so the one that leaves the year looking
    most even is used: a pattern is only claimed when it holds either way.
    """
    days = np.array([monthrange(*calendar_month(start + i))[1] for i in range(table.size)]).reshape(
        table.shape
    )
    growth = _growth(table, days)
    variants = [_pattern(table, days, start, steady) for steady in dict.fromkeys((0.0, growth))]
    return max(variants, key=lambda pattern: 1.0 if pattern.test.p is None else pattern.test.p)


def _growth(table: Floats, days: Floats) -> float:
    """Change per year in crimes a day, by a straight line through the logarithms; 0 when a year has none."""
    per_day = table.sum(axis=1) / days.sum(axis=1)
    if len(table) < 2 or not np.all(per_day > 0):
        return 0.0
    year = np.arange(len(table)) - (len(table) - 1) / 2
    return float(np.expm1(year @ np.log(per_day) / (year @ year)))


def _pattern(table: Floats, days: Floats, start: int, growth: float) -> Pattern:
    weighed = table * _equal_weight(table)
    even = days * (1 + growth) ** (np.arange(12) / 12)
    even *= weighed.sum(axis=1, keepdims=True) / even.sum(axis=1, keepdims=True)
    dispersion, freedom = _dispersion(weighed, even)
    # The columns begin with the month the period begins with; from here on January is first.
    counts, observed, expected = (np.roll(part.sum(axis=0), start % 12) for part in (table, weighed, even))
    return Pattern(
        months=_months(counts, observed, expected, dispersion),
        growth=growth,
        test=evenness(observed, expected, dispersion, freedom),
    )


def _equal_weight(table: Floats) -> Floats:
    """Factors (years, 1) that let every year weigh the same, so that one year with many crimes is no season.

    Scaling to the harmonic mean of the yearly totals keeps the variance of the sums that of Poisson counts.
    """
    totals = table.sum(axis=1, keepdims=True)
    some = totals > 0
    harmonic = some.sum() / np.sum(1 / totals[some])
    factors: Floats = np.divide(harmonic, totals, out=np.zeros_like(totals), where=some)
    return factors


def _dispersion(weighed: Floats, even: Floats) -> tuple[float, float]:
    """How much more the same month varies between years than chance gives, and its degrees of freedom."""
    if len(weighed) < 2:
        return 1.0, np.inf
    with_season = even * (weighed.sum(axis=0) / even.sum(axis=0))
    seen = with_season > 0
    months = int(seen.any(axis=0).sum())
    freedom = (len(weighed) - 1) * max(1, months - 1)
    pearson = float(np.sum((weighed[seen] - with_season[seen]) ** 2 / with_season[seen]))
    if pearson <= freedom:
        return 1.0, np.inf  # years agree as well as chance lets them: plain Poisson counts
    return pearson / freedom, float(freedom)


def _months(counts: Floats, observed: Floats, expected: Floats, dispersion: float) -> tuple[MonthIndex, ...]:
    low, high = (limit * dispersion for limit in poisson_interval(observed / dispersion))
    indexes = (100 * part / expected for part in (observed, low, high))
    return tuple(
        MonthIndex(month, int(count), *(float(value) for value in values))
        for month, (count, *values) in enumerate(zip(counts, *indexes, strict=True), start=1)
    )
