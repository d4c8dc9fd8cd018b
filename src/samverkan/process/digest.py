"""What waits for a person, for Monday's mail, and what should have been ready by now.

Only what kind of thing it is, never what stands in it. Rooms with more to tell add a function to SOURCES or OVERDUE.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from samverkan.access.people import coordinators
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Cycle, Partnership, Party, User
from samverkan.pictures.models import HandOver
from samverkan.process.next import next_tasks
from samverkan.process.state import cycle_state


@dataclass(frozen=True)
class Overdue:
    """Something that should have been ready on `due_on`; `key` is the same every day until it is."""

    users: tuple[User, ...]
    text: str
    path: str
    key: str
    due_on: date


def waits(scope: Scope) -> list[str]:
    """Everything this person can do now."""
    return [task.text for task in next_tasks(scope, cycle_state(scope)) if task.mine]


def pictures_overdue(partnership: Partnership, cycle: Cycle, today: date) -> Iterator[Overdue]:
    """Parties that have not handed over their picture by the day that was set."""
    due_on = cycle.picture_due_on
    if due_on is None or due_on >= today:
        return
    done = HandOver.objects.filter(picture__cycle=cycle).values("picture__party")
    for party in Party.objects.filter(partnership=partnership).exclude(pk__in=done):
        yield Overdue(
            tuple(coordinators(party)),
            "Er lägesbild skulle ha varit överlämnad. Lämna över den, eller bestäm en ny dag tillsammans med "
            "de andra parterna.",
            reverse("prepare:own_picture", args=[partnership.slug]),
            f"picture:{cycle.pk}:{party.pk}:{due_on.isoformat()}",
            due_on,
        )


SOURCES: list[Callable[[Scope], list[str]]] = [waits]
OVERDUE: list[Callable[[Partnership, Cycle, date], Iterable[Overdue]]] = [pictures_overdue]


def digest(scope: Scope) -> list[str]:
    """One line for each thing that waits for this person; empty when nothing does."""
    return [line for source in SOURCES for line in source(scope)]


def overdue(partnership: Partnership, cycle: Cycle, today: date) -> list[Overdue]:
    return [found for source in OVERDUE for found in source(partnership, cycle, today)]
