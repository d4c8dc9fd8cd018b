"""A trend has a direction only beyond what chance explains, and never crosses a change of definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis.trend import trend

# Handbook Samverkan i lokalt brottsförebyggande arbete (2020) p. 39: burglary per 100 000 inhabitants.
YEARS = range(2010, 2020)
COUNTRY = [986, 995, 922, 888, 913, 917, 895, 892, 764, 732]
GAVLE = [681, 900, 739, 714, 1082, 895, 896, 931, 990, 1016]
SUNDSVALL = [905, 526, 501, 592, 805, 575, 621, 625, 480, 591]


@pytest.mark.parametrize(
    ("values", "change", "slope"),
    [(COUNTRY, -25.8, -24.41), (GAVLE, 49.2, 30.08), (SUNDSVALL, -34.7, -16.19)],
)
def test_the_handbook_table_gives_its_change_and_slope(
    values: list[int], change: float, slope: float
) -> None:
    result = trend(YEARS, values)
    assert result.change_percent is not None
    assert result.slope is not None
    assert round(result.change_percent, 1) == change
    assert round(result.slope, 2) == slope


def test_a_large_drop_between_two_years_is_not_yet_a_direction() -> None:
    """Sundsvall fell 34.7 % from first to last year, yet the years between vary too much to tell."""
    assert trend(YEARS, COUNTRY).direction == "decreasing"
    assert trend(YEARS, GAVLE).direction == "increasing"
    assert trend(YEARS, SUNDSVALL).direction == "cannot_tell"


@given(
    st.lists(st.integers(0, 10**6), min_size=3, max_size=30).filter(lambda v: len(set(v)) > 1),
    st.integers(1, 3),
)
def test_slope_and_interval_equal_ordinary_regression(values: list[int], step: int) -> None:
    """Oracle: scipy.stats.linregress."""
    years = range(1990, 1990 + step * len(values), step)
    oracle = stats.linregress(list(years), values)
    margin = stats.t.ppf(0.975, len(values) - 2) * oracle.stderr
    result = trend(years, values)
    size = 1e-6 * max(values)
    assert result.slope == pytest.approx(oracle.slope, rel=1e-6, abs=size)
    assert result.low == pytest.approx(oracle.slope - margin, rel=1e-6, abs=size)
    assert result.high == pytest.approx(oracle.slope + margin, rel=1e-6, abs=size)


@given(st.floats(0, 1e9), st.lists(st.integers(1950, 2030), min_size=5, max_size=9, unique=True))
def test_a_level_that_never_moves_has_no_direction(level: float, years: list[int]) -> None:
    assert trend(years, [level] * len(years)).direction == "cannot_tell"


def test_two_three_four_crimes_is_not_an_increase() -> None:
    """A perfect line through tiny counts has no residuals, but a Poisson count has a spread of its own."""
    assert trend([2021, 2022, 2023], [2, 3, 4], counts=[2, 3, 4]).direction == "cannot_tell"
    assert trend([2021, 2022, 2023], [20_000, 30_000, 40_000], counts=[20_000, 30_000, 40_000]).direction == (
        "increasing"
    )


def test_rounded_rates_over_few_years_are_not_an_increase() -> None:
    result = trend([2021, 2022, 2023], [12, 13, 14])
    assert result.direction == "cannot_tell"
    assert any("minst fem år" in sentence for sentence in result.told)


def test_years_before_a_change_of_definition_are_left_out_and_told() -> None:
    result = trend(YEARS, GAVLE, breaks=[2015])
    assert result.years == tuple(range(2015, 2020))
    assert result.change_percent == pytest.approx(100 * (1016 / 895 - 1))
    assert any("Definitionen ändrades 2015" in sentence for sentence in result.told)


@pytest.mark.parametrize("outside", [2010, 2005, 2020])
def test_a_change_of_definition_outside_the_years_changes_nothing(outside: int) -> None:
    assert trend(YEARS, GAVLE, breaks=[outside]) == trend(YEARS, GAVLE)


def test_a_direction_that_hangs_on_preliminary_years_says_so() -> None:
    values = [100, 104, 98, 103, 99, 140, 150]
    result = trend(range(2017, 2024), values, preliminary=[2022, 2023])
    assert result.direction == "increasing"
    assert any("2022 och 2023 är preliminära" in sentence for sentence in result.told)
    assert any(sentence.startswith("Utan 2022 och 2023") for sentence in result.told)
    assert result.settled == "cannot_tell"
    steady = trend(YEARS, COUNTRY, preliminary=[2019])
    assert steady.settled == steady.direction == "decreasing"
    assert not any(sentence.startswith("Utan") for sentence in steady.told)


def test_without_any_settled_year_nothing_is_settled() -> None:
    assert trend(YEARS, COUNTRY).settled == "decreasing"
    assert trend(YEARS, COUNTRY, preliminary=list(YEARS)).settled == "cannot_tell"


def test_missing_years_are_told_and_leave_their_gap() -> None:
    result = trend([2015, 2016, 2017, 2018, 2019], [10, None, 30, 40, 50], counts=[10, None, 30, 40, 50])
    assert result.slope == pytest.approx(10)
    assert "Uppgift saknas för 2016." in result.told


def test_the_order_of_the_years_does_not_matter() -> None:
    turned = np.arange(9, -1, -1)
    assert trend([2010 + int(i) for i in turned], [GAVLE[i] for i in turned]) == trend(YEARS, GAVLE)


def test_too_few_years_have_a_change_but_no_slope() -> None:
    result = trend([2022, 2023], [10, 15])
    assert (result.change_percent, result.slope, result.direction) == (pytest.approx(50), None, "cannot_tell")
    assert any("minst tre" in sentence for sentence in result.told)
    assert trend([2022], [10]).change_percent is None


def test_a_first_year_without_crimes_has_no_percentage() -> None:
    assert trend([2022, 2023], [0, 15]).change_percent is None


@pytest.mark.parametrize(
    ("years", "values", "message"),
    [
        ([2020, 2020], [1, 2], "twice"),
        ([2020, 2021], [1, -2], "0 or more"),
        ([2020, 2021], [1, float("nan")], "None where"),
        ([2020, 2021], [1, float("inf")], "None where"),
        ([2020], [None], "no year"),
        ([2020, 2021], [1], "zip"),
    ],
)
def test_a_table_that_can_not_be_right_is_refused(
    years: list[int], values: list[float | None], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        trend(years, values)
