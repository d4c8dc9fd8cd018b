"""The cause tree of a focus area: its notes, what has been done to them, and whether anything has happened since."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.text import Truncator

from samverkan.access.scope import Scope
from samverkan.problems.models import Cause, CauseChange, Hypothesis, Problem
from samverkan.problems.queries.analysis import marks_of, posed_in
from samverkan.problems.rules import CauseEvent, Outcome, Perspective, Standing
from samverkan.problems.tree import Holder, Hung, Tree

LOG_LINES = 100
# What was done longer ago than this belongs to another sitting: nobody has it in mind when they press undo. An hour is
# about what a group works at the tree before it breaks.
SITTING = timedelta(hours=1)
ACTS = {
    CauseEvent.ADDED: "satte upp",
    CauseEvent.WORDED: "ändrade",
    CauseEvent.MOVED: "flyttade",
    CauseEvent.REMOVED: "tog bort",
    CauseEvent.PUT_BACK: "la tillbaka",
}


def tree_of(problem: Problem) -> Tree:
    """How the notes hang, and nothing else. One query."""
    rows = Cause.objects.filter(problem=problem, removed_at=None)
    return Tree(Hung(*row) for row in rows.values_list("pk", "parent_id", "perspective", "position"))


@dataclass(frozen=True)
class CauseTree:
    """By a note's number: the note, its hypotheses, what they have shown of it in a word, and who changed it last."""

    problem: Problem
    causes: dict[int, Cause]
    marks: dict[int, str]
    posed: dict[int, list[int]]
    changed_by: dict[int, str]
    seen: str = ""  # what the tree was known by before it was read: whatever comes while it is read is news

    @cached_property
    def unsupported(self) -> frozenset[int]:
        return frozenset(pk for pk, mark in self.marks.items() if mark == Outcome.NOT_SUPPORTED.swedish)

    @cached_property
    def tree(self) -> Tree:
        return Tree.of(self.causes.values())

    def children(self, holder: Holder) -> list[Cause]:
        return [self.causes[pk] for pk in self.tree.children(holder)]

    def place_in_words(self, cause: Cause) -> str:
        if cause.parent_id is None:
            return f"på stammen, {Perspective(cause.perspective).swedish.lower()}"
        return f"under ”{self.causes[cause.parent_id].text}”"


def cause_tree(scope: Scope, problem: Problem) -> CauseTree:
    """Three queries, however large the tree is."""
    _ = scope.party
    known = seen(scope, problem.pk) or ""
    # The name alone: three hundred people with all their fields take as long to read as the tree itself.
    rows = list(Cause.objects.filter(problem=problem, removed_at=None).annotate(by=F("changed_by__name")))
    hypotheses = posed_in(scope, problem)
    posed: dict[int, list[int]] = {}
    for cause, pk, _outcome in hypotheses:
        posed.setdefault(cause, []).append(pk)
    return CauseTree(
        problem,
        {cause.pk: cause for cause in rows},
        marks_of((cause, outcome) for cause, _pk, outcome in hypotheses),
        posed,
        {cause.pk: cause.by for cause in rows},
        known,
    )


def seen(scope: Scope, pk: int) -> str | None:
    """A fingerprint of all that the tree shows, to ask for every other second. One query, and the cycle's.

    None where no tree is, nor where its cycle has ended: a page that still follows it is to say so, not stand still.
    """
    _ = scope.party
    tried = (
        Hypothesis.objects.filter(cause__problem=OuterRef("pk"), removed_at=None)
        .order_by()
        .values("cause__problem")
        .annotate(all=Sum("version") + Count("pk"))
        .values("all")
    )
    newest = CauseChange.objects.filter(cause__problem=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = (
        Problem.objects.filter(pk=pk, cycle=scope.cycle, removed_at=None)
        .values_list("version", Subquery(newest), Subquery(tried))
        .first()
    )
    return "-".join(str(part or 0) for part in found) if found else None


def is_growing(problem: Problem) -> bool:
    """Whether there is a tree to work in: only what the parties have chosen to focus on is analysed."""
    return problem.standing == Standing.FOCUS


def get_cause(scope: Scope, pk: int) -> Cause:
    """A note that hangs in a tree of the running cycle; raises Cause.DoesNotExist."""
    return _causes(scope).get(pk=pk, removed_at=None)


def get_removed_cause(scope: Scope, pk: int) -> Cause:
    return _causes(scope).exclude(removed_at=None).get(pk=pk)


def get_any_cause(scope: Scope, pk: int) -> Cause:
    """Also a removed one: its history can still be read."""
    return _causes(scope).get(pk=pk)


def _causes(scope: Scope) -> QuerySet[Cause]:
    _ = scope.party
    return Cause.objects.filter(problem__cycle=scope.cycle, problem__removed_at=None).select_related(
        "problem", "changed_by"
    )


@dataclass(frozen=True)
class Told:
    """A change in words: who did what, and from what to what."""

    change: CauseChange
    was: str = ""
    became: str = ""

    @property
    def is_wording(self) -> bool:
        return self.change.event == CauseEvent.WORDED


def history(scope: Scope, cause: Cause) -> list[Told]:
    """What has been done to one note, the newest first. Two queries."""
    return _told(cause.problem, _changes(scope).filter(cause=cause))


def tree_log(scope: Scope, problem: Problem) -> list[Told]:
    """The latest that was done in the tree. Two queries."""
    return _told(problem, _changes(scope).filter(cause__problem=problem)[:LOG_LINES])


def latest(scope: Scope, problem: Problem) -> CauseChange | None:
    return _changes(scope).filter(cause__problem=problem).first()


def removed(scope: Scope, problem: Problem) -> list[tuple[Cause, int]]:
    """The removed notes that can be put back, each with how many went along with it. The newest first; one query."""
    _ = scope.party
    gone = {
        cause.pk: cause
        for cause in Cause.objects.filter(problem=problem)
        .exclude(removed_at=None)
        .order_by("-removed_at", "pk")
        .select_related("changed_by")
    }
    along: dict[int, int] = {}
    tops = []
    for cause in gone.values():
        top = cause
        while (above := gone.get(top.parent_id or 0)) and above.removed_at == cause.removed_at:
            top = above
        if top is cause:
            tops.append(cause)
        else:
            along[top.pk] = along.get(top.pk, 0) + 1
    return [(cause, along.get(cause.pk, 0)) for cause in tops]


@dataclass(frozen=True)
class Act:
    """All that one press of the person's did in the tree, the newest change first."""

    changes: list[CauseChange]

    @property
    def key(self) -> UUID:
        return self.changes[0].act

    @property
    def words(self) -> str:
        """`satte upp ”Överservering”`: what to undo means, in few enough words for a button."""
        first = self.changes[-1]
        did = ACTS[CauseEvent(first.event)]
        if first.event == CauseEvent.ADDED and len(self.changes) > 1:
            did = "samlade lappar under"
        return f"{did} ”{Truncator(first.cause.text).chars(40)}”"


def may_undo(scope: Scope, problem: Problem) -> Act | None:
    """The person's own latest act of this sitting in the tree that has not been undone. One query."""
    mine = CauseChange.objects.filter(
        cause__problem=problem,
        by=scope.user,
        undoes=None,
        undone_by=None,
        at__gte=timezone.now() - SITTING,
    )
    latest_act = CauseChange.objects.filter(act=Subquery(mine.values("act")[:1]), cause__problem=problem)
    changes = list(latest_act.select_related("cause"))
    return Act(changes) if changes else None


def _changes(scope: Scope) -> QuerySet[CauseChange]:
    _ = scope.party
    return CauseChange.objects.filter(cause__problem__cycle=scope.cycle).select_related("cause", "by")


def _told(problem: Problem, changes: QuerySet[CauseChange]) -> list[Told]:
    texts: dict[int, str] = dict(Cause.objects.filter(problem=problem).values_list("pk", "text"))
    told = []
    for change in changes:
        if change.event in (CauseEvent.WORDED, CauseEvent.ADDED):
            told.append(Told(change, change.before.get("text", ""), change.after.get("text", "")))
        elif change.event == CauseEvent.MOVED:
            told.append(Told(change, _where(change.before, texts), _where(change.after, texts)))
        else:
            told.append(Told(change))
    return told


def _where(place: dict[str, object], texts: dict[int, str]) -> str:
    parent, perspective = place.get("parent"), place.get("perspective")
    if isinstance(parent, int):
        return f"under ”{texts.get(parent, '')}”, plats {place.get('position')}"
    return f"på stammen, {Perspective(str(perspective)).swedish.lower()}, plats {place.get('position')}"
