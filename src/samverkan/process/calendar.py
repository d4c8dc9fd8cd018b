"""The calendar: everything with a day, from all the nouns, as one person may see it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from samverkan.access.scope import Scope
from samverkan.communication.queries import activities_between
from samverkan.communication.rules import Repeats, month_end
from samverkan.groups.queries import next_meetings
from samverkan.partnerships.models import Party
from samverkan.pictures.queries import own


class Kind(StrEnum):
    MEETING = "meeting"
    ACTIVITY = "activity"
    CYCLE = "cycle"
    SEASON = "season"

    @property
    def swedish(self) -> str:
        return {
            "meeting": "Möte",
            "activity": "Kommunikation",
            "cycle": "Varvet",
            "season": "Återkommer",
        }[self.value]


@dataclass(frozen=True)
class Item:
    """Something on a day, at a time or all day, or some time until another day.

    `party`: whose own it is, which nobody else sees and no feed carries; None for what is shared. `key`: what the
    same item is called the next time somebody asks. `is_over`: it has been, whatever the clock says.
    """

    day: date
    start: time | None
    end: time | None
    title: str
    kind: str
    url_name: str
    url_kwargs: dict[str, Any] = field(default_factory=dict)
    party: Party | None = None
    until: date | None = None
    key: str = ""
    is_over: bool = False

    @property
    def kind_name(self) -> str:
        return Kind(self.kind).swedish

    @property
    def stable_key(self) -> str:
        told = "-".join(str(value) for value in self.url_kwargs.values())
        return self.key or f"{self.kind}-{self.url_name}-{told}-{self.day.isoformat()}"


Source = Callable[[Scope, date, date], list[Item]]


def items(scope: Scope, first: date, last: date, kinds: Collection[Kind] = tuple(Kind)) -> list[Item]:
    """All of these kinds from `first` to `last`, in order. To who acts for no party, only the cycle's own days."""
    sources = SOURCES if scope.membership.party else {Kind.CYCLE: cycle_days}
    found = [item for kind, source in sources.items() if kind in kinds for item in source(scope, first, last)]
    return sorted(found, key=lambda item: (item.day, item.start or time.min, item.kind, item.title))


def planned_months(scope: Scope) -> dict[str, list[int]]:
    """What is planned in the running cycle, in order, with its months (1–12): for the year wheel."""
    cycle = scope.cycle
    found: dict[str, set[int]] = {}
    for item in items(scope, cycle.starts_on, cycle.ends_on):
        if (
            item.kind in PLANNED or item.key == f"cycle-{cycle.pk}-due"
        ):  # the work's own days, not the year around it
            last = min(item.until or item.day, cycle.ends_on)
            starts = _month_starts(max(item.day, cycle.starts_on), last)
            found.setdefault(item.title, set()).update(start.month for start in starts)
    return {title: sorted(months) for title, months in found.items()}


def cycle_days(scope: Scope, first: date, last: date) -> list[Item]:
    """When the cycles start and end, and when the pictures should be ready. One query."""
    found = []
    for cycle in scope.partnership.cycles.all():
        for name, day, title in (
            ("start", cycle.starts_on, f"Varvet {cycle.name} börjar"),
            ("due", cycle.picture_due_on, f"Lägesbilderna för {cycle.name} ska vara klara"),
            ("end", cycle.ends_on, f"Varvet {cycle.name} slutar"),
        ):
            if day and first <= day <= last:
                key = f"cycle-{cycle.pk}-{name}"
                found.append(Item(day, None, None, title, Kind.CYCLE, "overview:start", key=key))
    return found


def communication_activities(scope: Scope, first: date, last: date) -> list[Item]:
    """What is planned in the plans that the party may read. One query."""
    if not scope.may("communication.view"):
        return []
    found = []
    for each in activities_between(scope, first, last):
        activity, plan = each.activity, each.activity.plan
        whose = f" ({plan.party})" if plan.party and plan.party != scope.party else ""
        once = activity.repeats == Repeats.ONCE
        found.append(
            Item(
                each.day,
                None,
                None,
                f"{activity.what}{whose}",
                Kind.ACTIVITY,
                "initiate:communication_plan",
                {"pk": plan.pk},
                None if plan.is_shared else plan.party,
                each.until,
                f"activity-{activity.pk}" + ("" if once else f"-{each.day.isoformat()}"),
            )
        )
    return found


def group_meetings(scope: Scope, first: date, last: date) -> list[Item]:
    """The groups' meetings, but those called off. One query."""
    if not scope.may("groups.view"):
        return []
    return [
        Item(
            meeting.day,
            meeting.starts_at,
            meeting.ends_at,
            meeting.group.name,
            Kind.MEETING,
            "initiate:meeting",
            {"pk": meeting.pk},
            key=f"meeting-{meeting.pk}",
            is_over=not meeting.is_open,
        )
        for meeting in next_meetings(scope, first, last)
    ]


def seasonal_patterns(scope: Scope, first: date, last: date) -> list[Item]:
    """What the party's own picture says comes back every year, month by month. One query."""
    if not scope.may("picture.view"):
        return []
    return [
        Item(
            start,
            None,
            None,
            season.what,
            Kind.SEASON,
            "prepare:year_wheel",
            party=scope.party,
            until=month_end(start),
            key=f"season-{season.pk}-{start.isoformat()}",
        )
        for season in own.seasons(scope)
        for start in _month_starts(first, last)
        if start.month in season.months
    ]


def _month_starts(first: date, last: date) -> Iterator[date]:
    """The first day of every month that has a day between the two."""
    start = first.replace(day=1)
    while start <= last:
        yield start
        start = month_end(start) + timedelta(days=1)


SOURCES: dict[Kind, Source] = {
    Kind.CYCLE: cycle_days,
    Kind.MEETING: group_meetings,
    Kind.ACTIVITY: communication_activities,
    Kind.SEASON: seasonal_patterns,
}
# Work, and not the frame around it.
PLANNED = (Kind.MEETING, Kind.ACTIVITY)
