"""Weekday and hour, where a crime with an unknown time is spread over its interval."""

from collections.abc import Sequence
from typing import Any

from samverkan.analysis.answers_rhythm import HOURS_TOGETHER, WEEKDAYS
from samverkan.analysis.numbers import percent
from samverkan.charts import WeekdayHour, weekday_hour
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import words

METHOD = (
    "Aoristisk metod (Ratcliffe och McCullagh 1998): en händelse mellan två tider fördelas på timmarna däremellan "
    "efter minuter."
)


def draw_week(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("week")
    if not section:
        return Missing("Uppgifterna saknar klockslag, så veckodag och timme går inte att visa.")
    chart = WeekdayHour(
        words=words(context, week_message(section), "week"),
        unit="händelser, fördelade på timmar",
        values=tuple(tuple(day) for day in section["table"]),
    )
    return Drawn(
        chart=weekday_hour(chart),
        compact=weekday_hour(chart, compact=True),
        method=(METHOD,),
        choices=told(section, "told"),
    )


def week_message(section: dict[str, Any]) -> str:
    """The day and the hours with most, only where the question about them is answered with yes."""
    table = section["table"]
    total = sum(sum(day) for day in table)
    parts = []
    if section["weekday"] == "yes":
        days = [sum(day) for day in table]
        parts.append(f"på {WEEKDAYS[_top(days)]} ({percent(100 * max(days) / total)})")
    if section["hour"] == "yes":
        hours = [sum(day[hour] for day in table) for hour in range(24)]
        blocks = [sum(hours[first : first + HOURS_TOGETHER]) for first in range(0, 24, HOURS_TOGETHER)]
        first = HOURS_TOGETHER * _top(blocks)
        parts.append(f"kl. {first:02d}–{first + HOURS_TOGETHER:02d} ({percent(100 * max(blocks) / total)})")
    if parts:
        return f"flest {' och '.join(parts)}"
    if {section["weekday"], section["hour"]} == {"no"}:
        return "jämnt fördelade över veckan och dygnet"
    return "ingen veckodag eller tid på dygnet sticker ut säkert"


def _top(values: Sequence[float]) -> int:
    return max(range(len(values)), key=lambda place: values[place])
