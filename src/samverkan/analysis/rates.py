"""Crimes per 100 000 inhabitants, with the interval that chance alone explains. docs/algorithms/rates.md"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.numbers import number, percent
from samverkan.analysis.poisson import EXACT_UP_TO, Floats, poisson_interval

Numbers = Sequence[float] | NDArray[Any]
Value = TypeVar("Value", float, Floats)


@dataclass(frozen=True)
class Rate(Generic[Value]):
    """Crimes per `per` inhabitants: floats for scalar input, arrays of the broadcast shape otherwise."""

    value: Value
    low: Value
    high: Value
    count: Value
    population: Value
    per: float
    level: float
    method: str


@overload
def rate(count: float, population: float, per: float = ..., level: float = ...) -> Rate[float]: ...
@overload
def rate(
    count: Numbers, population: float | Numbers, per: float = ..., level: float = ...
) -> Rate[Floats]: ...
def rate(
    count: float | Numbers, population: float | Numbers, per: float = 100_000, level: float = 0.95
) -> Rate[float] | Rate[Floats]:
    """Crimes per `per` inhabitants with an exact Poisson interval (Byar's formula for counts above 1 000).

    `count`: whole crimes, 0 or more; `population`: inhabitants, above 0; scalars or arrays that broadcast.
    Raises ValueError when a count is negative, broken or missing, or a population is not above zero.
    """
    counts, populations = np.broadcast_arrays(_checked_count(count), _checked_population(population))
    if not per > 0:
        raise ValueError(f"per must be above zero, got {per}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    scale = per / populations
    low, high = (limit * scale for limit in poisson_interval(np.atleast_1d(counts), level))
    method = _method(counts, level)
    if counts.ndim == 0:
        return Rate(
            value=float(counts * scale),
            low=float(low[0]),
            high=float(high[0]),
            count=float(counts),
            population=float(populations),
            per=per,
            level=level,
            method=method,
        )
    return Rate(counts * scale, low, high, counts, populations, per, level, method)


def _checked_count(count: float | Numbers) -> Floats:
    counts = np.asarray(count, dtype=np.float64)
    if not np.all(np.isfinite(counts)):
        raise ValueError("a count is missing: leave the place out or look up the figure")
    if np.any(counts < 0):
        raise ValueError(f"a count can not be negative, got {number(float(counts.min()), 1)}")
    if np.any(counts != np.floor(counts)):
        raise ValueError("a count must be whole crimes: an average has no Poisson interval")
    return counts


def _checked_population(population: float | Numbers) -> Floats:
    populations = np.asarray(population, dtype=np.float64)
    if not np.all(np.isfinite(populations)):
        raise ValueError("a population is missing: leave the place out or look up the figure")
    if np.any(populations <= 0):
        raise ValueError("a population must be above zero: no rate exists where nobody lives")
    return populations


def _method(counts: Floats, level: float) -> str:
    exact = "exakt Poissonintervall (Garwood 1936)"
    byar = "Byars formel för Poissonintervall"
    if not np.any(counts > EXACT_UP_TO):
        used = exact
    elif np.all(counts > EXACT_UP_TO):
        used = byar
    else:
        used = f"{exact} till och med {number(EXACT_UP_TO)} brott, däröver {byar}"
    return f"Intervall på {percent(level * 100, 0 if level * 100 % 1 == 0 else 1)}: {used}."
