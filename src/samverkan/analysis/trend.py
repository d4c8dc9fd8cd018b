"""Change over years: from first to last, and the slope with its interval. docs/algorithms/trend.md"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from samverkan.analysis import numbers
from samverkan.analysis.poisson import Floats

Direction = Literal["increasing", "decreasing", "cannot_tell"]

YEARS_FOR_A_SLOPE = 3
YEARS_FOR_COMFORT = 5  # also what a direction takes when the crimes behind rounded rates are not known


@dataclass(frozen=True)
class Trend:
    """`values` in the caller's unit; `slope`, `low`, `high` in that unit per year.

    They are None with fewer than three years, `change_percent` with one year or a first value of 0.
    `settled` is the direction without the preliminary years. `told` holds every automatic choice and reservation as a
    Swedish sentence.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]
    change_percent: float | None
    slope: float | None
    low: float | None
    high: float | None
    level: float
    direction: Direction
    method: str
    told: tuple[str, ...]
    settled: Direction = "cannot_tell"


def trend(
    years: Sequence[int],
    values: Sequence[float | None],
    *,
    counts: Sequence[float | None] | None = None,
    breaks: Collection[int] = (),
    preliminary: Collection[int] = (),
    level: float = 0.95,
) -> Trend:
    """Least-squares line over whole years with a t interval; a direction only when the interval excludes 0.

    `values` counts or rates, None where the year is missing. `counts` the crimes behind each value: with
    them the spread is never taken as smaller than a Poisson count's own; without them a direction takes five
    years. `breaks` years from which a new definition holds: only the years from the latest one are used.
    `preliminary` years are used and told.
    Raises ValueError for unequal lengths, a repeated year, a negative value, or no value left.
    """
    used, told = _years_to_use(years, values, counts, breaks)
    result = _fit(used, level)
    settled = _settled(used, set(preliminary), result)
    told += _reservations(used, set(preliminary), result, settled)
    return replace(result, told=tuple(told), settled=settled)


Observed = tuple[int, float, float | None]


def _years_to_use(
    years: Sequence[int],
    values: Sequence[float | None],
    counts: Sequence[float | None] | None,
    breaks: Collection[int],
) -> tuple[list[Observed], list[str]]:
    behind = [None] * len(years) if counts is None else counts
    rows = sorted(zip(years, values, behind, strict=True), key=lambda row: row[0])
    if len({year for year, _, _ in rows}) < len(rows):
        raise ValueError("the same year stands twice")
    if any(value is not None and not 0 <= value < math.inf for _, value, _ in rows):
        raise ValueError("a value must be 0 or more, and None where it is missing")
    told = []
    passed = [year for year in breaks if rows and rows[0][0] < year <= rows[-1][0]]
    if passed:
        start = max(passed)
        rows = [row for row in rows if row[0] >= start]
        told.append(
            f"Definitionen ändrades {numbers.listed([str(year) for year in sorted(passed)])}. Utvecklingen "
            f"räknas därför bara från och med {start}; tidigare år går inte att jämföra med dem."
        )
    missing = [str(year) for year, value, _ in rows if value is None]
    if missing:
        told.append(f"Uppgift saknas för {numbers.listed(missing)}.")
    used = [(year, float(value), count) for year, value, count in rows if value is not None]
    if not used:
        raise ValueError("no year has a value")
    return used, told


def _fit(used: list[Observed], level: float) -> Trend:
    years, values = tuple(row[0] for row in used), tuple(row[1] for row in used)
    change = 100 * (values[-1] / values[0] - 1) if len(values) > 1 and values[0] > 0 else None
    method = "Förändring från första till sista året."
    if len(used) < YEARS_FOR_A_SLOPE:
        return Trend(years, values, change, None, None, None, level, "cannot_tell", method, ())
    slope, margin = _slope(years, values, [row[2] for row in used], level)
    enough = len(used) >= YEARS_FOR_COMFORT or all(row[2] is not None for row in used)
    return Trend(
        years=years,
        values=values,
        change_percent=change,
        slope=slope,
        low=slope - margin,
        high=slope + margin,
        level=level,
        direction=_direction(slope, margin) if enough else "cannot_tell",
        method=f"{method} Minsta kvadratmetoden, t-intervall på {numbers.percent(100 * level)}.",
        told=(),
    )


def _slope(
    years: tuple[int, ...], values: tuple[float, ...], counts: list[float | None], level: float
) -> tuple[float, float]:
    """Slope per year and the half width of its interval."""
    from scipy.special import stdtrit

    x, y = np.array(years, dtype=np.float64), np.array(values)
    away = x - x.mean()
    rise = y - y[0]  # exactly 0 for equal values, so that rounding never becomes a direction
    slope = float(away @ rise / (away @ away))
    residual = rise - rise.mean() - slope * away
    freedom = len(x) - 2
    variance = max(float(residual @ residual) / freedom, _poisson_variance(y, counts))
    return slope, float(stdtrit(freedom, (1 + level) / 2)) * (variance / float(away @ away)) ** 0.5


def _direction(slope: float, margin: float) -> Direction:
    if abs(slope) <= margin:
        return "cannot_tell"
    return "increasing" if slope > 0 else "decreasing"


def _poisson_variance(values: Floats, counts: list[float | None]) -> float:
    """Mean variance of values that are crimes times a factor (value²/crimes); 0 when no crimes are known."""
    known = [
        value**2 / count if count else 0.0
        for value, count in zip(values, counts, strict=True)
        if count is not None
    ]
    return float(np.mean(known)) if known else 0.0


def _settled(used: list[Observed], preliminary: set[int], result: Trend) -> Direction:
    """The direction without the preliminary years; that of all years where none is."""
    final = [row for row in used if row[0] not in preliminary]
    if len(final) == len(used):
        return result.direction
    return _fit(final, result.level).direction if final else "cannot_tell"


def _reservations(
    used: list[Observed], preliminary: set[int], result: Trend, settled: Direction
) -> list[str]:
    told = []
    waiting = [year for year, _, _ in used if year in preliminary]
    if waiting:
        names = numbers.listed([str(year) for year in waiting])
        told.append(f"Siffrorna för {names} är preliminära och kan ändras. De är med i beräkningen.")
        if result.direction not in ("cannot_tell", settled):
            told.append(f"Utan {names} blir svaret ett annat.")
    if len(used) < YEARS_FOR_A_SLOPE:
        told.append("Det behövs minst tre jämförbara år för att se en riktning.")
    elif len(used) < YEARS_FOR_COMFORT and any(count is None for _, _, count in used):
        told.append("Antalet brott bakom talen är inte känt. Då behövs minst fem år för att se en riktning.")
    elif len(used) < YEARS_FOR_COMFORT:
        told.append(f"Bara {len(used)} år ingår, så ett enda år kan väga tungt.")
    return told
