"""Minutes: one person writes, another approves, and from then on they stand as a document."""

from uuid import UUID

from django.utils.formats import date_format

from samverkan.access.actions import Refused, action, change, once, record
from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind, fingerprint
from samverkan.groups.content import approvals, blocked_by, minutes_content
from samverkan.groups.guards import refuse_closed
from samverkan.groups.models import Meeting, Minutes
from samverkan.groups.queries import minutes_of, why_not_approve, wrote
from samverkan.groups.rules import MeetingStatus
from samverkan.groups.telling import minutes_to_approve


@action("minutes.write")
def write_minutes(
    scope: Scope,
    meeting: Meeting,
    version: int,
    *,
    notes: dict[str, str],
    other: str,
    finished: bool,
    take_over: bool = False,
) -> Minutes:
    """The first to write is the writer, until somebody takes over. `version` is 0 where nobody has written yet.

    Notes that are not given are left as they are. Raises Conflict.
    """
    refuse_closed(meeting)
    were_finished = False
    minutes, made = Minutes.objects.get_or_create(
        meeting=meeting,
        defaults={"writer": scope.membership, "notes": notes, "other": other, "finished": finished},
    )
    if not made:
        were_finished = minutes.finished
        if not wrote(scope, minutes):
            if not take_over:
                raise Refused(
                    f"{minutes.writer.user} skriver anteckningarna. Ta över dem om du ska fortsätta."
                )
            record(scope, "take_over_minutes", minutes, shared=True)
        notes = {**minutes.notes, **notes}
        minutes = change(
            minutes, version, writer=scope.membership, notes=notes, other=other, finished=finished
        )
    record(scope, "write_minutes", minutes, shared=True)
    if finished and not were_finished:
        minutes_to_approve(scope, meeting)
    return minutes


@action("minutes.write")
def take_over_minutes(scope: Scope, meeting: Meeting) -> Minutes:
    """Somebody else goes on writing, from what stands. Whoever wrote before can no longer save over it."""
    refuse_closed(meeting)
    minutes = Minutes.objects.get(meeting=meeting)
    taken = change(minutes, minutes.version, writer=scope.membership, finished=False)
    record(scope, "take_over_minutes", taken, shared=True)
    return taken


@action("minutes.approve")
def approve_minutes(
    scope: Scope,
    token: UUID | None,
    meeting: Meeting,
    *,
    content_sha256: str,
    printed: Printed,
    registry_number: str = "",
) -> Meeting:
    """A second person of the group stands behind exactly this content, and it is adopted.

    `printed` is made of the content beforehand.
    """
    return once(
        scope,
        "approve_minutes",
        token,
        lambda: _approve(scope, meeting, content_sha256, printed, registry_number),
        Meeting,
    )


def _approve(
    scope: Scope, meeting: Meeting, content_sha256: str, printed: Printed, registry_number: str
) -> Meeting:
    meeting = refuse_closed(meeting)
    minutes = minutes_of(meeting)
    if reason := why_not_approve(scope, meeting, minutes):
        raise Refused(reason)
    content = minutes_content(scope, meeting)
    if fingerprint(dict(content)) != content_sha256:
        raise Refused("Anteckningarna har ändrats sedan du öppnade sidan. Läs dem som de är nu.")
    if blocked_by(content):
        raise Refused(
            "Anteckningarna innehåller personuppgifter. Be den som skrev dem att ta bort dem först."
        )
    if printed.approved_sha256 != content_sha256:
        raise ValueError("the files were made of something else")
    assert minutes
    document = adopt_version(
        scope,
        kind=DocumentKind.MINUTES,
        author=None,
        title=f"Minnesanteckningar från {meeting.group}, {date_format(meeting.day, 'j F Y')}",
        printed=printed,
        approvals=approvals(scope, minutes),
        registry_number=registry_number,
        about=f"meeting-{meeting.pk}",
        cycle=meeting.document.document.cycle if meeting.document else None,
    )
    changed = change(
        meeting, meeting.version, status=MeetingStatus.MINUTED, document=document, corrected_because=""
    )
    record(scope, "approve_minutes", changed, shared=True, sha256=content_sha256)
    return changed


@action("minutes.write")
def correct_minutes(scope: Scope, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Open what was approved, to be approved anew as the next version. The one before stays as it is."""
    if not meeting.is_minuted:
        raise Refused("Bara godkända anteckningar rättas. De här går att ändra som de är.")
    changed = change(meeting, version, status=MeetingStatus.HELD, corrected_because=reason)
    minutes = Minutes.objects.get(meeting=changed)
    change(minutes, minutes.version, finished=False)
    record(scope, "correct_minutes", changed, shared=True)
    return changed
