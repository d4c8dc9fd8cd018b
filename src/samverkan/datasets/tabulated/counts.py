"""Reported crimes as a table of counts (such as Brå's): everything that its figures are drawn from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from samverkan.analysis.season import Season, season
from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.changes import trend_section
from samverkan.datasets.tabulated.compared import deviation_section, rates_section
from samverkan.datasets.tabulated.people import Population
from samverkan.datasets.tabulated.questions import question_section
from samverkan.datasets.tabulated.table import Row, rows
from samverkan.datasets.tabulated.units import is_total
from samverkan.datasets.tabulated.yearly import places

MOST_TYPES = 12


def count_figures(
    parquet: Path, chosen: Filter, population: Path | None = None, breaks: tuple[int, ...] = ()
) -> dict[str, Any]:
    """Sections by name. `chosen` must name a type and an area of the table (`choice.settle` sees to that).

    `breaks`: years from which a new definition holds.
    """
    if chosen.type is None or chosen.area is None:
        raise ValueError("a table of counts is drawn for one type and one area")
    people = Population(rows(population) if population else [])
    of_type = [row for row in rows(parquet, types=[chosen.type]) if _within(row, chosen)]
    every = places(of_type, people)
    own = next((place for place in every if place.name == chosen.area), None)
    if own is None:
        return {}
    others = [place for place in every if place is not own]
    here = [row for row in rows(parquet, areas=[chosen.area]) if _within(row, chosen)]
    trend, change = trend_section(own, others, breaks=breaks) or (None, None)
    rates, compared = rates_section(own, others) or (None, None)
    deviation, funnel = deviation_section(own, others) or (None, None)
    months = _season([row for row in of_type if row.area == chosen.area])
    unit = trend["unit"] if trend else ""
    sections = {
        "trend": trend,
        "rates": rates,
        "deviation": deviation,
        "by_type": _by_type(here, chosen.type),
        "season": asdict(months) if months else None,
        "questions": question_section(chosen.type, own, change, unit, compared, funnel, months),
    }
    return {name: section for name, section in sections.items() if section}


def _within(row: Row, chosen: Filter) -> bool:
    """A year belongs when all of it lies in the period, a month likewise."""
    if row.year is None:
        return False
    first, last = (row.year, row.month or 1), (row.year, row.month or 12)
    return (chosen.first is None or (chosen.first.year, chosen.first.month) <= first) and (
        chosen.last is None or last <= (chosen.last.year, chosen.last.month)
    )


def _by_type(here: Sequence[Row], shown: str) -> dict[str, Any] | None:
    """Crimes by type in the place's latest whole year, totals left out; None with a single type."""
    counts: dict[int, dict[str, float]] = defaultdict(dict)
    waiting: set[int] = set()
    for row in here:
        if row.measure == "count" and row.month is None and row.year is not None and row.value is not None:
            counts[row.year][row.type] = row.value
            waiting |= {row.year} if row.preliminary else set()
    if not counts:
        return None
    year = max(counts.keys() - waiting or counts.keys())
    parts = {name: count for name, count in counts[year].items() if not is_total(name)}
    if len(parts) < 2:
        return None
    ordered = sorted(parts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"Antalen gäller {year}. Rader som summerar andra rader är inte med."]
    if len(ordered) > MOST_TYPES:
        told.append(f"De {MOST_TYPES} vanligaste av {len(ordered)} typer visas.")
    return {
        "year": year,
        "types": [{"type": name, "count": count} for name, count in ordered[:MOST_TYPES]],
        "shown": shown,
        "choices": told,
    }


def _season(own: Sequence[Row]) -> Season | None:
    """Season index of the last unbroken run of months; None where the table only tells years."""
    counts = {
        12 * (row.year or 0) + row.month - 1: int(row.value)
        for row in own
        if row.month is not None and row.measure == "count" and row.value is not None
    }
    if not counts:
        return None
    last = max(counts)
    first = next(month for month in range(last, -1, -1) if month - 1 not in counts)
    months = range(first, last + 1)
    result = season([m // 12 for m in months], [m % 12 + 1 for m in months], [counts[m] for m in months])
    if len(months) < len(counts):
        told = "Uppgift saknas för en månad; bara månaderna efter den är med."
        result = replace(result, told=(*result.told, told))
    return result
