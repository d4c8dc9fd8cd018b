"""Incidents through the statistics: filter where the rows lie, count, and give it all back as sections.

The sections of `analysis.figures.Figures.as_json` come first, as docs/analyse.md promises them; those that a chart is
drawn from stand beside them, each no larger than what the chart needs, for they are frozen with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samverkan.analysis.compute import compute
from samverkan.analysis.figures import Figures, Population, Reference
from samverkan.analysis.periods import Period
from samverkan.analysis.tally import tally
from samverkan.datasets.filter import Filter
from samverkan.datasets.job import Job
from samverkan.datasets.spelling import plain
from samverkan.datasets.tabulated.changes import trend_section
from samverkan.datasets.tabulated.compared import in_sentence, rates_section
from samverkan.datasets.tabulated.people import Population as People
from samverkan.datasets.tabulated.table import distinct, rows
from samverkan.datasets.tabulated.yearly import PER, Place, Year, places

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

MOST_TYPES = 12
OTHERWISE_COUNTED = (
    "Händelselistan och tabellen den jämförs med kan vara räknade på olika sätt, till exempel om brott som anmälts i "
    "efterhand är med."
)


def incident_figures(job: Job) -> dict[str, Any]:
    """All sections. Raises ValueError where a cell of `job.cell_m` metres gives too many cells."""
    import duckdb

    table = narrowed(duckdb.connect(), job.parquet, job.filter)
    compared = _Compared.of(table, job)
    figures = compute(
        table,
        where=job.where or "området",
        population=compared.population,
        reference=compared.reference,
        areas=job.areas,
        cell_m=job.cell_m,
        crs=job.crs,
        permutations=job.permutations,
    )
    sections = figures.as_json()
    sections |= {"trend": compared.trend(), "rates": compared.rates(), "types": _types(figures)}
    sections |= {"week": _week(figures), "grid": _grid(sections["hot_spots"])}
    _tell_year(sections["areas"], compared.population)
    sections |= {f"profile_{by}": found for by, found in sections["profile"].items()}
    return sections


def narrowed(connection: "DuckDBPyConnection", parquet: Path, chosen: Filter) -> "DuckDBPyRelation":
    """The incidents of a filter. In a period means that it began then; without a start the end decides."""
    when = 'coalesce("start", "end")'
    wanted: dict[str, object] = {}
    if chosen.type:
        wanted["type = ?"] = chosen.type
    if chosen.area:
        wanted["area = ?"] = chosen.area
    if chosen.first:
        wanted[f"{when} >= ?"] = datetime.combine(chosen.first, time())
    if chosen.last:
        wanted[f"{when} < ?"] = datetime.combine(chosen.last + timedelta(days=1), time())
    if not wanted:
        return connection.read_parquet(str(parquet))
    # A table of its own: the statistics ask it seven times, and a relation with values to fill in can not be asked.
    connection.execute(
        f"CREATE TABLE chosen AS FROM read_parquet(?) WHERE {' AND '.join(wanted)}",
        [str(parquet), *wanted.values()],
    )
    return connection.table("chosen")


@dataclass(frozen=True)
class _Compared:
    """The place year by year, on its inhabitants, beside the same type in the table it is compared with."""

    own: Place
    others: tuple[Place, ...]
    population: Population | None
    reference: Reference | None

    @classmethod
    def of(cls, table: "DuckDBPyRelation", job: Job) -> "_Compared":
        counted = tally(table)
        people = People(rows(job.population) if job.population else ())
        own = _own(job.where, counted.period, people)
        kind = next(iter(counted.types)) if len(counted.types) == 1 else None
        others = _references(job.reference, kind, people)
        year = max(own.years, default=None)
        reference = next(
            (
                Reference(in_sentence(place.name), rate)
                for place in others
                if year is not None and (rate := place.rate(year))
            ),
            None,
        )
        return cls(own, others, _population(job.where, year, people, job.population), reference)

    def trend(self) -> dict[str, Any] | None:
        found = trend_section(self.own, self.others, "händelser")
        return _warned(found[0], self.others) if found else None

    def rates(self) -> dict[str, Any] | None:
        found = rates_section(self.own, self.others, "händelser")
        return _warned(found[0], self.others) if found else None


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


def _tell_year(areas: dict[str, Any] | None, population: Population | None) -> None:
    if areas and population and population.areas:
        areas["told"] = [*areas["told"], f"Befolkningen är från {population.year}."]


def _types(figures: Figures) -> dict[str, Any]:
    found = list(figures.tally.types.items())
    told = [f"De {MOST_TYPES} vanligaste av {len(found)} typer visas."] if len(found) > MOST_TYPES else []
    return {
        "types": [{"type": name, "count": count} for name, count in found[:MOST_TYPES]],
        "total": figures.tally.incidents,
        "choices": told,
    }


def _week(figures: Figures) -> dict[str, Any] | None:
    week = figures.week
    if not week.incidents:
        return None
    verdicts = {answer.key: answer.verdict for answer in figures.questions}
    return {
        "table": week.table.tolist(),
        "incidents": week.incidents,
        "weekday": verdicts["weekday"],
        "hour": verdicts["hour"],
        "told": list(week.told),
    }


def _grid(spots: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The cells as the map needs them: where and how many, and the numbers of those that stand out."""
    if spots is None:
        return None
    kept = (
        "cell_m",
        "crs",
        "hot_cells",
        "p_method",
        "permutations",
        "inside",
        "far",
        "missing",
        "concentration",
        "told",
    )
    return {name: spots[name] for name in kept} | {
        "cells": [[cell["x"], cell["y"], cell["count"]] for cell in spots["cells"]],
        "first": _first(spots["cells"]),
    }


def _first(cells: Sequence[Mapping[str, Any]], most: int = 10) -> list[dict[str, Any]]:
    """The cells to number: those that stand out, else those with most, at most ten."""
    hot = [cell for cell in cells if cell["hot"]]
    chosen = sorted(hot or cells, key=lambda cell: (-cell["count"], -cell["gi_star"]))[:most]
    names = ("x", "y", "count", "gi_star", "p", "p_adjusted", "p_normal", "p_normal_adjusted", "hot")
    return [{name: cell[name] for name in names} for cell in chosen]
