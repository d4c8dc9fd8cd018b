"""Incidents through the statistics: filter where the rows lie, count, and give it all back as sections.

The sections of `analysis.figures.Figures.as_json` come first, as docs/analyse.md promises them; those that a chart is
drawn from stand beside them, each no larger than what the chart needs, for they are frozen with it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samverkan.analysis.compute import compute
from samverkan.analysis.figures import Figures, Population
from samverkan.analysis.tally import tally
from samverkan.datasets.comparison import compare
from samverkan.datasets.filter import Filter
from samverkan.datasets.job import Job

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

MOST_TYPES = 12


def incident_figures(job: Job) -> dict[str, Any]:
    """All sections. Raises ValueError where a cell of `job.cell_m` metres gives too many cells."""
    import duckdb

    table = narrowed(duckdb.connect(), job.parquet, job.filter)
    counted = tally(table)  # what it is compared with depends on its years and types
    compared = compare(counted, job)
    figures = compute(
        table,
        counted=counted,
        where=job.where or "området",
        population=compared.population,
        reference=compared.reference,
        areas=job.areas,
        cell_m=job.cell_m,
        crs=job.crs,
        breaks=job.breaks,
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
