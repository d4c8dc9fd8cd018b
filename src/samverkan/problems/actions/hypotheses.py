"""Putting an assumed cause so that it can be tried, trying it, and keeping what the answer rests on."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    already_done,
    change_shared,
    once,
    record,
    running_cycle,
)
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.files import StoredFile
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence
from samverkan.problems.queries.hypotheses import causes, standing_evidence
from samverkan.problems.queries.hypotheses import hypotheses as all_hypotheses
from samverkan.problems.rules import EvidenceKind, Outcome
from samverkan.problems.telling import hypothesis_to_try


@action("cause.edit")
def pose_hypothesis(
    scope: Scope,
    token: UUID | None,
    cause: Cause,
    *,
    question: str,
    assumption: str,
    test: str,
    responsible: int | None = None,
    due_on: date | None = None,
) -> Hypothesis:
    """`responsible` is a membership of the partnership."""

    def make() -> Hypothesis:
        _standing_cause(scope, cause)
        hypothesis: Hypothesis = Hypothesis.objects.create(
            cause=cause,
            question=question,
            assumption=assumption,
            test=test,
            responsible=_person(scope, responsible),
            due_on=due_on,
            changed_by=scope.user,
        )
        record(scope, "pose_hypothesis", hypothesis, shared=True)
        hypothesis_to_try(scope, hypothesis)
        return hypothesis

    return once(scope, "pose_hypothesis", token, make, Hypothesis)


@action("cause.edit")
def change_hypothesis(
    scope: Scope,
    hypothesis: Hypothesis,
    version: int,
    *,
    cause: Cause,
    question: str,
    assumption: str,
    test: str,
    responsible: int | None,
    due_on: date | None,
) -> Hypothesis:
    """Raises Conflict. `cause` is another of the same problem's, or the same."""
    now = _standing(scope, hypothesis)
    if cause.pk != now.cause_id:
        _standing_cause(scope, cause)
        if cause.problem_id != now.cause.problem_id:
            raise Cause.DoesNotExist
    before = now.responsible_id
    person = _person(scope, responsible, before)
    fields = {
        "cause_id": cause.pk,
        "question": question,
        "assumption": assumption,
        "test": test,
        "responsible_id": person.pk if person else None,
        "due_on": due_on,
    }
    changed = change_shared(scope, "change_hypothesis", now, version, fields)
    if changed.responsible_id != before:
        hypothesis_to_try(scope, changed)
    return changed


@action("cause.edit")
def tell_hypothesis_outcome(
    scope: Scope,
    hypothesis: Hypothesis,
    version: int,
    *,
    outcome: str,
    conclusion: str,
    tested_on: date | None = None,
) -> Hypothesis:
    """What the test showed, resting on evidence or on words about why there is none. Raises Conflict.

    `untested` takes an outcome back.
    """
    now = _standing(scope, hypothesis)
    told = Outcome(outcome)
    if not _rests_on_something(told, conclusion, standing_evidence(now)):
        raise Refused("Lägg till ett underlag, eller skriv i slutsatsen varför det inte finns något.")
    tested = tested_on or timezone.localdate()
    _has_been(tested)
    fields = {
        "outcome": told,
        "conclusion": conclusion,
        "tested_on": None if told is Outcome.UNTESTED else tested,
    }
    return change_shared(scope, "tell_hypothesis_outcome", now, version, fields, outcome=told.value)


@action("cause.edit")
def remove_hypothesis(scope: Scope, hypothesis: Hypothesis) -> None:
    """It is kept, and can be put back. One that gets no support is not removed but told so."""
    now = _read_anew(scope, hypothesis)
    if now.removed_at:
        already_done()
        return
    Hypothesis.objects.filter(pk=now.pk).update(removed_at=timezone.now())
    record(scope, "remove_hypothesis", now, shared=True)


@action("cause.edit")
def put_back_hypothesis(scope: Scope, hypothesis: Hypothesis) -> None:
    now = _read_anew(scope, hypothesis)
    if now.removed_at is None:
        already_done()
        return
    Hypothesis.objects.filter(pk=now.pk).update(removed_at=None)
    record(scope, "put_back_hypothesis", now, shared=True)


@action("cause.edit")
def add_evidence(
    scope: Scope,
    token: UUID | None,
    hypothesis: Hypothesis,
    *,
    kind: str,
    what: str = "",
    finding: Finding | None = None,
    held_on: date | None = None,
    who: str = "",
    file: StoredFile | None = None,
) -> HypothesisEvidence:
    """`finding` is one of the joint picture's; `file` is safe in the store already (problems/files.py)."""

    def make() -> HypothesisEvidence:
        now = _standing(scope, hypothesis)
        _has_been(held_on)
        if finding and not joint_findings(scope).filter(pk=finding.pk).exists():
            raise Finding.DoesNotExist
        sort = EvidenceKind(kind)
        if (sort is EvidenceKind.FINDING) != bool(finding) or (sort is EvidenceKind.FILE) != bool(file):
            raise ValueError(f"evidence of the kind {sort} takes its own thing and no other's")
        row: HypothesisEvidence = HypothesisEvidence.objects.create(
            hypothesis=now,
            kind=sort,
            what=what,
            finding=finding,
            held_on=held_on,
            who=who,
            file_name=file.name if file else "",
            file_sha256=file.sha256 if file else "",
            by=scope.user,
        )
        record(scope, "add_evidence", row, shared=True)
        return row

    return once(scope, "add_evidence", token, make, HypothesisEvidence)


@action("cause.edit")
def remove_evidence(scope: Scope, row: HypothesisEvidence) -> None:
    """The answer no longer rests on it. The row is kept, and so is its file: it can be put back."""
    now = _standing(scope, row.hypothesis)
    standing = standing_evidence(now)
    if row not in standing:
        already_done()
        return
    others = [each for each in standing if each != row]
    if not _rests_on_something(Outcome(now.outcome), now.conclusion, others):
        raise Refused(
            "Svaret vilar bara på det här underlaget. Lägg till ett annat först, eller skriv i slutsatsen varför det "
            "inte finns något."
        )
    HypothesisEvidence.objects.filter(pk=row.pk).update(removed_at=timezone.now())
    record(scope, "remove_evidence", row, shared=True)


@action("cause.edit")
def put_back_evidence(scope: Scope, row: HypothesisEvidence) -> None:
    now = _standing(scope, row.hypothesis)
    if row in standing_evidence(now):
        already_done()
        return
    HypothesisEvidence.objects.filter(pk=row.pk, hypothesis=now).update(removed_at=None)
    record(scope, "put_back_evidence", row, shared=True)


def _rests_on_something(outcome: Outcome, conclusion: str, evidence: Sequence[HypothesisEvidence]) -> bool:
    """An answer has evidence, or words about why there is none."""
    return outcome is Outcome.UNTESTED or bool(evidence) or bool(conclusion.strip())


def _read_anew(scope: Scope, hypothesis: Hypothesis) -> Hypothesis:
    """As it is now, with its evidence, when the cycle is held.

    Raises Hypothesis.DoesNotExist for another partnership's or cycle's, or where the problem is not in focus.
    """
    running_cycle(scope)
    found: Hypothesis = all_hypotheses(scope).get(pk=hypothesis.pk)
    return found


def _standing(scope: Scope, hypothesis: Hypothesis) -> Hypothesis:
    now = _read_anew(scope, hypothesis)
    if now.removed_at:
        raise Refused("Hypotesen är borttagen. Lägg tillbaka den först.")
    return now


def _standing_cause(scope: Scope, cause: Cause) -> None:
    running_cycle(scope)
    if not causes(scope).filter(pk=cause.pk).exists():
        raise Refused("Orsaken finns inte längre i trädet. Välj en annan.")


def _person(scope: Scope, pk: int | None, standing: int | None = None) -> Membership | None:
    """Of the partnership and still there; whoever has left since, and is the one `standing`, may stay so."""
    if not pk:
        return None
    everyone = Membership.objects.filter(partnership=scope.partnership).exclude(party=None)
    found: Membership = everyone.select_related("user").get(pk=pk)
    if found.ended_at and found.pk != standing:
        raise Refused(f"{found.user} är inte kvar i samverkan i den rollen. Välj någon annan.")
    return found


def _has_been(day: date | None) -> None:
    if day and day > timezone.localdate():
        raise Refused("Dagen har inte varit än. Skriv i dag eller en tidigare dag.")
