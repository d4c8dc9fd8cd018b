"""Inhabitants: how many over the years, and of which sex and age."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.people import Population
from samverkan.datasets.tabulated.table import Row, rows


def population_figures(parquet: Path, chosen: Filter) -> dict[str, Any]:
    """Sections by name, for one area."""
    here = [row for row in rows(parquet, areas=[chosen.area] if chosen.area else ()) if _within(row, chosen)]
    sections = {"inhabitants": _inhabitants(here), "ages": _ages(here)}
    return {name: section for name, section in sections.items() if section}


def _within(row: Row, chosen: Filter) -> bool:
    return (
        row.year is not None
        and row.value is not None
        and (chosen.first is None or chosen.first.year <= row.year)
        and (chosen.last is None or row.year <= chosen.last.year)
    )


def _inhabitants(here: list[Row]) -> dict[str, Any] | None:
    people = Population(here)
    years = sorted({row.year for row in here if row.year is not None})
    if not years:
        return None
    return {
        "years": years,
        "values": [people.of(here[0].area, here[0].area_code, year) for year in years],
        "method": ["Antal invånare som tabellen anger dem, summerade där den bara har delarna."],
    }


def _ages(here: list[Row]) -> dict[str, Any] | None:
    """Age groups in the table's own order with the share of women in each, latest year; None without ages."""
    year = max((row.year or 0 for row in here), default=0)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in here:
        if row.year == year and row.age_group:
            counts[row.age_group][row.sex or ""] += row.value or 0
    if len(counts) < 2:
        return None
    groups = [
        {
            "group": group,
            "people": by_sex.get("") or sum(by_sex.values()),
            "women": by_sex.get("kvinna"),
            "men": by_sex.get("man"),
        }
        for group, by_sex in counts.items()
    ]
    return {
        "year": year,
        "groups": groups,
        "method": ["Antal invånare per åldersgrupp som tabellen anger dem."],
    }
