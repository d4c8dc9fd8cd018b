"""When the activities of the plans happen: what the calendar and the year wheel draw."""

from dataclasses import dataclass
from datetime import date

from samverkan.access.scope import Scope
from samverkan.communication.models import Activity
from samverkan.communication.queries.plans import plans
from samverkan.communication.rules import ActivityState, Repeats, occurrences


@dataclass(frozen=True)
class Occurrence:
    """An activity on a day, or some time between `day` and `until`."""

    activity: Activity
    day: date
    until: date | None


def activities_between(scope: Scope, first: date, last: date) -> list[Occurrence]:
    """Every time in the days from `first` to `last` that something is planned or was done, repeats told one by one.

    Of the joint plans, the party's own and those that the others have shared. One query.
    """
    planned = (
        Activity.objects.filter(
            plan__in=plans(scope).values("pk"), removed_at=None, starts_on__lte=last, ends_on__gte=first
        )
        .exclude(state=ActivityState.CANCELLED)
        .select_related("plan__party__organisation")
    )
    return [
        Occurrence(activity, day, until)
        for activity in planned
        for day, until in occurrences(
            activity.starts_on, activity.ends_on, Repeats(activity.repeats), in_months=activity.in_months
        )
        if day <= last and (until or day) >= first
    ]
