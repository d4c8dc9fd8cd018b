"""One crime type, place by place and year by year: counts, rates and the people they are counted on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median

from samverkan.analysis.numbers import number
from samverkan.datasets.tabulated.people import Population
from samverkan.datasets.tabulated.table import Row
from samverkan.datasets.tabulated.units import Level, level

PER = 100_000
PER_INHABITANT = f"per {number(PER)} invånare"
# A rate is published rounded; on a small one the population behind it can not be counted back.
SMALLEST_RATE_TO_COUNT_BACK = 50


@dataclass(frozen=True)
class Year:
    """A place's year. `rate` per 100 000 inhabitants; None where neither the table nor the population gives it."""

    count: float | None = None
    rate: float | None = None
    population: float | None = None
    preliminary: bool = False


@dataclass(frozen=True)
class Place:
    name: str
    code: str | None
    level: Level
    years: Mapping[int, Year]

    def rate(self, year: int) -> float | None:
        return self.years[year].rate if year in self.years else None

    def count(self, year: int) -> float | None:
        return self.years[year].count if year in self.years else None

    def is_preliminary(self, year: int) -> bool:
        return year in self.years and self.years[year].preliminary


def places(rows: Iterable[Row], population: Population) -> tuple[Place, ...]:
    """Places in the table's order. A year told month by month counts when all twelve months are there."""
    years: dict[str, dict[int, Year]] = defaultdict(dict)
    months: dict[tuple[str, int], list[Row]] = defaultdict(list)
    codes: dict[str, str | None] = {}
    for row in rows:
        if row.year is None or row.sex or row.age_group:
            continue
        codes.setdefault(row.area, row.area_code)
        if row.month is None:
            years[row.area][row.year] = _with(years[row.area].get(row.year, Year()), row)
        elif row.measure == "count" and row.value is not None:
            months[row.area, row.year].append(row)
    for (area, year), told in months.items():
        if len(told) == 12:
            waiting = any(row.preliminary for row in told)
            years[area].setdefault(year, Year(sum(row.value or 0 for row in told), preliminary=waiting))
    return tuple(
        Place(
            name,
            code,
            level(name, code),
            {
                year: _peopled(cell, population.of(name, code, year))
                for year, cell in sorted(years[name].items())
            },
        )
        for name, code in codes.items()
    )


def _with(cell: Year, row: Row) -> Year:
    preliminary = cell.preliminary or row.preliminary
    if row.measure == "count":
        return replace(cell, count=row.value, preliminary=preliminary)
    if row.measure == "per_100000":
        return replace(cell, rate=row.value, preliminary=preliminary)
    return cell


def _peopled(cell: Year, population: float | None) -> Year:
    if population and cell.count is not None and cell.rate is None:
        cell = replace(cell, rate=cell.count / population * PER)
    if not population and cell.count and cell.rate and cell.rate >= SMALLEST_RATE_TO_COUNT_BACK:
        population = cell.count / cell.rate * PER
    return replace(cell, population=population)


def middle(group: Iterable[Place], year: int) -> float | None:
    """The median rate of the places that have one that year."""
    rates = [rate for place in group if (rate := place.rate(year)) is not None]
    return median(rates) if rates else None
