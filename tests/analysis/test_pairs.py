"""The pairs closer than a reach. Oracle: scipy's cKDTree."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from samverkan.analysis import pairs as module
from samverkan.analysis.pairs import Metric, Neighbourhood


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize("reach", [0.5, 30, 400, 50_000])
def test_they_are_those_of_a_tree(reach: float, metric: Metric, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 97)  # so that the cuts between chunks are met
    places = np.random.default_rng(18).normal(6_580_000, 900, (300, 2)).round(1)
    places[:20] = places[0]

    found = Neighbourhood(places[:, 0], places[:, 1], reach, metric).pairs()

    power = 1 if metric == "manhattan" else 2
    expected = cKDTree(places).query_pairs(reach - 1e-7, p=power)
    as_given = {
        tuple(sorted(pair))
        for pair in zip(found.order[found.first].tolist(), found.order[found.second].tolist(), strict=True)
    }
    assert as_given == expected
    assert len(found.first) == len(expected)
    apart = np.abs(places[found.order[found.first]] - places[found.order[found.second]])
    assert found.distance == pytest.approx(np.linalg.norm(apart, power, axis=1), abs=1e-6)


def test_an_infinite_reach_gives_all_pairs() -> None:
    x = np.arange(40.0)

    assert len(Neighbourhood(x, x**3, np.inf).pairs().first) == 40 * 39 / 2


@pytest.mark.parametrize("n", [0, 1])
def test_a_lonely_point_has_no_pairs(n: int) -> None:
    assert len(Neighbourhood(np.zeros(n), np.zeros(n), 100).pairs().first) == 0


def test_the_cost_is_known_before_it_is_paid() -> None:
    x, y = np.random.default_rng(19).uniform(0, 10_000, (2, 2_000))
    neighbourhood = Neighbourhood(x, y, 300)

    assert len(neighbourhood.pairs().first) <= neighbourhood.candidates < 2_000 * 1_999 / 20
