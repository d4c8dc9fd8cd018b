"""Choices of a communication plan, and when a repeated activity happens. No Django here."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum, StrEnum


class SectionKind(StrEnum):
    """The promises have a section of their own in every plan (handbook p. 17 and 29)."""

    PLAN = "plan"
    PROMISES = "promises"

    @property
    def swedish(self) -> str:
        return {"plan": "Samverkan i stort", "promises": "Medborgarlöftena"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class Importance(IntEnum):
    FIRST = 1
    SECOND = 2
    THIRD = 3

    @property
    def swedish(self) -> str:
        return {1: "Viktigast att nå", 2: "Viktig att nå", 3: "Bra att nå"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(level.value, level.swedish) for level in cls]


class Repeats(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def swedish(self) -> str:
        return {
            "once": "En gång",
            "weekly": "Varje vecka",
            "monthly": "Varje månad",
            "quarterly": "Varje kvartal",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(often.value, often.swedish) for often in cls]


class ActivityState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def swedish(self) -> str:
        return {"planned": "Planerad", "done": "Genomförd", "cancelled": "Inställd"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.swedish) for state in cls]


def occurrences(
    starts_on: date, ends_on: date, repeats: Repeats, *, in_months: bool
) -> Iterator[tuple[date, date | None]]:
    """Every time between the two days, both included: (day, None), or (first, last) where only the span is known.

    A day of the month that a month lacks becomes its last: the 31st is the 28th in February.

    >>> list(occurrences(date(2026, 1, 31), date(2026, 3, 1), Repeats.MONTHLY, in_months=False))
    [(datetime.date(2026, 1, 31), None), (datetime.date(2026, 2, 28), None)]
    """
    if repeats is Repeats.ONCE:
        yield starts_on, ends_on if in_months else None
        return
    step, day = 0, starts_on
    while day <= ends_on:
        following = _after(starts_on, repeats, step + 1)
        yield day, min(_last_of(day, repeats), ends_on) if in_months else None
        step, day = step + 1, following


def _after(starts_on: date, repeats: Repeats, steps: int) -> date:
    if repeats is Repeats.WEEKLY:
        return starts_on + timedelta(weeks=steps)
    months = starts_on.month - 1 + steps * (3 if repeats is Repeats.QUARTERLY else 1)
    year, month = starts_on.year + months // 12, months % 12 + 1
    return date(year, month, min(starts_on.day, monthrange(year, month)[1]))


def _last_of(first: date, repeats: Repeats) -> date:
    """The last day of the week or the month that starts `first`."""
    return first + timedelta(days=6) if repeats is Repeats.WEEKLY else month_end(first)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
