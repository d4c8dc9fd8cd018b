"""The whole prioritisation as it reads now: what would be adopted, and what stands in the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samverkan.access.personal_data import Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import fingerprint
from samverkan.partnerships.models import User
from samverkan.problems.models import Problem
from samverkan.problems.priorities_document import (
    MarkContent,
    PrioritiesContent,
    ProblemContent,
    decided,
    passages,
)
from samverkan.problems.queries.decided import Standings, adopted_priorities, standings
from samverkan.problems.queries.priorities import Row, removed_problems, rows
from samverkan.problems.rules import MatrixCriterion


@dataclass(frozen=True)
class Prioritised:
    rows: tuple[Row, ...]
    removed: tuple[Problem, ...]
    content: PrioritiesContent
    sha256: str
    standings: Standings
    adopted: DocumentVersion | None
    remarks: tuple[Remark, ...]

    @property
    def is_adopted(self) -> bool:
        """Whether the document store holds it as it reads now."""
        return self.adopted is not None and self.adopted.approved_sha256 == self.sha256

    @property
    def changed_since(self) -> list[str]:
        """The problems that read otherwise than when the steering group decided."""
        lapsed = self.standings.lapsed
        return self._changed_after(lapsed.recorded_at) if lapsed else []  # type: ignore[attr-defined]

    @property
    def changed_since_adopted(self) -> list[str]:
        """The problems that read otherwise than in the version that stands; none where only their order does."""
        return self._changed_after(self.adopted.adopted_at) if self.adopted and not self.is_adopted else []

    def _changed_after(self, moment: datetime) -> list[str]:
        changed = [
            row.problem.name
            for row in self.rows
            if max([row.problem.changed_at, *(mark.answered_at for mark in row.marks.values())]) > moment
        ]
        gone = [each for each in self.removed if each.removed_at and each.removed_at > moment]
        return [*changed, *(f"{each.name} (borttaget)" for each in gone)]

    @property
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    @property
    def can_be_adopted(self) -> bool:
        return self.standings.holds and not self.is_blocked and not self.is_adopted


def prioritised(scope: Scope) -> Prioritised:
    """Seven queries, however many problems there are."""
    every = tuple(rows(scope, with_figures=False))
    content = _content(scope, every)
    return Prioritised(
        rows=every,
        removed=tuple(removed_problems(scope)),
        content=content,
        sha256=fingerprint(decided(content)),
        standings=standings(scope),
        adopted=adopted_priorities(scope),
        remarks=(*remarks(passages(content)), *_unanswered(every)),
    )


def reads_as_adopted(scope: Scope) -> bool:
    """Whether the document store holds it as it reads now, whatever has been pressed and put right. Six queries."""
    adopted = adopted_priorities(scope)
    if adopted is None:
        return False
    return adopted.approved_sha256 == fingerprint(decided(_content(scope, rows(scope, with_figures=False))))


def _content(scope: Scope, every: Iterable[Row]) -> PrioritiesContent:
    every = list(every)
    people = User.objects.in_bulk({mark.answered_by_id for row in every for mark in row.marks.values()})
    return PrioritiesContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        problems=[_problem(row, people) for row in every],
    )


def _unanswered(every: Iterable[Row]) -> Iterator[Remark]:
    for row in every:
        if not row.answered:
            told = "inget av de sju kriterierna är besvarat."
            yield Remark(f"”{row.problem.name}”", told, blocking=False)


def _problem(row: Row, people: Mapping[int, User]) -> ProblemContent:
    problem = row.problem
    return ProblemContent(
        number=problem.pk,
        name=problem.name,
        description=problem.description,
        findings=[finding.what for finding in row.findings],
        gone=[finding.what for finding in row.gone],
        marks=[
            MarkContent(
                criterion=key.value,
                fits=mark.fits,
                why=mark.why,
                rests_on=mark.rests_on,
                by=people[mark.answered_by_id].name,
                on=timezone.localdate(mark.answered_at).isoformat(),
            )
            for key in MatrixCriterion
            if (mark := row.marks.get(key.value)) and (mark.fits is not None or mark.why)
        ],
        resources=problem.resources,
        influence=problem.influence,
        cost=problem.cost,
        standing=problem.standing,
        reason=problem.reason,
    )
