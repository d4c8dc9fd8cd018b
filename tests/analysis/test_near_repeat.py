"""Pairs of crimes close in both place and time, against what shuffling the days gives."""

import sys
from datetime import date, datetime
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.near_repeat import near_repeat
from samverkan.analysis.pairs import Metric

EDGES, DAYS = (0, 100, 200), (0, 3, 7)


def _table(x: list[float], y: list[float], days: list[int], edges: tuple[float, ...], day_edges: tuple[float, ...],
           metric: Metric = "euclidean") -> np.ndarray:  # fmt: skip
    """The definition: every pair, every band."""
    table = np.zeros((len(edges) - 1, len(day_edges) - 1), dtype=int)
    for i in range(len(x)):
        for j in range(i):
            across, along = abs(x[i] - x[j]), abs(y[i] - y[j])
            distance = across + along if metric == "manhattan" else (across**2 + along**2) ** 0.5
            for row in range(len(edges) - 1):
                for column in range(len(day_edges) - 1):
                    table[row, column] += (
                        edges[row] <= distance < edges[row + 1]
                        and day_edges[column] <= abs(days[i] - days[j]) < day_edges[column + 1]
                    )
    return table


def _series(n: int = 300, seed: int = 16) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Crimes spread by chance, a fifth of them followed by one more within 80 m and 5 days."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 3_000, (2, n))
    days = rng.integers(0, 365, n)
    again = rng.choice(n, n // 5, replace=False)
    return (
        np.concatenate([x, x[again] + rng.uniform(-40, 40, len(again))]),
        np.concatenate([y, y[again] + rng.uniform(-40, 40, len(again))]),
        np.concatenate([days, days[again] + rng.integers(0, 6, len(again))]),
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_a_pair_100_m_and_3_days_apart_lies_in_the_upper_bands_whoever_comes_first(swapped: bool) -> None:
    # Issue 2 section 3, reference cases. Real coordinates: 100 m must not become 99.99999 m.
    x, y, days = [674_032.3, 674_132.3], [6_580_822.1, 6_580_822.1], [19_000, 19_003]
    if swapped:
        x, days = x[::-1], days[::-1]

    result = near_repeat(x, y, days, EDGES, DAYS)

    assert result.observed.tolist() == [[0, 0], [0, 1]]
    assert result.distance_labels == ("0 till under 100 m", "100 till under 200 m")
    assert result.day_labels == ("0 till under 3 dagar", "3 till under 7 dagar")


def test_bands_are_half_open_at_every_edge() -> None:
    for metres, days, cell in ((0, 0, (0, 0)), (99.99, 2, (0, 0)), (100, 2, (1, 0)), (99.99, 3, (0, 1))):
        observed = near_repeat([0, metres], [0, 0], [0, days], EDGES, DAYS).observed
        assert observed[cell] == 1
    for metres, days in ((200, 0), (0, 7)):
        assert near_repeat([0, metres], [0, 0], [0, days], EDGES, DAYS).observed.sum() == 0


def test_the_same_place_is_set_apart_and_named_so() -> None:
    result = near_repeat([5, 5, 50], [5, 5, 5], [0, 1, 2], (0, 1, 100), (0, 7))

    assert result.distance_labels == ("samma plats", "1 till under 100 m")
    assert result.observed.tolist() == [[1], [2]]


def test_an_open_last_band_holds_all_the_rest() -> None:
    result = near_repeat([0, 50, 9_000], [0, 0, 0], [0, 1, 900], (0, 100, np.inf), (0, 7, np.inf))

    assert result.observed.tolist() == [[1, 0], [0, 2]]
    assert result.distance_labels[-1] == "100 m eller mer"
    assert result.day_labels[-1] == "7 dagar eller mer"
    assert result.ratio[0, 0] == pytest.approx(3)


_crimes = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 30)), min_size=0, max_size=25
)


@given(_crimes, st.sampled_from(["euclidean", "manhattan"]))
def test_observed_equals_comparing_all_with_all(crimes: list[tuple[int, int, int]], metric: Metric) -> None:
    x, y, days = ([float(crime[k]) for crime in crimes] for k in range(3))
    edges, day_edges = (0, 1, 60, 150), (0, 2, 7, 14)

    observed = near_repeat(x, y, days, edges, day_edges, metric, permutations=1).observed

    assert np.array_equal(observed, _table(x, y, days, edges, day_edges, metric))  # type: ignore[arg-type]


def test_expectation_and_variance_are_those_of_all_orders_of_the_days() -> None:
    # Oracle: all 720 orders of six crimes. Barton and David 1966.
    x, y, days = [0, 10, 20, 90, 150, 160], [0.0] * 6, [0, 1, 1, 4, 8, 9]
    tables = np.array([_table(x, y, list(order), EDGES, DAYS) for order in permutations(days)])

    result = near_repeat(x, y, days, EDGES, DAYS)

    assert result.expected == pytest.approx(tables.mean(axis=0))
    assert result.variance == pytest.approx(tables.var(axis=0))


def test_p_agrees_with_all_orders_of_the_days() -> None:
    x, y, days = [0, 10, 20, 90, 150, 160], [0.0] * 6, [0, 1, 1, 4, 8, 9]
    observed = _table(x, y, days, EDGES, DAYS)
    tables = np.array([_table(x, y, list(order), EDGES, DAYS) for order in permutations(days)])

    result = near_repeat(x, y, days, EDGES, DAYS, permutations=20_000)

    assert result.p == pytest.approx((tables >= observed).mean(axis=0), abs=0.015)


@pytest.mark.parametrize("period", [20, 226, 227, 228, 229, 255, 256, 300, 30_000, 40_000])
def test_how_long_the_period_is_changes_neither_pairs_nor_p(period: int) -> None:
    # Whole days are held in one byte, two or eight by how many they are; quarters of a day always in eight.
    random = np.random.default_rng(period)
    x, y = random.integers(0, 300, (2, 80)).astype(float)
    days = np.append(random.integers(0, period + 1, 78), [0, period])

    whole = near_repeat(x, y, days, EDGES, (0, 7, 14, 28), permutations=200)
    quarters = near_repeat(x, y, days + 0.25, EDGES, (0, 7, 14, 28), permutations=200)

    assert np.array_equal(whole.observed, quarters.observed)
    assert np.array_equal(whole.p, quarters.p)


def test_parts_of_days_are_compared_as_they_are() -> None:
    result = near_repeat([0, 0, 0], [0, 0, 0], [0.0, 0.4, 1.2], (0, 100), (0, 0.5, 1, 2), permutations=9)

    assert result.observed.tolist() == [[1, 1, 1]]


def test_repeats_are_found_and_stand_above_chance() -> None:
    result = near_repeat(*_series(), (0, 100, 200, 400), (0, 7, 14, 28))

    assert result.ratio[0, 0] > 3
    assert result.p[0, 0] == 0.001
    assert result.ratio[2, 2] < result.ratio[0, 0] / 2
    assert result.observed[0, 0] > result.expected[0, 0] + 5 * result.variance[0, 0] ** 0.5


def test_no_repeats_are_found_where_the_days_are_by_chance() -> None:
    x, y, days = _series()

    result = near_repeat(x, y, np.random.default_rng(17).permutation(days), (0, 100, 200), (0, 7, 14))

    assert np.all(result.p > 0.01)


def test_dates_datetimes_and_day_numbers_give_the_same_table() -> None:
    x, y = [0, 50, 120], [0, 0, 0]
    numbers = near_repeat(x, y, [0, 2, 6], EDGES, DAYS)
    dates = near_repeat(x, y, [date(2024, 5, 1), date(2024, 5, 3), date(2024, 5, 7)], EDGES, DAYS)
    times = near_repeat(
        x, y, [datetime(2024, 5, 1, 23), datetime(2024, 5, 3, 1), datetime(2024, 5, 7, 12)], EDGES, DAYS
    )

    assert np.array_equal(numbers.observed, dates.observed)
    assert np.array_equal(numbers.observed, times.observed)


def test_the_same_seed_gives_the_same_p_and_another_does_not() -> None:
    x, y, days = _series(100)

    one, same, other = (near_repeat(x, y, days, EDGES, DAYS, seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(one.p, same.p)
    assert not np.array_equal(one.p, other.p)
    assert "slumptalsfrö 1" in one.method


def test_incidents_without_place_or_day_are_left_out_and_told() -> None:
    days = np.array(["2024-05-01", "2024-05-02", "NaT"], dtype="datetime64[D]")

    result = near_repeat([0, np.nan, 1], [0, 0, 0], days, EDGES, DAYS)

    assert (result.incidents, result.missing) == (1, 2)
    assert "antal: 2" in result.told[0]


@pytest.mark.parametrize(
    "days", [[0, None, 3], [0.0, float("nan"), 3.0], [date(2024, 5, 1), None, date(2024, 5, 4)]]
)
def test_a_missing_day_may_be_written_in_any_way(days: list[object]) -> None:
    result = near_repeat([0, 0, 0], [0, 0, 0], days, EDGES, DAYS)  # type: ignore[arg-type]

    assert (result.incidents, result.missing) == (2, 1)
    assert result.observed.tolist() == [[0, 1], [0, 0]]


@pytest.mark.parametrize("n", [0, 1])
def test_with_fewer_than_two_incidents_there_is_nothing_to_compare(n: int) -> None:
    result = near_repeat([0.0] * n, [0.0] * n, [0] * n, EDGES, DAYS)

    assert not result.observed.any()
    assert np.isnan(result.ratio).all()
    assert (result.p == 1).all()


def test_when_they_are_too_many_only_the_latest_are_paired_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x, y, days = _series()
    monkeypatch.setattr(sys.modules["samverkan.analysis.near_repeat"], "MOST_CANDIDATES", 300)

    result = near_repeat(x, y, days, EDGES, DAYS)

    latest = np.argsort(-days, kind="stable")[: result.incidents]
    assert 0 < result.incidents < len(x)
    assert result.incidents + result.older == len(x)
    assert np.array_equal(result.observed, _table(*(list(v[latest]) for v in (x, y, days)), EDGES, DAYS))
    assert "senaste" in result.told[0]


@pytest.mark.parametrize("edges", [(0,), (0, 0), (5, 1), (-1, 5), (0, float("nan"))])
def test_edges_that_are_no_bands_are_refused(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="distance_bands"):
        near_repeat([0], [0], [0], edges, DAYS)
    with pytest.raises(ValueError, match="day_bands"):
        near_repeat([0], [0], [0], EDGES, edges)


def test_other_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="metric"):
        near_repeat([0], [0], [0], EDGES, DAYS, metric="crow")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="permutation"):
        near_repeat([0], [0], [0], EDGES, DAYS, permutations=0)
    with pytest.raises(ValueError, match="days"):
        near_repeat([0], [0], [0, 1], EDGES, DAYS)
