"""Writing what a focus area comes from: texts, the chain of events and risk factors, and finishing it."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    already_done,
    change_shared,
    changed_fields,
    fields_of,
    once,
    record,
    running_cycle,
    start_or_change,
)
from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import approval_by
from samverkan.documents.rules import DocumentKind
from samverkan.groups.rules import moved
from samverkan.problems.content import part
from samverkan.problems.models import Analysis, AnalysisText, Problem, RiskFactor, Situation
from samverkan.problems.queries.analysis import AnalysisState, analysis_state
from samverkan.problems.rules import RiskLevel, Standing

R = TypeVar("R", Situation, RiskFactor)


@action("cause.edit")
def write_analysis_text(
    scope: Scope, problem: Problem, key: str, version: int, *, text: str, set_aside: bool = False
) -> AnalysisText:
    """`version` is 0 where nobody has written yet. Raises Conflict; KeyError for a part there is none of."""
    _in_focus(scope, problem)
    fields = {
        "text": text,
        "set_aside": set_aside,
        "changed_by": scope.user,
        "changed_at": timezone.now(),
    }
    where = {"problem": problem, "key": part(key).key}
    before = fields_of(AnalysisText.objects.filter(**where).first(), "text", "set_aside")
    row = start_or_change(AnalysisText, version, where, fields)
    record(scope, "write_analysis_text", row, shared=True, key=row.key, changed=changed_fields(before, row))
    return row


@action("cause.edit")
def add_situation(
    scope: Scope, token: UUID | None, problem: Problem, *, what: str, broken_by: str = ""
) -> Situation:
    """Last in the chain."""

    def make() -> Situation:
        _in_focus(scope, problem)
        situation: Situation = Situation.objects.create(
            problem=problem,
            position=_last(problem) + 1,
            what=what,
            broken_by=broken_by,
            changed_by=scope.user,
        )
        record(scope, "add_situation", situation, shared=True)
        return situation

    return once(scope, "add_situation", token, make, Situation)


@action("cause.edit")
def change_situation(
    scope: Scope, situation: Situation, version: int, *, what: str, broken_by: str
) -> Situation:
    """Raises Conflict when somebody else has saved since `version`."""
    fields = {"what": what, "broken_by": broken_by}
    return change_shared(scope, "change_situation", _standing(scope, situation), version, fields)


@action("cause.edit")
def move_situation(scope: Scope, situation: Situation, *, up: bool) -> None:
    """One place earlier or later; the first cannot go earlier, nor the last later."""
    now = _standing(scope, situation)
    chain = list(Situation.objects.filter(problem=now.problem, removed_at=None))
    order = moved(chain, now, up=up)
    if order == chain:
        already_done()
        return
    for position, each in enumerate(order, 1):
        if each.position != position:
            Situation.objects.filter(pk=each.pk).update(position=position)
    record(scope, "move_situation", now, shared=True, up=up)


@action("cause.edit")
def remove_situation(scope: Scope, situation: Situation) -> None:
    """It can be put back."""
    _remove(scope, situation, "remove_situation")


@action("cause.edit")
def put_back_situation(scope: Scope, situation: Situation) -> None:
    """Last in the chain, from where it can be moved."""
    if _put_back(scope, situation, "put_back_situation"):
        Situation.objects.filter(pk=situation.pk).update(position=_last(situation.problem) + 1)


@action("cause.edit")
def add_risk_factor(
    scope: Scope, token: UUID | None, problem: Problem, *, level: str, what: str, known_from: str = ""
) -> RiskFactor:
    def make() -> RiskFactor:
        _in_focus(scope, problem)
        factor: RiskFactor = RiskFactor.objects.create(
            problem=problem,
            level=RiskLevel(level),
            what=what,
            known_from=known_from,
            changed_by=scope.user,
        )
        record(scope, "add_risk_factor", factor, shared=True)
        return factor

    return once(scope, "add_risk_factor", token, make, RiskFactor)


@action("cause.edit")
def change_risk_factor(
    scope: Scope, factor: RiskFactor, version: int, *, level: str, what: str, known_from: str
) -> RiskFactor:
    """Raises Conflict when somebody else has saved since `version`."""
    fields = {"level": RiskLevel(level), "what": what, "known_from": known_from}
    return change_shared(scope, "change_risk_factor", _standing(scope, factor), version, fields)


@action("cause.edit")
def remove_risk_factor(scope: Scope, factor: RiskFactor) -> None:
    """It can be put back."""
    _remove(scope, factor, "remove_risk_factor")


@action("cause.edit")
def put_back_risk_factor(scope: Scope, factor: RiskFactor) -> None:
    _put_back(scope, factor, "put_back_risk_factor")


@action("cause.finish")
def finish_analysis(
    scope: Scope, token: UUID | None, problem: Problem, *, content_sha256: str, printed: Printed
) -> DocumentVersion:
    """Adopt exactly this content. What is written after that makes the analysis unfinished again.

    `printed` is made of the content beforehand.
    """

    def make() -> DocumentVersion:
        _in_focus(scope, problem)
        analysis, _ = Analysis.objects.select_for_update().get_or_create(problem=problem)
        problem.refresh_from_db()
        now = analysis_state(scope, problem)
        _as_read(now, content_sha256)
        if printed.approved_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        version = adopt_version(
            scope,
            kind=DocumentKind.CAUSE_ANALYSIS,
            author=None,
            about=str(problem.pk),
            title=f"Orsaksanalys: {problem.name}",
            printed=printed,
            approvals=[approval_by(scope, "gjorde klart")],
        )
        analysis.document, analysis.content = version, dict(now.content)
        analysis.save(update_fields=["document", "content"])
        record(scope, "finish_analysis", analysis, shared=True, sha256=content_sha256)
        return version

    return once(scope, "finish_analysis", token, make, DocumentVersion)


def _as_read(now: AnalysisState, content_sha256: str) -> None:
    if now.sha256 != content_sha256:
        raise Refused("Orsaksanalysen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
    if now.is_finished:
        raise Refused("Orsaksanalysen är redan klar som den är nu.")
    if now.missing:
        raise Refused(f"Det här behövs innan analysen är klar: {', '.join(now.missing)}.")
    if now.is_blocked:
        raise Refused("Orsaksanalysen innehåller personuppgifter. Ta bort dem först.")


def _read_anew(scope: Scope, row: R) -> R:
    """As it is now, when the focus area is held: what the page showed may have been removed since."""
    _in_focus(scope, row.problem)
    found: R = type(row)._default_manager.select_related("problem").get(pk=row.pk)
    return found


def _standing(scope: Scope, row: R) -> R:
    now = _read_anew(scope, row)
    if now.removed_at:
        raise Refused(
            "Någon har just tagit bort det du ändrar. Lägg tillbaka det, eller skriv det på nytt, om det ska vara med."
        )
    return now


def _remove(scope: Scope, row: R, verb: str) -> None:
    now = _read_anew(scope, row)
    if now.removed_at:
        already_done()
        return
    type(now)._default_manager.filter(pk=now.pk).update(removed_at=timezone.now())
    record(scope, verb, now, shared=True)


def _put_back(scope: Scope, row: R, verb: str) -> bool:
    """Whether it was gone until now."""
    now = _read_anew(scope, row)
    if now.removed_at is None:
        already_done()
        return False
    type(now)._default_manager.filter(pk=now.pk).update(removed_at=None)
    record(scope, verb, now, shared=True)
    return True


def _in_focus(scope: Scope, problem: Problem) -> None:
    """Only focus areas of the running cycle are analysed; held, so that nothing else decides about them meanwhile."""
    cycle = running_cycle(scope)
    held = Problem.objects.select_for_update(no_key=True).filter(
        pk=problem.pk, cycle=cycle, removed_at=None, standing=Standing.FOCUS
    )
    if not held.exists():
        raise Refused("Problemet är inte längre ett fokusområde, så analysen går inte att ändra.")


def _last(problem: Problem) -> int:
    return Situation.objects.filter(problem=problem).aggregate(last=Max("position"))["last"] or 0
