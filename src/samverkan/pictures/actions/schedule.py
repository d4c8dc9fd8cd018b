"""The time frame that the steering group has set for the pictures (handbook p. 34)."""

from datetime import date

from samverkan.access.actions import Conflict, action, record
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Cycle
from samverkan.pictures.telling import due_day_set


@action("picture.schedule")
def set_due_day(scope: Scope, seen: date | None, due_on: date | None) -> Cycle:
    """The same day for all parties. `seen` is the day that stood when the form was opened; raises Conflict."""
    changed = Cycle.objects.filter(pk=scope.cycle.pk, picture_due_on=seen).update(picture_due_on=due_on)
    cycle = Cycle.objects.get(pk=scope.cycle.pk)
    if not changed:
        raise Conflict(cycle)
    record(scope, "set_due_day", cycle, shared=True, due_on=due_on.isoformat() if due_on else None)
    if due_on:
        due_day_set(scope, due_on)
    return cycle
