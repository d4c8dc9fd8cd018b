"""Which coordinate system a list uses, and its points in metres in SWEREF 99 TM (EPSG:3006).

Decided once from the list's first rows, by the values: axes named in either order, SWEREF 99 TM, the older RT 90,
WGS 84 degrees. Swedish systems become SWEREF 99 TM. Another projected system that the person names is kept as it is, in
metres; degrees outside Sweden become the UTM zone they lie in. Extents: areas of use of 3006 and 3021 in EPSG.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from samverkan.datasets.readers.errors import ReadError

Values = npt.NDArray[np.float64]

SWEREF99TM = 3006
RT90 = 3021
WGS84 = 4326
LOCAL_ZONES = frozenset(range(3007, 3019))
# Swedish systems that are turned into SWEREF 99 TM: its local zones, the zones of RT 90, degrees.
SWEDISH = LOCAL_ZONES | frozenset(range(3019, 3025)) | {WGS84, 4619}

NORTH = (6_100_000.0, 7_720_000.0)
EAST_TM = (240_000.0, 940_000.0)
EAST_RT90 = (1_170_000.0, 1_920_000.0)
EAST_ZONE = (40_000.0, 240_000.0)
LATITUDE = (55.0, 69.5)
LONGITUDE = (10.0, 24.5)


@dataclass(frozen=True)
class Place:
    """How to turn raw pairs into points: `epsg` is the system of the result, None when there is no trustworthy one."""

    epsg: int | None
    swap: bool = False
    convert: Callable[[Values, Values], tuple[Values, Values]] | None = None
    in_sweden: bool = False
    told: tuple[str, ...] = field(default_factory=tuple)

    def points(self, east: Values, north: Values) -> tuple[Values, Values, npt.NDArray[np.bool_]]:
        """x, y (metres, NaN = no place) and which pairs lie outside Sweden though they should not."""
        if self.epsg is None:
            nothing = np.full(len(east), np.nan)
            return nothing, nothing, np.zeros(len(east), dtype=bool)
        if self.swap:
            east, north = north, east
        missing = np.isnan(east) | np.isnan(north) | ((east == 0) & (north == 0))
        x, y = np.where(missing, np.nan, east), np.where(missing, np.nan, north)
        if self.convert is not None:
            x, y = self.convert(x, y)
            x, y = np.where(np.isfinite(x), x, np.nan), np.where(np.isfinite(y), y, np.nan)
        outside = np.zeros(len(x), dtype=bool)
        if self.in_sweden:
            outside = ~missing & ~(_inside(x, EAST_TM) & _inside(y, NORTH))
        return x, y, outside


def decide(east: Values, north: Values, declared: int | None, *, degrees: bool) -> Place:
    """The system of the pairs in a list's first rows.

    `east`, `north`: as the columns are named (NaN = missing). `declared`: the EPSG code a person gave. `degrees`: the
    columns are named latitude and longitude. Raises ReadError for an EPSG code that does not exist.
    """
    has_place = ~(np.isnan(east) | np.isnan(north)) & ((east != 0) | (north != 0))
    if not has_place.any():
        return Place(declared if declared not in SWEDISH and declared else SWEREF99TM, in_sweden=False)
    middle_east, middle_north = float(np.median(east[has_place])), float(np.median(north[has_place]))
    if declared is not None:
        return _declared(middle_east, middle_north, declared, degrees=degrees)
    for swap in (False, True):
        e, n = (middle_north, middle_east) if swap else (middle_east, middle_north)
        turned = (
            ("Koordinatkolumnerna är namngivna i omvänd ordning; nord och öst har bytt plats.",)
            if swap
            else ()
        )
        if _within(n, NORTH) and _within(e, EAST_TM):
            return Place(SWEREF99TM, swap, None, True, (*turned, "Koordinaterna lästes som SWEREF 99 TM."))
        if _within(n, NORTH) and _within(e, EAST_RT90):
            told = "Koordinaterna ser ut som RT 90 2,5 gon V och räknades om till SWEREF 99 TM."
            return Place(SWEREF99TM, swap, _conversion(RT90, SWEREF99TM), True, (*turned, told))
        if _within(n, LATITUDE) and _within(e, LONGITUDE):
            told = "Latitud och longitud (WGS 84) räknades om till SWEREF 99 TM."
            return Place(SWEREF99TM, swap, _conversion(WGS84, SWEREF99TM), True, (*turned, told))
        if _within(n, NORTH) and _within(e, EAST_ZONE):
            told = (
                "Koordinaterna ser ut att vara i en lokal SWEREF-zon (till exempel SWEREF 99 18 00). Vilken går inte "
                "att avgöra av talen, så händelserna läses utan plats. Ange zonens EPSG-kod (3007–3018)."
            )
            return Place(None, told=(told,))
    told = (
        "Koordinaterna är inte SWEREF 99 TM och ligger inte i Sverige, så händelserna läses utan plats. Ange "
        "koordinatsystemets EPSG-kod om platserna ska vara med."
    )
    return Place(None, told=(told,))


def _declared(east: float, north: float, epsg: int, *, degrees: bool) -> Place:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        system = CRS.from_epsg(epsg)
    except CRSError as error:
        raise ReadError(
            f"Koordinatsystemet EPSG:{epsg} finns inte.", "SWEREF 99 TM är 3006 och WGS 84 är 4326."
        ) from error
    if system.is_geographic:
        return _from_degrees(east, north, epsg)
    if degrees:
        raise ReadError(
            f"EPSG:{epsg} är ett system i meter, men filen har latitud och longitud.", "Ange 4326 för WGS 84."
        )
    swap = epsg == SWEREF99TM and _within(east, NORTH) and not _within(north, NORTH)
    turned = (
        ("Koordinatkolumnerna är namngivna i omvänd ordning; nord och öst har bytt plats.",) if swap else ()
    )
    if epsg == SWEREF99TM:
        return Place(SWEREF99TM, swap, None, True, (*turned, "Koordinaterna lästes som SWEREF 99 TM."))
    if epsg in SWEDISH:
        swap = _within(east, NORTH) and not _within(north, NORTH)
        told = f"Koordinaterna ({system.name}, EPSG:{epsg}) räknades om till SWEREF 99 TM."
        return Place(SWEREF99TM, swap, _conversion(epsg, SWEREF99TM), True, (*turned, told))
    if not system.is_projected:
        raise ReadError(f"EPSG:{epsg} är inget system för platser på en karta.", "SWEREF 99 TM är 3006.")
    metres = system.axis_info[0].unit_conversion_factor
    told = f"Koordinaterna behölls i {system.name} (EPSG:{epsg})."
    if metres == 1:
        return Place(epsg, told=(told,))
    told = f"Koordinaterna behölls i {system.name} (EPSG:{epsg}) och räknades om från fot till meter."
    return Place(epsg, convert=lambda x, y: (x * metres, y * metres), told=(told,))


def _from_degrees(east: float, north: float, epsg: int) -> Place:
    swap = abs(north) > 90 or (_within(east, LATITUDE) and _within(north, LONGITUDE))
    lon, lat = (north, east) if swap else (east, north)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ReadError(
            f"EPSG:{epsg} är ett system i grader, men koordinaterna är inte grader.", "SWEREF 99 TM är 3006."
        )
    if _within(lat, LATITUDE) and _within(lon, LONGITUDE):
        told = "Latitud och longitud (WGS 84) räknades om till SWEREF 99 TM."
        return Place(SWEREF99TM, swap, _conversion(epsg, SWEREF99TM), True, (told,))
    zone = (32600 if lat >= 0 else 32700) + int((lon + 180) // 6) % 60 + 1
    told = f"Latitud och longitud ligger utanför Sverige och räknades om till UTM-zonen de ligger i (EPSG:{zone})."
    return Place(zone, swap, _conversion(epsg, zone), False, (told,))


def _conversion(source: int, target: int) -> Callable[[Values, Values], tuple[Values, Values]]:
    from pyproj import Transformer

    transformer = Transformer.from_crs(source, target, always_xy=True)

    def convert(x: Values, y: Values) -> tuple[Values, Values]:
        new_x, new_y = transformer.transform(x, y)
        return np.asarray(new_x, dtype=np.float64), np.asarray(new_y, dtype=np.float64)

    return convert


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _inside(values: Values, limits: tuple[float, float]) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = (values >= limits[0]) & (values <= limits[1])
    return inside
