"""The coordinator's assignment: the party's own draft, and what has been acknowledged for all to read."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samverkan.access.personal_data import Passage, Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.conditions.content import (
    ASSIGNMENT_PARTS,
    AssignmentContent,
    Part,
    assignment_parts,
    is_ready,
    missing,
    passages_of,
)
from samverkan.conditions.models import Assignment, AssignmentApproval
from samverkan.documents.rules import fingerprint
from samverkan.partnerships.models import Party


@dataclass(frozen=True)
class AssignmentState:
    """`approval` is the latest; it `counts` while the assignment reads as it did then."""

    row: Assignment | None
    content: AssignmentContent
    sha256: str
    parts: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    approval: AssignmentApproval | None

    @property
    def counts(self) -> bool:
        return self.approval is not None and self.approval.content_sha256 == self.sha256

    @property
    def is_ready(self) -> bool:
        return is_ready(self.parts)

    @property
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    @property
    def missing(self) -> list[str]:
        return missing(self.parts)

    @property
    def needed(self) -> list[str]:
        return missing([part for part in self.parts if part.needed])


def approvals(scope: Scope) -> QuerySet[AssignmentApproval]:
    """All parties' acknowledged assignments in the cycle, the newest first."""
    found = AssignmentApproval.objects.filter(assignment__cycle=scope.cycle)
    return found.select_related("assignment", "by", "document").defer("document__content")


def assignment_state(scope: Scope) -> AssignmentState:
    """Two queries: the party's own draft and its latest approval."""
    row = Assignment.objects.filter(cycle=scope.cycle, party=scope.party).select_related("changed_by").first()
    content = assignment_content(scope, row)
    texts = (*passages_of(content, ASSIGNMENT_PARTS), Passage("vem som har uppdraget", content["holder"]))
    return AssignmentState(
        row=row,
        content=content,
        sha256=fingerprint(dict(content)),
        parts=assignment_parts(content),
        remarks=remarks(texts),
        approval=approvals(scope).filter(assignment__party=scope.party).first(),
    )


def assignment_content(scope: Scope, row: Assignment | None) -> AssignmentContent:
    return AssignmentContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        party=scope.party.name,
        holder=row.holder if row else "",
        what=row.what if row else "",
        mandate=row.mandate if row else "",
        share=row.share if row else None,
        resources=row.resources if row else "",
        reporting=row.reporting if row else "",
        ready=row.ready if row else "",
    )


def acknowledged(scope: Scope) -> list[tuple[Party, AssignmentApproval | None]]:
    """Every party with what has last been acknowledged there. Two queries; nothing of any draft."""
    latest: dict[int, AssignmentApproval] = {}
    for approval in approvals(scope).order_by("at", "id"):
        latest[approval.assignment.party_id] = approval
    return [(party, latest.get(party.pk)) for party in scope.parties]
