"""Surveys, populations and costs: what is shown, and what is not said."""

import pytest

from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.cost import cost_figures
from samverkan.datasets.tabulated.people import Population
from samverkan.datasets.tabulated.population import population_figures
from samverkan.datasets.tabulated.shares import apart, share
from samverkan.datasets.tabulated.survey import survey_figures
from samverkan.datasets.tabulated.table import rows
from tests.datasets.tabulated.conftest import Write


def test_a_share_has_wilsons_interval() -> None:
    """Newcombe, Statistics in Medicine 17 (1998) p. 861 table I: 81 of 263 gives 0.2553–0.3662."""
    found = share(100 * 81 / 263, 263)
    assert (found.low, found.high) == pytest.approx((25.53, 36.62), abs=0.005)


def test_two_shares_differ_only_beyond_their_interval() -> None:
    """Newcombe, Statistics in Medicine 17 (1998) p. 877 table II: 56/70 against 48/80 gives 0.0524–0.3339."""
    assert apart(share(80, 70), share(60, 80))
    assert not apart(share(80, 7), share(60, 8))
    assert not apart(share(80, None), share(60, 80))


def survey(**fields: object) -> dict[str, object]:
    return {"area": "Ekdala", "type": "Otrygg på kvällen", "measure": "share", "year": 2024} | fields


def test_women_and_men_are_told_apart_where_the_survey_has_them(write: Write) -> None:
    path = write(
        survey(value=30.0, respondents=900),
        survey(value=40.0, respondents=450, sex="kvinna"),
        survey(value=20.0, respondents=450, sex="man"),
        survey(value=25.0, respondents=900, year=2022),
    )
    figures = survey_figures(path, Filter(type="Otrygg på kvällen", area="Ekdala"))
    assert figures["share_groups"]["sexes_differ"] is True
    assert figures["share_years"]["years"] == [2022, 2024] and figures["share_years"]["changed"] is True
    assert [row["value"] for row in figures["shares"]["questions"]] == [30.0]


def test_a_survey_without_groups_has_no_group_figure(write: Write) -> None:
    path = write(survey(value=30.0, respondents=None))
    figures = survey_figures(path, Filter(type="Otrygg på kvällen", area="Ekdala"))
    assert "share_groups" not in figures
    assert "Antalet svarande är inte känt" in figures["shares"]["caveats"][0]


def people(**fields: object) -> dict[str, object]:
    return {"area": "Ekdala", "type": "befolkning", "measure": "population", "year": 2024} | fields


@pytest.mark.parametrize(
    "cuts",
    [
        [people(value=100)],
        [people(value=100), people(value=60, sex="kvinna"), people(value=40, sex="man")],
        [people(value=60, sex="kvinna"), people(value=40, sex="man")],
        [people(value=70, age_group="0–64"), people(value=30, age_group="65–")],
        [people(value=25, sex=sex, age_group=age) for sex in ("kvinna", "man") for age in ("0–64", "65–")],
    ],
)
def test_inhabitants_are_the_same_however_the_table_is_cut(
    write: Write, cuts: list[dict[str, object]]
) -> None:
    path = write(*cuts)
    assert Population(rows(path)).of("Ekdala kommun", None, 2024) == 100
    assert population_figures(path, Filter(area="Ekdala"))["inhabitants"]["values"] == [100]


def test_a_place_is_found_by_its_code_when_it_is_spelled_otherwise(write: Write) -> None:
    population = Population(rows(write(people(value=100, area="Ekdala-Furuvik", area_code="0180"))))
    assert population.of("Ekdala", "0180", 2024) == 100
    assert population.of("Ekdala", "0181", 2024) is None


def test_a_year_that_is_not_whole_is_said_to_be_so(write: Write) -> None:
    cost = [
        {"area": "Ekdala", "type": "Klotter", "measure": "cost", "year": year, "month": month, "value": 1000}
        for year, months in ((2023, 12), (2024, 3))
        for month in range(1, months + 1)
    ]
    figures = cost_figures(write(*cost), Filter())
    assert figures["cost_years"]["values"] == [12_000, 3000]
    assert figures["cost_years"]["caveats"] == ["Hela året är inte med: 2024."]
    assert figures["cost_months"]["values"] == [1000] * 3 + [None] * 9


def test_a_year_told_twice_is_counted_once(write: Write) -> None:
    rows = [
        {"area": "Ekdala", "type": "Klotter", "measure": "cost", "year": 2024, "month": month, "value": value}
        for month, value in ((None, 12_000), *((month, 1000) for month in range(1, 13)))
    ]
    assert cost_figures(write(*rows), Filter())["cost_years"]["values"] == [12_000]
