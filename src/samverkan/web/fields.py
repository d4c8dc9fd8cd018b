"""Fields that read what Swedish offices write."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from samverkan.access.personal_data import find
from samverkan.charts.numbers import number
from samverkan.web.words import MONTHS

YEAR_FIRST = re.compile(r"(\d{4})-?(\d{1,2})-?(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[./ ]\s*(\d{1,2})[./ ]\s*(\d{4})")
CLOCK = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")
ROW = re.compile(r"[0-9]{1,18}")
DAY_IN_WORDS = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,})\.?\s+(\d{4})")


class DateField(forms.DateField):
    """A day written as 2024-02-28, 20240228, 28/2 2024 or 28 februari 2024; shown as the first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Skriv till exempel 2024-02-28.")
        attributes = {"data-width": "date", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(attributes, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        read = read_day(str(value))
        if read is None:
            raise ValidationError(
                f"Datumet ”{value}” finns inte. Skriv till exempel 2024-02-28.", code="invalid"
            )
        return read


class PastDateField(DateField):
    """A day that has been: today or earlier."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError("Dagen har inte varit än. Skriv i dag eller en tidigare dag.", code="ahead")


class TimeField(forms.TimeField):
    """A time of day written as 13.30, 13:30, 1330 or 13; shown as the first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Skriv till exempel 13.30.")
        attributes = {"data-width": "short", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TimeInput(attributes, format="%H.%M"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        read = read_clock(str(value))
        if read is None:
            raise ValidationError(
                f"Klockslaget ”{value}” finns inte. Skriv till exempel 13.30.", code="invalid"
            )
        return read


class NameField(forms.CharField):
    """A name that follows with all that is made of what it names, and is never changed: no personal data in it."""

    default_error_messages = {
        "personal": "Namnet ser ut att innehålla %(told)s. Det följer med överallt, så välj ett annat."
    }

    def validate(self, value: Any) -> None:
        super().validate(value)
        for match in find(value):
            message = self.error_messages["personal"]
            raise ValidationError(message, code="personal", params={"told": match.told})


class SharedTextField(NameField):
    """A text that all parties read from the moment it is saved: no personal data in it."""

    widget = forms.Textarea({"rows": 4})
    default_error_messages = {
        "personal": "Texten ser ut att innehålla %(told)s. Alla parter läser den, så skriv utan."
    }


class NumberField(forms.DecimalField):
    """A number with decimal comma (or point), spaces between thousands and any minus sign: `−1 234,5`. `50 %` is 50."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit int
        if value in self.empty_values or isinstance(value, int | float | Decimal):
            return super().to_python(value)
        written = re.sub(r"[\s\u202f\u00a0]", "", str(value)).replace("−", "-").replace(",", ".")
        written = written.removesuffix("%")
        try:
            return Decimal(written)
        except InvalidOperation:
            raise ValidationError(
                f"”{value}” är inte ett tal. Skriv till exempel 12,5.", code="invalid"
            ) from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int | float | Decimal):
            decimals = max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))
            return number(float(value), decimals)
        return value


def read_number(written: str) -> int | None:
    """The number of a row, as our own pages send it; None for anything else, and for what no row can have."""
    return int(written) if ROW.fullmatch(written) else None


def read_day(written: str) -> date | None:
    """The day, or None when it is written in a way we do not know or does not exist (31/2)."""
    text = written.strip().lower()
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := DAY_IN_WORDS.fullmatch(text):
        named = [place for place, name in enumerate(MONTHS, 1) if name.startswith(found[2])]
        if len(named) != 1:
            return None
        day, month, year = int(found[1]), named[0], int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_clock(written: str) -> time | None:
    """The time of day, or None when it is written in a way we do not know or does not exist (25.70)."""
    found = CLOCK.fullmatch(written.strip().lower().removeprefix("kl").strip(" ."))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
