"""The red thread leads from what a problem rests on to what tried its causes, and names where it breaks off."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.access.scope import NoParty
from samverkan.partnerships.models import Membership
from samverkan.pictures.models import Finding, Picture
from samverkan.problems.actions.causes import remove_cause
from samverkan.problems.actions.hypotheses import pose_hypothesis
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence, Problem
from samverkan.problems.queries import problems_by_finding
from samverkan.problems.rules import EvidenceKind, Outcome, Perspective, Standing
from samverkan.process.red_thread import Thread, red_thread
from samverkan.process.stages import keep_stages
from tests.conftest import World


def problem(world: World, name: str = "Cykelstölder", standing: Standing = Standing.FOCUS) -> Problem:
    return Problem.objects.create(
        cycle=world.cycle, name=name, standing=standing, changed_by=world.people["anna"]
    )


def finding(world: World, of: Problem | None = None, what: str = "Fler cykelstölder") -> Finding:
    picture, _ = Picture.objects.get_or_create(cycle=world.cycle, party=None)
    made = Finding.objects.create(picture=picture, what=what, changed_by=world.people["anna"])
    if of:
        of.findings.add(made)
    return made


def cause(world: World, of: Problem, text: str, parent: Cause | None = None) -> Cause:
    return Cause.objects.create(
        problem=of,
        parent=parent,
        perspective=Perspective.SITUATION,
        text=text,
        changed_by=world.people["per"],
    )


def hypothesis(world: World, of: Cause, outcome: Outcome = Outcome.UNTESTED) -> Hypothesis:
    return Hypothesis.objects.create(
        cause=of,
        question="Varför just där?",
        assumption="Mörkret",
        test="Mät ljuset",
        outcome=outcome,
        changed_by=world.people["per"],
    )


def the_only(world: World) -> Thread:
    [thread] = red_thread(world.scope("anna")).threads
    return thread


UNDECIDED = "Styrgruppen har inte beslutat om prioriteringen som den är nu."
UNFINISHED = "Orsaksanalysen är inte gjord klar som den är nu."


def gaps(world: World) -> list[str]:
    """Besides that nobody has decided or finished anything, which no test but its own is about."""
    return [gap.text for gap in the_only(world).gaps if gap.text not in (UNDECIDED, UNFINISHED)]


def test_a_problem_that_rests_on_nothing_is_a_gap(world: World) -> None:
    made = problem(world)
    assert gaps(world)[0] == "Problemet vilar inte på någon iakttagelse i den gemensamma lägesbilden."
    seen = finding(world, made)
    assert "vilar inte" not in " ".join(gaps(world))
    Finding.objects.filter(pk=seen.pk).update(removed_at=world.cycle.starts_on.isoformat() + "T00:00Z")
    assert "En iakttagelse som problemet vilade på finns inte längre" in " ".join(gaps(world))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.OPEN, "Det är inte avgjort om problemet är ett fokusområde eller får vänta."),
        (Standing.FOCUS, "Inga orsaker är skrivna än."),
        (Standing.SET_ASIDE, None),
    ],
)
def test_what_is_missing_depends_on_what_was_chosen(
    world: World, standing: Standing, said: str | None
) -> None:
    finding(world, problem(world, standing=standing))
    assert gaps(world) == ([said] if said else [])


def test_causes_come_as_the_tree_reads_each_with_what_tried_it(world: World) -> None:
    made = problem(world)
    finding(world, made)
    dark, alone = cause(world, made, "Mörkt"), cause(world, made, "Öde")
    lamp = cause(world, made, "Trasig lampa", dark)
    assert gaps(world) == ["Ingen av orsakerna har prövats med en hypotes."]
    tried = hypothesis(world, lamp)
    thread = the_only(world)
    assert [(each.cause, each.level) for each in thread.causes] == [(dark, 1), (lamp, 2), (alone, 1)]
    assert thread.hypotheses == (tried,)
    assert [(name, len(causes)) for name, causes in thread.limbs] == [("Situationen", 3)]
    assert gaps(world) == [
        "Grenen ”Öde” har inte prövats med någon hypotes.",
        "Hypotesen är inte prövad: Varför just där?",
    ]
    cause(world, made, "Tomt")
    assert gaps(world)[0] == "2 grenar har inte prövats med någon hypotes: ”Öde” och ”Tomt”."


def test_an_answer_without_evidence_is_a_gap_and_an_unsupported_cause_is_told(world: World) -> None:
    made = problem(world)
    finding(world, made)
    tried = hypothesis(world, cause(world, made, "Mörkt"), Outcome.SUPPORTED)
    assert gaps(world) == ["Svaret saknar underlag: Varför just där?"]
    HypothesisEvidence.objects.create(
        hypothesis=tried, kind=EvidenceKind.OTHER, what="Ljusmätning", by=world.people["per"]
    )
    assert gaps(world) == []
    Hypothesis.objects.update(outcome=Outcome.NOT_SUPPORTED)
    [told] = the_only(world).causes
    assert told.is_unsupported and gaps(world) == [], "to have tried a cause and dropped it is no gap"
    Hypothesis.objects.update(outcome=Outcome.UNCLEAR)
    assert gaps(world) == ["Prövningen gav inget klart svar: Varför just där?"]


def test_a_cause_that_one_test_of_two_supports_is_not_unsupported(world: World) -> None:
    made = problem(world)
    dark = cause(world, made, "Mörkt")
    hypothesis(world, dark, Outcome.NOT_SUPPORTED)
    for other in (Outcome.SUPPORTED, Outcome.UNTESTED):
        last = hypothesis(world, dark, other)
        assert not the_only(world).causes[0].is_unsupported
        last.delete()
    assert the_only(world).causes[0].is_unsupported


def test_a_hypothesis_stays_in_the_thread_when_its_cause_leaves_the_tree(world: World) -> None:
    made = problem(world)
    finding(world, made)
    dark = cause(world, made, "Mörkt")
    tried = hypothesis(world, dark)
    remove_cause(world.scope("anna"), dark, dark.version, hanging_on_it=0)
    assert the_only(world).loose == (tried,)
    assert "Hypotesens orsak är borttagen ur trädet: Varför just där?" in gaps(world)


def test_what_is_decided_and_what_is_finished_are_links_too(world: World) -> None:
    made = problem(world)
    pose_hypothesis(
        world.scope("anna"), None, cause(world, made, "Mörkt"), question="?", assumption="Ja", test="Mät"
    )
    told = [gap.text for gap in the_only(world).gaps]
    assert UNDECIDED in told and UNFINISHED in told


def test_focus_comes_first_and_what_no_problem_rests_on_is_told(world: World) -> None:
    problem(world, "Får vänta", Standing.SET_ASIDE)
    problem(world, "Öppet", Standing.OPEN)
    finding(world, problem(world, "I fokus"))
    loose = finding(world, what="Klotter")
    found = red_thread(world.scope("per"))
    assert [thread.problem.name for thread in found.threads] == ["I fokus", "Öppet", "Får vänta"]
    assert found.loose == (loose,)


def test_it_is_the_parties_alone_and_of_their_own_partnership(world: World) -> None:
    made = problem(world)
    with pytest.raises(NoParty):
        red_thread(world.scope("olle"))
    assert not red_thread(world.scope("cecilia")).threads
    assert not red_thread(world.scope("cecilia"), made.pk).threads
    for who, status in (("anna", 200), ("karin", 200), ("olle", 403), ("cecilia", 404)):
        assert world.client(who).get("/p/ekdala/thread/").status_code == status
        assert world.client(who).get(f"/p/ekdala/thread/{made.pk}/").status_code == status
    assert world.client("cecilia").get(f"/p/furuvik/thread/{made.pk}/").status_code == 404


def test_it_takes_six_questions_however_much_there_is(world: World) -> None:
    asked = []
    for size in (1, 3):
        for number in range(size):
            made = problem(world, f"{size} {number}")
            finding(world, made)
            for text in "abc"[:size]:
                hypothesis(world, cause(world, made, text))
        scope = world.scope("anna")
        keep_stages(scope, scope.cycle)
        with CaptureQueriesContext(connection) as queries:
            assert red_thread(scope).gaps
        asked.append(len(queries))
    assert asked == [6, 6]


def test_the_page_leads_from_each_to_where_it_is_worked_on(world: World) -> None:
    made = problem(world)
    seen = finding(world, made)
    tried = hypothesis(world, cause(world, made, "Mörkt"))
    page = world.client("anna").get(f"/p/ekdala/thread/{made.pk}/").content.decode()
    for place in (
        f"join/#gemensam-{seen.pk}",
        f"join/problems/{made.pk}/",
        f"join/causes/tree/{made.pk}/#lapp-{tried.cause_id}",
        f"join/causes/hypotheses/{tried.pk}/",
    ):
        assert place in page
    assert Membership.objects.exists()


def test_a_finding_of_the_joint_picture_leads_to_the_problems_that_rest_on_it(world: World) -> None:
    made = problem(world)
    finding(world, made)
    finding(world, what="Klotter")
    assert list(problems_by_finding(world.scope("per")).values()) == [[(made.pk, made.name)]]
    assert not problems_by_finding(world.scope("cecilia"))
