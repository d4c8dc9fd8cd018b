"""A breakdown tells its shares, how much is missing, and reminds when sex or age is not there at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samverkan.analysis.profile import breakdown, wilson


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_is_wilsons(count: int, others: int) -> None:
    """Oracle: scipy.stats.binomtest(...).proportion_ci(method="wilson")."""
    oracle = stats.binomtest(count, count + others).proportion_ci(0.95, "wilson")
    assert wilson(count, count + others) == pytest.approx((oracle.low, oracle.high), abs=1e-12)


def test_shares_are_of_the_crimes_where_the_fact_is_known() -> None:
    result = breakdown("sex", {"man": 30, "kvinna": 70, None: 25})
    assert [(part.label, part.count, part.share) for part in result.parts] == [
        ("kvinna", 70, 0.7),
        ("man", 30, 0.3),
    ]
    assert (result.known, result.missing, result.missing_share) == (100, 25, 0.2)
    assert result.told == ("25 av 125 brott saknar uppgiften (20\u00a0%). Andelarna gäller de övriga.",)


def test_much_missing_asks_for_care() -> None:
    assert "försiktigt" in breakdown("sex", {"man": 30, "kvinna": 70, None: 60}).told[0]


@pytest.mark.parametrize(("by", "word"), [("sex", "kön"), ("age_group", "ålder")])
@pytest.mark.parametrize("counts", [{}, {None: 12}, {"": 12}, {"  ": 3}])
def test_data_without_sex_or_age_remind_of_it(
    by: str, word: str, counts: dict[str | bool | None, int]
) -> None:
    result = breakdown(by, counts)  # type: ignore[arg-type]
    assert result.parts == ()
    assert word in result.told[0]
    assert "Fråga efter" in result.told[0]


def test_ages_stand_in_order_of_age() -> None:
    result = breakdown("age_group", {"65–": 5, "okänd grupp": 1, "8–14": 3, "18–24": 9})
    assert [part.label for part in result.parts] == ["8–14", "18–24", "65–", "okänd grupp"]


def test_places_stand_with_the_most_common_first() -> None:
    result = breakdown("place_type", {"skola": 3, "torg": 9, "butik": 5})
    assert [part.label for part in result.parts] == ["torg", "butik", "skola"]


def test_indoors_is_told_in_words() -> None:
    result = breakdown("indoors", {True: 3, False: 9, None: 1})
    assert [(part.label, part.count) for part in result.parts] == [("utomhus", 9), ("inomhus", 3)]


def test_complete_facts_need_no_reservation() -> None:
    assert breakdown("indoors", {True: 3, False: 9}).told == ()


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        breakdown("sex", {"man": -1})
    with pytest.raises(ValueError, match="share"):
        wilson(1, 0)
