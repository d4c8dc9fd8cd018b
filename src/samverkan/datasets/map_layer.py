"""Squares and areas as GeoJSON for the map in the browser: WGS 84, a shade and a label each. No Django here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from samverkan.charts.numbers import number
from samverkan.charts.palette import heat_step

if TYPE_CHECKING:
    from pyproj import Transformer

WGS84, SWEREF = 4326, 3006
# More squares than this are slow to draw on a phone; those with fewest are left out.
MOST_SQUARES = 2_000
DECIMALS = 6  # a tenth of a metre

GeoJson = dict[str, Any]


def squares(grid: Mapping[str, Any]) -> GeoJson:
    """The squares with incidents, those with most last so that they lie on top. `grid` as in the computed figures."""
    cells = sorted(grid["cells"], key=lambda cell: cell[2])[-MOST_SQUARES:]
    numbers = {(cell["x"], cell["y"]): nr for nr, cell in enumerate(grid["first"], 1)}
    top = max((cell[2] for cell in cells), default=0)
    half = grid["cell_m"] / 2
    corners = [(x + across * half, y + up * half) for x, y, _ in cells for across, up in ROUND]
    rings = _in_degrees(corners, grid["crs"], len(ROUND))
    return _collection(
        _feature(
            {"type": "Polygon", "coordinates": [ring]},
            {
                "level": heat_step(count, top),
                "label": f"{number(count)} händelser",
                **({"number": numbers[x, y]} if (x, y) in numbers else {}),
            },
        )
        for (x, y, count), ring in zip(cells, rings, strict=True)
    )


ROUND = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
"""The corners of a square from its middle, counter-clockwise and closed as GeoJSON wants them (RFC 7946)."""


def outlines(geojson: Mapping[str, Any], counts: Mapping[str, int]) -> GeoJson:
    """Areas shaded by their count. `geojson`: polygons in SWEREF 99 TM with the property `name`."""
    top = max(counts.values(), default=0)
    return _collection(
        _feature(
            {
                "type": feature["geometry"]["type"],
                "coordinates": _turned(feature["geometry"]["coordinates"], SWEREF),
            },
            {
                "level": heat_step(counts.get(feature["properties"]["name"], 0), top),
                "label": f"{feature['properties']['name']}: "
                f"{number(counts.get(feature['properties']['name'], 0))} händelser",
            },
        )
        for feature in geojson["features"]
    )


def _turned(coordinates: Sequence[Any], crs: int) -> list[Any]:
    """Coordinates at any depth from metres to degrees."""
    if isinstance(coordinates[0], int | float):
        return list(_in_degrees([(coordinates[0], coordinates[1])], crs, 1)[0][0])
    if isinstance(coordinates[0][0], int | float):
        return list(_in_degrees([(point[0], point[1]) for point in coordinates], crs, len(coordinates))[0])
    return [_turned(part, crs) for part in coordinates]


def _in_degrees(points: Sequence[tuple[float, float]], crs: int, each: int) -> list[Any]:
    """Longitude and latitude in runs of `each` points."""
    if not points:
        return []
    east, north = zip(*points, strict=True)
    longitudes, latitudes = _transformer(crs).transform(east, north)
    turned = [
        [round(longitude, DECIMALS), round(latitude, DECIMALS)]
        for longitude, latitude in zip(longitudes, latitudes, strict=True)
    ]
    return [turned[first : first + each] for first in range(0, len(turned), each)]


@lru_cache(maxsize=8)
def _transformer(crs: int) -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_crs(crs, WGS84, always_xy=True)


def _feature(geometry: GeoJson, properties: GeoJson) -> GeoJson:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Iterable[GeoJson]) -> GeoJson:
    return {"type": "FeatureCollection", "features": list(features)}
