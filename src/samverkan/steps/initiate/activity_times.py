"""When an activity happens: a day or a span of months, once or again and again."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.communication.rules import Repeats, month_end
from samverkan.communication.wording import month
from samverkan.partnerships.models import Cycle
from samverkan.web.fields import DateField
from samverkan.web.forms import Form

AFTER = timedelta(days=183)  # what is told of a cycle may be told when it has ended
FURTHEST = timedelta(days=366)  # further from the cycle than this, the year is mistyped


class TimesForm(Form):
    timing = forms.ChoiceField(
        label=gettext_lazy("När?"),
        choices=[
            ("day", gettext_lazy("En bestämd dag")),
            ("months", gettext_lazy("Någon gång under en eller flera månader")),
        ],
        widget=forms.RadioSelect,
    )
    starts_on = DateField(
        label=gettext_lazy("Dag"),
        required=False,
        help_text=gettext_lazy("Fyll i om dagen är bestämd. Skriv till exempel 2026-03-12."),
    )
    first_month = forms.ChoiceField(
        label=gettext_lazy("Från månad"),
        required=False,
        help_text=gettext_lazy("Fyll i om bara månaden är bestämd."),
    )
    last_month = forms.ChoiceField(
        label=gettext_lazy("Till och med månad"),
        required=False,
        help_text=gettext_lazy("Tomt betyder samma månad."),
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("Hur ofta?"), choices=Repeats.choices(), widget=forms.RadioSelect
    )
    ends_on = DateField(
        label=gettext_lazy("Upprepas till och med"),
        required=False,
        help_text=gettext_lazy("För det som görs flera gånger. Tomt betyder varvet ut."),
    )

    def set_cycle(self, cycle: Cycle) -> None:
        self._cycle = cycle
        stands: set[str] = {self.initial.get(name) or "" for name in ("first_month", "last_month")} - {""}
        offered = {f"{first:%Y-%m}": month(first) for first in _months(cycle)}
        offered |= {value: month(_first(value)) for value in sorted(stands) if value not in offered}
        for name in ("first_month", "last_month"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Ingen vald")), *sorted(offered.items())]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("timing") == "months":
            self._clean_months(told)
        elif told.get("timing") == "day":
            self._clean_days(told)
        return told

    def _clean_months(self, told: dict[str, Any]) -> None:
        if not told.get("first_month"):
            if "first_month" not in self.errors:
                self.add_error("first_month", _("Välj den första månaden."))
            return
        first, last = _first(told["first_month"]), _first(told.get("last_month") or told["first_month"])
        if last < first:
            self.add_error("last_month", _("Den sista månaden kommer före den första. Byt en av dem."))
        told |= {"starts_on": first, "ends_on": month_end(last), "last_month": f"{last:%Y-%m}"}

    def _clean_days(self, told: dict[str, Any]) -> None:
        day = told.get("starts_on")
        if day is None:
            if "starts_on" not in self.errors:
                self.add_error("starts_on", _("Skriv vilken dag det blir, till exempel 2026-03-12."))
            return
        if not self._cycle.starts_on - FURTHEST <= day <= self._cycle.ends_on + FURTHEST:
            self.add_error(
                "starts_on", _("Dagen ligger långt utanför varvet %s. Är året rätt?") % self._cycle
            )
        again = told.get("repeats") != Repeats.ONCE
        last = told.get("ends_on") or max(day, self._cycle.ends_on) if again else day
        if last < day:
            self.add_error("ends_on", _("Den sista dagen kommer före den första. Byt en av dem."))
        elif last > self._cycle.ends_on + FURTHEST:
            self.add_error("ends_on", _("Dagen ligger långt utanför varvet %s. Är året rätt?") % self._cycle)
        told |= {"ends_on": last, "first_month": "", "last_month": ""}


def _months(cycle: Cycle) -> Iterator[date]:
    first = cycle.starts_on.replace(day=1)
    while first <= cycle.ends_on + AFTER:
        yield first
        first = month_end(first) + timedelta(days=1)


def _first(value: str) -> date:
    year, number = value.split("-")
    return date(int(year), int(number), 1)
