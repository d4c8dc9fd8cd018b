"""Dates, times and shares as Swedes write them. Numbers are charts/numbers.py's."""

from datetime import date, datetime

from django.utils import timezone

from samverkan.charts.numbers import MISSING, NO_BREAK, number, with_unit

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def day(value: date | None) -> str:
    """`17 maj 2024`; an aware datetime gives its Swedish day, nothing gives nothing."""
    if value is None:
        return ""
    here = local(value)
    return f"{here.day}{NO_BREAK}{MONTHS[here.month - 1]}{NO_BREAK}{here.year}"


def period(first: date | None, last: date | None) -> str:
    """`2023–2025` for whole years, else `2 januari 2023 – 30 december 2025`; nothing gives nothing."""
    if first is None or last is None:
        return day(first or last)
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return f"{day(first)} – {day(last)}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def clock(value: datetime | None) -> str:
    """`14.32`, Swedish time."""
    return f"{local(value):%H.%M}" if value is not None else ""


def moment(value: datetime | None) -> str:
    """`17 maj 2024 kl. 14.32`."""
    return f"{day(value)} kl.{NO_BREAK}{clock(value)}" if value is not None else ""


def share(value: float | None, decimals: int = 0) -> str:
    """A share of one as per cent: 0.382 becomes `38 %`."""
    return with_unit(None if value is None else value * 100, "%", decimals)


def signed(value: float | None, decimals: int = 0) -> str:
    """A change: `+12,5` or `−3`; a change of nothing has no sign."""
    written = number(value, decimals)
    grows = value is not None and value > 0 and written != MISSING and written.strip("0,")
    return f"+{written}" if grows else written


def local(value: date) -> date:
    """An aware time in the installation's own zone; a plain day or a naive wall-clock time as it stands."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
