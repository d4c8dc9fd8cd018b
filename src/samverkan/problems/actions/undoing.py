"""Taking back one's own latest act in the cause tree."""

from uuid import UUID, uuid4

from django.utils.text import Truncator

from samverkan.access.actions import Refused, action, record
from samverkan.access.scope import Scope
from samverkan.problems.growing import (
    bring_back,
    hold_tree,
    place_at,
    settle,
    take_away,
    write_change,
)
from samverkan.problems.models import Cause, CauseChange, Problem
from samverkan.problems.queries.causes import Act, may_undo, tree_of
from samverkan.problems.queries.hypotheses import resting_on
from samverkan.problems.rules import CauseEvent
from samverkan.problems.tree import Tree


@action("cause.edit")
def undo_in_tree(scope: Scope, problem: Problem, act: UUID | None = None) -> Act:
    """All that the act did, as one. Refused with the reason where somebody else has changed the same note since.

    `act` is the one that the person was told would be undone; None for whichever is the latest.
    """
    hold_tree(scope, problem)
    found = may_undo(scope, problem)
    if found is None:
        raise Refused("Det finns inget av dig att ångra i trädet den senaste timmen.")
    if act not in (None, found.key):
        raise Refused(f"Du har gjort något mer sedan dess. Det du gjorde senast: {found.words}.")
    changes = found.changes
    _untouched(scope, changes)
    if changes[0].event in (CauseEvent.REMOVED, CauseEvent.PUT_BACK):
        _turn_back(scope, problem, changes)
    else:
        for done in changes:  # the newest first, so that every place is as it was
            _take_back(scope, problem, done)
    record(scope, "undo_in_tree", changes[-1].cause, shared=True)
    return found


def _untouched(scope: Scope, changes: list[CauseChange]) -> None:
    causes = [done.cause_id for done in changes]
    since = CauseChange.objects.filter(cause__in=causes, pk__gt=changes[0].pk).exclude(by=scope.user)
    if other := since.select_related("by", "cause").first():
        raise Refused(
            f"{other.by} {other.get_event_display()} ”{other.cause.text}” efter dig, "
            "så det du gjorde kan inte ångras. Ändra lappen som den är nu."
        )


def _take_back(scope: Scope, problem: Problem, done: CauseChange) -> None:
    cause = Cause.objects.get(pk=done.cause_id)
    tree = tree_of(problem)
    if cause.pk not in tree:
        raise Refused("Lappen har tagits bort. Lägg tillbaka den först.")
    if done.event == CauseEvent.WORDED:
        write_change(scope, cause, CauseEvent.WORDED, uuid4(), done, text=done.before["text"])
    elif done.event == CauseEvent.MOVED:
        place = place_at(tree, done.before, cause.pk)
        if settle(scope, tree, cause, place, uuid4(), done) is None:  # the others have moved it there
            write_change(scope, cause, CauseEvent.MOVED, uuid4(), done)
    elif tree.children(cause.pk):
        raise Refused("Andra lappar hänger på den du satte upp. Flytta dem först, eller ta bort lappen.")
    else:
        _take_down(scope, tree, cause, {cause.pk: done})


def _turn_back(scope: Scope, problem: Problem, changes: list[CauseChange]) -> None:
    """What was taken away together comes back together, and the other way round."""
    undoes = {done.cause_id: done for done in changes}
    tree = tree_of(problem)
    top = next(done.cause for done in changes if done.cause.parent_id not in undoes)
    if changes[0].event == CauseEvent.REMOVED:
        if top.removed_at is None:
            raise Refused("Lappen har redan lagts tillbaka.")
        bring_back(scope, tree, top, uuid4(), undoes)
    else:
        if top.pk not in tree:
            raise Refused("Lappen har redan tagits bort igen.")
        if set(tree.below(top.pk)) - set(undoes):
            raise Refused(
                "Någon har hängt fler lappar under den sedan dess. Ta bort den för hand om den ska bort."
            )
        _take_down(scope, tree, top, undoes)


def _take_down(scope: Scope, tree: Tree, cause: Cause, undoes: dict[int, CauseChange]) -> None:
    """Off the tree, unless somebody has begun to try whether it is so: that is not to be lost by one press."""
    resting = resting_on([cause.pk, *tree.below(cause.pk)])
    if resting:
        raise Refused(
            f"Hypotesen ”{Truncator(resting[0].question).chars(80)}” vilar på lappen, så den tas inte bort av att "
            "du ångrar. Ta bort lappen på dess egen sida om den ska bort."
        )
    take_away(scope, tree, cause, uuid4(), undoes)
