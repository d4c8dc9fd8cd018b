"""A person's calendar as iCalendar (RFC 5545), for Outlook and the telephone: titles and times, and nothing else.

Only what is shared: whatever belongs to a party alone stays behind the login. Times go out in UTC, so that nobody's
calendar has to know when summer time begins.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from icalendar import Calendar, Event, vDuration

from samverkan.access.scope import Scope
from samverkan.process.calendar import Item, items

BACK, AHEAD = timedelta(days=92), timedelta(days=400)
REFRESH = timedelta(hours=6)


def feed(scope: Scope) -> bytes:
    """From three months ago until a little more than a year ahead."""
    today = timezone.localdate()
    calendar = Calendar()
    calendar.add("prodid", "-//Samverkan//Kalender//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Samverkan {scope.partnership.name}")
    calendar.add("refresh-interval", vDuration(REFRESH), {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for item in items(scope, today - BACK, today + AHEAD):
        if item.party is None:
            calendar.add_component(_event(item, scope.partnership.slug))
    written: bytes = calendar.to_ical()
    return written


def _event(item: Item, slug: str) -> Event:
    event = Event()
    event.add("uid", f"{item.stable_key}@{slug}.samverkan")
    event.add("dtstamp", timezone.now().astimezone(UTC).replace(microsecond=0))
    event.add("summary", "".join(sign if sign.isprintable() else " " for sign in item.title))
    if item.start is None:
        event.add("dtstart", item.day)
        event.add("dtend", (item.until or item.day) + timedelta(days=1))  # the day after the last
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", _utc(item.day, item.start))
        if item.end:
            event.add("dtend", _utc(item.until or item.day, item.end))
    return event


def _utc(day: date, clock: time) -> datetime:
    """Swedish wall-clock time as UTC, by the summer time of that day."""
    here = datetime.combine(day, clock, timezone.get_default_timezone())
    return here.astimezone(UTC)
