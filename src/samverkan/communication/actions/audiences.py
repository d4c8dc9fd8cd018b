"""Whom a plan wants to reach."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, change, once, record
from samverkan.access.scope import Scope
from samverkan.communication.models import Audience, CommunicationPlan
from samverkan.communication.queries.plans import to_write


@action("communication.edit")
def add_audience(
    scope: Scope, plan: CommunicationPlan, token: UUID | None, *, who: str, why: str, importance: int
) -> Audience:
    to_write(scope, plan)

    def make() -> Audience:
        audience = Audience.objects.create(
            plan=plan, who=who, why=why, importance=importance, changed_by=scope.user
        )
        record(scope, "add_audience", audience, shared=plan.is_joint)
        return audience

    return once(scope, "add_audience", token, make, Audience)


@action("communication.edit")
def change_audience(
    scope: Scope, audience: Audience, version: int, *, who: str, why: str, importance: int
) -> Audience:
    """Raises Conflict when somebody else has saved since `version`."""
    to_write(scope, audience.plan)
    changed = change(
        audience,
        version,
        who=who,
        why=why,
        importance=importance,
        changed_by=scope.user,
        changed_at=timezone.now(),
    )
    record(scope, "change_audience", changed, shared=audience.plan.is_joint)
    return changed


@action("communication.edit")
def remove_audience(scope: Scope, audience: Audience) -> None:
    """Out of the plan and of its activities; the row is kept."""
    to_write(scope, audience.plan)
    Audience.objects.filter(pk=audience.pk).update(removed_at=timezone.now())
    record(scope, "remove_audience", audience, shared=audience.plan.is_joint)
