"""Reading named areas from a GeoJSON file. No Django here.

Sources: RFC 7946 (GeoJSON; longitude before latitude in WGS 84) and its forerunner of 2008, whose `crs` member Swedish
map tools still write. What comes out is polygons in SWEREF 99 TM (EPSG:3006), metres, with nothing but their names.
"""

import json
from dataclasses import dataclass
from typing import Any

from samverkan.datasets.areas.errors import AreaError
from samverkan.datasets.areas.names import choose_names

__all__ = ["AreaError", "Areas", "read_areas"]

SURFACES = ("Polygon", "MultiPolygon")
NOT_GEOJSON = "Be den som har kartan att exportera områdena som GeoJSON (FeatureCollection)."


@dataclass(frozen=True)
class Areas:
    """Areas ready to store: a GeoJSON FeatureCollection whose features have the one property `name`.

    `notes` are the choices made for the person, as Swedish sentences.
    """

    geojson: dict[str, Any]
    notes: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [feature["properties"]["name"] for feature in self.geojson["features"]]


def read_areas(data: bytes, name_property: str = "") -> Areas:
    """The areas in a GeoJSON file. `name_property`: the property that holds the name; empty = choose and tell.

    Raises AreaError for what is not GeoJSON, has no surfaces, lies outside Sweden, lacks names or names a person.
    """
    from samverkan.datasets.areas import outlines  # shapely and pyproj: only when a file is really read

    features, crs_name = _features(data)
    surfaces = [f for f in features if _part(f, "geometry").get("type") in SURFACES]
    if not surfaces:
        raise AreaError(
            "Filen innehåller inga områden.",
            "Exportera områdena som ytor (polygoner), inte linjer eller punkter.",
        )
    notes = []
    if left := len(features) - len(surfaces):
        notes.append(f"Filen har {left} objekt som inte är ytor. De lämnades utanför.")
    names, told = choose_names([_part(f, "properties") for f in surfaces], name_property)
    notes.append(told)
    shapes = outlines.read([f["geometry"] for f in surfaces], names, notes)
    shapes = outlines.placed(shapes, crs_name, notes)
    return Areas(outlines.collection(outlines.united(names, shapes, notes)), tuple(notes))


def _features(data: bytes) -> tuple[list[dict[str, Any]], str]:
    """The file's features and what it calls its coordinate system (nothing when it does not say)."""
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise AreaError("Filen är inte GeoJSON, så den går inte att läsa.", NOT_GEOJSON) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise AreaError("Filen är JSON men inte en samling kartobjekt.", NOT_GEOJSON)
    crs = read.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    crs_name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    return [feature for feature in features if isinstance(feature, dict)], crs_name


def _part(feature: dict[str, Any], name: str) -> dict[str, Any]:
    """A member that GeoJSON says is an object or null; what a file has instead counts as nothing."""
    found = feature.get(name)
    return found if isinstance(found, dict) else {}
