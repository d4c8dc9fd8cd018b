"""A GeoJSON file as map tools write it becomes named surfaces in SWEREF 99 TM, or is refused with the reason."""

import json
from typing import Any

import numpy as np
import pytest

from samverkan.datasets.areas import AreaError, read_areas

SWEREF = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
Ring = list[list[float]]


def square(x: float, y: float, side: float) -> Ring:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(ring: Ring, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def file(*features: dict[str, Any], crs: dict[str, Any] | None = SWEREF) -> bytes:
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(collection | ({"crs": crs} if crs else {}), ensure_ascii=False).encode()


CENTRUM = square(560_000, 6_570_000, 1000)
NORR = square(562_000, 6_572_000, 500)


def test_areas_in_sweref_stay_where_they_are() -> None:
    areas = read_areas(
        file(feature(NORR, namn="Norr"), feature(CENTRUM, namn="Centrum", kod="18", ansvarig="A"))
    )
    assert areas.names == ["Centrum", "Norr"]
    first = areas.geojson["features"][0]
    assert first["properties"] == {"name": "Centrum"}
    assert sorted(first["geometry"]["coordinates"][0]) == sorted(CENTRUM)
    assert any("”namn”" in note for note in areas.notes)


def test_degrees_become_metres() -> None:
    """Lantmäteriet's control point for SWEREF 99 TM: 55° 00′ N, 12° 45′ E is N 6097106.672, E 356083.438."""
    areas = read_areas(file(feature(square(12.75, 55.0, 0.01), name="Söder"), crs=None))
    corners = areas.geojson["features"][0]["geometry"]["coordinates"][0]
    assert [356083.4, 6097106.7] in corners
    assert any("WGS 84" in note and "räknades om" in note for note in areas.notes)


@pytest.mark.parametrize("crs", [None, {"type": "name", "properties": {"name": "EPSG:3006"}}])
def test_swapped_coordinates_are_seen_and_told(crs: dict[str, Any] | None) -> None:
    areas = read_areas(file(feature([[y, x] for x, y in CENTRUM], namn="Centrum"), crs=crs))
    assert [560_000, 6_570_000] in areas.geojson["features"][0]["geometry"]["coordinates"][0]
    assert any("omvänd ordning" in note for note in areas.notes)


def test_a_local_zone_is_recomputed() -> None:
    """SWEREF 99 18 00 (EPSG:3011) puts 150 000 on longitude 18°, which in SWEREF 99 TM is past 650 000."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3011"}}
    areas = read_areas(file(feature(square(150_000, 6_580_000, 1000), namn="Ön"), crs=crs))
    x, y = areas.geojson["features"][0]["geometry"]["coordinates"][0][0]
    assert 665_000 < x < 680_000
    assert 6_575_000 < y < 6_585_000


def test_several_surfaces_of_one_name_are_one_area() -> None:
    areas = read_areas(file(feature(CENTRUM, namn="Centrum"), feature(NORR, namn=" Centrum ")))
    assert areas.names == ["Centrum"]
    assert areas.geojson["features"][0]["geometry"]["type"] == "MultiPolygon"
    assert any("samma namn" in note for note in areas.notes)


def test_a_border_that_crosses_itself_is_mended_and_told() -> None:
    bow_tie = [[560_000, 6_570_000], [561_000, 6_571_000], [561_000, 6_570_000], [560_000, 6_571_000]]
    areas = read_areas(file(feature([*bow_tie, bow_tie[0]], namn="Rosetten")))
    assert any("korsade sig själv" in note and "Rosetten" in note for note in areas.notes)


def test_points_in_the_file_are_left_out_and_counted() -> None:
    point = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [560_000, 6_570_000]},
    }
    areas = read_areas(file(point, feature(CENTRUM, namn="Centrum"), {"type": "Feature", "geometry": None}))
    assert any(note.startswith("Filen har 2 objekt") for note in areas.notes)


def test_the_one_property_that_tells_areas_apart_is_their_name() -> None:
    areas = read_areas(
        file(feature(CENTRUM, typ="yta", BK_NAMN_1="A"), feature(NORR, typ="yta", BK_NAMN_1="B"))
    )
    assert areas.names == ["A", "B"]


def test_a_chosen_property_wins_over_the_guess() -> None:
    data = file(feature(CENTRUM, namn="Centrum", distrikt="D1"), feature(NORR, namn="Norr", distrikt="D2"))
    assert read_areas(data, "Distrikt").names == ["D1", "D2"]


def test_a_map_finer_than_we_can_draw_is_simplified_and_told() -> None:
    import math

    ring = [
        [560_000 + 900 * math.cos(a * math.tau / 60_000), 6_570_000 + 900 * math.sin(a * math.tau / 60_000)]
        for a in range(60_000)
    ]
    areas = read_areas(file(feature([*ring, ring[0]], namn="Runda")))
    assert len(areas.geojson["features"][0]["geometry"]["coordinates"][0]) < 1000
    assert any("förenklades" in note for note in areas.notes)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n", "inte GeoJSON"),
        (b"", "inte GeoJSON"),
        (b'{"a": 1}', "inte en samling"),
        (b"[1, 2]", "inte en samling"),
        (file(), "inga områden"),
        (file(feature(square(0, 0, 1000), namn="Fel")), "utanför Sverige"),
        (file(feature(CENTRUM, a="x", b="y"), feature(NORR, a="z", b="w")), "inte att se vad områdena heter"),
        (file(feature(CENTRUM, namn="Centrum"), feature(NORR, namn="")), "Område nummer 2"),
        (file(feature([[560_000, 6_570_000]] * 4, namn="Punkten")), "ingen yta"),
        (file(feature([["a", "b"]], namn="Fel")), "går inte att läsa"),
    ],
)
def test_what_cannot_be_used_is_told_with_how_to_mend_it(data: bytes, says: str) -> None:
    with pytest.raises(AreaError) as error:
        read_areas(data)
    assert says in error.value.what
    assert error.value.mend


def test_an_area_named_after_a_person_is_refused_and_masked() -> None:
    """An example number with a right check digit."""
    with pytest.raises(AreaError, match="personnummer") as error:
        read_areas(file(feature(CENTRUM, namn="Hos 850709-9805")))
    assert "9805" not in str(error.value)


def test_a_property_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(AreaError, match="”namn”"):
        read_areas(file(feature(CENTRUM, namn="Centrum")), "NAME_1")


def test_names_keep_only_what_a_page_can_show_and_a_database_keep() -> None:
    """JSON lets through half of a surrogate pair and the null character (RFC 8259, section 8.2)."""
    written = file(feature(CENTRUM, namn="Cent_rum")).replace(b"Cent_rum", b"Cent\\ud800r\\u0000um")
    assert read_areas(written).names == ["Centrum"]
    told = "".join(read_areas(file(feature(CENTRUM, nyckel="A")).replace(b"nyckel", b"ny\\udfff")).notes)
    assert "”ny”" in told and told.encode()


@pytest.mark.parametrize(
    "broken",
    [
        {"properties": ["namn"], "geometry": {"type": "Polygon", "coordinates": [CENTRUM]}},
        {"properties": {"namn": "A"}, "geometry": "Polygon"},
        {"properties": {"namn": "A"}, "geometry": {"type": ["Polygon"], "coordinates": [CENTRUM]}},
        {"properties": {"namn": "A"}, "geometry": {"type": "Polygon", "coordinates": {"x": 1}}},
    ],
)
def test_what_is_almost_geojson_is_refused_in_words(broken: dict[str, Any]) -> None:
    with pytest.raises(AreaError):
        read_areas(file({"type": "Feature", **broken}))


def test_a_number_of_thousands_of_digits_is_refused_in_words() -> None:
    with pytest.raises(AreaError, match="inte GeoJSON"):
        read_areas(b'{"features": [' + b"9" * 5000 + b"]}")


def test_points_in_no_order_are_refused_before_anybody_waits_for_them() -> None:
    order = np.random.default_rng(seed=1).uniform((560_000, 6_570_000), (561_000, 6_571_000), (2000, 2))
    ring = [*order.tolist(), order[0].tolist()]
    with pytest.raises(AreaError, match="korsar sig själv överallt"):
        read_areas(file(feature(ring, namn="Centrum")))
