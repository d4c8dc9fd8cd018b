"""What the figures can say about a problem, and that they never say more."""

from typing import Any

import pytest

from samverkan.pictures.rules import Verdict
from samverkan.problems.proposals import Facts, _named, propose, slimmed
from samverkan.problems.rules import MatrixCriterion as C

YES, NO, CANNOT = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL


def facts(key: str, section: str, content: dict[str, Any], message: str = "Cykelstöld: så här") -> Facts:
    return Facts(key, message, "Polisen, 2025.", "Cykelstöld", {section: content})


def types(**counts: int) -> Facts:
    listed = [{"type": name, "count": count} for name, count in counts.items()]
    return facts("by_type", "by_type", {"year": 2025, "types": listed})


def trend(direction: str, percent: float | None, first: int = 2020, last: int = 2025) -> Facts:
    change = {"direction": direction, "percent": percent, "first_year": first, "last_year": last}
    return facts("trend", "trend", {"changes": [change]})


def verdict(name: str, criterion: C, *figures: Facts) -> Verdict:
    (found,) = propose([(name, figures)])
    return found[criterion].verdict


MANY = types(Klotter=90, Cykelstöld=80, Rån=40, Misshandel=30, Inbrott=20, Bedrägeri=10)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Klotter vid skolan", YES),
        ("Cykelstölder vid stationen", YES),
        ("Rån mot unga", YES),
        ("Bedrägeri mot äldre", NO),
        ("Otrygga gångvägar", CANNOT),
    ],
)
def test_a_crime_is_common_when_it_is_among_the_first_and_the_name_says_which(
    name: str, says: Verdict
) -> None:
    assert verdict(name, C.COMMON, MANY) is says


def test_among_few_types_it_cannot_tell() -> None:
    assert verdict("Klotter", C.COMMON, types(Klotter=90, Rån=10)) is CANNOT


def test_the_sentence_names_the_figure_its_number_and_its_source() -> None:
    (found,) = propose([("Klotter", [MANY])])
    (said,) = found[C.COMMON].said
    assert said.sentence == "Klotter är nummer 1 av 6 typer i ordning efter antal 2025 (90)."
    assert found[C.COMMON].rests_on == f"{said.sentence} (Polisen, 2025.)"


def test_what_rises_more_than_the_others_over_the_same_years_rises_most() -> None:
    problems = [("A", [trend("increasing", 40.0)]), ("B", [trend("increasing", 10.0)])]
    first, second = propose(problems)
    assert first[C.RISES_MOST].verdict is YES
    assert second[C.RISES_MOST].verdict is NO
    assert "”A” ökar mer" in second[C.RISES_MOST].said[0].sentence


@pytest.mark.parametrize("other", [None, trend("increasing", 90.0, 2015, 2020)])
def test_one_that_rises_alone_is_not_said_to_rise_most(other: Facts | None) -> None:
    problems = [("A", [trend("increasing", 40.0)]), ("B", [other] if other else [])]
    assert propose(problems)[0][C.RISES_MOST].verdict is CANNOT


@pytest.mark.parametrize(
    ("direction", "percent", "says"),
    [("decreasing", -20.0, NO), ("cannot_tell", 40.0, CANNOT), ("increasing", None, CANNOT)],
)
def test_a_line_that_does_not_surely_rise_is_not_proposed(
    direction: str, percent: float | None, says: Verdict
) -> None:
    problems = [("A", [trend(direction, percent)]), ("B", [trend("increasing", 1.0)])]
    assert propose(problems)[0][C.RISES_MOST].verdict is says


@pytest.mark.parametrize(
    ("low", "high", "says"), [(110, 140, YES), (90, 120, CANNOT), (60, 90, NO), (None, None, CANNOT)]
)
def test_more_than_elsewhere_is_more_than_chance_gives(low: Any, high: Any, says: Verdict) -> None:
    compared = {
        "references": [{"name": "Länet", "index": {"low": low, "high": high}}],
        "compared_with": "Länet",
    }
    assert verdict("A", C.DEVIATES, facts("rates", "rates", compared)) is says


def test_without_a_whole_to_compare_with_it_cannot_tell() -> None:
    compared = {"references": [{"name": "X", "index": {"low": 120, "high": 130}}], "compared_with": None}
    assert verdict("A", C.DEVIATES, facts("rates", "rates", compared)) is CANNOT


@pytest.mark.parametrize(("rate", "says"), [(130, YES), (115, CANNOT), (100, NO), (60, NO)])
def test_outside_the_funnel_deviates(rate: int, says: Verdict) -> None:
    own = {"name": "Ekdala", "rate": rate, "low_95": 90, "high_95": 110, "low_998": 80, "high_998": 120}
    assert (
        verdict("A", C.DEVIATES, facts("deviation", "deviation", {"own": "Ekdala", "units": [own]})) is says
    )


@pytest.mark.parametrize(("hot", "says"), [(3, YES), (0, NO)])
def test_a_square_that_stands_out_is_an_exposed_place(hot: int, says: Verdict) -> None:
    assert verdict("A", C.EXPOSED_PLACE, facts("hot_spots", "grid", {"hot_cells": hot})) is says


def test_areas_by_count_alone_say_nothing_of_exposure() -> None:
    areas = {"whole": None, "areas": [{"name": "Centrum", "rate": None, "index": None}]}
    assert verdict("A", C.EXPOSED_PLACE, facts("areas", "areas", areas)) is CANNOT


def test_a_cost_tells_only_where_the_problem_is_a_post_of_its_own() -> None:
    posts = {"year": 2025, "posts": [{"post": "Klotter", "cost": 400.0}, {"post": "Glas", "cost": 100.0}]}
    cost = facts("cost_posts", "cost_posts", posts)
    assert verdict("Klotter vid skolan", C.COSTS_MUCH, cost) is YES
    assert verdict("Glaskross", C.COSTS_MUCH, cost) is CANNOT
    assert verdict("Otrygghet", C.COSTS_MUCH, cost) is CANNOT


def test_figures_that_point_both_ways_cannot_tell() -> None:
    apart = [
        facts("hot_spots", "grid", {"hot_cells": 3}),
        facts("concentration", "grid", {"concentration": {"p": 0.4}}),
    ]
    assert verdict("A", C.EXPOSED_PLACE, *apart) is CANNOT


def test_what_is_for_people_is_never_proposed() -> None:
    (found,) = propose([("Klotter", [MANY, trend("increasing", 5.0)])])
    assert not found.keys() & {C.CAN_BE_INFLUENCED, C.AFFECTS_MANY}


def test_a_figure_without_its_section_says_nothing() -> None:
    assert propose([("A", [Facts("trend", "", "", "", {})])]) == [{}]


def test_the_points_of_a_map_are_not_kept() -> None:
    assert slimmed("hot_spots", {"grid": {"hot_cells": 1, "cells": [[1, 2, 3]], "first": []}}) == {
        "grid": {"hot_cells": 1}
    }


def test_a_type_is_heard_in_a_name_only_where_a_word_begins() -> None:
    assert _named("Rånen vid torget", ["Rån", "Klotter"]) == "Rån"
    assert _named("Klagomål från boende", ["Rån"]) is None
