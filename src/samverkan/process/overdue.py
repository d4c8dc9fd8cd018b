"""What should have been done by now, gathered from the rooms. A room adds its function to `SOURCES`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import Truncator

from samverkan.access.scope import Scope
from samverkan.communication.queries import next_for
from samverkan.groups.queries import my_open_decisions
from samverkan.process.state import CycleState


@dataclass(frozen=True)
class Overdue:
    """Something that was due on a day that has passed, and where it is done."""

    text: str
    due_on: date
    url_name: str = ""
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)


def own_picture(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    due_on = scope.cycle.picture_due_on
    if due_on is None or due_on >= today or state.of(scope.party).handed_over_at:
        return []
    return [Overdue("Er lägesbild skulle ha varit överlämnad", due_on, "prepare:own_picture")]


def cycle_end(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    cycle = scope.cycle
    if cycle.closed_at or cycle.ends_on >= today:
        return []
    where = "overview:cycle_next" if scope.may("cycle.open") else "overview:cycles"
    return [Overdue(f"Varvet {cycle.name} skulle ha varit avslutat", cycle.ends_on, where)]


def activities(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """Activities of the plans whose day has passed and that nobody has told the outcome of."""
    return [
        Overdue(waiting.text, waiting.since, waiting.url_name, waiting.url_kwargs)
        for waiting in next_for(scope)
        if waiting.since
    ]


def decisions(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """Decisions the person is to see done, whose day has passed."""
    if not scope.may("groups.view"):
        return []
    return [
        Overdue(Truncator(each.text).chars(120), each.due_on, "initiate:decision", {"pk": each.pk})
        for each in my_open_decisions(scope)
        if each.due_on and each.due_on < today
    ]


SOURCES: tuple[Callable[[Scope, CycleState, date], Iterable[Overdue]], ...] = (
    own_picture,
    cycle_end,
    activities,
    decisions,
)


def overdue(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """The longest overdue first; nothing for an observer."""
    if scope.membership.party is None:
        return []
    told = [each for source in SOURCES for each in source(scope, state, today)]
    return sorted(told, key=lambda each: each.due_on)
