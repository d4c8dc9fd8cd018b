"""A place deviates only beyond the spread that places like it have among themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.mstats import winsorize

from samverkan.analysis.deviation import Funnel, funnel

NAMES = [f"Kommun {letter}" for letter in "ABCDEFGHIJ"]


def test_limits_equal_a_computation_by_hand() -> None:
    """Four places, computed by hand from Spiegelhalter (2005) on the square-root scale.

    Reference 400 crimes / 4 x 10 000 inhabitants = 1 000 per 100 000: 100 expected in each, the root is 10.
    Naive z = 2 (sqrt(O) - 10) = -2, 0, 2, -0.20101 for 81, 100, 121, 98. Of four no tenth is pulled in:
    dispersion = (4 + 0 + 4 + 0.040405) / 4 = 2.010101, its root 1.417780. 95 %: half width on the root
    1.959964 x 1.417780 / 2 = 1.389399, so (8.610601^2, 11.389399^2) = (74.1424, 129.7184) crimes of 10 000.
    """
    result = funnel(["A", "B", "C", "D"], [81, 100, 121, 98], [10_000] * 4)
    assert result.reference == pytest.approx(1000)
    assert result.dispersion == pytest.approx(2.010101, rel=1e-6)
    unit = result.unit("C")
    assert unit.z == pytest.approx(2 / 1.417780, rel=1e-6)
    assert (unit.low_95, unit.high_95) == pytest.approx((741.424, 1297.184), rel=1e-6)
    assert not unit.outside_95


def test_without_extra_spread_the_limits_are_not_narrowed() -> None:
    result = funnel(["A", "B", "C"], [100, 101, 99], [10_000] * 3)
    assert result.dispersion == 1
    assert "inte åt mer än slumpen" in result.method


@given(st.lists(st.integers(0, 2000), min_size=3, max_size=60).filter(any))
def test_the_dispersion_is_that_of_winsorised_scores(counts: list[int]) -> None:
    """Oracle: scipy.stats.mstats.winsorize with a tenth at each end."""
    result = funnel([str(i) for i in range(len(counts))], counts, [5000] * len(counts))
    naive = 2 * (np.sqrt(counts) - np.sqrt(np.mean(counts)))
    oracle = max(1.0, float(np.mean(np.asarray(winsorize(naive, limits=(0.1, 0.1))) ** 2)))
    assert result.dispersion == pytest.approx(oracle)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(500, 10**6)), min_size=3, max_size=30))
def test_a_place_is_outside_exactly_when_its_score_says_so(places: list[tuple[int, int]]) -> None:
    if not any(count for count, _ in places):
        return
    result = funnel([str(i) for i in range(len(places))], *zip(*places, strict=True))
    for unit in result.units:
        assert unit.outside_95 == (abs(unit.z) > 1.959964) or abs(abs(unit.z) - 1.959964) < 1e-5
        assert unit.low_998 <= unit.low_95 <= unit.high_95 <= unit.high_998
        assert not unit.outside_998 or unit.outside_95


def _ten(last: int) -> Funnel:
    return funnel(NAMES, [95, 102, 98, 105, 97, 101, 99, 103, 100, last], [10_000] * 10)


def test_one_place_far_out_is_found_and_does_not_hide_itself() -> None:
    """Winsorising keeps one extreme from widening the limits that are to catch it."""
    result = _ten(220)
    assert [unit.name for unit in result.units if unit.outside_998] == ["Kommun J"]
    assert result.dispersion < 2


def test_ordinary_places_do_not_deviate() -> None:
    assert not any(unit.outside_95 for unit in _ten(100).units)


def test_the_chart_gets_limits_from_the_smallest_to_the_largest_place() -> None:
    result = funnel(["A", "B", "C"], [10, 100, 1000], [1000, 10_000, 100_000])
    assert [result.lines[0].population, result.lines[-1].population] == pytest.approx([1000, 100_000])
    last, unit = result.lines[-1], result.unit("C")
    assert (last.low_95, last.high_998) == pytest.approx((unit.low_95, unit.high_998))
    widths = [line.high_95 - line.low_95 for line in result.lines]
    assert widths == sorted(widths, reverse=True)


def test_reservations_are_told() -> None:
    few = funnel(["Alby", "Berg", "Dal"], [3, 2, 40], [1000, 1000, 9000]).told
    assert any("Bara 3 platser" in sentence for sentence in few)
    assert any("färre än fem brott" in sentence and "Alby" in sentence for sentence in few)
    many = funnel([str(i) for i in range(40)], [100] * 40, [1000] * 40).told
    assert many == ("Av 40 platser hamnar ungefär 2 utanför 95-procentsgränsen av en slump.",)


@pytest.mark.parametrize(
    ("names", "counts", "populations", "message"),
    [
        (["A", "B"], [1, 2], [10, 20], "at least 3"),
        (["A", "B", "B"], [1, 2, 3], [10, 20, 30], "twice"),
        (["A", "B", "C"], [0, 0, 0], [10, 20, 30], "no place"),
        (["A", "B", "C"], [1, 2, 3], [10, 0, 30], "above zero"),
        (["A", "B", "C"], [1, 2], [10, 20, 30], "equally many"),
    ],
)
def test_a_comparison_without_meaning_is_refused(
    names: list[str], counts: list[int], populations: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        funnel(names, counts, populations)
