"""A focus area's analysis: written together, finished when it is whole, and unfinished again when it changes."""

from typing import Any

import pytest
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import versions
from samverkan.problems.actions import analysis as actions
from samverkan.problems.actions import change_problem
from samverkan.problems.actions.hypotheses import add_evidence, tell_hypothesis_outcome
from samverkan.problems.analysis_printing import print_analysis
from samverkan.problems.models import AnalysisText, Cause, Problem, RiskFactor, Situation
from samverkan.problems.queries import analysis_evidence, analysis_stages, analysis_state
from samverkan.problems.queries.analysis import AnalysisState
from samverkan.problems.rules import EvidenceKind, Outcome, Perspective, RiskLevel, Standing
from samverkan.typeset import from_data
from tests.conftest import World, begin_next_cycle
from tests.planted.analysis import cause, finish, focus_area, pose, write_all


def state(world: World, problem: Problem) -> AnalysisState:
    return analysis_state(world.scope("anna"), Problem.objects.get(pk=problem.pk))


def chain(world: World, problem: Problem) -> list[str]:
    return [each.what for each in state(world, problem).situations]


def test_a_text_is_written_by_either_party_and_nobody_writes_over_another_unseen(
    world: World, area: Problem
) -> None:
    actions.write_analysis_text(world.scope("anna"), area, "why", 0, text="Det är trångt.")
    with pytest.raises(Conflict):
        actions.write_analysis_text(world.scope("per"), area, "why", 0, text="Det är mörkt.")
    actions.write_analysis_text(world.scope("per"), area, "why", 1, text="Det är trångt och mörkt.")
    assert state(world, area).texts["why"].text == "Det är trångt och mörkt."


def test_a_text_belongs_to_a_part_that_there_is(world: World, area: Problem) -> None:
    with pytest.raises(KeyError):
        actions.write_analysis_text(world.scope("anna"), area, "other", 0, text="Något")
    assert not AnalysisText.objects.exists()


@pytest.mark.parametrize("who", ["karin", "lars"])
def test_the_leadership_reads_and_does_not_write(world: World, area: Problem, who: str) -> None:
    assert analysis_state(world.scope(who), area).texts == {}
    with pytest.raises(Forbidden):
        actions.write_analysis_text(world.scope(who), area, "why", 0, text="Det är trångt.")


def test_an_observer_is_told_nothing(world: World, area: Problem) -> None:
    with pytest.raises(NoParty):
        analysis_state(world.scope("olle"), area)


def test_nothing_is_written_from_elsewhere_nor_about_what_is_not_in_focus(
    world: World, area: Problem
) -> None:
    with pytest.raises(Refused):
        actions.write_analysis_text(world.scope("cecilia"), area, "why", 0, text="Fel plats")
    Problem.objects.filter(pk=area.pk).update(standing=Standing.SET_ASIDE)
    with pytest.raises(Refused, match="inte längre ett fokusområde"):
        actions.add_situation(world.scope("anna"), None, area, what="Många dricker")
    assert not Situation.objects.exists()


def test_the_chain_keeps_its_order_while_links_move_go_and_come_back(world: World, area: Problem) -> None:
    anna = world.scope("anna")
    first, _, third = (
        actions.add_situation(anna, None, area, what=what) for what in ("Langning", "Trängsel", "Bråk")
    )
    actions.move_situation(anna, third, up=True)
    assert chain(world, area) == ["Langning", "Bråk", "Trängsel"]
    actions.move_situation(anna, first, up=True)
    assert chain(world, area) == ["Langning", "Bråk", "Trängsel"]
    actions.remove_situation(world.scope("per"), first)
    assert chain(world, area) == ["Bråk", "Trängsel"]
    assert [each.what for each in state(world, area).removed_situations] == ["Langning"]
    actions.put_back_situation(anna, first)
    assert chain(world, area) == ["Bråk", "Trängsel", "Langning"]


def test_what_has_been_removed_is_not_written_from_a_page_that_still_shows_it(
    world: World, area: Problem
) -> None:
    """The rows here are as the page read them before somebody else removed them."""
    anna, per = world.scope("anna"), world.scope("per")
    link = actions.add_situation(anna, None, area, what="Langning")
    risk = actions.add_risk_factor(anna, None, area, level=RiskLevel.SCHOOL, what="Skolk")
    actions.remove_situation(per, Situation.objects.get(pk=link.pk))
    actions.remove_risk_factor(per, RiskFactor.objects.get(pk=risk.pk))
    gone_at = [Situation.objects.get().removed_at, RiskFactor.objects.get().removed_at]
    for verb in (
        lambda: actions.change_situation(anna, link, 1, what="Trängsel", broken_by=""),
        lambda: actions.move_situation(anna, link, up=True),
        lambda: actions.change_risk_factor(anna, risk, 1, level=RiskLevel.SCHOOL, what="X", known_from=""),
    ):
        with pytest.raises(Refused, match="tagit bort"):
            verb()
    logged = LogEntry.objects.count()
    actions.remove_situation(anna, link)
    actions.remove_risk_factor(anna, risk)
    assert [Situation.objects.get().removed_at, RiskFactor.objects.get().removed_at] == gone_at
    actions.put_back_situation(anna, link)
    actions.put_back_situation(per, link)
    assert LogEntry.objects.count() == logged + 1, "what was done already is not logged again"


def test_the_log_tells_what_stood_before(world: World, area: Problem) -> None:
    anna = world.scope("anna")
    actions.write_analysis_text(anna, area, "why", 0, text="Det är trångt.")
    actions.write_analysis_text(anna, area, "why", 1, text="Det är mörkt.")
    told = LogEntry.objects.filter(action="write_analysis_text").first()
    assert told and told.party is None
    assert told.facts == {"key": "why", "changed": {"text": ["Det är trångt.", "Det är mörkt."]}}


def test_two_who_change_a_situation_at_once_meet(world: World, area: Problem) -> None:
    made = actions.add_situation(world.scope("anna"), None, area, what="Langning")
    actions.change_situation(world.scope("per"), made, 1, what="Langning", broken_by="Tillsyn")
    with pytest.raises(Conflict):
        actions.change_situation(world.scope("anna"), made, 1, what="Langning", broken_by="Samtal")


def test_risk_factors_stand_under_their_level(world: World, area: Problem) -> None:
    anna = world.scope("anna")
    for level in RiskLevel:
        made = actions.add_risk_factor(anna, None, area, level=level, what=f"Risk: {level}")
    assert [each.what for each in state(world, area).risks_of(RiskLevel.SCHOOL)] == ["Risk: school"]
    actions.change_risk_factor(
        anna, made, 1, level=RiskLevel.SCHOOL, what="Tomma håltimmar", known_from="Lärare"
    )
    assert len(state(world, area).risks_of(RiskLevel.SCHOOL)) == 2
    actions.remove_risk_factor(anna, made)
    assert len(state(world, area).risk_factors) == 3


def test_the_causes_are_told_in_the_trees_own_order_each_with_its_branchs_perspective(
    world: World, area: Problem
) -> None:
    anna = world.scope("anna")
    offender = cause(anna, area, "Berusning")
    Cause.objects.filter(pk=offender.pk).update(perspective=Perspective.OFFENDER)
    inner = cause(anna, area, "Langning", cause(anna, area, "Alkohol", offender))
    situation = cause(anna, area, "Trängsel")
    told = state(world, area).causes
    assert [each["number"] for each in told] == [situation.pk, offender.pk]
    [twig] = told[1]["children"]
    [leaf] = twig["children"]
    assert (leaf["number"], leaf["perspective"]) == (inner.pk, "offender")
    Cause.objects.filter(pk=twig["number"]).update(removed_at=timezone.now())
    assert state(world, area).causes[1]["children"] == [], "what hangs on it goes along"


def test_what_is_missing_is_named(world: World, area: Problem) -> None:
    missing = state(world, area).missing
    assert missing == [
        "en text om varför problemet uppstår",
        "minst en orsak i trädet",
        "perspektivet ”Situationen”",
        "perspektivet ”Den eller det som drabbas”",
        "perspektivet ”Den som begår brottet”",
    ]
    with pytest.raises(Refused, match="minst en orsak i trädet, perspektivet ”Situationen”"):
        finish(world.scope("anna"), area)
    assert not DocumentVersion.objects.exists()


def test_a_perspective_may_be_said_to_mean_nothing_here(world: World, area: Problem) -> None:
    actions.write_analysis_text(world.scope("anna"), area, "victim", 0, text="", set_aside=True)
    assert "perspektivet ”Den eller det som drabbas”" not in state(world, area).missing


def test_only_a_coordinator_finishes(world: World, written: Problem) -> None:
    for who in ("amir", "karin"):
        with pytest.raises(Forbidden):
            finish(world.scope(who), written)
    version = finish(world.scope("per"), written)
    assert version in versions(world.scope("karin"))
    assert version.document.about == str(written.pk) and version.document.author is None
    assert version.approvals[0]["name"] == "Per"


def test_a_finished_analysis_is_a_document_with_files(world: World, written: Problem) -> None:
    scope, now = world.scope("anna"), state(world, written)
    printed = print_analysis(scope, now)
    version = actions.finish_analysis(scope, None, written, content_sha256=now.sha256, printed=printed)
    document = from_data(version.content)
    assert document.title == "Orsaksanalys: Klotter vid skolan"
    assert version.approved_sha256 == now.sha256
    assert state(world, written).is_finished


def test_a_renamed_problem_gives_the_next_version_its_new_name_and_leaves_the_old_one_its_own(
    world: World, written: Problem
) -> None:
    first = finish(world.scope("anna"), written)
    change_problem(world.scope("anna"), written, written.version, name="Skadegörelse vid skolan")
    second = finish(world.scope("per"), Problem.objects.get(pk=written.pk))
    assert second.document == first.document
    titles = {each.number: each.title for each in versions(world.scope("karin"))}
    assert titles == {1: "Orsaksanalys: Klotter vid skolan", 2: "Orsaksanalys: Skadegörelse vid skolan"}
    page = world.client("karin").get("/p/ekdala/documents/").content.decode()
    assert "Orsaksanalys: Skadegörelse vid skolan" in page


CHANGES: dict[str, Any] = {
    "a text": lambda scope, area: actions.write_analysis_text(scope, area, "why", 1, text="Något nytt"),
    "the chain": lambda scope, area: actions.add_situation(scope, None, area, what="Sen kväll"),
    "a risk factor": lambda scope, area: actions.add_risk_factor(
        scope, None, area, level="school", what="Skolk"
    ),
    "the tree": lambda scope, area: cause(scope, area, "Langning"),
    "a hypothesis": lambda scope, area: pose(scope, Cause.objects.get(problem=area)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_written_afterwards_makes_it_unfinished_and_it_can_be_finished_again(
    world: World, written: Problem, what: str
) -> None:
    first = finish(world.scope("anna"), written)
    CHANGES[what](world.scope("per"), written)
    now = state(world, written)
    assert not now.is_finished and now.document == first
    second = finish(world.scope("per"), written)
    assert (second.number, state(world, written).is_finished) == (2, True)


def test_what_a_hypothesis_showed_is_part_of_what_the_analysis_says(world: World, written: Problem) -> None:
    per = world.scope("per")
    posed = pose(per, Cause.objects.get(problem=written))
    finish(per, written)
    add_evidence(per, None, posed, kind=EvidenceKind.OTHER, what="Tillsynsprotokoll")
    assert not state(world, written).is_finished
    finish(per, written)
    tell_hypothesis_outcome(per, posed, 1, outcome=Outcome.UNCLEAR, conclusion="Vi vet inte.")
    assert not state(world, written).is_finished


def test_what_was_read_is_what_is_finished(world: World, written: Problem) -> None:
    scope, now = world.scope("anna"), state(world, written)
    printed = print_analysis(scope, now)
    actions.add_situation(world.scope("per"), None, written, what="Sen kväll")
    with pytest.raises(Refused, match="har ändrats"):
        actions.finish_analysis(scope, None, written, content_sha256=now.sha256, printed=printed)


def test_it_is_not_finished_twice_over(world: World, written: Problem) -> None:
    finish(world.scope("anna"), written)
    with pytest.raises(Refused, match="redan klar"):
        finish(world.scope("per"), written)


def test_personal_data_stop_it_wherever_they_stand(world: World, written: Problem) -> None:
    number = "850709-9805"  # made up: the control digit is right, the person does not exist
    actions.add_risk_factor(
        world.scope("per"), None, written, level="individual", what="Ungdom", known_from=number
    )
    assert state(world, written).is_blocked
    with pytest.raises(Refused, match="personuppgifter"):
        finish(world.scope("anna"), written)


def test_the_criterion_holds_when_every_focus_area_is_analysed_and_not_before(world: World) -> None:
    anna = world.scope("anna")
    assert analysis_evidence(anna) == []
    first, second = focus_area(anna, "Klotter"), focus_area(anna, "Stölder")
    write_all(anna, first)
    finish(anna, first)
    assert analysis_evidence(anna) == []
    write_all(anna, second)
    finish(anna, second)
    found = analysis_evidence(world.scope("per"))
    assert [each.url_kwargs for each in found] == [{"pk": first.pk}, {"pk": second.pk}]
    assert "join.causes" in _met(world)
    actions.write_analysis_text(anna, first, "why", 1, text="Något nytt")
    assert analysis_evidence(anna) == []
    assert "join.causes" not in _met(world)


def _met(world: World) -> set[str]:
    from samverkan.cycles.queries import standing

    return set(standing(world.cycle).met)


def test_how_far_it_has_come_is_told_in_our_own_words(world: World, area: Problem, written: Problem) -> None:
    anna = world.scope("anna")
    assert analysis_stages(anna)["analyses"] == [[area.pk, "begin"], [written.pk, "finish"]]
    actions.add_situation(anna, None, area, what="Sen kväll")
    finish(anna, written)
    assert analysis_stages(anna)["analyses"] == [[area.pk, "write"], [written.pk, ""]]


def test_the_next_cycle_begins_without_focus_areas_and_the_old_one_stands(
    world: World, written: Problem
) -> None:
    late = world.scope("per")
    assert late.cycle == world.cycle
    begin_next_cycle(world.scope("anna"))
    assert analysis_stages(world.scope("anna")) == {"analyses": [], "untested": []}
    with pytest.raises(Refused, match="avslutat"):
        actions.add_situation(late, None, written, what="Sen kväll")
