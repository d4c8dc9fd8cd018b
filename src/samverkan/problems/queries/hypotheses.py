"""The hypotheses about the causes of the focus areas, whom they wait for, and what their answers rest on."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from samverkan.access.scope import Scope
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.models import Choice
from samverkan.problems.analysis_content import EvidenceContent, HypothesisContent
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence, Problem
from samverkan.problems.queries.priorities import focus_areas, problems
from samverkan.problems.rules import EvidenceKind, Outcome


def causes(scope: Scope) -> QuerySet[Cause]:
    """The notes in the trees of all focus areas that nobody has taken away."""
    return Cause.objects.filter(problem__in=focus_areas(scope), removed_at=None).select_related("problem")


def hypotheses(scope: Scope) -> QuerySet[Hypothesis]:
    """Of all focus areas, those removed too, each with its evidence."""
    return _whole(Hypothesis.objects.filter(cause__problem__in=focus_areas(scope)))


def hypotheses_to_read(scope: Scope) -> QuerySet[Hypothesis]:
    """Also of problems that are not in focus any longer: what was tried can still be read."""
    return _whole(Hypothesis.objects.filter(cause__problem__in=problems(scope)))


def hypotheses_of(areas: Sequence[Problem]) -> list[Hypothesis]:
    """Those that stand, each with its evidence. Two queries."""
    return list(_whole(Hypothesis.objects.filter(cause__problem__in=areas, removed_at=None)))


def resting_on(numbers: Sequence[int]) -> list[Hypothesis]:
    """The hypotheses that try these notes, which the caller has found for the person. One query."""
    return list(Hypothesis.objects.filter(cause__in=numbers, removed_at=None).select_related("cause"))


def evidence(scope: Scope) -> QuerySet[HypothesisEvidence]:
    """Of hypotheses that stand, also what has been taken away."""
    return HypothesisEvidence.objects.filter(
        hypothesis__cause__problem__in=focus_areas(scope), hypothesis__removed_at=None
    ).select_related("hypothesis__cause__problem", "finding")


def get_evidence_file(scope: Scope, pk: int) -> HypothesisEvidence:
    """Of any cycle, for an adopted analysis may name it. Raises HypothesisEvidence.DoesNotExist."""
    _ = scope.party
    found: HypothesisEvidence = HypothesisEvidence.objects.get(
        pk=pk,
        kind=EvidenceKind.FILE,
        removed_at=None,
        hypothesis__removed_at=None,
        hypothesis__cause__problem__cycle__partnership=scope.partnership,
    )
    return found


def my_open_hypotheses(scope: Scope) -> list[Hypothesis]:
    """What the person is to try, the first due first. One query."""
    _ = scope.party
    found = Hypothesis.objects.filter(
        cause__problem__in=focus_areas(scope),
        responsible=scope.membership,
        outcome=Outcome.UNTESTED,
        removed_at=None,
    )
    return list(found.order_by("due_on", "id"))


def figures_of(evidence: Sequence[HypothesisEvidence]) -> dict[int, list[ShownFigure]]:
    """The figures behind findings of the joint picture, as the parties handed them over, by finding. One query."""
    findings = {each.finding_id for each in evidence if each.finding_id}
    if not findings:
        return {}
    shown: dict[int, list[ShownFigure]] = {}
    chosen = Choice.objects.filter(joint_finding__in=findings).select_related("hand_over").order_by("pk")
    for choice in chosen:
        for finding in choice.hand_over.snapshot["findings"]:
            figure = finding["figure"] if finding["number"] == choice.finding_number else None
            if figure and choice.joint_finding_id and figure["sha256"] in choice.hand_over.figures:
                shown.setdefault(choice.joint_finding_id, []).append(
                    choice.hand_over.figures[figure["sha256"]]
                )
    return shown


def hypothesis_content(hypothesis: Hypothesis) -> HypothesisContent:
    """Of a hypothesis read with its evidence: no query."""
    return HypothesisContent(
        cause=cause_in_words(hypothesis.cause),
        question=hypothesis.question,
        assumption=hypothesis.assumption,
        test=hypothesis.test,
        outcome=hypothesis.outcome,
        conclusion=hypothesis.conclusion,
        tested_on=hypothesis.tested_on.isoformat() if hypothesis.tested_on else "",
        evidence=[_evidence(each) for each in standing_evidence(hypothesis)],
    )


def cause_in_words(cause: Cause) -> str:
    """A note that has been taken away is still what the hypothesis was about, and is said to be gone."""
    return f"{cause.text} (borttagen ur trädet)" if cause.removed_at else cause.text


def standing_evidence(hypothesis: Hypothesis) -> list[HypothesisEvidence]:
    """No query where the hypothesis was read with its evidence."""
    return [each for each in hypothesis.evidence.all() if each.removed_at is None]


def removed_evidence(hypothesis: Hypothesis) -> list[HypothesisEvidence]:
    """What can be put back. No query where the hypothesis was read with its evidence."""
    return [each for each in hypothesis.evidence.all() if each.removed_at]


def _evidence(row: HypothesisEvidence) -> EvidenceContent:
    return EvidenceContent(
        kind=row.kind,
        what=row.what,
        held_on=row.held_on.isoformat() if row.held_on else "",
        who=row.who,
        finding=row.finding.what if row.finding else "",
        file_name=row.file_name,
        file_sha256=row.file_sha256,
    )


def _whole(found: QuerySet[Hypothesis]) -> QuerySet[Hypothesis]:
    rests_on = HypothesisEvidence.objects.select_related("finding", "by")
    read: QuerySet[Hypothesis] = found.select_related(
        "cause__problem", "responsible__user", "responsible__party__organisation", "changed_by"
    ).prefetch_related(Prefetch("evidence", rests_on))
    return read
