"""What something has cost the municipality: year by year, and post by post."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.table import Row, rows

MOST_POSTS = 12
METHOD = "Kronor som källan anger dem, utan omräkning till fast penningvärde."


def cost_figures(parquet: Path, chosen: Filter) -> dict[str, Any]:
    """Sections by name, for one post (`chosen.type`) or all, in one area or all."""
    every = rows(
        parquet, types=[chosen.type] if chosen.type else (), areas=[chosen.area] if chosen.area else ()
    )
    here = [row for row in every if _within(row, chosen)]
    # A table that tells a year as well as its months tells everything twice.
    whole = {row.year for row in here if row.month is None}
    once = [row for row in here if row.month is None or row.year not in whole]
    sections = {"cost_years": _years(once), "cost_months": _months(here), "cost_posts": _posts(once)}
    return {name: section for name, section in sections.items() if section}


def _within(row: Row, chosen: Filter) -> bool:
    year, month = row.year, row.month
    if row.measure != "cost" or row.value is None or year is None:
        return False
    return (chosen.first is None or (chosen.first.year, chosen.first.month) <= (year, month or 1)) and (
        chosen.last is None or (year, month or 12) <= (chosen.last.year, chosen.last.month)
    )


def _years(here: list[Row]) -> dict[str, Any] | None:
    totals: dict[int, float] = defaultdict(float)
    months: dict[int, set[int]] = defaultdict(set)
    for row in here:
        totals[row.year or 0] += row.value or 0
        months[row.year or 0] |= {row.month} if row.month else set()
    if not totals:
        return None
    years = sorted(totals)
    parts = [str(year) for year in years if 0 < len(months[year]) < 12]
    return {
        "years": years,
        "values": [totals[year] for year in years],
        "method": [METHOD],
        "caveats": [f"Hela året är inte med: {', '.join(parts)}."] if parts else [],
    }


def _months(here: list[Row]) -> dict[str, Any] | None:
    """The latest year month by month; a month that the table lacks is missing, not nothing. None without months."""
    year = max((row.year or 0 for row in here if row.month), default=0)
    months: dict[int, float] = defaultdict(float)
    for row in here:
        if row.year == year and row.month:
            months[row.month] += row.value or 0
    if len(months) < 2:
        return None
    return {"year": year, "values": [months.get(month) for month in range(1, 13)], "method": [METHOD]}


def _posts(here: list[Row]) -> dict[str, Any] | None:
    year = max((row.year or 0 for row in here), default=0)
    posts: dict[str, float] = defaultdict(float)
    for row in here:
        if row.year == year:
            posts[row.type] += row.value or 0
    if len(posts) < 2:
        return None
    ordered = sorted(posts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"De {MOST_POSTS} dyraste av {len(ordered)} poster visas."] if len(ordered) > MOST_POSTS else []
    return {
        "year": year,
        "posts": [{"post": name, "cost": cost} for name, cost in ordered[:MOST_POSTS]],
        "total": sum(posts.values()),
        "method": [METHOD],
        "choices": told,
    }
