"""What deviates: one place against places like it, inside funnel limits that allow for their natural spread.

docs/algorithms/deviation.md
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samverkan.analysis import numbers
from samverkan.analysis.poisson import Floats
from samverkan.analysis.rates import rate

LEVELS = (0.95, 0.998)
WINSORISED = 0.1
FEWEST_UNITS = 3
COMFORTABLE_UNITS = 10
FEWEST_EXPECTED = 5


@dataclass(frozen=True)
class Unit:
    """One place. Rates and limits per `Funnel.per` inhabitants; `z` allows for over-dispersion."""

    name: str
    count: int
    population: float
    rate: float
    expected: float
    z: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float

    @property
    def outside_95(self) -> bool:
        return not self.low_95 <= self.rate <= self.high_95

    @property
    def outside_998(self) -> bool:
        return not self.low_998 <= self.rate <= self.high_998


@dataclass(frozen=True)
class FunnelLine:
    """Limits for a place of this many inhabitants, for the curves of the chart."""

    population: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True)
class Funnel:
    """`reference`: rate of all units together; `dispersion`: their spread against chance, at least 1."""

    units: tuple[Unit, ...]
    lines: tuple[FunnelLine, ...]
    reference: float
    dispersion: float
    per: float
    method: str
    told: tuple[str, ...]

    def unit(self, name: str) -> Unit:
        """The place of that name. Raises KeyError when it is not among the units."""
        for unit in self.units:
            if unit.name == name:
                return unit
        raise KeyError(name)


def funnel(
    names: Sequence[str], counts: Sequence[int], populations: Sequence[float], per: float = 100_000
) -> Funnel:
    """Places that resemble each other, with over-dispersed limits at 95 and 99.8 %.

    Spiegelhalter, Statistics in Medicine 24 (2005) p. 1185: multiplicative over-dispersion from winsorised
    z, here on the square-root scale, where a count has the same spread whatever its size.
    Raises ValueError as `rate` does, with fewer than three places, a name twice, or no crimes at all.
    """
    names = list(names)
    if len(names) != len(counts) or len(names) != len(populations):
        raise ValueError("names, counts and populations must be equally many")
    if len(set(names)) < len(names):
        raise ValueError("the same place stands twice")
    if len(names) < FEWEST_UNITS:
        raise ValueError(f"a comparison takes at least {FEWEST_UNITS} places")
    rates = rate(np.asarray(counts), np.asarray(populations), per)
    total = float(rates.count.sum())
    if total == 0:
        raise ValueError("no place has any crime: nothing deviates")
    reference = per * total / float(rates.population.sum())
    expected = rates.population * reference / per
    naive = 2 * (np.sqrt(rates.count) - np.sqrt(expected))
    dispersion = _dispersion(naive)
    limits = _limits(rates.population, reference, dispersion, per)
    z = naive / np.sqrt(dispersion)
    units = tuple(
        Unit(name, int(count), *(float(v) for v in values))
        for name, count, *values in zip(
            names, rates.count, rates.population, rates.value, expected, z, *limits, strict=True
        )
    )
    return Funnel(
        units=units,
        lines=_lines(rates.population, reference, dispersion, per),
        reference=reference,
        dispersion=dispersion,
        per=per,
        method=_method(dispersion),
        told=_told(units),
    )


def _dispersion(z: Floats) -> float:
    """Mean square of z with the outer tenth at each end pulled in; below 1 would claim too much."""
    ordered = np.sort(z)
    pulled = int(WINSORISED * len(z))
    inner = np.clip(z, ordered[pulled], ordered[len(z) - 1 - pulled])
    return max(1.0, float(np.mean(inner**2)))


def _limits(
    population: Floats, reference: float, dispersion: float, per: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Rates at low 95, high 95, low 99.8, high 99.8, each of the shape of `population`."""
    from scipy.special import ndtri

    root = np.sqrt(population * reference / per)
    steps = [float(ndtri((1 + level) / 2)) * dispersion**0.5 / 2 for level in LEVELS]
    low_95, low_998 = (reference * (np.maximum(root - step, 0) / root) ** 2 for step in steps)
    high_95, high_998 = (reference * ((root + step) / root) ** 2 for step in steps)
    return low_95, high_95, low_998, high_998


def _lines(population: Floats, reference: float, dispersion: float, per: float) -> tuple[FunnelLine, ...]:
    at = np.geomspace(population.min(), population.max(), 50)
    rows = zip(at, *_limits(at, reference, dispersion, per), strict=True)
    return tuple(FunnelLine(*(float(value) for value in row)) for row in rows)


def _method(dispersion: float) -> str:
    limits = "Trattgränser på 95 och 99,8 procent (Spiegelhalter 2005) kring platsernas gemensamma tal"
    if dispersion == 1:
        return f"{limits}. Platserna skiljer sig inte åt mer än slumpen ger."
    wider = numbers.number(dispersion**0.5, 1)
    return f"{limits}, vidgade {wider} gånger eftersom platserna skiljer sig åt mer än slumpen ger."


def _told(units: tuple[Unit, ...]) -> tuple[str, ...]:
    told = []
    if len(units) < COMFORTABLE_UNITS:
        told.append(f"Bara {len(units)} platser jämförs, så den vanliga skillnaden mellan dem är osäker.")
    by_chance = round(len(units) * (1 - LEVELS[0]))
    if by_chance:
        told.append(
            f"Av {len(units)} platser hamnar ungefär {by_chance} utanför 95-procentsgränsen av en slump."
        )
    few = [unit.name for unit in units if unit.expected < FEWEST_EXPECTED]
    if few:
        told.append(f"Gränserna är ungefärliga där färre än fem brott väntas: {numbers.listed(few)}.")
    return tuple(told)
