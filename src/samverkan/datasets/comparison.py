"""An incident list beside others: its years on its inhabitants, and the same type in a table of reported crimes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.analysis.figures import Population, Reference
from samverkan.analysis.periods import Period
from samverkan.analysis.tally import Tally
from samverkan.datasets.job import Job
from samverkan.datasets.spelling import plain
from samverkan.datasets.tabulated.changes import trend_section
from samverkan.datasets.tabulated.compared import in_sentence, rates_section
from samverkan.datasets.tabulated.people import Population as People
from samverkan.datasets.tabulated.table import distinct, rows
from samverkan.datasets.tabulated.yearly import PER, Place, Year, places

OTHERWISE_COUNTED = (
    "Händelselistan och tabellen den jämförs med kan vara räknade på olika sätt, till exempel om brott som anmälts i "
    "efterhand är med."
)


@dataclass(frozen=True)
class Compared:
    """`own` year by year, `others` the country, region and county; `population` and `reference` for the statistics."""

    own: Place
    others: tuple[Place, ...]
    population: Population | None
    reference: Reference | None
    breaks: tuple[int, ...] = ()

    def trend(self) -> dict[str, Any] | None:
        found = trend_section(self.own, self.others, "händelser", self.breaks)
        return _warned(found[0], self.others) if found else None

    def rates(self) -> dict[str, Any] | None:
        found = rates_section(self.own, self.others, "händelser")
        return _warned(found[0], self.others) if found else None


def compare(counted: Tally, job: Job) -> Compared:
    """What can be said beside a list: the references only for a list of a single type."""
    people = People(rows(job.population) if job.population else ())
    own = _own(job.where, counted.period, people)
    kind = next(iter(counted.types)) if len(counted.types) == 1 else None
    others = _references(job.reference, kind, people)
    year = max(own.years, default=None)
    rates = ((place, place.rate(year)) for place in others if year is not None)
    reference = next((Reference(in_sentence(place.name), rate) for place, rate in rates if rate), None)
    population = _population(job.where, year, people, job.population)
    return Compared(own, others, population, reference, job.breaks)


def _warned(section: dict[str, Any], others: tuple[Place, ...]) -> dict[str, Any]:
    if not others:
        return section
    return section | {"caveats": [*section.get("caveats", ()), OTHERWISE_COUNTED]}


def _own(where: str, covered: Period | None, people: People) -> Place:
    """The whole years of the list, each on the inhabitants of that year where they are known."""
    years: dict[int, Year] = {}
    for year in covered.years if covered else ():
        count, population = covered.of_year(year) if covered else 0, people.of(where, None, year)
        years[year] = Year(count, count / population * PER if population else None, population)
    return Place(where, None, "place", years)


def _references(reference: Path | None, kind: str | None, people: People) -> tuple[Place, ...]:
    """Country, region and county for the same type: a list of several types has no counterpart in a table."""
    if reference is None or kind is None:
        return ()
    named = next((name for name in distinct(reference, "type") if plain(name) == plain(kind)), None)
    if named is None:
        return ()
    found = places(rows(reference, types=[named]), people)
    return tuple(place for place in found if place.level != "place")


def _population(where: str, year: int | None, people: People, table: Path | None) -> Population | None:
    """Inhabitants in the year the figures are compared for, or in the year nearest to it that the table has."""
    if table is None:
        return None
    cells = [row for row in rows(table) if row.year is not None and row.value is not None]
    nearest = min(
        {row.year or 0 for row in cells}, key=lambda known: abs(known - (year or known)), default=None
    )
    if nearest is None:
        return None
    names = {row.area for row in cells if row.year == nearest}
    areas = {name: found for name in names if (found := people.of(name, None, nearest))}
    return Population(whole=people.of(where, None, nearest), areas=areas or None, year=nearest)
