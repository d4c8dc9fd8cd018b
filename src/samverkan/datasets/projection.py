"""Points and polygons from one coordinate system to another. No Django here."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyproj import Transformer

WGS84, SWEREF = 4326, 3006
GeoJson = dict[str, Any]


def in_metres_of(crs: int, geojson: Mapping[str, Any]) -> GeoJson:
    """Areas as they are kept (SWEREF 99 TM) in the metres of another projected system, for points that are in it."""
    if crs == SWEREF:
        return dict(geojson)
    features = [
        {
            **feature,
            "geometry": {
                **feature["geometry"],
                "coordinates": turned(feature["geometry"]["coordinates"], SWEREF, crs),
            },
        }
        for feature in geojson["features"]
    ]
    return {**geojson, "features": features}


def turned(coordinates: Sequence[Any], source: int, target: int, decimals: int = 3) -> list[Any]:
    """GeoJSON coordinates at any depth; x before y, longitude before latitude."""
    if isinstance(coordinates[0], int | float):
        return points([(coordinates[0], coordinates[1])], source, target, decimals)[0]
    if isinstance(coordinates[0][0], int | float):
        return list(points([(point[0], point[1]) for point in coordinates], source, target, decimals))
    return [turned(part, source, target, decimals) for part in coordinates]


def points(
    places: Sequence[tuple[float, float]], source: int, target: int, decimals: int
) -> list[list[float]]:
    """All in one call, which is what makes it fast."""
    if not places:
        return []
    across, up = zip(*places, strict=True)
    xs, ys = _transformer(source, target).transform(across, up)
    return [[round(x, decimals), round(y, decimals)] for x, y in zip(xs, ys, strict=True)]


@lru_cache(maxsize=8)
def _transformer(source: int, target: int) -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_crs(source, target, always_xy=True)
