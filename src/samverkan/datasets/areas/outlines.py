"""The areas' borders: read, mended, put in SWEREF 99 TM, one shape a name. What was done is added to `notes`."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from samverkan.datasets.areas.errors import AreaError
from samverkan.datasets.areas.placing import SWEREF_99_TM, in_sweref

MOST_CORNERS = 50_000
SIDES_TRIED = 500
MOST_MET = 20  # sides that a side meets, on average
TOLERANCE_M = 5.0  # how far a border may move where a file is finer than any map drawn from it


def read(geometries: Sequence[Any], names: Sequence[str], notes: list[str]) -> list[BaseGeometry]:
    """The outlines as flat, valid shapes. Raises AreaError."""
    shapes, mended = [], []
    for geometry, name in zip(geometries, names, strict=True):
        shape = _shape(geometry, name)
        if not shape.is_valid:
            if _is_tangled(shape):
                raise AreaError(
                    f"Gränsen för {name} korsar sig själv överallt, så den går inte att följa.",
                    "Exportera området på nytt, med punkterna i ordning.",
                )
            shape = _surfaces_of(shapely.make_valid(shape, method="structure", keep_collapsed=False))
            mended.append(name)
        if shape.is_empty or not shape.area:
            raise AreaError(f"Området {name} har ingen yta.", "Rita om området i källan.")
        shapes.append(shape)
    if mended:
        notes.append(f"Gränsen korsade sig själv och rättades för {', '.join(mended)}.")
    return shapes


def placed(shapes: Sequence[BaseGeometry], crs_name: str, notes: list[str]) -> list[BaseGeometry]:
    """The shapes in SWEREF 99 TM. Raises AreaError when they are not in Sweden."""
    points, told = in_sweref(shapely.get_coordinates(shapes), crs_name)
    notes.append(told)
    return list(shapely.set_coordinates(np.array(shapes, dtype=object), points))


def united(names: Sequence[str], shapes: Sequence[BaseGeometry], notes: list[str]) -> dict[str, BaseGeometry]:
    """One shape a name, no finer than a map here can show."""
    parts: dict[str, list[BaseGeometry]] = {}
    for name, shape in zip(names, shapes, strict=True):
        parts.setdefault(name, []).append(shape)
    several = [name for name, own in parts.items() if len(own) > 1]
    if several:
        notes.append(f"Flera ytor med samma namn räknas som ett område: {', '.join(several)}.")
    whole = np.array([shapely.union_all(own) for own in parts.values()], dtype=object)
    corners = int(shapely.get_num_coordinates(whole).sum())
    if corners > MOST_CORNERS:
        whole = shapely.coverage_simplify(whole, TOLERANCE_M)
        notes.append("Gränserna var mer detaljerade än kartan kan visa och förenklades med några meter.")
    return dict(zip(parts, whole, strict=True))


def collection(areas: dict[str, BaseGeometry]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection in SWEREF 99 TM, to the decimetre, by name."""
    return {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{SWEREF_99_TM}"}},
        "features": [
            {"type": "Feature", "properties": {"name": name}, "geometry": _geometry(areas[name])}
            for name in sorted(areas)
        ],
    }


def _shape(geometry: Any, name: str) -> BaseGeometry:
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.ShapelyError, ValueError) as error:
        raise AreaError(f"Gränsen för {name} går inte att läsa.", "Exportera området på nytt.") from error
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise AreaError(f"Gränsen för {name} har punkter utan läge.", "Exportera området på nytt.")
    return shape


def _is_tangled(shape: BaseGeometry) -> bool:
    """Whether the sides cross each other all over, as when the points come in no order: mending that takes hours.

    In a border drawn by somebody a side meets hardly more than the two beside it. A few hundred sides are tried.
    """
    corners, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts([shape])), return_index=True)
    within = ring[:-1] == ring[1:]
    sides = shapely.linestrings(np.stack([corners[:-1][within], corners[1:][within]], axis=1))
    tried = sides[:: max(1, len(sides) // SIDES_TRIED)]
    return len(shapely.STRtree(sides).query(tried, predicate="intersects")[0]) > MOST_MET * len(tried)


def _surfaces_of(shape: BaseGeometry) -> BaseGeometry:
    """Only the surfaces: mending may leave stray lines."""
    parts: Iterable[BaseGeometry] = shapely.get_parts(shapely.get_parts([shape]))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def _geometry(shape: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.transform(shape, lambda xy: np.round(xy, 1))
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return geometry
