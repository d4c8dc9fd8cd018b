"""Which coordinate system coordinates are in, and the way to SWEREF 99 TM."""

import re

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from samverkan.datasets.areas.errors import AreaError

SWEREF_99_TM, WGS_84 = 3006, 4326
Points = NDArray[np.float64]  # n × 2

# Sweden with its waters, in SWEREF 99 TM (metres) and WGS 84 (degrees): west, south, east, north.
SWEDEN_METRES = (180_000.0, 6_080_000.0, 1_090_000.0, 7_730_000.0)
SWEDEN_DEGREES = (10.0, 54.9, 24.5, 69.2)
EPSG = re.compile(r"EPSG:+(?:[\d.]*:)?(\d{4,5})$", re.I)


def in_sweref(points: Points, crs_name: str) -> tuple[Points, str]:
    """`points` in SWEREF 99 TM, and a sentence on how they were understood. Raises AreaError outside Sweden.

    What the file says is tried first, then SWEREF 99 TM and WGS 84, each also with the two numbers swapped: a file that
    names one system and holds another is common, and only one reading puts the areas in Sweden.
    """
    for epsg in dict.fromkeys([_said(crs_name) or WGS_84, SWEREF_99_TM, WGS_84]):
        for swapped in (False, True):
            placed = _transformed(points[:, ::-1] if swapped else points, epsg)
            if placed is not None and _within(placed, SWEDEN_METRES):
                return placed, _told(epsg, swapped)
    raise AreaError(
        "Områdena hamnar utanför Sverige.",
        f"Exportera dem i SWEREF 99 TM (EPSG:{SWEREF_99_TM}) eller WGS 84 (EPSG:{WGS_84}).",
    )


def _said(crs_name: str) -> int | None:
    if crs_name.upper().endswith("CRS84"):
        return WGS_84
    found = EPSG.search(crs_name)
    return int(found[1]) if found else None


def _transformed(points: Points, epsg: int) -> Points | None:
    if epsg == SWEREF_99_TM:
        return points
    if epsg == WGS_84 and not _within(points, SWEDEN_DEGREES):
        return None
    try:
        x, y = Transformer.from_crs(epsg, SWEREF_99_TM, always_xy=True).transform(points[:, 0], points[:, 1])
    except (CRSError, ProjError):
        return None
    return np.column_stack([x, y])


def _within(points: Points, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    x, y = points[:, 0], points[:, 1]
    return bool(((x >= west) & (x <= east) & (y >= south) & (y <= north)).all())


def _told(epsg: int, swapped: bool) -> str:
    name = "SWEREF 99 TM" if epsg == SWEREF_99_TM else CRS.from_epsg(epsg).name
    moved = "" if epsg == SWEREF_99_TM else " och räknades om till SWEREF 99 TM"
    turned = " Filen hade de två koordinaterna i omvänd ordning." if swapped else ""
    return f"Gränserna lästes som {name} (EPSG:{epsg}){moved}.{turned}"
