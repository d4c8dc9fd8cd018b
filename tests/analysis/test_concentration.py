"""Few crimes over many places always look concentrated: chance stands beside every share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis import concentration as module
from samverkan.analysis.concentration import concentration, places_needed


def test_half_of_the_crimes_are_counted_from_the_most_exposed_place() -> None:
    """By hand: 10 + 6 of 30 crimes reach half with two of eight places."""
    result = concentration([1, 10, 0, 4, 6, 4, 5, 0])
    assert (result.needed, result.share_of_places, result.places, result.crimes) == (2, 0.25, 8, 30)


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=40).filter(any),
    st.sampled_from([0.1, 0.5, 0.7, 0.8, 1]),
)
def test_the_number_of_places_is_the_smallest_that_reaches_the_share(counts: list[int], share: float) -> None:
    ranked = np.sort(counts)[::-1]
    needed = places_needed(np.array(counts), share)
    assert ranked[:needed].sum() >= share * sum(counts) - 1e-6
    assert ranked[: needed - 1].sum() < share * sum(counts)


def test_few_crimes_over_many_places_are_not_more_concentrated_than_chance() -> None:
    """40 crimes in 40 of 5 000 places: 20 places, 0.4 %, hold half, and chance gives the same."""
    counts = np.zeros(5000, dtype=int)
    counts[:40] = 1
    result = concentration(counts)
    assert result.share_of_places == pytest.approx(0.004)
    assert result.chance_share == pytest.approx(0.004, rel=0.05)
    assert not result.beyond_chance
    assert "fler än brotten" in result.told[0]


def test_crimes_that_return_to_the_same_places_are_beyond_chance() -> None:
    counts = np.zeros(5000, dtype=int)
    counts[:10] = 4
    result = concentration(counts)
    assert result.beyond_chance
    assert result.p == 1 / 1000


@pytest.mark.parametrize(("crimes", "places"), [(300, 50), (1500, 4000), (3000, 50)])
def test_chance_equals_placing_every_crime_at_random(crimes: int, places: int) -> None:
    """Oracle: numpy's multinomial over all places, another seed; mean of 400 within four standard errors."""
    rng = np.random.default_rng(99)
    drawn = [places_needed(row, 0.5) / places for row in rng.multinomial(crimes, [1 / places] * places, 400)]
    result = concentration(np.bincount(rng.integers(places, size=crimes), minlength=places))
    error = np.std(drawn) / 20 + (result.chance_high - result.chance_low) / 4 / 31
    assert abs(result.chance_share - np.mean(drawn)) < 4 * error
    assert result.p > 0.001


@pytest.mark.parametrize(("crimes", "places"), [(2000, 20_000), (2000, 2500)])
def test_drawing_numbers_of_places_agrees_with_placing_every_crime(
    monkeypatch: pytest.MonkeyPatch, crimes: int, places: int
) -> None:
    counts = np.bincount(np.random.default_rng(4).integers(places, size=crimes), minlength=places)
    exact = concentration(counts)
    monkeypatch.setattr(module, "FEW", 0)
    quick = concentration(counts)
    assert quick.chance_share == pytest.approx(exact.chance_share, rel=0.002)
    width, exact_width = (c.chance_high - c.chance_low for c in (quick, exact))
    assert width == pytest.approx(exact_width, rel=0.15)


def test_ten_million_crimes_in_ten_areas_need_about_five() -> None:
    assert concentration([1_000_000] * 10).chance_share == pytest.approx(0.5)


def test_a_million_crimes_on_a_million_places_take_no_million_steps() -> None:
    """Expected by Poisson with mean 1: 26.4 % of places have two or more and hold 63.2 % of the crimes.

    Those with three or more (8.03 %) hold 26.4 %, so half takes 8.03 % + (0.5 - 0.2642) / 2 = 19.82 %.
    """
    counts = np.ones(1_000_000, dtype=int)
    result = concentration(counts, simulations=99)
    assert result.chance_share == pytest.approx(0.1982, abs=0.001)
    assert result.share_of_places == 0.5


def test_the_same_seed_gives_the_same_answer() -> None:
    counts = [5, 0, 3, 1, 0, 0, 2]
    assert concentration(counts) == concentration(counts)
    assert concentration(counts, seed=7).method != concentration(counts).method


@pytest.mark.parametrize(
    ("counts", "share", "message"),
    [
        ([0, 0], 0.5, "some crime"),
        ([], 0.5, "some crime"),
        ([3, -1], 0.5, "whole"),
        ([1.5], 0.5, "whole"),
        ([1], 0, "share"),
    ],
)
def test_what_has_no_concentration_is_refused(counts: list[float], share: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        concentration(counts, share)
