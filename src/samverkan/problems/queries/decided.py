"""What is chosen among the problems, what the steering group has decided about it, and what was adopted."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone

from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import Decision
from samverkan.groups.rules import GroupKind
from samverkan.problems.models import Mark, Problem
from samverkan.problems.rules import Standing

# What a decision is said to be about (process/subjects.py); its number is that of the cycle.
SUBJECT = "priorities"


@dataclass(frozen=True)
class Standings:
    """`written_at`: when anything that a decision is about was last written. `lapsed`: one made before that."""

    total: int
    open: int
    focus: int
    set_aside: int
    written_at: datetime | None
    decision: Decision | None = None
    lapsed: Decision | None = None

    @property
    def all_chosen(self) -> bool:
        return self.focus > 0 and self.open == 0

    @property
    def holds(self) -> bool:
        """All is chosen, and the steering group has decided about it as it reads."""
        return self.all_chosen and self.decision is not None


def standings(scope: Scope) -> Standings:
    """Two queries, the second only when there is something to decide about. For whoever may know that it is done.

    A decision is about what stood when it was recorded: what each problem is and how it is marked, and what was chosen.
    """
    standing = Q(removed_at=None)
    answered = Mark.objects.filter(problem=OuterRef("pk")).order_by().values("problem")
    found = (
        Problem.objects.filter(cycle=scope.cycle)
        .annotate(answered_at=Subquery(answered.annotate(at=Max("answered_at")).values("at")))
        .aggregate(
            total=Count("pk", filter=standing),
            open=Count("pk", filter=standing & Q(standing=Standing.OPEN)),
            focus=Count("pk", filter=standing & Q(standing=Standing.FOCUS)),
            set_aside=Count("pk", filter=standing & Q(standing=Standing.SET_ASIDE)),
            written=Max("changed_at", filter=standing),
            marked=Max("answered_at", filter=standing),
            removed=Max("removed_at"),
        )
    )
    moments = [at for name in ("written", "marked", "removed") if (at := found.pop(name))]
    now = Standings(**found, written_at=max(moments, default=None))
    if not now.all_chosen or now.written_at is None:
        return now
    latest = _decision(scope)
    if latest is None:
        return now
    in_time = latest.recorded_at > now.written_at  # type: ignore[attr-defined]
    return replace(now, decision=latest) if in_time else replace(now, lapsed=latest)


def _decision(scope: Scope) -> Decision | None:
    """The steering group's latest decision about it, with when it was recorded. One query."""
    recorded = LogEntry.objects.filter(
        action="record_decision", object_type=Decision._meta.label, object_id=OuterRef("pk")
    )
    made: Decision | None = (
        Decision.objects.filter(
            group__partnership=scope.partnership,
            group__kind=GroupKind.STEERING,
            about_type=SUBJECT,
            about_id=scope.cycle.pk,
            decided_on__lte=timezone.localdate(),
        )
        .annotate(recorded_at=Subquery(recorded.order_by("-at").values("at")[:1]))
        .exclude(recorded_at=None)
        .select_related("group")
        .order_by("-recorded_at")
        .first()
    )
    return made


def adopted_priorities(scope: Scope) -> DocumentVersion | None:
    """The newest version of the cycle's prioritisation in the document store. One query."""
    found: DocumentVersion | None = (
        DocumentVersion.objects.filter(
            document__cycle=scope.cycle, document__kind=DocumentKind.PRIORITIES, document__author=None
        )
        .select_related("document")
        .defer("content")
        .order_by("-number")
        .first()
    )
    return found
