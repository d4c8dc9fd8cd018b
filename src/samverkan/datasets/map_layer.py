"""Squares and areas as GeoJSON for the map in the browser: WGS 84, a shade and a label each. No Django here."""

from collections.abc import Iterable, Mapping
from typing import Any

from samverkan.charts.numbers import number
from samverkan.charts.palette import heat_step
from samverkan.datasets.projection import SWEREF, WGS84, GeoJson, points, turned

# More squares than this are slow to draw on a phone; those with fewest are left out.
MOST_SQUARES = 2_000
DECIMALS = 6  # a tenth of a metre
ROUND = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
"""The corners of a square from its middle, counter-clockwise and closed as GeoJSON wants them (RFC 7946)."""


def squares(grid: Mapping[str, Any]) -> GeoJson:
    """The squares with incidents, those with most last so that they lie on top. `grid` as in the computed figures."""
    cells = sorted(grid["cells"], key=lambda cell: cell[2])[-MOST_SQUARES:]
    numbers = {(cell["x"], cell["y"]): nr for nr, cell in enumerate(grid["first"], 1)}
    top = max((cell[2] for cell in cells), default=0)
    half = grid["cell_m"] / 2
    corners = [(x + across * half, y + up * half) for x, y, _ in cells for across, up in ROUND]
    degrees = points(corners, grid["crs"], WGS84, DECIMALS)
    rings = [degrees[first : first + len(ROUND)] for first in range(0, len(degrees), len(ROUND))]
    return _collection(
        _feature(
            {"type": "Polygon", "coordinates": [ring]},
            count,
            top,
            f"{number(count)} händelser",
            numbers.get((x, y)),
        )
        for (x, y, count), ring in zip(cells, rings, strict=True)
    )


def outlines(geojson: Mapping[str, Any], counts: Mapping[str, int]) -> GeoJson:
    """Areas shaded by their count. `geojson`: polygons in SWEREF 99 TM with the property `name`."""
    top = max(counts.values(), default=0)
    return _collection(
        _feature(
            {
                "type": feature["geometry"]["type"],
                "coordinates": turned(feature["geometry"]["coordinates"], SWEREF, WGS84, DECIMALS),
            },
            counts.get(name := feature["properties"]["name"], 0),
            top,
            f"{name}: {number(counts.get(name, 0))} händelser",
        )
        for feature in geojson["features"]
    )


def _feature(geometry: GeoJson, count: float, top: float, label: str, nr: int | None = None) -> GeoJson:
    """What js/map.js draws: the shade `level`, the words `label`, and a mark with `number` where it has one."""
    properties = {"level": heat_step(count, top), "label": label, **({"number": nr} if nr else {})}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Iterable[GeoJson]) -> GeoJson:
    return {"type": "FeatureCollection", "features": list(features)}
