"""What is chance and what is not, and that the reader is told which p to go by."""

import numpy as np
import pytest

from samverkan.analysis.getis_ord import Floats, box_sums
from samverkan.analysis.significance import (
    FINE,
    benjamini_hochberg,
    resolved_significance,
    significance,
)


def _town(shape: tuple[int, int] = (20, 30), seed: int = 8) -> Floats:
    """Few crimes in most places, many in a centre of 3 × 3 cells."""
    counts = np.random.default_rng(seed).poisson(0.5, shape).astype(float)
    counts[9:12, 14:17] += 15
    return counts


def test_benjamini_and_hochberg_on_their_own_example() -> None:
    # Benjamini and Hochberg 1995 p. 295: of these 15 p the four smallest are rejected at 5 %.
    p = np.array([
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ])  # fmt: skip

    adjusted = benjamini_hochberg(p)

    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert adjusted[4] == pytest.approx(min(p[k] * 15 / (k + 1) for k in range(4, 15)))


def test_adjusting_keeps_the_order_whatever_the_order_of_the_cells() -> None:
    p = np.random.default_rng(9).random((4, 5))

    adjusted = benjamini_hochberg(p)

    assert adjusted.shape == (4, 5)
    assert np.all(np.diff(adjusted.ravel()[np.argsort(p.ravel())]) >= 0)
    assert np.all((adjusted >= p) & (adjusted <= 1))


def test_normal_p_is_the_upper_tail() -> None:
    # Φ(1.3333) = 0.90879: table of the normal distribution.
    counts = np.zeros((5, 5))
    counts[2, 2] = 9

    assert significance(counts).p_normal[2, 2] == pytest.approx(0.09121, abs=1e-5)


def test_permutation_p_equals_drawing_the_neighbours_cell_by_cell() -> None:
    # Oracle: for each cell its own draws without replacement among the others, 20 000 of them.
    counts = _town((6, 7))
    rng = np.random.default_rng(10)
    flat, width = counts.ravel(), (box_sums(np.ones_like(counts)) - 1).ravel().astype(int)
    real = (box_sums(counts) - counts).ravel()
    oracle = np.empty(flat.size)
    for cell in range(flat.size):
        others = np.delete(flat, cell)
        keys = rng.random((20_000, others.size))
        drawn = others[np.argpartition(keys, width[cell] - 1, axis=1)[:, : width[cell]]].sum(axis=1)
        oracle[cell] = (1 + (drawn >= real[cell]).sum()) / 20_001

    p = significance(counts, permutations=40_000, seed=11).p_permutation.ravel()

    assert p == pytest.approx(oracle, abs=0.02)


def test_the_smallest_grids_have_a_p_too() -> None:
    for shape in ((1, 1), (1, 4), (2, 2), (3, 3)):
        result = significance(np.arange(np.prod(shape), dtype=float).reshape(shape))
        assert np.all((result.p_permutation > 0) & (result.p_permutation <= 1))


def test_no_place_is_found_where_chance_alone_laid_the_crimes() -> None:
    counts = np.random.default_rng(12).poisson(3, (40, 40))

    result = significance(counts)

    assert result.trusted == "normal"
    assert (result.p_adjusted <= 0.05).sum() == 0


def test_skewed_counts_are_judged_by_permutation_and_that_is_said() -> None:
    result = significance(_town())

    assert result.trusted == "permutation"
    assert result.p is result.p_permutation
    assert result.p_adjusted is result.p_permutation_adjusted
    assert "gå efter omkastningarna" in result.told[1]


def test_even_counts_are_judged_by_the_normal_distribution_and_that_is_said() -> None:
    result = significance(np.random.default_rng(13).poisson(40, (20, 20)))

    assert result.p is result.p_normal
    assert "lita på normalfördelningen" in result.told[1]


def test_the_same_seed_gives_the_same_p_and_another_seed_does_not() -> None:
    counts = _town()

    assert np.array_equal(
        significance(counts, seed=1).p_permutation, significance(counts, seed=1).p_permutation
    )
    assert not np.array_equal(
        significance(counts, seed=1).p_permutation, significance(counts, seed=2).p_permutation
    )


def test_a_centre_that_999_permutations_are_too_few_to_see_is_found_and_told() -> None:
    counts = _town((60, 80))

    few, enough = significance(counts), resolved_significance(counts)

    assert not (few.p_adjusted <= 0.05).any()
    assert enough.permutations == FINE
    assert enough.p_adjusted[10, 15] <= 0.05
    assert "Därför är 99 999 gjorda" in enough.told[-1].replace("\u202f", " ")


def test_more_permutations_are_not_made_without_need() -> None:
    even = np.random.default_rng(14).poisson(3, (30, 30))

    assert resolved_significance(even).permutations == 999


def test_at_least_one_permutation_is_needed() -> None:
    with pytest.raises(ValueError, match="permutation"):
        significance([[1, 2], [3, 4]], permutations=0)
