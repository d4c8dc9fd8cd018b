"""A comparison with a reference tells the size of the difference and whether chance could have made it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis import rate
from samverkan.analysis.index import (
    comparison_sentence,
    index_against_rate,
    index_of_published,
    rate_ratio,
)


# Handbook Samverkan i lokalt brottsförebyggande arbete (2020) p. 39: burglary per 100 000, 2019.
@pytest.mark.parametrize(("own", "expected"), [(1016, 138.8), (591, 80.7)])
def test_handbook_municipalities_against_the_country(own: int, expected: float) -> None:
    assert round(index_of_published(own, 732).value, 1) == expected


def test_published_rates_alone_say_nothing_about_chance() -> None:
    index = index_of_published(1016, 732)
    assert (index.low, index.above, index.below) == (None, False, False)
    assert "går inte att bedöma" in comparison_sentence(
        "inbrott", "Gävle kommun", "hela landet", "2019", index
    )


def test_an_own_rate_with_interval_keeps_it_against_a_published_rate() -> None:
    own = rate(30, 10_000)
    index = index_against_rate(own, 150)
    assert (index.value, index.low, index.high) == pytest.approx((200, own.low / 1.5, own.high / 1.5))
    assert index.above


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_ratio_of_two_places_has_the_exact_conditional_interval(own: int, reference: int) -> None:
    """Oracle: Clopper–Pearson limits of scipy.stats.binomtest, turned from share into odds."""
    index = rate_ratio(own, 1000, reference, 4000)
    share = stats.binomtest(own, own + reference).proportion_ci(0.95, "exact")
    assert index.value == pytest.approx(400 * own / reference)
    assert index.low == pytest.approx(400 * share.low / (1 - share.low), rel=1e-7, abs=1e-9)
    assert index.high == pytest.approx(400 * share.high / (1 - share.high), rel=1e-7)


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_part_of_the_reference_is_judged_as_its_share(own: int, rest: int) -> None:
    whole = own + rest
    index = rate_ratio(own, 1000, whole, 4000, part_of_reference=True)
    share = stats.binomtest(own, whole).proportion_ci(0.95, "exact")
    assert index.low == pytest.approx(400 * share.low, rel=1e-7, abs=1e-9)
    assert index.high == pytest.approx(400 * share.high, rel=1e-7)


def test_a_part_larger_than_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="larger than the whole"):
        rate_ratio(5, 1000, 4, 4000, part_of_reference=True)


def test_a_reference_without_crimes_is_refused() -> None:
    with pytest.raises(ValueError, match="no crimes"):
        rate_ratio(5, 1000, 0, 4000)


@pytest.mark.parametrize(
    ("own", "rate", "verdict"),
    [
        (130, "1\u202f300", "30\u00a0% fler (index 130, osäkerhet"),
        (70, "700", "30\u00a0% färre (index 70, osäkerhet"),
        (100, "1\u202f000", "lika många (index 100, osäkerhet"),
    ],
)
def test_the_sentence_tells_direction_and_size(own: int, rate: str, verdict: str) -> None:
    index = rate_ratio(own, 10_000, 100_000, 10_000_000)
    sentence = comparison_sentence("cykelstöld", "Storboda", "hela landet", "2019", index)
    assert sentence.startswith(
        f"Cykelstöld i Storboda 2019: {rate} per 100\u202f000 invånare mot 1\u202f000 i hela"
    )
    assert verdict in sentence


def test_the_sentence_claims_a_difference_only_beyond_chance() -> None:
    def said(own: int) -> str:
        index = rate_ratio(own, 10_000, 100_000, 10_000_000)
        return comparison_sentence("stölder", "Storboda", "landet", "2019", index)

    assert "större än vad slumpen" in said(130)
    assert "ryms inom vad slumpen" in said(110)
