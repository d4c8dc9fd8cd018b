"""Standing behind a text as it reads: the form carries its fingerprint, and a change asks for a new reading."""

from typing import TypeVar

from django import forms
from django.http import QueryDict

from samverkan.web.forms import Form


class ConfirmForm(Form):
    """Subclasses add the box to tick, which says what the person confirms."""

    content_sha256 = forms.CharField(widget=forms.HiddenInput({"id": False}))


F = TypeVar("F", bound=ConfirmForm)


def refused(form: type[F], sent: QueryDict, sha256: str, reason: str) -> F:
    """The form for the text as it is now. What was ticked was about another one, so it is asked for again.

    What else was typed stays.
    """
    data = sent.copy()
    data["content_sha256"] = sha256
    for name, field in form.base_fields.items():
        if isinstance(field, forms.BooleanField):
            data.pop(name, None)
    again = form(data)
    again.full_clean()
    again.errors.clear()
    again.add_error(None, reason)
    return again
