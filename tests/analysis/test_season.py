"""The year has a pattern only when years agree on it; unequal months, leap years and growth are not a pattern."""

from calendar import monthrange

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis.season import Season, season


def _from(first_year: int, counts: list[int], first_month: int = 1) -> Season:
    positions = [12 * first_year + first_month - 1 + i for i in range(len(counts))]
    return season([p // 12 for p in positions], [p % 12 + 1 for p in positions], counts)


def _summer(typical: int, top: float) -> list[int]:
    return [round(typical * (top if month in (6, 7, 8) else 1)) for month in range(1, 13)]


def test_as_many_crimes_every_day_gives_100_every_month_leap_year_or_not() -> None:
    counts = [10 * monthrange(year, month)[1] for year in range(2019, 2023) for month in range(1, 13)]
    result = _from(2019, counts)
    assert [month.index for month in result.months] == pytest.approx([100] * 12)
    assert result.growth == pytest.approx(0)
    assert result.verdict == "no"


def test_the_index_is_the_days_rate_against_the_years() -> None:
    """By hand: 62 crimes in January and 28 in each other month of 2021, 2 a day against 370 in 365 days."""
    counts = [62] + [28] * 11
    january = _from(2021, counts).months[0]
    assert january.index == pytest.approx(100 * (62 / 31) / (370 / 365))
    assert january.count == 62


def test_a_summer_peak_that_returns_is_found_and_its_months_named() -> None:
    result = _from(2020, _summer(30, 2) * 3)
    assert result.verdict == "yes"
    assert result.high == (6, 7, 8)


def test_one_year_or_less_can_not_show_a_pattern() -> None:
    year = _from(2022, _summer(30, 3))
    assert (year.verdict, year.years, len(year.months)) == ("cannot_tell", 1, 12)
    assert any("ett enda år" in sentence for sentence in year.told)
    half = _from(2022, [10] * 6)
    assert (half.verdict, half.months) == ("cannot_tell", ())


def test_a_peak_in_one_year_only_is_not_a_season() -> None:
    """One summer of twelve times as many crimes: years disagree, so the pattern is not told as returning."""
    odd = [20] * 5 + [240] * 3 + [20] * 4
    assert _from(2020, [20] * 24 + odd).verdict == "cannot_tell"


def test_steady_growth_alone_is_not_a_season() -> None:
    """40 % more every year, a little every month: December always beats January, but that is no winter pattern."""
    counts = [round(100 * 1.4 ** (i / 12)) for i in range(48)]
    result = _from(2020, counts)
    assert result.verdict == "no"
    assert result.growth == pytest.approx(0.4, abs=0.01)
    assert any("ökade med ungefär 40\u00a0%" in sentence for sentence in result.told)


@pytest.mark.parametrize("first_month", [1, 4, 12])
def test_the_period_may_begin_in_any_month(first_month: int) -> None:
    seasonal = [90 if (first_month - 1 + i) % 12 == 6 else 30 for i in range(36)]
    assert _from(2020, seasonal, first_month).high == (7,)


def test_surplus_months_at_the_beginning_are_left_out_and_told() -> None:
    result = _from(2020, [500, 500, 500] + [30] * 24, first_month=10)
    assert (result.first, result.last, result.years) == ((2021, 1), (2022, 12), 2)
    assert max(month.index for month in result.months) < 120
    assert any("De första 3 månaderna" in sentence for sentence in result.told)


def test_a_month_without_a_line_had_no_crimes() -> None:
    years, months = [2020, 2020, 2021], [1, 3, 12]
    assert season(years, months, [5, 5, 5]).months[1].count == 0


@given(st.lists(st.integers(1, 60), min_size=24, max_size=24))
def test_the_spread_between_years_is_that_of_a_contingency_table(counts: list[int]) -> None:
    """Oracle: scipy.stats.chi2_contingency, for two years of equal length and equal totals (no growth)."""
    first, second = counts[:12], counts[12:]
    second[0] += max(0, sum(first) - sum(second))
    first[0] += max(0, sum(second) - sum(first))
    result = _from(2021, first + second)
    chi2 = stats.chi2_contingency(np.array([first, second])).statistic
    assert result.test is not None
    assert result.test.dispersion == pytest.approx(max(1, chi2 / 11))


def test_disagreeing_years_widen_the_interval_of_each_month() -> None:
    calm = _from(2021, [50] * 24).months[0]
    restless = _from(2021, [30, 70] * 6 + [70, 30] * 6).months[0]
    assert calm.low < 100 < calm.high
    assert restless.high - restless.low > 1.5 * (calm.high - calm.low)


def test_no_crimes_have_no_season() -> None:
    assert _from(2021, [0] * 24).told == ("Inga brott under perioden.",)


@pytest.mark.parametrize("level", ["even", "steps"])
def test_chance_alone_is_called_a_season_at_most_one_time_in_twenty(level: str) -> None:
    """Simulation, fixed seed: 500 times three years of 2 crimes a day, also where years differ in steps."""
    rng = np.random.default_rng(2)
    days = np.array([monthrange(year, month)[1] for year in (2021, 2022, 2023) for month in range(1, 13)])
    steps = np.repeat([1.0, 1.6, 1.2], 12) if level == "steps" else 1.0
    called = sum(_from(2021, rng.poisson(2 * days * steps).tolist()).verdict == "yes" for _ in range(500))
    assert 4 < called < 40


@pytest.mark.parametrize(
    ("years", "months", "counts", "message"),
    [
        ([2020, 2020], [1, 1], [1, 2], "twice"),
        ([2020], [13], [1], "between 1 and 12"),
        ([2020], [1], [-1], "0 or more"),
        ([2020], [1], [float("nan")], "missing"),
        ([], [], [], "at least one"),
        ([2020, 2021], [1], [1], "equally many"),
    ],
)
def test_a_table_that_can_not_be_right_is_refused(
    years: list[int], months: list[int], counts: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        season(years, months, counts)
