"""A pattern is called when chance is an unlikely reason, ruled out when it would have been seen, else left open."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis.evenness import WORTH_SEEING, evenness

EVEN_WEEK = np.ones(7)


@given(st.lists(st.integers(0, 200), min_size=2, max_size=24).filter(lambda c: sum(c) >= 5 * len(c)))
def test_the_p_value_is_that_of_the_chi_square_test(counts: list[int]) -> None:
    """Oracle: scipy.stats.chisquare."""
    result = evenness(np.array(counts, dtype=float), np.ones(len(counts)))
    assert result.p == pytest.approx(stats.chisquare(counts).pvalue, rel=1e-8, abs=1e-300)


def test_counts_that_vary_more_than_chance_are_judged_by_the_f_test() -> None:
    counts = np.array([60.0, 40, 50, 50, 55, 45, 50])
    result = evenness(counts, EVEN_WEEK, dispersion=2.5, freedom=30)
    statistic = np.sum((counts - 50) ** 2 / 50) / 6 / 2.5
    assert result.p == pytest.approx(stats.f.sf(statistic, 6, 30))


@pytest.mark.parametrize("freedom", [11, 33, np.inf])
def test_the_smallest_visible_deviation_is_seen_four_times_in_five(freedom: float) -> None:
    """Oracle: the noncentral chi-square and F distributions of scipy.stats."""
    result = evenness(np.full(12, 100.0), np.ones(12), dispersion=1.5, freedom=freedom)
    assert result.smallest_visible is not None
    noncentrality = result.smallest_visible**2 * 1200 / 1.5
    if np.isinf(freedom):
        power = stats.ncx2.sf(stats.chi2.ppf(0.95, 11), 11, noncentrality)
    else:
        power = stats.ncf.sf(stats.f.ppf(0.95, 11, freedom), 11, freedom, noncentrality)
    assert power == pytest.approx(0.8, abs=1e-3)


def test_an_even_week_in_many_crimes_is_a_no() -> None:
    result = evenness(np.array([100.0, 97, 103, 101, 99, 104, 96]), EVEN_WEEK)
    assert result.verdict == "no"
    assert result.smallest_visible is not None
    assert result.smallest_visible < WORTH_SEEING


def test_an_even_week_in_few_crimes_can_not_be_told() -> None:
    assert evenness(np.array([10.0, 9, 11, 10, 9, 11, 10]), EVEN_WEEK).verdict == "cannot_tell"


def test_fewer_than_five_expected_crimes_are_not_tested() -> None:
    result = evenness(np.array([30.0, 0, 0, 0, 0, 0, 4]), EVEN_WEEK)
    assert (result.verdict, result.p) == ("cannot_tell", None)


def test_a_weekend_peak_is_found_and_named() -> None:
    result = evenness(np.array([40.0, 42, 38, 41, 60, 95, 44]), EVEN_WEEK)
    assert (result.verdict, result.high) == ("yes", (5,))


def test_a_certain_but_tiny_pattern_is_nothing_to_plan_by() -> None:
    result = evenness(1e6 * np.array([1.0, 1.01, 0.99, 1.0, 1.01, 0.99, 1.0]), EVEN_WEEK)
    assert result.p is not None
    assert result.p < 1e-6
    assert (result.verdict, result.high) == ("no", ())


def test_a_day_that_came_more_often_is_expected_to_have_more() -> None:
    exposure = np.array([53.0, 52, 52, 52, 52, 52, 52])
    result = evenness(exposure * 10, exposure)
    assert (result.deviation, result.p) == (0, pytest.approx(1))


def test_extra_spread_makes_the_answer_more_careful() -> None:
    counts = np.array([40.0, 42, 38, 41, 60, 75, 44])
    assert evenness(counts, EVEN_WEEK).verdict == "yes"
    assert evenness(counts, EVEN_WEEK, dispersion=4).verdict == "cannot_tell"


def test_even_crimes_are_called_a_pattern_one_time_in_twenty() -> None:
    """Simulation with a fixed seed: 2 000 weeks of 140 crimes spread by chance; 100 expected, 3 standard errors."""
    rng = np.random.default_rng(1)
    called = sum(
        evenness(week.astype(float), EVEN_WEEK).verdict == "yes"
        for week in rng.multinomial(140, [1 / 7] * 7, 2000)
    )
    assert 70 < called < 130


@pytest.mark.parametrize(
    ("observed", "exposure", "message"),
    [
        ([1, 2], [1, 2, 3], "equally long"),
        ([5], [1], "two bins"),
        ([-1, 9], [1, 1], "negative"),
        ([9, 9], [1, 0], "exposure"),
    ],
)
def test_what_can_not_be_tested_is_refused(observed: list[int], exposure: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        evenness(np.array(observed, dtype=float), np.array(exposure, dtype=float))


def test_crimes_whose_time_is_not_known_thin_a_pattern_so_that_no_is_not_said() -> None:
    """A week that is even because three crimes in four are spread over it could still hide a pattern."""
    week = np.array([100.0, 97, 103, 101, 99, 104, 96])
    certain, thin = evenness(week, EVEN_WEEK), evenness(week, EVEN_WEEK, known=0.25)
    assert (certain.verdict, thin.verdict) == ("no", "cannot_tell")
    assert certain.smallest_visible is not None
    assert thin.smallest_visible == pytest.approx(4 * certain.smallest_visible)
    assert evenness(week, EVEN_WEEK, known=0).p is None
