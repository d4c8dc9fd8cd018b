"""What every form has: our rendering, plain words when something is wrong, and guards against lost or doubled work."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.http import QueryDict

from samverkan.web.form_words import OLD_PAGE, say_plainly


class Renderer(TemplatesSetting):
    """Forms and fields by the templates in web/templates/django/forms/, ahead of Django's own."""


class Form(forms.Form):
    """The base of every form.

    `expected_version` is the version of what is edited when the form was opened: an action that finds a newer one
    refuses and the screen shows the difference. `form_token` is new for every form shown: an action that has seen it
    before has already done its work. Both are None when they are missing; both are checked by the action.
    `read_by_all`: what is sent is all parties' to read as soon as it is saved (web/personal_data.py).
    """

    read_by_all = False

    expected_version = forms.IntegerField(
        required=False, widget=forms.HiddenInput({"id": False}), error_messages={"invalid": OLD_PAGE}
    )
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput({"id": False}), initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        # Here and not when the form is made: a screen may still change a label or add a field in its __init__.
        for name, field in self.fields.items():
            say_plainly(field, str(field.label or pretty_name(name)))
        super().full_clean()

    def expect(self, version: int) -> None:
        """Aim a sent form at a newer version, keeping all that was typed: for the page that shows the difference."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data[self.add_prefix("expected_version")] = str(version)
        self.data = data
