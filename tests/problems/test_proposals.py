"""What the figures can say about a problem, and that they never say more. Rules: docs/algorithms/proposals.md"""

from typing import Any

import pytest

from samverkan.pictures.rules import Verdict
from samverkan.problems.facts import Facts
from samverkan.problems.figure_answers import RULES, slimmed
from samverkan.problems.proposals import BY_PEOPLE, Proposals, Said, is_unexplained, propose
from samverkan.problems.rules import MatrixCriterion as C
from samverkan.problems.subject import Subject

YES, NO, CANNOT = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL
BIKES = "Cykelstölder vid stationen"


def facts(
    key: str,
    section: str,
    content: dict[str, Any],
    *,
    about: str = "Cykelstöld",
    where: str = "",
    caveats: tuple[str, ...] = (),
) -> Facts:
    message = f"{about}: så här"
    return Facts(key, message, "Polisen, 2025.", about, {section: content}, where, caveats)


def types(**counts: int) -> Facts:
    listed = [{"type": name, "count": count} for name, count in counts.items()]
    return facts("by_type", "by_type", {"year": 2025, "types": listed, "shown": next(iter(counts))})


def trend(
    slope: float = 10,
    margin: float = 3,
    *,
    first: int = 2020,
    last: int = 2025,
    preliminary: tuple[int, ...] = (),
    per: bool = True,
    caveats: tuple[str, ...] = (),
    **change: Any,
) -> Facts:
    """A line over a level of 100, so that the slope is also percent a year. Direction as analysis/trend.py gives it."""
    direction = "cannot_tell" if abs(slope) <= margin else "increasing" if slope > 0 else "decreasing"
    years = list(range(first, last + 1))
    own: dict[str, Any] = {
        "direction": direction,
        "settled": direction,
        "first_year": first,
        "last_year": last,
        "slope": slope,
        "low": slope - margin,
        "high": slope + margin,
    }
    section = {
        "years": years,
        "own": {"values": [100.0] * len(years)},
        "per_100000": per,
        "preliminary": list(preliminary),
        "changes": [{name: value for name, value in (own | change).items() if value is not ...}],
    }
    return facts("trend", "trend", section, caveats=caveats)


def found(name: str, *figures: Facts, description: str = "") -> Proposals:
    (proposals,) = propose([(Subject(name, description), figures)])
    return proposals


def verdict(name: str, criterion: C, *figures: Facts) -> Verdict:
    return found(name, *figures)[criterion].verdict


def rising(*problems: tuple[str, Facts]) -> list[Said]:
    """What is said of each problem's rise. Their names all speak of bicycle thefts, so that the figures are theirs."""
    proposed = propose([(Subject(f"Cykelstöld {name}"), [figure]) for name, figure in problems])
    return [each[C.RISES_MOST].said[0] for each in proposed]


# --- Which problem a figure is about -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rånen vid torget", "Rån"),
        ("Cykelstölder vid stationen", "Cykelstöld"),
        ("Misshandel utomhus på helger", "Misshandel utomhus"),
        ("Klagomål från boende", None),  # a complaint is no robbery
        ("Stölder på hotell", None),  # nor a hotel a threat
        ("Klotter och cykelstölder", None),  # which of them?
        ("Otrygghet", None),
    ],
)
def test_a_problem_is_about_the_one_type_that_its_words_speak_of(name: str, kind: str | None) -> None:
    known = ["Rån", "Cykelstöld", "Misshandel", "Misshandel utomhus", "Klotter", "Hot"]
    assert Subject(name).one_of(known) == kind


def test_the_description_speaks_where_the_name_does_not() -> None:
    problem = Subject("Våld på helger", "Misshandel utomhus nära krogarna.")
    assert problem.one_of(["Misshandel utomhus", "Rån"]) == "Misshandel utomhus"
    assert problem.speaks_of("Misshandel utomhus") and not problem.speaks_of("Rån")


HOT = {"hot_cells": 25}


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (facts("hot_spots", "grid", HOT), YES),
        (facts("hot_spots", "grid", HOT, about="Alla händelser"), CANNOT),
        (facts("hot_spots", "grid", HOT, about="Klotter"), CANNOT),
        (facts("hot_spots", "grid", HOT, where="Centrum"), CANNOT),
        (facts("hot_spots", "grid", HOT, where="Stationen"), YES),
    ],
)
def test_a_figure_about_something_else_proposes_nothing(figure: Facts, says: Verdict) -> None:
    assert verdict(BIKES, C.EXPOSED_PLACE, figure) is says


def test_it_is_told_what_the_figure_is_about() -> None:
    (said,) = found(BIKES, facts("hot_spots", "grid", HOT, about="Alla händelser"))[C.EXPOSED_PLACE].said
    assert "Siffran gäller alla händelser" in said.sentence
    (said,) = found(BIKES, facts("hot_spots", "grid", HOT, where="Centrum"))[C.EXPOSED_PLACE].said
    assert "bara Centrum" in said.sentence


def test_a_rise_of_something_else_takes_no_part_in_the_comparison() -> None:
    own, other = propose([(Subject("Cykelstöld"), [trend(10)]), (Subject("Otrygghet i parken"), [trend(40)])])
    assert own[C.RISES_MOST].verdict is CANNOT and other[C.RISES_MOST].verdict is CANNOT
    assert "Inget annat problem" in own[C.RISES_MOST].said[0].sentence


# --- Common --------------------------------------------------------------------------------------------------------

MANY = types(Klotter=190, Cykelstöld=160, Rån=100, Misshandel=97, Inbrott=40, Bedrägeri=10)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Klotter vid skolan", YES),
        ("Cykelstölder vid stationen", YES),
        ("Rån mot unga", CANNOT),  # 100 against 97: chance could have turned the order
        ("Misshandel på krogar", CANNOT),
        ("Inbrott i villor", NO),
        ("Bedrägeri mot äldre", NO),
        ("Otrygga gångvägar", CANNOT),  # whichever type the figure was drawn for
    ],
)
def test_a_crime_is_common_or_not_only_where_the_order_is_clear(name: str, says: Verdict) -> None:
    assert verdict(name, C.COMMON, MANY) is says


def test_an_order_that_is_not_clear_names_the_one_that_is_as_near() -> None:
    (said,) = found("Rån mot unga", MANY)[C.COMMON].said
    assert "skiljer för lite mot nummer 4, Misshandel (97)" in said.sentence


def test_among_few_types_it_cannot_tell() -> None:
    assert verdict("Klotter", C.COMMON, types(Klotter=90, Rån=10)) is CANNOT


# --- Rises most ----------------------------------------------------------------------------------------------------


def test_what_surely_rises_more_than_the_others_over_the_same_years_rises_most() -> None:
    first, second = rising(("A", trend(40, 5)), ("B", trend(10, 5)))
    assert (first.verdict, second.verdict) == (YES, NO)
    assert "”Cykelstöld A” ökar säkert mer" in second.sentence


def test_rises_whose_intervals_overlap_are_left_to_people() -> None:
    first, second = rising(("A", trend(40, 5)), ("B", trend(39, 5)))
    assert (first.verdict, second.verdict) == (CANNOT, CANNOT)
    assert "går inte att skilja från ”Cykelstöld B”" in first.sentence
    assert "39,0\u00a0% om året, osäkerhet 34,0–44,0" in first.sentence


def test_one_without_a_direction_takes_nothing_from_one_that_has_it() -> None:
    sure, unsure, falling = rising(("A", trend(40, 5)), ("B", trend(60, 70)), ("C", trend(-10, 5)))
    assert (sure.verdict, unsure.verdict, falling.verdict) == (YES, CANNOT, NO)


def test_the_figure_is_the_lines_slope_and_not_the_end_years() -> None:
    """Ordinary years 100 between an exceptional first and last one: a slope of 2 must not become a rise of 40 %."""
    one, other = rising(
        ("A", trend(2, 1, percent=40.0)),
        ("B", trend(10, 1, percent=5.0)),
    )
    assert (one.verdict, other.verdict) == (NO, YES)


@pytest.mark.parametrize("other", [trend(5, 1, first=2015, last=2020), trend(5, 1, per=False), trend(5, 9)])
def test_one_that_rises_alone_is_not_said_to_rise_most(other: Facts) -> None:
    assert rising(("A", trend(40, 5)), ("B", other))[0].verdict is CANNOT


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (trend(40, 5, preliminary=(2025,)), YES),
        (trend(40, 5, preliminary=(2025,), settled="cannot_tell"), CANNOT),
        (trend(40, 5, preliminary=(2025,), settled=...), CANNOT),  # frozen before it was tried without
        (trend(40, 5, settled=...), YES),  # frozen earlier too, but with nothing preliminary in it
        (trend(-40, 5, preliminary=(2025,), settled="cannot_tell"), CANNOT),
        (trend(-40, 5), NO),
        (trend(40, 5, low=None), CANNOT),
    ],
)
def test_a_direction_that_hangs_on_a_preliminary_year_decides_nothing(figure: Facts, says: Verdict) -> None:
    assert rising(("A", figure), ("B", trend(5, 1)))[0].verdict is says


def test_a_rise_that_hangs_on_a_preliminary_year_is_not_held_against_another() -> None:
    shaky = trend(90, 5, preliminary=(2025,), settled="cannot_tell")
    assert rising(("A", trend(40, 5)), ("B", shaky), ("C", trend(5, 1)))[0].verdict is YES


def test_the_reservations_of_a_figure_follow_into_what_is_kept() -> None:
    reservation = "Utan 2025 blir svaret ett annat."
    figure = trend(40, 5, preliminary=(2025,), settled="cannot_tell", caveats=(reservation,))
    kept = found(BIKES, figure)[C.RISES_MOST].rests_on
    assert "Riktningen hänger på 2025" in kept and reservation in kept


# --- Deviates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (112, 140, YES),
        (102, 140, CANNOT),  # more, but it may be too little to matter
        (90, 120, CANNOT),
        (95, 109, NO),
        (60, 90, NO),
        (None, None, CANNOT),
    ],
)
def test_a_rate_deviates_only_where_its_interval_leaves_out_a_tenth(
    low: Any, high: Any, says: Verdict
) -> None:
    compared = {
        "references": [{"name": "Länet", "index": {"low": low, "high": high}}],
        "compared_with": "Länet",
    }
    assert verdict(BIKES, C.DEVIATES, facts("rates", "rates", compared)) is says


def test_without_a_whole_to_compare_with_it_cannot_tell() -> None:
    compared = {"references": [{"name": "X", "index": {"low": 120, "high": 130}}], "compared_with": None}
    assert verdict(BIKES, C.DEVIATES, facts("rates", "rates", compared)) is CANNOT


@pytest.mark.parametrize(
    ("rate", "places", "says"),
    [
        (130, 10, YES),
        (115, 10, CANNOT),
        (100, 10, CANNOT),
        (91, 10, CANNOT),
        (85, 10, NO),
        (130, 9, CANNOT),
        (60, 3, CANNOT),
    ],
)
def test_within_the_funnel_is_no_sign_of_being_like_the_others(rate: int, places: int, says: Verdict) -> None:
    own = {"name": "Ekdala", "rate": rate, "low_95": 90, "high_95": 110, "low_998": 80, "high_998": 120}
    units = [own, *({**own, "name": f"Plats {place}"} for place in range(places - 1))]
    assert (
        verdict(BIKES, C.DEVIATES, facts("deviation", "deviation", {"own": "Ekdala", "units": units})) is says
    )


# --- Exposed place -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hot", "says"), [(3, YES), (0, CANNOT)])
def test_squares_that_do_not_stand_out_are_no_sign_of_an_even_spread(hot: int, says: Verdict) -> None:
    assert verdict(BIKES, C.EXPOSED_PLACE, facts("hot_spots", "grid", {"hot_cells": hot})) is says


@pytest.mark.parametrize("p", [0.001, 0.07, 0.4])
def test_gathered_among_all_squares_decides_nothing(p: float) -> None:
    gathered = facts("concentration", "grid", {"concentration": {"p": p}})
    assert verdict(BIKES, C.EXPOSED_PLACE, gathered) is CANNOT
    assert "skog och vatten" in found(BIKES, gathered)[C.EXPOSED_PLACE].said[0].sentence


def areas(**counts: int) -> Facts:
    """Areas with a thousand inhabitants each."""
    rows = [
        {"name": name, "count": count, "population": 1000, "rate": {"value": count}}
        for name, count in counts.items()
    ]
    whole = {"value": 1, "count": sum(counts.values()), "population": 1000 * len(counts)}
    told = ["Talen räknar dem som bor i området."]
    return facts("areas", "areas", {"whole": whole, "areas": rows, "told": told})


# Of 420 crimes 60 are expected in each of seven areas. Exact binomial limits (Clopper and Pearson 1934), as an index of
# the first area: 85 gives 115–171 at 95 % and 107–182 at 99.3 %; 120 gives 170–232 and 160–244.
@pytest.mark.parametrize(
    ("first", "says"),
    [(60, CANNOT), (85, CANNOT), (120, YES)],
)
def test_one_of_seven_areas_must_stand_out_among_seven(first: int, says: Verdict) -> None:
    rest = (420 - first) // 6
    six = dict(zip("BCDEFG", [rest] * 5 + [420 - first - 5 * rest], strict=True))
    assert verdict(BIKES, C.EXPOSED_PLACE, areas(A=first, **six)) is says


@pytest.mark.parametrize(("area", "says"), [("Centrum", YES), ("Ekbacken", NO), ("Sjöstaden", CANNOT)])
def test_the_area_that_the_problem_names_decides(area: str, says: Verdict) -> None:
    figure = areas(Centrum=300, Ekbacken=60, Sjöstaden=180)
    assert verdict(f"Cykelstölder i {area}", C.EXPOSED_PLACE, figure) is says


def test_what_the_areas_leave_out_is_kept() -> None:
    figure = areas(Centrum=300, Ekbacken=60, Sjöstaden=180)
    assert "dem som bor" in found("Cykelstölder i Centrum", figure)[C.EXPOSED_PLACE].rests_on


def test_areas_by_count_alone_say_nothing_of_exposure() -> None:
    counted = {"whole": None, "areas": [{"name": "Centrum", "rate": None, "index": None}]}
    assert verdict(BIKES, C.EXPOSED_PLACE, facts("areas", "areas", counted)) is CANNOT


# --- Costs much ----------------------------------------------------------------------------------------------------


def costs(**posts: float) -> Facts:
    listed = [{"post": name, "cost": cost} for name, cost in posts.items()]
    return facts("cost_posts", "cost_posts", {"year": 2025, "posts": listed}, about="Kostnader")


@pytest.mark.parametrize(
    ("posts", "says"),
    [
        ({"Klotter": 400.0, "Glas": 100.0, "Bänkar": 50.0}, YES),
        ({"Klotter": 400.0, "Glas": 390.0, "Bänkar": 50.0}, CANNOT),
        ({"Klotter": 50.0, "Glas": 400.0, "Bänkar": 40.0}, CANNOT),
        ({"Klotter": 400.0, "Glas": 100.0}, CANNOT),
        ({"Klotter": 400.0}, CANNOT),
        ({"Glas": 400.0, "Bänkar": 100.0, "Dörrar": 50.0}, CANNOT),
    ],
)
def test_a_cost_is_much_only_as_the_dearest_of_several_posts(posts: dict[str, float], says: Verdict) -> None:
    assert verdict("Klotter vid skolan", C.COSTS_MUCH, costs(**posts)) is says


# --- All together --------------------------------------------------------------------------------------------------


def test_figures_that_point_both_ways_cannot_tell() -> None:
    compared = {"references": [{"name": "Länet", "index": {"low": 60, "high": 90}}], "compared_with": "Länet"}
    own = {"name": "Ekdala", "rate": 130, "low_95": 90, "high_95": 110, "low_998": 80, "high_998": 120}
    above = facts("deviation", "deviation", {"own": "Ekdala", "units": [own] * 10})
    assert verdict(BIKES, C.DEVIATES, facts("rates", "rates", compared), above) is CANNOT


def test_what_is_kept_tells_verdict_sentence_source_and_rule() -> None:
    proposal = found("Klotter", MANY)[C.COMMON]
    (said,) = proposal.said
    assert said.sentence == "Klotter är nummer 1 av 6 typer i ordning efter antal 2025 (190)."
    assert proposal.rests_on.split("\n") == [
        "Siffrorna: ja.",
        f"{said.sentence} (Polisen, 2025.)",
        f"Regel: {RULES[C.COMMON]}",
    ]
    assert found("Rån", MANY)[C.COMMON].rests_on.startswith("Siffrorna: kan inte säga.")


def test_every_criterion_that_figures_speak_of_has_its_rule() -> None:
    assert RULES.keys() == set(C) - BY_PEOPLE


def test_what_is_for_people_is_never_proposed() -> None:
    assert not found("Klotter", MANY, trend(5, 1)).keys() & BY_PEOPLE


def test_a_figure_without_its_section_says_nothing() -> None:
    assert found("A", Facts("trend", "", "", "", {})) == {}


def test_the_points_of_a_map_are_not_kept() -> None:
    assert slimmed("hot_spots", {"grid": {"hot_cells": 1, "cells": [[1, 2, 3]], "first": []}}) == {
        "grid": {"hot_cells": 1}
    }


@pytest.mark.parametrize(
    ("fits", "why", "rests_on", "says"),
    [
        (True, "", "", True),
        (True, " ", "Siffrorna: kan inte säga.\n…", True),
        (True, "", "Siffrorna: nej.\n…", True),
        (True, "", "Siffrorna: ja.\n…", False),
        (True, "Vi ser det.", "", False),
        (True, "", "Klotter är nummer 1 av 6 typer.", False),  # kept before the verdict was
        (False, "", "", False),
        (None, "", "", False),
    ],
)
def test_a_yes_that_nobody_and_no_figure_stands_behind(
    fits: bool | None, why: str, rests_on: str, says: bool
) -> None:
    assert is_unexplained(fits, why, rests_on) is says
