"""The organisation: groups with members, meetings in every state, decisions and minutes. All of it both parties'."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.rules import fingerprint
from samverkan.groups import actions
from samverkan.groups.content import minutes_content
from samverkan.groups.models import Decision, Group, Meeting
from samverkan.groups.printing import minutes_draft
from samverkan.groups.queries import agenda, expected, people
from samverkan.groups.rules import GroupKind, Presence
from samverkan.process.agenda import waiting_for
from samverkan.process.subjects import subjects
from samverkan.typeset import to_data
from tests.address import Address, planted


def form(scope: Scope, kind: GroupKind = GroupKind.STEERING, name: str = "Styrgruppen") -> Group:
    """With everybody who works for a party in it."""
    persons = [person.pk for person in people(scope)]
    return actions.form_group(scope, None, kind=kind, name=name, mandate="Beslutar", persons=persons)


def call(scope: Scope, group: Group, day: date | None = None) -> Meeting:
    return actions.call_meeting(
        scope,
        None,
        group,
        day=day or timezone.localdate(),
        starts_at=time(13),
        ends_at=time(14, 30),
        place="Kommunhuset",
        collected=waiting_for(scope, group),
    )


def hold(scope: Scope, meeting: Meeting, guests: str = "Trygghetschef, Ekdalabostäder") -> Meeting:
    there = {member.pk: Presence.PRESENT.value for member in expected(scope, meeting)}
    return actions.note_attendance(scope, meeting, meeting.version, presence=there, guests=guests)


def write(scope: Scope, meeting: Meeting, note: str = "Vi gick igenom läget.", version: int = 0) -> None:
    notes = {str(item.pk): note for item in agenda(scope).filter(meeting=meeting)}
    actions.write_minutes(scope, meeting, version, notes=notes, other="Nästa möte i maj.", finished=True)


def approve(scope: Scope, meeting: Meeting) -> Meeting:
    """Without files, which nobody here opens."""
    content = minutes_content(scope, meeting)
    sha256 = fingerprint(dict(content))
    made = Printed(to_data(minutes_draft(scope, content)), sha256, "0" * 64, "0" * 64)
    return actions.approve_minutes(scope, None, meeting, content_sha256=sha256, printed=made)


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    steering = form(anna)
    preparatory = form(per, GroupKind.PREPARATORY, "Beredningsgruppen")
    actions.change_group(
        anna,
        preparatory,
        1,
        name="Rådet",
        mandate="Bereder",
        assignment="Planerar",
        council=True,
    )
    for number in range(size):
        made = _working_group(per, number)
    outsider = actions.add_member(anna, None, steering, occupation="Vd", organisation="Ekdalabostäder")
    leaving = actions.add_member(anna, None, steering, occupation="Rektor", organisation="Ekdalaskolan")
    actions.end_member(anna, leaving)
    minuted = _meeting(anna, per, steering, size)
    held = hold(anna, call(anna, steering))
    write(anna, held)
    coming = call(anna, steering, timezone.localdate() + timedelta(days=21))
    for number in range(size):
        item = actions.add_agenda_item(anna, None, coming, title=f"Egen punkt {number}", why="Besluta")
        open_decision = _decide(anna, steering, f"Anna tar fram ett förslag ({number}).", anna)
    return {
        name: {"municipality": made, "police": made}
        for name, made in {
            "steering": steering,
            "working": made,
            "outsider": outsider,
            "minuted": minuted,
            "held": held,
            "coming": coming,
            "item": item,
            "decision": open_decision,
        }.items()
    }


def _working_group(scope: Scope, number: int) -> Group:
    group = form(scope, GroupKind.WORKING, f"Stationsområdet {number}")
    old = form(scope, GroupKind.WORKING, f"Badhuset {number}")
    actions.end_group(scope, old, old.version)
    return group


def _meeting(anna: Scope, per: Scope, group: Group, size: int) -> Meeting:
    """Held, with decisions about everything there is, minuted by Anna and approved by Per."""
    meeting = hold(anna, call(anna, group))
    for number in range(size):
        item = actions.add_agenda_item(anna, None, meeting, title=f"Det vi bestämde {number}")
        _decide(anna, group, f"Vi går vidare ({number}).", None, meeting=meeting, item=item)
        for subject in subjects(anna):
            about = (subject.kind, subject.pk, subject.text)
            _decide(per, group, f"Vi har tagit del ({number}).", per, meeting=meeting, about=about)
    write(anna, meeting)
    return approve(per, meeting)


def _decide(scope: Scope, group: Group, text: str, whose: Scope | None, **fields: Any) -> Decision:
    return actions.record_decision(
        scope,
        None,
        group,
        text=text,
        decided_on=timezone.localdate(),
        responsible=whose.membership.pk if whose else None,
        due_on=timezone.localdate() if whose else None,
        **fields,
    )


ADDRESSES = {
    "initiate:group_propose": Address(
        lambda mine: [{"kind": "steering"}, {"kind": "preparatory"}], everyones=True
    ),
    "initiate:group": planted("steering", "working", shared=True),
    "initiate:group_edit": planted("steering", shared=True),
    "initiate:group_end": planted("working", shared=True),
    "initiate:member_new": planted("steering", shared=True),
    "initiate:meeting_new": planted("steering", "working", shared=True),
    "initiate:decision_new": planted("steering", shared=True),
    "initiate:member": planted("outsider", shared=True),
    "initiate:member_end": planted("outsider", shared=True),
    "initiate:meeting": planted("coming", "held", "minuted", shared=True),
    "initiate:meeting_edit": planted("coming", shared=True),
    "initiate:meeting_called_off": planted("coming", shared=True),
    "initiate:agenda_add": planted("coming", shared=True),
    "initiate:attendance": planted("held", shared=True),
    "initiate:meeting_decision": planted("held", shared=True),
    "initiate:minutes": planted("coming", "held", shared=True),
    "initiate:minutes_take_over": planted("held", shared=True),
    "initiate:minutes_approve": planted("held", shared=True),
    "initiate:minutes_correct": planted("minuted", shared=True),
    "initiate:agenda_move": planted("item", shared=True),
    "initiate:agenda_remove": planted("item", shared=True),
    "initiate:decision": planted("decision", shared=True),
    "initiate:decision_edit": planted("decision", shared=True),
    "initiate:decision_follow_up": planted("decision", shared=True),
}
PRESSES = {
    "initiate:group_propose",
    "initiate:member_end",
    "initiate:minutes_take_over",
    "initiate:agenda_move",
    "initiate:agenda_remove",
}
NO_DRAFT_IN = {
    "what is there for all parties to read": {
        "Group.*",
        "GroupMember.*",
        "Meeting.*",
        "AgendaItem.*",
        "Decision.*",
        "Minutes.*",
    }
}
# Reached only when there is something to end, to approve or to mend.
WAITING = {
    "initiate:minutes_approve",
    "initiate:minutes_correct",
    "initiate:attendance",
    "initiate:minutes",
    "initiate:meeting_decision",
    "initiate:decision_edit",
}
DATA = {"initiate:group_propose", "initiate:member_end", "initiate:minutes_take_over"}
