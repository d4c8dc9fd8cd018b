"""Incidents counted in squares that meet other people's squares."""

from collections.abc import Callable

import ibis
import numpy as np
import pytest

from samverkan.analysis.grid import bin_points, grid_counts, lay_grid
from samverkan.analysis.grid_table import bin_table

GAVLE = np.array([616_000.0, 6_729_000.0])  # SWEREF 99 TM


def test_every_incident_is_counted_in_the_square_it_lies_in() -> None:
    x, y = GAVLE[0] + np.array([0, 199, 200, 450]), GAVLE[1] + np.array([0, 0, 399, 400])

    grid = grid_counts(x, y, cell_m=200)

    assert grid.counts.tolist() == [[2, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert (grid.x0, grid.y0, grid.cell_m) == (GAVLE[0], GAVLE[1], 200)


def test_row_0_is_south_and_the_centres_are_in_the_middle_of_the_cells() -> None:
    grid = grid_counts([1050, 1050], [2050, 2250], cell_m=100)

    x, y = grid.centres()

    assert x.tolist() == [1050]
    assert y.tolist() == [2050, 2150, 2250]


def test_two_datasets_get_squares_that_meet() -> None:
    # The corner is a multiple of the side, as in the squares of Statistics Sweden.
    one, other = (grid_counts([x], [6_729_123.0], cell_m=250) for x in (616_030.0, 617_240.0))

    assert one.x0 % 250 == other.x0 % 250 == 0


@pytest.mark.parametrize(("width", "side"), [(5_000, 100), (5_001, 200), (40_000, 800), (10, 100)])
def test_the_automatic_side_is_a_fiftieth_of_the_shorter_side_in_whole_hundreds(
    width: int, side: int
) -> None:
    # The rule of hotspot_count in the R package sfhotspot.
    x = np.linspace(0, width - 0.5, 2_000) + 600_000
    y = np.linspace(0, 99_999, 2_000) + 6_700_000

    grid = grid_counts(x, y)

    assert grid.cell_m == side
    assert "vald automatiskt" in grid.told[0]


def test_a_given_side_is_told_as_given() -> None:
    assert "250 × 250 meter, är angiven" in grid_counts([616_000.0], [6_729_000.0], 250).told[0]


def test_places_that_can_not_be_are_left_out_counted_and_told() -> None:
    x = np.array([0.0, np.nan, np.inf, 616_000.0])
    y = np.array([0.0, 6_729_000.0, 6_729_000.0, 6_729_000.0])

    grid = grid_counts(x, y)

    assert (grid.inside, grid.missing) == (1, 3)
    assert any("utan plats" in sentence and "antal: 3" in sentence for sentence in grid.told)


def test_a_far_away_mistake_does_not_stretch_the_grid() -> None:
    rng = np.random.default_rng(3)
    x, y = GAVLE[:, None] + rng.normal(0, 2_000, (2, 1_000))
    x[0] += 500_000

    grid = grid_counts(x, y)

    assert (grid.inside, grid.far) == (999, 1)
    assert grid.counts.shape[1] * grid.cell_m < 20_000
    assert any("långt från de andra" in sentence for sentence in grid.told)


def test_a_village_outside_the_town_is_not_taken_for_a_mistake() -> None:
    rng = np.random.default_rng(4)
    x, y = GAVLE[:, None] + rng.normal(0, 1_000, (2, 1_000))
    y[:5] += 6_000

    assert grid_counts(x, y).far == 0


def test_a_single_incident_gives_a_single_cell() -> None:
    assert grid_counts([616_000.0], [6_729_000.0]).counts.tolist() == [[1]]


def test_a_grid_needs_a_place() -> None:
    with pytest.raises(ValueError, match="no incident has a place"):
        grid_counts([np.nan], [np.nan])


@pytest.mark.parametrize("side", [0, -5, 0.001])
def test_a_side_that_gives_no_grid_or_too_fine_a_grid_is_refused(side: float) -> None:
    with pytest.raises(ValueError, match="cell"):
        grid_counts([616_000.0, 617_000.0], [6_729_000.0, 6_730_000.0], side)


def test_squares_that_do_not_make_up_the_cell_are_refused() -> None:
    with pytest.raises(ValueError, match="not made of whole squares"):
        lay_grid(bin_points([616_000.0], [6_729_000.0], 100), 250)


def test_x_and_y_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="2 x but 1 y"):
        grid_counts([1.0, 2.0], [1.0])


def test_a_table_gives_the_same_squares_as_arrays(as_table: Callable[..., ibis.Table]) -> None:
    rng = np.random.default_rng(5)
    x, y = GAVLE[:, None] + rng.normal(0, 3_000, (2, 2_000))
    x[:10] = y[:10] = 0
    x[10:14], y[14:17] = np.nan, np.inf

    from_table, from_arrays = bin_table(as_table({"x": x, "y": y})), bin_points(x, y)

    assert from_table.missing == from_arrays.missing == 17
    assert np.array_equal(lay_grid(from_table).counts, lay_grid(from_arrays).counts)


def test_a_table_without_coordinates_has_no_squares(as_table: Callable[..., ibis.Table]) -> None:
    table = as_table({"row": np.arange(3)}).mutate(x=ibis.null("float64"), y=ibis.null("float64"))

    bins = bin_table(table)

    assert (len(bins.count), bins.missing) == (0, 3)
