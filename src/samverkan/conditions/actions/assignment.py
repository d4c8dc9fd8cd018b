"""The coordinator writes the assignment; a manager of the same party acknowledges it."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, once, record, running_cycle, start_or_change
from samverkan.access.scope import Scope
from samverkan.conditions.models import Assignment, AssignmentApproval
from samverkan.conditions.queries.assignment import assignment_state
from samverkan.conditions.telling import assignment_acknowledged
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind


@action("assignment.edit")
def write_assignment(scope: Scope, /, version: int, *, share: int | None, **parts: str) -> Assignment:
    """`version` is 0 where nobody has written yet; `parts` are `holder` and ASSIGNMENT_PARTS. Raises Conflict."""
    fields = {"share": share, **parts, "changed_by": scope.user, "changed_at": timezone.now()}
    key = {"cycle": running_cycle(scope), "party": scope.party}
    row = start_or_change(Assignment, version, key, fields)
    record(scope, "write_assignment", row)
    return row


@action("assignment.acknowledge")
def acknowledge_assignment(
    scope: Scope, token: UUID | None, *, content_sha256: str, printed: Printed
) -> AssignmentApproval:
    """The manager stands behind exactly this assignment, which every party may read from now on."""

    def make() -> AssignmentApproval:
        running_cycle(scope)
        now = assignment_state(scope)
        if now.row is None or not now.is_ready:
            raise Refused(f"Det här behöver skrivas innan uppdraget kan bekräftas: {', '.join(now.needed)}.")
        if now.sha256 != content_sha256:
            raise Refused("Uppdraget har ändrats sedan du öppnade sidan. Läs det som det är nu.")
        if now.row.changed_by_id == scope.user.pk:
            raise Refused(
                "Den som har skrivit uppdraget bekräftar det inte själv. Be någon annan i ledningen."
            )
        if now.counts and now.approval:
            raise Refused(f"Uppdraget är redan bekräftat som det är nu, av {now.approval.by}.")
        if now.is_blocked:
            raise Refused("Uppdraget innehåller personuppgifter. Be samordnaren ta bort dem först.")
        if printed.approved_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        moment, role = timezone.now(), scope.membership.role_name
        document = adopt_version(
            scope,
            kind=DocumentKind.ASSIGNMENT,
            author=scope.party,
            about=f"assignment-{now.row.pk}",
            title=f"Samordnarens uppdrag, {scope.party.name}",
            printed=printed,
            approvals=[
                {
                    "name": scope.user.name,
                    "role": role,
                    "party": scope.party.name,
                    "did": "bekräftade",
                    "at": moment.isoformat(),
                }
            ],
        )
        approval: AssignmentApproval = AssignmentApproval.objects.create(
            assignment=now.row,
            content_sha256=content_sha256,
            document=document,
            by=scope.user,
            role=role,
            at=moment,
        )
        record(scope, "acknowledge_assignment", approval, shared=True, sha256=content_sha256)
        assignment_acknowledged(scope)
        return approval

    return once(scope, "acknowledge_assignment", token, make, AssignmentApproval)
