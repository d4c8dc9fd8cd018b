"""What the minutes of a meeting say, as plain data: what is read, fingerprinted and approved."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from django.utils import timezone

from samverkan.access.personal_data import Match, find
from samverkan.access.scope import Scope
from samverkan.groups.models import Decision, GroupMember, Meeting, Minutes
from samverkan.groups.queries import agenda, decisions, expected, minutes_of, presence
from samverkan.groups.rules import Presence


class DecisionContent(TypedDict):
    text: str
    about: str
    responsible: str
    due_on: str
    registry_number: str


class ItemContent(TypedDict):
    title: str
    why: str
    note: str
    decisions: list[DecisionContent]


class MinutesContent(TypedDict):
    """`attendance` by presence, each person with what they are; days as `2026-02-05`."""

    group: str
    kind: str
    day: str
    time: str
    place: str
    attendance: dict[str, list[str]]
    guests: list[str]
    items: list[ItemContent]
    decisions: list[DecisionContent]
    other: str
    writer: str
    corrected_because: str


def minutes_content(scope: Scope, meeting: Meeting) -> MinutesContent:
    """Five queries. A decision that belongs to no item on the agenda stands by itself."""
    minutes = minutes_of(meeting)
    notes = minutes.notes if minutes else {}
    taken = list(decisions(scope).filter(meeting=meeting).order_by("id"))
    items = list(agenda(scope).filter(meeting=meeting))
    standing = {item.pk for item in items}
    return MinutesContent(
        group=meeting.group.name,
        kind=meeting.group.kind_name,
        day=meeting.day.isoformat(),
        time=hours(meeting),
        place=meeting.place,
        attendance=_attendance(scope, meeting),
        guests=[line.strip() for line in meeting.guests.splitlines() if line.strip()],
        items=[
            ItemContent(
                title=item.title,
                why=item.why,
                note=notes.get(str(item.pk), ""),
                decisions=[_decision(each) for each in taken if each.item_id == item.pk],
            )
            for item in items
        ],
        decisions=[_decision(each) for each in taken if each.item_id not in standing],
        other=minutes.other if minutes else "",
        writer=_person(minutes) if minutes else "",
        corrected_because=meeting.corrected_because,
    )


def hours(meeting: Meeting) -> str:
    """`13.00–14.30`."""
    last = f"–{meeting.ends_at:%H.%M}" if meeting.ends_at else ""
    return f"{meeting.starts_at:%H.%M}{last}"


def _attendance(scope: Scope, meeting: Meeting) -> dict[str, list[str]]:
    noted = presence(meeting)
    there: dict[str, list[str]] = {each.value: [] for each in Presence}
    for member in expected(scope, meeting):
        if member.pk in noted:
            there[noted[member.pk]].append(_member(member))
    return there


def _member(member: GroupMember) -> str:
    function = "" if member.function == "member" else f" ({member.function_name})"
    return f"{member}, {member.about}{function}"


def _decision(decision: Decision) -> DecisionContent:
    return DecisionContent(
        text=decision.text,
        about=decision.about_text,
        responsible=decision.responsible.user.name if decision.responsible else "",
        due_on=decision.due_on.isoformat() if decision.due_on else "",
        registry_number=decision.registry_number,
    )


def _person(minutes: Minutes) -> str:
    return f"{minutes.writer.user.name}, {minutes.writer.role_name}"


def blocked_by(content: MinutesContent) -> list[Match]:
    """Personal data that must not stand in a document, wherever in it they stand."""
    return [match for text in _texts(content) for match in find(text) if match.blocking]


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


def approvals(scope: Scope, minutes: Minutes) -> list[dict[str, str]]:
    """Who wrote and who approves, as they are now, for the document store."""
    now = timezone.now().isoformat()
    return [
        {
            "name": person.user.name,
            "role": person.role_name,
            "party": person.party.name if person.party else "",
            "did": did,
            "at": now,
        }
        for person, did in ((minutes.writer, "skrev"), (scope.membership, "godkände"))
    ]
