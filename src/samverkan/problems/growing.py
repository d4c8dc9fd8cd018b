"""What the verbs of the cause tree, and undoing them, are made of. Each is called inside an action."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused, change, running_cycle
from samverkan.access.scope import Scope
from samverkan.problems.models import Cause, CauseChange, Problem
from samverkan.problems.queries.causes import is_growing, tree_of
from samverkan.problems.rules import CauseEvent
from samverkan.problems.tree import Hung, NotAllowed, Place, Spot, Tree


def hold_tree(scope: Scope, problem: Problem) -> Tree:
    """The tree as it hangs now, held until the action is done. Raises Problem.DoesNotExist for any but our own."""
    held = Problem.objects.select_for_update().get(pk=problem.pk, cycle=running_cycle(scope), removed_at=None)
    if not is_growing(held):
        raise Refused("Problemet är inte ett fokusområde längre. Trädet står kvar som det är.")
    return tree_of(held)


def hanging(cause: Cause, version: int, *clashing: CauseEvent) -> Cause:
    """The note as it is now; Conflict when one of the `clashing` has been done to it since `version`."""
    current = Cause.objects.select_related("problem", "changed_by").get(pk=cause.pk)
    if current.removed_at:
        raise Refused(f"{current.changed_by} har just tagit bort lappen. Den kan läggas tillbaka.")
    since = min(current.version - version, current.version)
    if since < 0:
        raise Conflict(current)
    events = current.changes.values_list("event", flat=True)[:since]
    if set(events) & set(clashing):
        raise Conflict(current)
    return current


def put_up(scope: Scope, problem: Problem, tree: Tree, place: Place, text: str, act: UUID) -> Cause:
    cause: Cause = Cause.objects.create(
        problem=problem,
        parent_id=place.parent,
        perspective=place.perspective,
        text=worded(text),
        changed_by=scope.user,
    )
    _number(tree.order(place, cause.pk))
    cause.refresh_from_db()
    after = {"text": cause.text} | _where(cause)
    CauseChange.objects.create(act=act, cause=cause, event=CauseEvent.ADDED, after=after, by=scope.user)
    return cause


def write_change(
    scope: Scope,
    cause: Cause,
    event: CauseEvent,
    act: UUID,
    undoes: CauseChange | None = None,
    beside: dict[str, int | None] | None = None,
    **fields: Any,
) -> Cause:
    """Writes the fields and the change that tells of them, with what the note stood `beside` before."""
    told = {"text"} if event is CauseEvent.WORDED else {"parent", "perspective", "position"}
    before = {"text": cause.text} | _where(cause)
    changed = change(cause, cause.version, **fields, changed_by=scope.user, changed_at=timezone.now())
    after = {"text": changed.text} | _where(changed)
    CauseChange.objects.create(
        act=act,
        cause=changed,
        event=event,
        before={key: value for key, value in before.items() if key in told} | (beside or {}),
        after={key: value for key, value in after.items() if key in told},
        undoes=undoes,
        by=scope.user,
    )
    return changed


def settle(
    scope: Scope, tree: Tree, cause: Cause, place: Place, act: UUID, undoes: CauseChange | None = None
) -> Cause | None:
    """Hangs the note there and numbers its siblings; None where it hangs there already."""
    if tree.holder(cause.pk) == place.holder and tree.children(place.holder).index(cause.pk) == place.index:
        return None
    order = tree.order(place, cause.pk)
    _number([pk for pk in order if pk != cause.pk], leaving=place.index + 1)
    return write_change(
        scope,
        cause,
        CauseEvent.MOVED,
        act,
        undoes,
        tree.beside(cause.pk),
        parent_id=place.parent,
        perspective=place.perspective,
        position=place.index + 1,
    )


def take_away(
    scope: Scope, tree: Tree, cause: Cause, act: UUID, undoes: dict[int, CauseChange] | None = None
) -> None:
    """With what hangs on it. The same moment on all that goes at once tells them from what was taken away before."""
    gone = [cause.pk, *tree.below(cause.pk)]
    stood = tree.beside(cause.pk)
    _lift(scope, gone, CauseEvent.REMOVED, act, undoes or {}, stood, removed_at=timezone.now())


def bring_back(
    scope: Scope, tree: Tree, cause: Cause, act: UUID, undoes: dict[int, CauseChange] | None = None
) -> None:
    gone = _gone_with(cause)
    place = _free_place(tree, cause, gone.height(cause.pk))
    back = [cause.pk, *gone.below(cause.pk)]
    _lift(scope, back, CauseEvent.PUT_BACK, act, undoes or {}, {}, removed_at=None)
    Cause.objects.filter(pk=cause.pk).update(parent_id=place.parent, perspective=place.perspective)
    _number(tree.order(place, cause.pk))
    cause.refresh_from_db()


def landing(tree: Tree, to: Spot, pk: int | None = None, height: int = 1) -> Place:
    try:
        return tree.land(to, pk, height)
    except NotAllowed as reason:
        raise Refused(str(reason)) from reason


def place_at(tree: Tree, where: dict[str, Any], pk: int) -> Place:
    """The place that a change tells of, as the tree is now: beside those the note stood beside then."""
    holder = where["parent"] or where["perspective"]
    try:
        return tree.at(holder, tree.index_of(holder, where, where["position"], pk), pk)
    except NotAllowed as reason:
        raise Refused(str(reason)) from reason


def worded(text: str) -> str:
    if not (text := " ".join(text.split())):
        raise Refused("Skriv något på lappen.")
    return text


def _gone_with(cause: Cause) -> Tree:
    """The notes that were taken away at the same moment."""
    rows = Cause.objects.filter(problem_id=cause.problem_id, removed_at=cause.removed_at)
    return Tree(Hung(*row) for row in rows.values_list("pk", "parent_id", "perspective", "position"))


def _free_place(tree: Tree, cause: Cause, height: int) -> Place:
    """Where it hung, or on the nearest one above that is left and has room; at last on the trunk."""
    holder, perspective = cause.parent, cause.perspective
    taken = cause.changes.filter(event=CauseEvent.REMOVED).first()
    index = tree.index_of(
        cause.parent_id or perspective, taken.before if taken else {}, cause.position, cause.pk
    )
    while holder is not None:
        try:
            return tree.at(holder.pk, index, height=height)
        except NotAllowed:
            index = len(tree)  # somewhere else it comes last
            perspective, holder = holder.perspective, holder.parent
    return tree.at(perspective, index, height=height)


def _lift(
    scope: Scope,
    numbers: list[int],
    event: CauseEvent,
    act: UUID,
    undoes: dict[int, CauseChange],
    stood: dict[str, int | None],
    **fields: Any,
) -> None:
    """`stood` is what the first of them stood beside."""
    Cause.objects.filter(pk__in=numbers).update(
        **fields, version=F("version") + 1, changed_by=scope.user, changed_at=timezone.now()
    )
    CauseChange.objects.bulk_create(
        CauseChange(
            act=act,
            cause_id=pk,
            event=event,
            before={} if place else stood,
            by=scope.user,
            undoes=undoes.get(pk),
        )
        for place, pk in enumerate(numbers)
    )


def _number(order: Iterable[int], leaving: int | None = None) -> None:
    """The siblings as 1, 2, 3 …, `leaving` one number for who is on the way. No change of theirs: no version."""
    numbers = (number for number in range(1, 1_000_000) if number != leaving)
    rows = [Cause(pk=pk, position=number) for pk, number in zip(order, numbers, strict=False)]
    Cause.objects.bulk_update(rows, ["position"])


def _where(cause: Cause) -> dict[str, Any]:
    return {"parent": cause.parent_id, "perspective": cause.perspective, "position": cause.position}
