"""What is planned for the time ahead, gathered from the rooms. A room adds its function to `SOURCES`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from samverkan.access.scope import Scope
from samverkan.process.calendar import PLANNED, Item, items

AT_MOST = 5
AHEAD = 62  # days


@dataclass(frozen=True)
class Upcoming:
    """A meeting or an activity. `when` tells the time of day or the place, in words, where there is more to say."""

    text: str
    on: date
    when: str = ""
    url_name: str = ""
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)


def planned(scope: Scope, today: date) -> list[Upcoming]:
    """Meetings and activities of the calendar, two months ahead; what is held already is not ahead."""
    return [
        Upcoming(item.title, item.day, _words(item), item.url_name, item.url_kwargs)
        for item in items(scope, today, today + timedelta(days=AHEAD), PLANNED)
        if not item.is_over
    ]


def _words(item: Item) -> str:
    return f"{item.kind_name} kl. {item.start:%H.%M}" if item.start else item.kind_name


SOURCES: tuple[Callable[[Scope, date], Iterable[Upcoming]], ...] = (planned,)


def upcoming(scope: Scope, today: date) -> list[Upcoming]:
    """The next few, the nearest first; nothing for an observer."""
    if scope.membership.party is None:
        return []
    told = [each for source in SOURCES for each in source(scope, today) if each.on >= today]
    return sorted(told, key=lambda each: each.on)[:AT_MOST]
