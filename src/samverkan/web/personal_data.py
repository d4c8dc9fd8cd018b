"""Saying at once, where something is written, what would stop the picture later."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverkan.access.personal_data import find
from samverkan.web.forms import Form


def warn_about_personal_data(request: HttpRequest, form: Form) -> None:
    """Say what in the sent texts looks like personal data, and who reads it. It is saved all the same."""
    texts = [value for value in form.cleaned_data.values() if isinstance(value, str)]
    if found := [match for text in texts for match in find(text)]:
        told = ", ".join(dict.fromkeys(match.told for match in found))
        if form.read_by_all:
            words = _("Texten ser ut att innehålla %(what)s. Alla parter läser det redan. Ta bort det nu.")
        else:
            words = _("Texten ser ut att innehålla %(what)s. Ta bort det innan texten går vidare.")
        messages.warning(request, words % {"what": told})
