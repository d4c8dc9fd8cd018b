"""A figure as the others may see it: nothing small is left in it, nor anything that gives the small away."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.datasets.figures import thaw
from samverkan.datasets.figures.registry import FIGURES
from samverkan.pictures.small_cells import RULES, shareable
from tests.pictures.conftest import figure_data


def frozen(**sections: Any) -> dict[str, Any]:
    return {"context": figure_data()["context"], "figures": sections}


def years(*counts: int) -> dict[str, Any]:
    values = [float(count) for count in counts]
    return {"own": {"counts": list(counts), "values": values}}


def cell(count: int, x: float = 0) -> dict[str, Any]:
    return {"x": x, "y": 0, "count": count, "gi_star": 3.2871, "p": 0.001, "p_adjusted": 0.004, "hot": True}


def grid(*counts: int, cell_m: float = 200) -> dict[str, Any]:
    return {
        "cell_m": cell_m,
        "cells": [[x, 0, count] for x, count in enumerate(counts)],
        "first": [cell(count, x) for x, count in enumerate(counts)],
        "concentration": {"share_of_places": 0.1},
    }


def test_every_figure_that_can_be_frozen_has_a_rule() -> None:
    sections = {section for kinds in FIGURES.values() for kind in kinds for section in kind.sections}
    assert sections <= RULES.keys()


def test_a_figure_nobody_has_made_a_rule_for_is_not_shown() -> None:
    shared, told = shareable("new", frozen(new_section={"count": 1000}))
    assert shared["figures"] == {}
    assert "ingen regel" in told[0]


def test_small_rows_are_left_out_and_named() -> None:
    shared, told = shareable("by_type", figure_data(Stöld=90, Klotter=20, Rån=3))
    assert [row["type"] for row in shared["figures"]["by_type"]["types"]] == ["Stöld"]
    assert "Klotter, Rån" in told[0]


def test_a_list_where_only_zeros_would_be_left_is_not_shown() -> None:
    shared, told = shareable("by_type", figure_data(Rån=3, Stöld=50, Mord=0))
    assert shared["figures"] == {}
    assert told


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_no_small_count_is_left_in_a_list(counts: list[int]) -> None:
    shared, _ = shareable("by_type", figure_data(**{f"typ{n}": count for n, count in enumerate(counts)}))
    left = shared["figures"].get("by_type", {"types": []})["types"]
    assert not [row for row in left if 0 < row["count"] < 5]


def test_a_breakdown_of_two_with_one_small_is_not_shown() -> None:
    parts = [
        {"label": "kvinna", "count": 3, "share": 0.1, "low": 0.0, "high": 0.2},
        {"label": "man", "count": 27, "share": 0.9, "low": 0.8, "high": 1.0},
    ]
    section = {"by": "sex", "parts": parts, "known": 30, "missing": 0, "method": "", "told": []}
    assert shareable("sex", frozen(profile_sex=section))[0]["figures"] == {}


def test_ages_by_sex_are_a_table_whose_sums_must_not_tell() -> None:
    def group(name: str, women: int, men: int) -> dict[str, Any]:
        return {"group": name, "people": women + men, "women": women, "men": men}

    groups = [group("0–15", 90, 92), group("16–64", 400, 380), group("65–", 60, 55), group("90–", 20, 2)]
    shared, told = shareable("ages", frozen(ages={"groups": groups}))
    assert [each["group"] for each in shared["figures"]["ages"]["groups"]] == ["0–15", "16–64"]
    assert "65–, 90–" in told[0]


@pytest.mark.parametrize("counts, is_shown", [((12, 5, 0), True), ((12, 4, 9), False), ((12, 1, 9), False)])
def test_a_trend_with_a_small_year_is_not_shown_since_its_slope_would_tell(
    counts: Any, is_shown: bool
) -> None:
    assert bool(shareable("trend", frozen(trend=years(*counts)))[0]["figures"]) is is_shown


def test_a_trend_whose_counts_are_not_known_is_not_shown() -> None:
    unknown = {"own": {"counts": [None], "values": [81.2]}}
    assert shareable("trend", frozen(trend=unknown))[0]["figures"] == {}


@pytest.mark.parametrize("total, is_shown", [(60, True), (59, False), (0, True)])
def test_a_season_is_shown_when_it_rests_on_enough(total: int, is_shown: bool) -> None:
    section = {"months": [{"month": 1, "count": total}]}
    assert bool(shareable("season", frozen(season=section))[0]["figures"]) is is_shown


@pytest.mark.parametrize("total, is_shown", [(168, True), (167, False)])
def test_the_week_is_shown_when_it_rests_on_enough(total: int, is_shown: bool) -> None:
    section = {"incidents": total, "table": []}
    assert bool(shareable("weekday_hour", frozen(week=section))[0]["figures"]) is is_shown


def test_small_squares_look_like_empty_ones_and_test_values_are_gone() -> None:
    shared, told = shareable("hot_spots", frozen(grid=grid(7, 4, 12, 1)))
    section = shared["figures"]["grid"]
    assert [count for _, _, count in section["cells"]] == [7, 12]
    assert [each["count"] for each in section["first"]] == [7, 12]
    assert "3.2871" not in json.dumps(section) and "0.004" not in json.dumps(section)
    assert "Rutor med färre än 5" in told[0]


def test_squares_small_enough_to_be_a_house_are_not_shown() -> None:
    assert shareable("hot_spots", frozen(grid=grid(7, 9, cell_m=50)))[0]["figures"] == {}


def test_how_gathered_it_is_is_told_without_the_squares() -> None:
    shared, told = shareable("concentration", frozen(grid=grid(7, 3)))
    assert shared["figures"]["grid"]["cells"] == [] and not told
    assert shared["figures"]["grid"]["concentration"] == {"share_of_places": 0.1}


@pytest.mark.parametrize(
    "share, respondents, is_shown",
    [(40.0, 200, True), (1.0, 200, False), (50.0, 4, False), (0.0, 200, True), (40.0, None, False)],
)
def test_a_survey_is_shown_when_no_share_stands_for_a_few(
    share: float, respondents: Any, is_shown: bool
) -> None:
    section = {"questions": [{"question": "Otrygg", "value": share, "respondents": respondents}]}
    assert bool(shareable("shares", frozen(shares=section))[0]["figures"]) is is_shown


def test_a_withheld_figure_draws_as_missing_rather_than_failing() -> None:
    shared, _ = shareable("by_type", figure_data(Rån=3))
    assert thaw("by_type", shared).chart is None
