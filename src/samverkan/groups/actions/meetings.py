"""Calling a group together, calling it off, and noting who was there."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from uuid import UUID

from django.db.models import F

from samverkan.access.actions import Refused, action, change, once, record
from samverkan.access.scope import Scope
from samverkan.groups.actions.agenda import collect
from samverkan.groups.guards import refuse_ahead, refuse_closed, refuse_ended
from samverkan.groups.models import Attendance, Group, Meeting
from samverkan.groups.queries import expected
from samverkan.groups.rules import MeetingStatus, Presence, Waiting
from samverkan.groups.telling import meeting_called, meeting_called_off, meeting_moved


@action("groups.edit")
def call_meeting(
    scope: Scope,
    token: UUID | None,
    group: Group,
    *,
    day: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str = "",
    collected: Sequence[Waiting] = (),
) -> Meeting:
    """Call the group, with what was collected for it (process/agenda.py) as the agenda's first items."""

    def make() -> Meeting:
        refuse_ended(group)
        meeting: Meeting = Meeting.objects.create(
            group=group, day=day, starts_at=starts_at, ends_at=ends_at, place=place, called_by=scope.user
        )
        collect(scope, meeting, collected)
        record(scope, "call_meeting", meeting, shared=True, day=day.isoformat())
        meeting_called(scope, meeting)
        return meeting

    return once(scope, "call_meeting", token, make, Meeting)


@action("groups.edit")
def change_meeting(
    scope: Scope,
    meeting: Meeting,
    version: int,
    *,
    day: date,
    starts_at: time,
    ends_at: time | None,
    place: str,
) -> Meeting:
    """What was decided at it follows its day, and the members are told when a meeting to come is moved.

    Raises Conflict when somebody else has saved since `version`.
    """
    before = refuse_closed(meeting)
    if before.is_held:
        refuse_ahead(day, "Mötet har hållits, så dagen kan inte vara en som kommer. Välj dagen då ni sågs.")
    if before.decisions.exists():
        refuse_ahead(day, "Mötet har beslut, så dagen kan inte vara en som kommer. Välj dagen då ni sågs.")
    changed = change(meeting, version, day=day, starts_at=starts_at, ends_at=ends_at, place=place)
    changed.decisions.exclude(decided_on=day).update(decided_on=day, version=F("version") + 1)
    record(scope, "change_meeting", changed, shared=True, day=day.isoformat())
    if before.is_open and (before.day, before.starts_at) != (day, starts_at):
        meeting_moved(scope, changed, before)
    return changed


@action("groups.edit")
def cancel_meeting(scope: Scope, meeting: Meeting, version: int, reason: str) -> Meeting:
    """The meeting is called off and stays in the list with the reason. What was on its agenda waits again.

    Not a meeting that has decided something: it has been held, and what it decided would stand without it.
    """
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not now.is_open:
        raise Refused("Bara ett möte som inte har hållits kan ställas in.")
    if taken := [f"”{each}”" for each in now.decisions.all()]:
        raise Refused(
            f"Mötet har beslut: {', '.join(taken)}. Ett möte som har beslutat något ställs inte in."
            " Skriv vilka som var med i stället, så är mötet hållet."
        )
    changed = change(meeting, version, status=MeetingStatus.CANCELLED, cancelled_because=reason)
    record(scope, "cancel_meeting", changed, shared=True)
    meeting_called_off(scope, changed)
    return changed


@action("groups.edit")
def note_attendance(
    scope: Scope, meeting: Meeting, version: int, *, presence: Mapping[int, str], guests: str
) -> Meeting:
    """Who was there, by member. From now on the meeting is held. Raises Conflict."""
    refuse_closed(meeting)
    refuse_ahead(meeting.day, "Mötet har inte varit än. Närvaron skrivs när det har hållits.")
    changed = change(meeting, version, guests=guests, status=MeetingStatus.HELD)
    for member in expected(scope, changed):
        if chosen := presence.get(member.pk):
            Attendance.objects.update_or_create(
                meeting=changed, member=member, defaults={"presence": Presence(chosen)}
            )
    record(scope, "note_attendance", changed, shared=True)
    return changed
