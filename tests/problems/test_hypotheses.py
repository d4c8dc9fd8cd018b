"""An assumed cause is tried, and what it showed stands with what it rests on; what gets no support is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.handing import hand_on
from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.notices.models import Notice
from samverkan.partnerships.models import Membership
from samverkan.pictures.models import Finding, Picture
from samverkan.problems.actions import hypotheses as actions
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence, Problem
from samverkan.problems.queries import analysis_state, cause_marks, my_open_hypotheses
from samverkan.problems.rules import EvidenceKind, Outcome, cause_mark
from samverkan.process.next import next_tasks
from samverkan.process.overdue import overdue
from samverkan.process.state import cycle_state
from tests.conftest import World, begin_next_cycle
from tests.planted.analysis import cause, focus_area, pose


def tell(scope: Scope, hypothesis: Hypothesis, outcome: Outcome, conclusion: str = "Så var det.") -> None:
    hypothesis.refresh_from_db()
    actions.tell_hypothesis_outcome(
        scope, hypothesis, hypothesis.version, outcome=outcome, conclusion=conclusion
    )


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        ([], ""),
        (["untested"], "Ska prövas"),
        (["not_supported"], "Får inte stöd"),
        (["not_supported", "untested", "not_supported"], "Får inte stöd hittills"),
        (["supported", "untested"], "Får stöd hittills"),
        (["supported", "not_supported"], "Får delvis stöd"),
        (["unclear", "not_supported"], "Oklart"),
        (["unclear"], "Oklart"),
    ],
)
def test_a_cause_is_marked_by_what_its_hypotheses_showed(outcomes: list[str], word: str) -> None:
    assert cause_mark(outcomes) == word


def test_a_cause_without_support_is_marked_and_kept(world: World, area: Problem, branch: Cause) -> None:
    anna = world.scope("anna")
    other = cause(anna, area, "Langning")
    first, second = pose(anna, branch), pose(world.scope("per"), branch)
    tell(anna, first, Outcome.NOT_SUPPORTED)
    tell(anna, second, Outcome.NOT_SUPPORTED)
    assert cause_marks(anna, area) == {branch.pk: "Får inte stöd"}
    kept = {each["number"]: each["mark"] for each in analysis_state(anna, area).causes}
    assert kept == {branch.pk: "Får inte stöd", other.pk: ""}
    tell(anna, second, Outcome.SUPPORTED)
    assert cause_marks(world.scope("per"), area) == {branch.pk: "Får delvis stöd"}


def test_marks_are_not_told_elsewhere(world: World, area: Problem, branch: Cause) -> None:
    pose(world.scope("anna"), branch)
    assert cause_marks(world.scope("cecilia"), area) == {}


def test_an_outcome_rests_on_evidence_or_says_why_there_is_none(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    with pytest.raises(Refused, match="Lägg till ett underlag"):
        tell(anna, posed, Outcome.SUPPORTED, " ")
    actions.add_evidence(anna, None, posed, kind=EvidenceKind.OTHER, what="Tillsynsprotokoll")
    tell(anna, Hypothesis.objects.get(pk=posed.pk), Outcome.SUPPORTED, "")
    posed.refresh_from_db()
    assert (posed.outcome, posed.tested_on) == (Outcome.SUPPORTED, timezone.localdate())


def test_an_outcome_can_be_taken_back(world: World, branch: Cause) -> None:
    posed = pose(world.scope("anna"), branch)
    tell(world.scope("anna"), posed, Outcome.UNCLEAR)
    tell(world.scope("per"), posed, Outcome.UNTESTED, "")
    posed.refresh_from_db()
    assert (posed.outcome, posed.tested_on) == (Outcome.UNTESTED, None)


def test_two_who_tell_at_once_meet(world: World, branch: Cause) -> None:
    posed = pose(world.scope("anna"), branch)
    actions.tell_hypothesis_outcome(world.scope("anna"), posed, 1, outcome=Outcome.SUPPORTED, conclusion="Ja")
    with pytest.raises(Conflict):
        actions.tell_hypothesis_outcome(
            world.scope("per"), posed, 1, outcome=Outcome.NOT_SUPPORTED, conclusion="Nej"
        )


def test_the_same_form_sent_twice_poses_one(world: World, branch: Cause) -> None:
    token = uuid4()
    words = {"question": "Varför?", "assumption": "Därför.", "test": "Titta efter."}
    made = {actions.pose_hypothesis(world.scope("anna"), token, branch, **words).pk for _ in range(2)}
    assert len(made) == 1


def test_a_hypothesis_moves_only_to_a_cause_of_the_same_problem(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    words = {
        "question": "Varför?",
        "assumption": "Därför.",
        "test": "Titta.",
        "responsible": None,
        "due_on": None,
    }
    beside = cause(anna, branch.problem, "Langning", branch)
    assert actions.change_hypothesis(anna, posed, 1, cause=beside, **words).cause == beside
    far = cause(anna, focus_area(anna, "Klotter"), "Ingen ser")
    with pytest.raises(Cause.DoesNotExist):
        actions.change_hypothesis(anna, posed, 2, cause=far, **words)


def test_what_is_removed_is_kept_and_can_be_put_back(world: World, area: Problem, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    actions.remove_hypothesis(anna, posed)
    assert analysis_state(anna, area).hypotheses == ()
    with pytest.raises(Refused, match="borttagen"):
        tell(anna, posed, Outcome.SUPPORTED)
    actions.put_back_hypothesis(world.scope("per"), posed)
    assert analysis_state(anna, area).hypotheses == (posed,)


def test_an_answer_never_loses_the_last_that_it_rests_on(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    first, second = (
        actions.add_evidence(anna, None, posed, kind=EvidenceKind.OTHER, what=what)
        for what in ("Tillsynsprotokoll", "Anmälningar")
    )
    tell(anna, posed, Outcome.SUPPORTED, "")
    actions.remove_evidence(anna, first)
    with pytest.raises(Refused, match="vilar bara på det här underlaget"):
        actions.remove_evidence(anna, second)
    tell(anna, posed, Outcome.SUPPORTED, "Vi såg det själva.")
    actions.remove_evidence(anna, second)
    logged = LogEntry.objects.count()
    actions.remove_evidence(world.scope("per"), second)
    assert LogEntry.objects.count() == logged


def test_what_is_done_already_is_not_logged_again(world: World, branch: Cause) -> None:
    anna, per = world.scope("anna"), world.scope("per")
    posed = pose(anna, branch)
    logged = LogEntry.objects.count()
    actions.put_back_hypothesis(per, posed)
    assert LogEntry.objects.count() == logged, "it was never removed"
    actions.remove_hypothesis(anna, posed)
    gone_at = Hypothesis.objects.get().removed_at
    actions.remove_hypothesis(per, posed)
    assert (Hypothesis.objects.get().removed_at, LogEntry.objects.count()) == (gone_at, logged + 1)


def test_the_log_tells_what_an_answer_was_before(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    tell(anna, posed, Outcome.SUPPORTED, "Så var det.")
    tell(anna, posed, Outcome.NOT_SUPPORTED, "Så var det inte.")
    told = LogEntry.objects.filter(action="tell_hypothesis_outcome").first()
    assert told and told.facts["changed"] == {
        "outcome": ["supported", "not_supported"],
        "conclusion": ["Så var det.", "Så var det inte."],
    }


def test_a_hypothesis_elsewhere_is_as_if_it_did_not_exist(world: World, branch: Cause) -> None:
    posed = pose(world.scope("anna"), branch)
    with pytest.raises(Hypothesis.DoesNotExist):
        actions.remove_hypothesis(world.scope("cecilia"), posed)
    with pytest.raises(Hypothesis.DoesNotExist):
        actions.add_evidence(world.scope("cecilia"), None, posed, kind=EvidenceKind.OTHER, what="Hej")


def test_a_finding_as_evidence_is_one_of_the_joint_picture(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    pictures = [
        Picture.objects.create(cycle=world.cycle, party=party) for party in (None, world.municipality)
    ]
    joint, own = (
        Finding.objects.create(picture=each, position=1, what="Mer bråk", changed_by=anna.user)
        for each in pictures
    )
    actions.add_evidence(anna, None, posed, kind=EvidenceKind.FINDING, finding=joint)
    with pytest.raises(Finding.DoesNotExist):
        actions.add_evidence(anna, None, posed, kind=EvidenceKind.FINDING, finding=own)
    [row] = HypothesisEvidence.objects.all()
    actions.remove_evidence(world.scope("per"), row)
    assert HypothesisEvidence.objects.get().removed_at  # kept


def test_who_is_made_responsible_is_told_without_a_word_of_what_it_says(world: World, branch: Cause) -> None:
    pose(world.scope("anna"), branch, responsible=world.scope("per").membership.pk)
    [notice] = Notice.objects.filter(user=world.people["per"])
    assert notice.subject.startswith("Du ska pröva en hypotes")
    assert "krog" not in (notice.text + notice.subject).lower()


def test_nobody_from_elsewhere_can_be_made_responsible(world: World, branch: Cause) -> None:
    with pytest.raises(Membership.DoesNotExist):
        pose(world.scope("anna"), branch, responsible=world.scope("cecilia").membership.pk)


def test_what_waits_for_a_person_is_on_their_start_page_and_what_is_late_apart(
    world: World, branch: Cause
) -> None:
    per, today = world.scope("per"), timezone.localdate()
    pose(world.scope("anna"), branch, responsible=per.membership.pk, due_on=today + timedelta(days=3))
    late = pose(world.scope("anna"), branch, responsible=per.membership.pk, due_on=today - timedelta(days=1))
    state = cycle_state(per)
    tasks = [each.text for each in next_tasks(per, state)]
    assert tasks.count("Pröva hypotesen och skriv vad det visade") == 1
    told = [each for each in overdue(per, state, today) if each.url_name == "join:hypothesis"]
    assert [each.url_kwargs for each in told] == [{"pk": late.pk}]
    tell(per, late, Outcome.SUPPORTED)
    assert not [each for each in overdue(per, cycle_state(per), today) if each.url_name == "join:hypothesis"]


def test_open_hypotheses_go_to_the_successor_and_those_tried_stay(world: World, branch: Cause) -> None:
    per, amir = world.scope("per"), world.scope("amir")
    waiting = pose(world.scope("anna"), branch, responsible=per.membership.pk)
    tried = pose(world.scope("anna"), branch, responsible=per.membership.pk)
    tell(per, tried, Outcome.SUPPORTED)
    hand_on(per.membership, amir.membership)
    assert my_open_hypotheses(amir) == [waiting]
    tried.refresh_from_db()
    assert tried.responsible == per.membership


def test_those_of_a_closed_cycle_stay_as_they_were(world: World, branch: Cause) -> None:
    per, amir = world.scope("per"), world.scope("amir")
    posed = pose(world.scope("anna"), branch, responsible=per.membership.pk)
    begin_next_cycle(world.scope("anna"))
    hand_on(per.membership, amir.membership)
    posed.refresh_from_db()
    assert posed.responsible == per.membership
