"""Gi* against its definition, hand-calculated grids and, where it is installed, esda."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from samverkan.analysis.getis_ord import Floats, getis_ord_star


def _by_definition(counts: Floats) -> Floats:
    """Formula 5 of Ord and Getis (1995) with a full weight matrix, cell by cell."""
    rows, columns = counts.shape
    x, n = counts.ravel(), counts.size
    mean, spread = x.mean(), np.sqrt((x**2).mean() - x.mean() ** 2)
    z = np.zeros(n)
    for i in range(n):
        w = np.array(
            [max(abs(i // columns - j // columns), abs(i % columns - j % columns)) <= 1 for j in range(n)]
        ).astype(float)
        below = spread * np.sqrt((n * (w**2).sum() - w.sum() ** 2) / max(n - 1, 1))
        z[i] = (w @ x - mean * w.sum()) / below if below > 1e-9 else 0.0
    return z.reshape(rows, columns)


def test_nine_in_the_middle_of_a_five_by_five_grid() -> None:
    # Issue 2 section 3, reference cases.
    counts = np.zeros((5, 5))
    counts[2, 2] = 9

    z = getis_ord_star(counts)

    assert z.shape == (5, 5)
    assert z[2, 2] == pytest.approx(1.3333, abs=5e-5)
    assert z[[0, 0, 4, 4], [0, 4, 0, 4]] == pytest.approx([-0.4364] * 4, abs=5e-5)


_grids = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    elements=st.integers(0, 50).map(float),
)


@given(_grids)
def test_box_sums_give_what_the_definition_gives(counts: Floats) -> None:
    assert getis_ord_star(counts) == pytest.approx(_by_definition(counts), abs=1e-6)


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (4, 6)])
def test_no_place_stands_out_where_all_are_equal(shape: tuple[int, int]) -> None:
    assert not getis_ord_star(np.full(shape, 0.1)).any()


def test_it_equals_esda_to_six_decimals() -> None:
    pytest.importorskip("esda", reason="group bench is not installed")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda.getisord import G_Local
        from libpysal.weights import lat2W

        counts = np.random.default_rng(6).poisson(np.exp(np.random.default_rng(7).normal(0, 1.5, (9, 13))))
        weights = lat2W(*counts.shape, rook=False)
        theirs = G_Local(counts.ravel().astype(float), weights, transform="B", star=True, permutations=0).Zs

    assert getis_ord_star(counts).ravel() == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("counts", [[], [1, 2], [[1, np.nan]], np.zeros((0, 3))])
def test_only_a_table_of_numbers_is_accepted(counts: object) -> None:
    with pytest.raises(ValueError, match=r"table|count"):
        getis_ord_star(counts)  # type: ignore[arg-type]
