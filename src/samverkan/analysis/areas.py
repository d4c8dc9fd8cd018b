"""Areas beside each other: count, share, rate and index against all of them together. docs/algorithms/areas.md"""

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.analysis import numbers
from samverkan.analysis.index import Index, rate_ratio
from samverkan.analysis.rates import Rate, rate

LEVEL = 0.95


@dataclass(frozen=True)
class Area:
    """`share` of all crimes, 0–1. `rate` and `index` are None where nobody lives or the population is not known."""

    name: str
    count: int
    population: float | None
    share: float
    rate: Rate[float] | None
    index: Index | None

    @property
    def stands_out(self) -> bool:
        """Its interval does not hold the rate of the whole."""
        return self.index is not None and (self.index.above or self.index.below)


@dataclass(frozen=True)
class Areas:
    """In the order given. `whole` is the rate of the areas with a population, None when there are none."""

    areas: tuple[Area, ...]
    count: int
    whole: Rate[float] | None
    method: str
    told: tuple[str, ...]


def compare_areas(
    names: Sequence[str],
    counts: Sequence[int],
    populations: Sequence[float | None],
    per: float = 100_000,
) -> Areas:
    """Areas that together make up a place. A population of None or 0 gives no rate, which is told.

    The index interval is exact and counts each area as a part of the whole (see `rate_ratio`).
    Raises ValueError for unequal lengths, no area, an area twice, or a count or population below 0.
    """
    rows = list(zip(names, counts, populations, strict=True))
    if not rows:
        raise ValueError("there are no areas to compare")
    if len(set(names)) < len(rows):
        raise ValueError("the same area stands twice")
    if any(count < 0 or (population is not None and population < 0) for _, count, population in rows):
        raise ValueError("a count or a population can not be negative")
    total = sum(counts)
    inhabited = [(count, population) for _, count, population in rows if population]
    crimes, people = sum(count for count, _ in inhabited), sum(population for _, population in inhabited)
    areas = tuple(
        Area(
            name=name,
            count=count,
            population=population,
            share=count / total if total else 0.0,
            rate=rate(count, population, per, LEVEL) if population else None,
            index=_index(count, population, crimes, people, per),
        )
        for name, count, population in rows
    )
    return Areas(
        areas=areas,
        count=total,
        whole=rate(crimes, people, per, LEVEL) if inhabited else None,
        method=(
            f"Tal per {numbers.number(per)} invånare med exakt intervall på 95 procent. "
            "Index 100 är alla områden tillsammans."
        ),
        told=_told(areas),
    )


def _index(count: int, population: float | None, crimes: int, people: float, per: float) -> Index | None:
    if not population or not crimes:
        return None
    return rate_ratio(count, population, crimes, people, part_of_reference=True, per=per, level=LEVEL)


def _told(areas: tuple[Area, ...]) -> tuple[str, ...]:
    told = []
    unknown = [area.name for area in areas if area.population is None]
    if len(unknown) == len(areas):
        told.append("Befolkningen i områdena är inte känd. De jämförs bara i antal.")
    elif unknown:
        told.append(f"Befolkning saknas för {numbers.listed(unknown)}. De är inte med i talen per invånare.")
    empty = [area.name for area in areas if area.population == 0]
    if empty:
        told.append(f"Ingen bor i {numbers.listed(empty)}, så där finns inget tal per invånare.")
    compared = sum(area.index is not None for area in areas)
    by_chance = round(compared * (1 - LEVEL))
    if by_chance:
        told.append(f"Av {compared} områden skiljer sig ungefär {by_chance} från helheten av en slump.")
    if compared:
        told.append(
            "Talen räknar dem som bor i området. Där många vistas utan att bo, som i ett centrum, blir talen höga."
        )
    return tuple(told)
