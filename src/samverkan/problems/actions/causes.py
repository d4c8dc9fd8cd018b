"""Growing the cause tree together: notes are put up, worded, moved, grouped, taken away, put back, and undone.

Every verb holds the problem's row, so two who change the same tree do it one after the other. A note's version counts
its changes, so a verb knows which kinds of change have come since the version the person saw: moving and wording at
once both go through, and only the second of two that do the same is stopped (`Conflict`).
"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from samverkan.access.actions import Refused, action, already_done, once, record
from samverkan.access.scope import Scope
from samverkan.problems.growing import (
    bring_back,
    hanging,
    hold_tree,
    landing,
    put_up,
    settle,
    take_away,
    worded,
    write_change,
)
from samverkan.problems.models import Cause, Problem
from samverkan.problems.queries.causes import tree_of
from samverkan.problems.rules import CauseEvent
from samverkan.problems.tree import Spot


@action("cause.edit")
def add_cause(scope: Scope, token: UUID | None, problem: Problem, *, text: str, to: Spot) -> Cause:
    """A new note, last under what `to` says."""

    def make() -> Cause:
        tree = hold_tree(scope, problem)
        cause = put_up(scope, problem, tree, landing(tree, to), text, uuid4())
        record(scope, "add_cause", cause, shared=True)
        return cause

    return once(scope, "add_cause", token, make, Cause)


@action("cause.edit")
def word_cause(scope: Scope, cause: Cause, version: int, *, text: str) -> Cause:
    """Raises Conflict when somebody else has worded the note since `version`."""
    hold_tree(scope, cause.problem)
    current = hanging(cause, version, CauseEvent.WORDED)
    if current.text == worded(text):
        already_done()
        return current
    changed = write_change(scope, current, CauseEvent.WORDED, uuid4(), text=worded(text))
    record(scope, "word_cause", changed, shared=True)
    return changed


@action("cause.edit")
def move_cause(scope: Scope, cause: Cause, version: int, to: Spot) -> Cause:
    """With all that hangs on it. Raises Conflict when somebody else has moved the note since `version`."""
    tree = hold_tree(scope, cause.problem)
    current = hanging(cause, version, CauseEvent.MOVED)
    moved = settle(scope, tree, current, landing(tree, to, cause.pk), uuid4())
    if moved is None:
        already_done()
        return current
    record(scope, "move_cause", moved, shared=True)
    return moved


@action("cause.edit")
def group_causes(
    scope: Scope, token: UUID | None, problem: Problem, numbers: Iterable[int], *, text: str
) -> Cause:
    """The chosen notes hang on a new one, which stands where the first of them stood."""

    def make() -> Cause:
        tree = hold_tree(scope, problem)
        chosen = set(numbers)
        if any(pk not in tree for pk in chosen):
            raise Refused("En av lapparna har just tagits bort. Se efter och välj igen.")
        tops = tree.tops(chosen)
        if len(tops) < 2:
            raise Refused("Välj minst två lappar som inte redan hänger på varandra.")
        first, act = tops[0], uuid4()
        place = landing(tree, Spot.read(f"before:{first}"), height=1 + max(map(tree.height, tops)))
        cause = put_up(scope, problem, tree, place, text, act)
        for pk in tops:
            now = tree_of(problem)
            under = landing(now, Spot.read(f"under:{cause.pk}"), pk)
            settle(scope, now, Cause.objects.get(pk=pk), under, act)
        record(scope, "group_causes", cause, shared=True, notes=len(tops))
        return cause

    return once(scope, "group_causes", token, make, Cause)


@action("cause.edit")
def remove_cause(scope: Scope, cause: Cause, version: int, *, hanging_on_it: int) -> None:
    """Takes the note away with what hangs on it. `hanging_on_it` is how many the person was told go along."""
    tree = hold_tree(scope, cause.problem)
    current = hanging(cause, version, *CauseEvent)
    below = tree.below(cause.pk)
    if len(below) != hanging_on_it:
        raise Refused(
            "Andra har hängt upp eller flyttat lappar här sedan du öppnade sidan. Se efter och försök igen."
        )
    take_away(scope, tree, current, uuid4())
    record(scope, "remove_cause", cause, shared=True, along=len(below))


@action("cause.edit")
def put_back_cause(scope: Scope, cause: Cause) -> Cause:
    """With what went along. Where what it hung on is gone, or has no room, it lands nearer the trunk."""
    tree = hold_tree(scope, cause.problem)
    current = Cause.objects.get(pk=cause.pk, problem=cause.problem)
    if current.removed_at is None:
        already_done()
        return current
    bring_back(scope, tree, current, uuid4())
    record(scope, "put_back_cause", current, shared=True)
    return current
