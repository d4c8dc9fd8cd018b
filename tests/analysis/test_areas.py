"""Areas are compared with the whole they are parts of, and only those beyond chance are marked."""

import pytest
from scipy import stats

from samverkan.analysis import rate
from samverkan.analysis.areas import Area, Areas, compare_areas


def _named(result: Areas, name: str) -> Area:
    return next(area for area in result.areas if area.name == name)


def test_shares_rates_and_index_stand_against_the_whole() -> None:
    """By hand: 100 crimes among 10 000; the centre has 60 of them among 2 000: 30 against 10 per 1 000."""
    result = compare_areas(["Centrum", "Norr"], [60, 40], [2000, 8000], per=1000)
    centre = _named(result, "Centrum")
    assert result.whole == rate(100, 10_000, 1000)
    assert centre.rate == rate(60, 2000, 1000)
    assert centre.share == 0.6
    assert centre.index is not None
    assert centre.index.value == pytest.approx(300)


def test_the_interval_is_that_of_the_share_of_the_whole() -> None:
    """Oracle: Clopper–Pearson in scipy.stats.binomtest for 12 of 100 crimes, with 20 % of the inhabitants."""
    index = _named(compare_areas(["A", "B"], [12, 88], [2000, 8000]), "A").index
    oracle = stats.binomtest(12, 100).proportion_ci(0.95, "exact")
    assert index is not None
    assert (index.low, index.high) == pytest.approx((100 * oracle.low / 0.2, 100 * oracle.high / 0.2))


def test_only_areas_beyond_chance_are_marked() -> None:
    result = compare_areas(["Hög", "Vanlig", "Låg"], [60, 35, 5], [1000, 1000, 1000])
    assert [(area.name, area.stands_out) for area in result.areas] == [
        ("Hög", True),
        ("Vanlig", False),
        ("Låg", True),
    ]


def test_an_area_without_inhabitants_keeps_its_count_but_has_no_rate() -> None:
    result = compare_areas(["Bostäder", "Hamnen", "Skogen"], [30, 20, 10], [1000, 0, None])
    harbour = _named(result, "Hamnen")
    assert (harbour.count, harbour.share, harbour.rate, harbour.index) == (
        20,
        pytest.approx(1 / 3),
        None,
        None,
    )
    assert result.whole == rate(30, 1000)
    assert any("Befolkning saknas för Skogen" in sentence for sentence in result.told)
    assert any("Ingen bor i Hamnen" in sentence for sentence in result.told)


def test_how_many_would_be_marked_by_chance_is_told() -> None:
    names = [f"Område {i}" for i in range(40)]
    told = compare_areas(names, [10] * 40, [1000] * 40).told
    assert any("ungefär 2 från helheten av en slump" in sentence for sentence in told)


def test_areas_without_crimes_or_people_do_not_break() -> None:
    quiet = compare_areas(["A", "B"], [0, 0], [10, 20])
    assert [area.share for area in quiet.areas] == [0, 0]
    assert quiet.areas[0].index is None
    assert compare_areas(["A"], [5], [None]).whole is None


@pytest.mark.parametrize(
    ("names", "counts", "populations", "message"),
    [
        ([], [], [], "no areas"),
        (["A", "A"], [1, 2], [10, 20], "twice"),
        (["A"], [-1], [10], "negative"),
        (["A"], [1], [-10], "negative"),
        (["A", "B"], [1], [10, 20], "zip"),
    ],
)
def test_a_table_that_can_not_be_right_is_refused(
    names: list[str], counts: list[int], populations: list[float | None], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        compare_areas(names, counts, populations)


def test_without_any_population_that_is_told_once_and_not_area_by_area() -> None:
    result = compare_areas(["Centrum", "Skogen"], [3, 1], [None, None])

    assert result.told == ("Befolkningen i områdena är inte känd. De jämförs bara i antal.",)
