"""Survey answers as shares: everything that their figures are drawn from."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.shares import Share, apart, share
from samverkan.datasets.tabulated.table import Row, rows

METHOD = (
    "Andelar i procent. Osäkerheten är Wilsons intervall på 95 procent och räknas ur antalet svarande; bortfall och "
    "frågornas ordalydelse kan göra den verkliga osäkerheten större."
)
WITHOUT_NUMBERS = "Antalet svarande är inte känt, så det går inte att säga vad slumpen kan ha gjort."


def survey_figures(parquet: Path, chosen: Filter) -> dict[str, Any]:
    """Sections by name, for one question (`chosen.type`) in one area."""
    here = [row for row in rows(parquet, areas=[chosen.area] if chosen.area else ()) if _usable(row, chosen)]
    of_question = [row for row in here if row.type == chosen.type]
    sections = {
        "shares": _shares([row for row in here if not row.sex and not row.age_group]),
        "share_years": _years([row for row in of_question if not row.sex and not row.age_group]),
        "share_groups": _groups(of_question),
    }
    return {name: section for name, section in sections.items() if section}


def _usable(row: Row, chosen: Filter) -> bool:
    in_period = row.year is None or (
        (chosen.first is None or chosen.first.year <= row.year)
        and (chosen.last is None or row.year <= chosen.last.year)
    )
    return in_period and row.measure == "share" and row.value is not None and 0 <= row.value <= 100


def _share(row: Row) -> Share:
    return share(row.value or 0.0, row.respondents)


def _told(found: Sequence[Share]) -> dict[str, list[str]]:
    unknown = any(item.low is None for item in found)
    return {"method": [METHOD], "caveats": [WITHOUT_NUMBERS] if unknown else []}


def _latest(table: Sequence[Row]) -> tuple[int | None, list[Row]]:
    year = max((row.year for row in table if row.year is not None), default=None)
    return year, [row for row in table if row.year == year]


def _shares(table: Sequence[Row]) -> dict[str, Any] | None:
    """Every question in the latest year, largest share first."""
    year, latest = _latest(table)
    found = sorted(((row.type, _share(row)) for row in latest), key=lambda item: -item[1].value)
    if not found:
        return None
    return {
        "year": year,
        "questions": [{"question": question, **asdict(item)} for question, item in found],
        **_told([item for _, item in found]),
    }


def _years(table: Sequence[Row]) -> dict[str, Any] | None:
    """The question year by year; None with a single year."""
    found = {row.year: _share(row) for row in table if row.year is not None}
    if len(found) < 2:
        return None
    years = sorted(found)
    first, last = found[years[0]], found[years[-1]]
    return {
        "years": years,
        "shares": [asdict(found[year]) for year in years],
        "changed": apart(first, last),
        "known": first.low is not None and last.low is not None,
        **_told([found[year] for year in years]),
    }


def _groups(table: Sequence[Row]) -> dict[str, Any] | None:
    """Women and men, and ages, in the latest year; None where the table does not tell them apart."""
    year, latest = _latest(table)
    sexes = {row.sex: _share(row) for row in latest if row.sex and not row.age_group}
    ages = {row.age_group: _share(row) for row in latest if row.age_group and not row.sex}
    if len(sexes) < 2 and len(ages) < 2:
        return None
    return {
        "year": year,
        "sexes": [{"group": str(name), **asdict(item)} for name, item in sexes.items()],
        "ages": [{"group": str(name), **asdict(item)} for name, item in ages.items()],
        "sexes_differ": len(sexes) == 2 and apart(*sexes.values()),
        **_told([*sexes.values(), *ages.values()]),
    }
