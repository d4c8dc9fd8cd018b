"""Somebody else saved first: what stands now beside what was typed, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from samverkan.partnerships.models import User
from samverkan.web.forms import Form
from samverkan.web.words import clock, day, moment


@dataclass(frozen=True)
class Clash:
    """A field where the two differ: `stored` is what stands, `typed` is what was just sent."""

    label: str
    stored: str
    typed: str


class Clashes(tuple[Clash, ...]):
    """`by` and `when` (`14.32`, with the day when it is another): who saved what stands, of rows that know it."""

    by: User | None = None
    when: str = ""

    def __new__(cls, found: Iterable[Clash] = (), current: Model | None = None) -> "Clashes":
        made = super().__new__(cls, found)
        at = getattr(current, "changed_at", None)
        if at is not None:
            made.by = getattr(current, "changed_by", None)
            made.when = clock(at) if day(at) == day(timezone.now()) else moment(at)
        return made


def clashes(form: Form, current: Model) -> Clashes:
    """The fields of a valid form whose values differ from `current`. The form is aimed at the newer version."""
    form.expect(current.version)  # type: ignore[attr-defined]
    found = []
    for bound in form.visible_fields():
        stored, typed = getattr(current, bound.name), form.cleaned_data[bound.name]
        if stored != typed:
            found.append(
                Clash(str(bound.label), _in_words(bound.field, stored), _in_words(bound.field, typed))
            )
    return Clashes(found, current)


def _in_words(field: forms.Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    names: dict[Any, Any] = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
    if isinstance(value, list):
        return "\n".join(str(names.get(each, each)) for each in value)
    if names:
        return str(names.get(value, value))
    return str(value)
