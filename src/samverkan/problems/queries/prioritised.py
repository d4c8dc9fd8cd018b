"""The whole prioritisation as it reads now: what would be adopted, and what stands in the way."""

from dataclasses import dataclass

from samverkan.access.personal_data import Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import fingerprint
from samverkan.problems.priorities_document import (
    MarkContent,
    PrioritiesContent,
    ProblemContent,
    passages,
)
from samverkan.problems.queries.decided import Standings, adopted_priorities, standings
from samverkan.problems.queries.priorities import Row, rows
from samverkan.problems.rules import MatrixCriterion


@dataclass(frozen=True)
class Prioritised:
    rows: tuple[Row, ...]
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
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    @property
    def can_be_adopted(self) -> bool:
        return self.standings.holds and not self.is_blocked and not self.is_adopted


def prioritised(scope: Scope) -> Prioritised:
    """Six queries, however many problems there are."""
    every = tuple(rows(scope, with_figures=False))
    content = PrioritiesContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        problems=[_problem(row) for row in every],
    )
    return Prioritised(
        rows=every,
        content=content,
        sha256=fingerprint(dict(content)),
        standings=standings(scope),
        adopted=adopted_priorities(scope),
        remarks=remarks(passages(content)),
    )


def _problem(row: Row) -> ProblemContent:
    problem = row.problem
    return ProblemContent(
        number=problem.pk,
        name=problem.name,
        description=problem.description,
        findings=[finding.what for finding in row.findings],
        gone=[finding.what for finding in row.gone],
        marks=[
            MarkContent(criterion=key.value, fits=mark.fits, why=mark.why, rests_on=mark.rests_on)
            for key in MatrixCriterion
            if (mark := row.marks.get(key.value)) and (mark.fits is not None or mark.why)
        ],
        resources=problem.resources,
        influence=problem.influence,
        cost=problem.cost,
        standing=problem.standing,
        reason=problem.reason,
    )
