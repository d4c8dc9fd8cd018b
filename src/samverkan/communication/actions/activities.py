"""What is done to reach an audience, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, change, once, record
from samverkan.access.scope import Scope
from samverkan.communication.models import Activity, Audience, CommunicationPlan
from samverkan.communication.queries.plans import own_member, to_tell_of, to_write
from samverkan.communication.rules import ActivityState, Repeats, SectionKind


@dataclass(frozen=True)
class Planned:
    """All that is said of an activity beforehand. `audience_ids` are of the same plan, others are passed over."""

    section: SectionKind
    what: str
    channel: str
    audience_ids: list[int]
    starts_on: date
    ends_on: date
    in_months: bool
    repeats: Repeats
    responsible_id: int | None
    function: str

    def fields(self, scope: Scope, plan: CommunicationPlan) -> dict[str, Any]:
        return {
            "section": self.section,
            "what": self.what,
            "channel": self.channel,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "in_months": self.in_months,
            "repeats": self.repeats,
            "responsible": own_member(scope, self.responsible_id, own=not plan.is_joint),
            "function": self.function,
            "changed_by": scope.user,
        }


@action("communication.edit")
def add_activity(scope: Scope, plan: CommunicationPlan, token: UUID | None, planned: Planned) -> Activity:
    to_write(scope, plan)

    def make() -> Activity:
        activity = Activity.objects.create(plan=plan, **planned.fields(scope, plan))
        activity.audiences.set(_audiences(plan, planned))
        record(scope, "add_activity", activity, shared=plan.is_joint)
        return activity

    return once(scope, "add_activity", token, make, Activity)


@action("communication.edit")
def change_activity(scope: Scope, activity: Activity, version: int, planned: Planned) -> Activity:
    """Raises Conflict when somebody else has saved since `version`."""
    to_write(scope, activity.plan)
    fields = planned.fields(scope, activity.plan)
    changed = change(activity, version, **fields, changed_at=timezone.now())
    changed.audiences.set(_audiences(activity.plan, planned))
    record(scope, "change_activity", changed, shared=activity.plan.is_joint)
    return changed


@action("communication.edit")
def tell_outcome(
    scope: Scope, activity: Activity, version: int, *, state: ActivityState, outcome: str
) -> Activity:
    """Whether it was done and what came of it. Raises Conflict when somebody else has saved since `version`."""
    to_tell_of(scope, activity.plan)
    changed = change(
        activity,
        version,
        state=state,
        outcome=outcome,
        changed_by=scope.user,
        changed_at=timezone.now(),
    )
    record(scope, "tell_outcome", changed, shared=activity.plan.is_joint, state=str(state))
    return changed


@action("communication.edit")
def remove_activity(scope: Scope, activity: Activity) -> None:
    """Out of the plan and the calendar; the row is kept."""
    to_write(scope, activity.plan)
    Activity.objects.filter(pk=activity.pk).update(removed_at=timezone.now())
    record(scope, "remove_activity", activity, shared=activity.plan.is_joint)


def _audiences(plan: CommunicationPlan, planned: Planned) -> list[Audience]:
    return list(Audience.objects.filter(plan=plan, removed_at=None, pk__in=planned.audience_ids))
