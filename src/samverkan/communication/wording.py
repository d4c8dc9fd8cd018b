"""When an activity happens, as it is said: on the page and on paper."""

from datetime import date

from samverkan.charts.months import MONTH_NAMES
from samverkan.communication.rules import Repeats


def when(starts_on: date, ends_on: date, repeats: Repeats, *, in_months: bool) -> str:
    """`12 mars 2026`, `mars–maj 2026`, `varje månad, 12 mars – 30 november 2026`."""
    if repeats is Repeats.ONCE:
        return month_span(starts_on, ends_on) if in_months else _day(starts_on)
    span = month_span(starts_on, ends_on) if in_months else _days(starts_on, ends_on)
    return f"{repeats.swedish.lower()}, {span}"


def month_span(first: date, last: date) -> str:
    """`mars 2026`, `mars–maj 2026`, `november 2026 – januari 2027`."""
    if first.year != last.year:
        return f"{month(first)} – {month(last)}"
    if first.month == last.month:
        return month(first)
    return f"{MONTH_NAMES[first.month - 1]}–{month(last)}"


def month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {month(day)}"


def _days(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    return f"{first.day} {MONTH_NAMES[first.month - 1]} – {_day(last)}"
