"""What should have been done by now, gathered from the rooms. A room adds its function to `SOURCES`.

The start page, the mail on the day after and Monday's mail all tell of these. A mail gives `text`, which is in our own
words; what somebody has written stands in `hint`, which is shown on the start page only.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import Truncator

from samverkan.access.scope import Scope
from samverkan.communication.queries import overdue_activities
from samverkan.groups.queries import my_open_decisions
from samverkan.plans.queries import run_out
from samverkan.process.stages import noted, to_try, untested
from samverkan.process.state import CycleState


@dataclass(frozen=True)
class Overdue:
    """Something that was due on a day that has passed, and where it is done.

    `key` is the same every day until it is done or given another day. `mine`: the person can do it, and so is told of
    it by mail.
    """

    text: str
    due_on: date
    key: str
    url_name: str
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    mine: bool = True


def own_picture(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    cycle, due_on = scope.cycle, scope.cycle.picture_due_on
    if cycle.closed_at or due_on is None or due_on >= today or state.of(scope.party).handed_over_at:
        return []
    return [
        Overdue(
            "Er lägesbild skulle ha varit överlämnad",
            due_on,
            f"picture:{cycle.pk}:{scope.party.pk}:{due_on.isoformat()}",
            "prepare:own_picture",
            mine=scope.may("picture.hand_over"),
        )
    ]


def cycle_end(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    cycle = scope.cycle
    if cycle.closed_at or cycle.ends_on >= today:
        return []
    may_open = scope.may("cycle.open")
    return [
        Overdue(
            "Varvet skulle ha varit avslutat",
            cycle.ends_on,
            f"cycle:{cycle.pk}:{cycle.ends_on.isoformat()}",
            "overview:cycle_next" if may_open else "overview:cycles",
            hint=cycle.name,
            mine=may_open,
        )
    ]


def activities(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """Activities of the plans whose day has passed and that nobody has told the outcome of."""
    return [
        Overdue(
            waiting.text,
            waiting.since,
            f"activity:{waiting.url_kwargs['pk']}:{waiting.since.isoformat()}",
            waiting.url_name,
            waiting.url_kwargs,
            hint=waiting.hint,
        )
        for waiting in overdue_activities(scope, today)
        if waiting.since
    ]


def decisions(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """Decisions the person is to see done, whose day has passed."""
    if not scope.may("groups.view"):
        return []
    return [
        Overdue(
            "Ett beslut skulle ha varit gjort",
            each.due_on,
            f"decision:{each.pk}:{each.due_on.isoformat()}",
            "initiate:decision",
            {"pk": each.pk},
            hint=f"{Truncator(each.text).chars(120)} ({each.group})",
        )
        for each in my_open_decisions(scope)
        if each.due_on and each.due_on < today
    ]


def hypotheses(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """Hypotheses whose day has passed: the person's own to try, and to the coordinators everybody's.

    No query where what is noted has been read. Only who is to try it is told of it by mail.
    """
    stages = noted(scope, state)
    own = to_try(scope, stages)
    others = [each for each in untested(stages) if each not in own] if scope.may("cause.finish") else []
    return [
        Overdue(
            "En hypotes skulle ha varit prövad" if each in own else "En hypotes som väntar på andra är sen",
            each.due_on,
            f"hypothesis:{each.pk}:{each.due_on.isoformat()}",
            "join:hypothesis",
            {"pk": each.pk},
            mine=each in own,
        )
        for each in (*own, *others)
        if each.due_on and each.due_on < today
    ]


def agreement(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """A signed agreement whose period has passed, so that its criterion no longer holds. No query while it does."""
    lost = "join.agreement" in state.standing.lost
    if scope.cycle.closed_at or not lost or not scope.may("agreement.view"):
        return []
    found = run_out(scope, today)
    if found is None:
        return []
    return [
        Overdue(
            "Samverkansöverenskommelsen har gått ut",
            found.ended_on,
            f"agreement:{found.signing.pk}:{found.ended_on.isoformat()}",
            "join:agreement",
            mine=scope.may("agreement.edit"),
        )
    ]


SOURCES: tuple[Callable[[Scope, CycleState, date], Iterable[Overdue]], ...] = (
    own_picture,
    cycle_end,
    activities,
    decisions,
    hypotheses,
    agreement,
)


def overdue(scope: Scope, state: CycleState, today: date) -> list[Overdue]:
    """The longest overdue first; nothing for an observer."""
    if scope.membership.party is None:
        return []
    told = [each for source in SOURCES for each in source(scope, state, today)]
    return sorted(told, key=lambda each: each.due_on)
