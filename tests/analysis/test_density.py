"""A smooth surface that loses no crime."""

from collections.abc import Callable

import ibis
import numpy as np
import pytest

from samverkan.analysis.density import MOST_CELLS, density, density_table, smooth
from samverkan.analysis.grid import bin_points


def _points(n: int = 400, spread: float = 1_500, seed: int = 15) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.random.default_rng(seed).normal(0, spread, (2, n))
    return x + 616_000, y + 6_729_000


@pytest.mark.parametrize("bandwidth", [None, 60, 400, 2_000])
def test_the_surface_sums_to_the_number_of_incidents(bandwidth: float | None) -> None:
    result = density(*_points(), bandwidth)

    assert result.surface.sum() * (result.cell_m / 1_000) ** 2 == pytest.approx(400)
    assert result.incidents == 400


def test_a_single_place_has_the_height_of_the_normal_curve() -> None:
    # 5 crimes at the top of a two-dimensional normal curve: n / (2 π h²), per square kilometre.
    result = density([616_000.0] * 5, [6_729_000.0] * 5, 100)

    assert result.surface.max() == pytest.approx(5e6 / (2 * np.pi * 100**2), rel=0.005)


def test_the_curve_falls_as_the_normal_curve_does() -> None:
    result = density([616_000.0], [6_729_000.0], 100)
    row, column = np.unravel_index(result.surface.argmax(), result.surface.shape)

    away = result.surface[row, column + round(200 / result.cell_m)]

    assert away / result.surface.max() == pytest.approx(np.exp(-2), rel=0.01)


def test_the_top_lies_where_the_crimes_lie() -> None:
    result = density([616_035.0] * 9, [6_729_075.0] * 9, 200)
    row, column = np.unravel_index(result.surface.argmax(), result.surface.shape)

    assert result.x0 + (column + 0.5) * result.cell_m == pytest.approx(616_035, abs=result.cell_m)
    assert result.y0 + (row + 0.5) * result.cell_m == pytest.approx(6_729_075, abs=result.cell_m)


def test_cells_are_at_most_a_tenth_of_the_bandwidth() -> None:
    result = density(*_points(), 300)

    assert result.cell_m == 30
    assert len(result.told) == 1


def test_a_surface_too_large_for_that_is_told() -> None:
    result = density(*_points(spread=20_000), 50)

    assert result.surface.size <= 1.1 * MOST_CELLS
    assert any("grövre än en tiondel" in sentence for sentence in result.told)


def test_the_automatic_bandwidth_is_silvermans_and_told() -> None:
    # Silverman 1986 p. 86: (4 / (d + 2))^(1 / (d + 4)) = 1 in two dimensions, so h = σ n^(−1/6).
    result = density(*_points(n=4_096, spread=2_000))

    assert result.bandwidth_m == pytest.approx(2_000 / 4, rel=0.05)
    assert "Silvermans regel" in result.told[0]


def test_incidents_in_one_place_get_the_least_bandwidth() -> None:
    assert density([616_000.0] * 50, [6_729_000.0] * 50).bandwidth_m == 50


def test_far_and_missing_places_are_told() -> None:
    x, y = _points()
    x[0], y[1] = x[0] + 400_000, np.nan

    result = density(x, y)

    assert result.incidents == 398
    assert len([sentence for sentence in result.told if "inte med på kartan" in sentence]) == 2


@pytest.mark.parametrize("bandwidth", [0, -1, 5])
def test_a_bandwidth_too_narrow_is_refused(bandwidth: float) -> None:
    with pytest.raises(ValueError, match="too narrow"):
        density(*_points(), bandwidth)


def test_a_table_gives_the_surface_of_its_points(as_table: Callable[..., ibis.Table]) -> None:
    x, y = _points()
    x[0] = np.nan

    from_table, from_points = density_table(as_table({"x": x, "y": y}), 200), density(x, y, 200)

    assert from_table.incidents == from_points.incidents == 399
    assert from_table.surface.sum() * (from_table.cell_m / 1_000) ** 2 == pytest.approx(399)
    assert from_table.surface.max() == pytest.approx(from_points.surface.max(), rel=0.02)


def test_squares_too_wide_for_the_bandwidth_are_refused() -> None:
    with pytest.raises(ValueError, match="too narrow for squares"):
        smooth(bin_points(*_points(), 100), 300)
