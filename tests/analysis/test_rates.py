"""A rate stands with its exact interval, and says which method gave it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis import rate
from samverkan.analysis.poisson import EXACT_UP_TO, poisson_interval


@pytest.mark.parametrize(
    ("count", "expected"),
    # A monthly table from Brå's database of reported crime, population 331 539.
    [(2974, 897.0287), (36861, 11118.149), (14, 4.22273)],
)
def test_rates_equal_those_bra_published(count: int, expected: float) -> None:
    assert rate(count, 331_539).value == pytest.approx(expected, rel=1e-6)


@given(st.integers(1, EXACT_UP_TO), st.sampled_from([0.8, 0.95, 0.998]))
def test_small_counts_have_the_exact_limits(count: int, level: float) -> None:
    """Oracle: Garwood's chi-square form through scipy.stats."""
    result = rate(count, 100_000, level=level)
    tail = (1 - level) / 2
    assert result.low == pytest.approx(stats.chi2.ppf(tail, 2 * count) / 2, rel=1e-9)
    assert result.high == pytest.approx(stats.chi2.isf(tail, 2 * count + 2) / 2, rel=1e-9)


def test_no_crimes_still_leave_room_for_some() -> None:
    """With none seen the upper 95 % limit is -ln(0.025) = 3.689 crimes (Garwood 1936)."""
    result = rate(0, 10_000)
    assert result.value == result.low == 0
    assert result.high == pytest.approx(36.88879, rel=1e-6)


@given(st.integers(EXACT_UP_TO + 1, 10_000_000))
def test_large_counts_are_within_one_in_a_million_of_the_exact_limits(count: int) -> None:
    low, high = poisson_interval(np.array([float(count)]))
    assert low[0] == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=1e-6)
    assert high[0] == pytest.approx(stats.chi2.isf(0.025, 2 * count + 2) / 2, rel=1e-6)


def test_the_interval_says_which_method_gave_it() -> None:
    assert "exakt" in rate(EXACT_UP_TO, 5000).method
    assert "exakt" not in rate(EXACT_UP_TO + 1, 5000).method
    both = rate([5, 5000], [1000, 1000]).method
    assert "exakt" in both
    assert "Byar" in both
    assert "95\u00a0%" in both


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 10**7)), min_size=1, max_size=20))
def test_arrays_give_what_scalars_give(places: list[tuple[int, int]]) -> None:
    counts, populations = (np.array(column) for column in zip(*places, strict=True))
    together = rate(counts, populations)
    for i, (count, population) in enumerate(places):
        alone = rate(count, population)
        assert (together.value[i], together.low[i], together.high[i]) == (alone.value, alone.low, alone.high)
        assert alone.low <= alone.value < alone.high


def test_one_population_serves_many_counts() -> None:
    assert rate([1, 2], 1000, per=1000).value.tolist() == [1.0, 2.0]


def test_a_scalar_gives_plain_floats() -> None:
    result = rate(np.int64(3), np.float64(1000))
    assert [type(part) for part in (result.value, result.low, result.high)] == [float, float, float]


@pytest.mark.parametrize(
    ("count", "population", "message"),
    [
        (5, 0, "above zero"),
        (5, -10, "above zero"),
        (-1, 10, "negative"),
        (2.5, 10, "whole"),
        (float("nan"), 10, "count is missing"),
        (1, float("nan"), "population is missing"),
        ([1, 2], [10, 0], "above zero"),
    ],
)
def test_what_has_no_rate_is_refused_with_the_reason(count: float, population: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rate(count, population)


def test_a_level_or_unit_without_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="per"):
        rate(1, 10, per=0)
    with pytest.raises(ValueError, match="level"):
        rate(1, 10, level=95)
