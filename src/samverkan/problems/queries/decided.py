"""How far the prioritisation has come: chosen, decided by the steering group, adopted."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.cycles.rules import Evidence
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
        .annotate(answered_at=Subquery(answered.annotate(at=Max("changed_at")).values("at")))
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


def priorities_evidence(scope: Scope) -> list[Evidence]:
    """Empty until every problem is a focus area or set aside and the steering group has decided about it."""
    now = standings(scope)
    if not now.holds or now.decision is None:
        return []
    many = f"{now.focus} fokusområden är valda" if now.focus > 1 else "Ett fokusområde är valt"
    day = date_format(now.decision.decided_on, "j F Y")
    return [
        Evidence(f"{many} och {now.set_aside} får vänta, alla med skäl.", "join:focus", {}, now.written_at),
        Evidence(
            f"Styrgruppen har beslutat om prioriteringen, {day}.",
            "initiate:decision",
            {"pk": now.decision.pk},
            now.decision.recorded_at,  # type: ignore[attr-defined]
        ),
    ]


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


def priorities_stage(scope: Scope) -> dict[str, Any]:
    """What the prioritisation waits for: begin, mark, choose, focus, decide, adopt or nothing.

    Adopted counts when it was done after the decision that holds. At most four queries.
    """
    now = standings(scope)
    if not now.total:
        stage = "begin"
    elif now.open:
        marked = Mark.objects.filter(problem__cycle=scope.cycle, problem__removed_at=None)
        stage = "choose" if marked.exclude(fits=None).exists() else "mark"
    elif not now.focus:
        stage = "focus"
    elif now.decision is None:
        stage = "decide"
    else:
        adopted = adopted_priorities(scope)
        since = now.decision.recorded_at  # type: ignore[attr-defined]
        stage = "" if adopted and adopted.adopted_at > since else "adopt"
    return {"priorities": stage}


# What to do at each stage, who may, and where.
NEXT = {
    "begin": ("problem.edit", "Välj vilka problem ni ska väga mot varandra", "join:problems"),
    "mark": ("problem.edit", "Sätt märken i prioriteringsmatrisen", "join:matrix"),
    "choose": ("problem.choose", "Välj fokusområden och vad som får vänta", "join:focus"),
    "focus": ("problem.choose", "Välj minst ett fokusområde", "join:focus"),
    "decide": ("decision.record", "Ta upp prioriteringen på ett möte och anteckna beslutet", "join:focus"),
    "adopt": ("problem.choose", "Fastställ prioriteringen", "join:focus"),
}
