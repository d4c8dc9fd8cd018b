"""What an analysis is made of is here as data, with the page or source each entry rests on."""

from samverkan.problems.content import (
    hypothesis_help,
    parts,
    perspectives,
    risk_levels,
    strategic_crimes,
)
from samverkan.problems.rules import Perspective, RiskLevel


def test_there_are_three_perspectives_each_with_questions_and_a_text_of_its_own() -> None:
    assert [each.perspective for each in perspectives()] == list(Perspective)
    assert all(len(each.questions) >= 3 for each in perspectives())
    assert {each.value for each in Perspective} < {part.key for part in parts()}


def test_risk_factors_have_four_levels_with_the_handbooks_examples() -> None:
    assert [each.level for each in risk_levels()] == list(RiskLevel)
    assert all(len(each.examples) == 2 for each in risk_levels())


def test_strategic_crimes_stand_with_year_and_source() -> None:
    [report] = strategic_crimes()
    assert report.year == 2011 and "2011:21" in report.source and "Brå" in report.source
    named = " ".join(report.crimes).lower()
    assert all(
        crime in named
        for crime in ("rån", "motorfordon", "allmän verksamhet", "övergrepp i rättssak", "tjänsteman")
    )
    assert [crime.lower() for crime in report.others] == ["snatteri", "skadegörelse", "misshandel"]


def test_a_hypothesis_is_helped_on_with_question_assumption_and_test() -> None:
    assert list(hypothesis_help()) == ["question", "assumption", "test"]


def test_every_entry_rests_on_the_pages_about_causes() -> None:
    for each in (*parts(), *perspectives(), *risk_levels(), *strategic_crimes(), *hypothesis_help().values()):
        assert 49 <= each.page <= 54
