"""The map gets squares and areas in degrees, never a place of a single incident."""

from itertools import pairwise

import pytest

from samverkan.datasets.map_layer import MOST_SQUARES, outlines, squares
from samverkan.datasets.projection import in_metres_of, turned

# 1000 m around (617 000, 6 727 000) in SWEREF 99 TM; Gävle's centre lies at 60.67° N 17.14° E (lantmateriet.se).
GRID = {
    "cell_m": 100.0,
    "crs": 3006,
    "cells": [[617_050.0, 6_727_050.0, 12], [617_150.0, 6_727_050.0, 3]],
    "first": [{"x": 617_050.0, "y": 6_727_050.0, "count": 12}],
}


def test_squares_are_closed_rings_in_degrees_with_shade_and_label() -> None:
    features = squares(GRID)["features"]
    ring = features[-1]["geometry"]["coordinates"][0]
    assert len(ring) == 5 and ring[0] == ring[-1]
    assert ring[0] == pytest.approx([17.14, 60.66], abs=0.02)
    assert features[-1]["properties"] == {"level": 6, "label": "12 händelser", "number": 1}
    assert features[0]["properties"] == {"level": 2, "label": "3 händelser"}


def test_rings_run_counter_clockwise_as_geojson_wants() -> None:
    """RFC 7946 section 3.1.6."""
    ring = squares(GRID)["features"][0]["geometry"]["coordinates"][0]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert area > 0


def test_too_many_squares_leave_out_those_with_fewest() -> None:
    cells = [[600_000.0 + 100 * place, 6_700_000.0, place + 1] for place in range(MOST_SQUARES + 5)]
    features = squares(GRID | {"cells": cells, "first": []})["features"]
    assert len(features) == MOST_SQUARES and features[0]["properties"]["label"] == "6 händelser"


def test_areas_keep_their_shape_however_deep_it_is() -> None:
    ring = [[617_000, 6_727_000], [618_000, 6_727_000], [618_000, 6_728_000], [617_000, 6_727_000]]
    shapes = {
        "Norr": {"type": "Polygon", "coordinates": [ring]},
        "Söder": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }
    geojson = {
        "features": [{"geometry": shape, "properties": {"name": name}} for name, shape in shapes.items()]
    }
    north, south = outlines(geojson, {"Norr": 8})["features"]
    assert north["geometry"]["coordinates"][0] == south["geometry"]["coordinates"][0][0]
    assert north["properties"] == {"level": 6, "label": "Norr: 8 händelser"}
    assert south["properties"] == {"level": 0, "label": "Söder: 0 händelser"}


def test_areas_follow_points_into_a_local_system() -> None:
    """In SWEREF 99 18 00 (EPSG:3011) the meridian 18° E is x = 150 000, in SWEREF 99 TM it is 15° E and x = 500 000."""
    point = [666_200.0, 6_580_000.0]
    geojson = {
        "features": [
            {"geometry": {"type": "Polygon", "coordinates": [[point] * 4]}, "properties": {"name": "A"}}
        ]
    }
    moved = in_metres_of(3011, geojson)["features"][0]["geometry"]["coordinates"][0][0]
    assert 100_000 < moved[0] < 200_000 and moved[1] == pytest.approx(6_580_000, abs=5_000)
    assert turned(moved, 3011, 3006) == pytest.approx(point, abs=0.01)
    assert in_metres_of(3006, geojson) == geojson
