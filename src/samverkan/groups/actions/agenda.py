"""The agenda of a meeting: what was collected for the group, and what people add themselves."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, once, record
from samverkan.access.scope import Scope
from samverkan.groups.guards import refuse_closed
from samverkan.groups.models import AgendaItem, Meeting
from samverkan.groups.queries import agenda, agenda_keys, minutes_of
from samverkan.groups.rules import Waiting, moved


@action("groups.edit")
def collect(scope: Scope, meeting: Meeting, collected: Sequence[Waiting]) -> int:
    """Put on the agenda what has come to wait; gives how many matters were new.

    Each matter once: not what stands here already, or on a meeting to come. Never what one party alone may know.
    """
    refuse_closed(meeting)
    already_done()
    standing = set(agenda_keys(scope, meeting.group, meeting).standing)
    count = 0
    for waiting in collected:
        if waiting.private or waiting.key in standing:
            continue
        standing.add(waiting.key)
        item = _append(
            meeting,
            title=waiting.title,
            why=waiting.why,
            key=waiting.key,
            url_name=waiting.url_name,
            url_kwargs=waiting.url_kwargs,
        )
        record(scope, "put_on_agenda", item, shared=True, key=waiting.key)
        count += 1
    return count


@action("groups.edit")
def add_agenda_item(
    scope: Scope, token: UUID | None, meeting: Meeting, *, title: str, why: str = ""
) -> AgendaItem:
    def make() -> AgendaItem:
        refuse_closed(meeting)
        item = _append(meeting, title=title, why=why)
        record(scope, "add_agenda_item", item, shared=True)
        return item

    return once(scope, "add_agenda_item", token, make, AgendaItem)


@action("groups.edit")
def move_agenda_item(scope: Scope, item: AgendaItem, *, up: bool) -> None:
    """One place up or down. The first cannot go up, nor the last down; then nothing moves."""
    refuse_closed(item.meeting)
    standing = list(agenda(scope).filter(meeting=item.meeting))
    for position, each in enumerate(moved(standing, item, up=up), 1):
        if each.position != position:
            AgendaItem.objects.filter(pk=each.pk).update(position=position)
    record(scope, "move_agenda_item", item, shared=True)


@action("groups.edit")
def remove_agenda_item(scope: Scope, item: AgendaItem) -> None:
    """Taken off the agenda. A collected matter waits again, and is offered to the next meeting."""
    refuse_closed(item.meeting)
    if item.decisions.exists():
        raise Refused("Punkten har beslut. Flytta eller ändra dem först.")
    minutes = minutes_of(item.meeting)
    if minutes and minutes.notes.get(str(item.pk), "").strip():
        raise Refused("Punkten har anteckningar. Töm dem först, eller låt punkten stå kvar.")
    AgendaItem.objects.filter(pk=item.pk).update(removed_at=timezone.now())
    record(scope, "remove_agenda_item", item, shared=True)


def _append(meeting: Meeting, **fields: object) -> AgendaItem:
    last = meeting.agenda.filter(removed_at=None).last()
    made: AgendaItem = AgendaItem.objects.create(
        meeting=meeting, position=last.position + 1 if last else 1, **fields
    )
    return made
