"""Incidents per area, by the name written in the file or by the outline they lie in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.areas import Areas, compare_areas
from samverkan.analysis.numbers import number
from samverkan.analysis.scan import ask, text

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

Counts = dict[str, int]


@dataclass(frozen=True)
class InAreas:
    """`outside` incidents have no area: none is written, and they lie in no outline."""

    areas: Areas
    outside: int
    choices: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        return (*self.choices, *self.areas.told)


def in_areas(
    table: "Incidents",
    outlines: Mapping[str, Any] | None = None,
    population: Mapping[str, float] | None = None,
) -> InAreas | None:
    """Compare the areas of a canonical table; None when neither rows nor outlines name any.

    `outlines`: a GeoJSON FeatureCollection in the metres of the table, each feature with the property `name`.
    An incident with a place belongs to the outline it lies in; without one, to the area written in its row.
    `population`: inhabitants by area name.
    """
    named, outside = _by_outline(table, outlines) if outlines else _by_name(table)
    if not named:
        return None
    names = sorted(named, key=lambda name: (-named[name], name))
    inhabitants = population or {}
    choices = [
        "Händelser med koordinater räknas till det område de ligger i, övriga till det område som står på raden."
        if outlines
        else "Händelserna räknas till det område som står på raden."
    ]
    if outside:
        choices.append(f"Händelser utan område är inte med i jämförelsen (antal: {number(outside)}).")
    return InAreas(
        areas=compare_areas(names, [named[n] for n in names], [inhabitants.get(n) for n in names]),
        outside=outside,
        choices=tuple(choices),
    )


def _by_name(table: "Incidents") -> tuple[Counts, int]:
    groups = ask(table, "select area, count(*) as count from these_incidents group by area")
    counts = dict(zip(_names(groups["area"]), groups["count"].tolist(), strict=True))
    outside = counts.pop("", 0)
    return counts, outside


def _by_outline(table: "Incidents", outlines: Mapping[str, Any]) -> tuple[Counts, int]:
    import shapely

    counts: Counts = {}
    groups = ask(table, "select x, y, area, count(*) as count from these_incidents group by x, y, area")
    x, y = (np.ma.filled(groups[name].astype(np.float64), np.nan) for name in ("x", "y"))
    written, count = np.array(_names(groups["area"])), groups["count"]
    left = np.ones(len(count), dtype=bool)
    names = [str(feature["properties"]["name"]) for feature in outlines["features"]]
    for name, feature in zip(names, outlines["features"], strict=True):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        shapely.prepare(shape)
        west, south, east, north = shape.bounds
        near = np.flatnonzero(left & (x >= west) & (x <= east) & (y >= south) & (y <= north))
        # Points on a shared border belong to the area that comes first, and to no other.
        inside = near[shapely.intersects_xy(shape, x[near], y[near])]
        left[inside] = False
        counts[name] = counts.get(name, 0) + int(count[inside].sum())
    for name in counts:
        here = left & (written == name) & ~np.isfinite(x)
        left &= ~here
        counts[name] += int(count[here].sum())
    return counts, int(count[left].sum())


def _names(column: NDArray[Any]) -> list[str]:
    return ["" if value is None else str(value).strip() for value in text(column)]
