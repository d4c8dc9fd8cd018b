"""A page that is one form: where it stands, what it asks, and what is said when it cannot be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from samverkan.access.actions import Refused
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import Outcome, opened_before_the_cycle
from samverkan.web.screens import ScopedRequest

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Crumb:
    name: str
    url: str


def made(request: ScopedRequest, form: Form, make: Callable[[], M], said: str) -> M | None:
    """What a sent and valid form makes; None, with the reason in the form, when it cannot be."""
    if not form.is_valid() or opened_before_the_cycle(request, form):
        return None
    try:
        result = make()
    except Refused as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, said)
    warn_about_personal_data(request, form)
    return result


def form_page(
    request: ScopedRequest,
    form: Form,
    template: str,
    *,
    heading: str,
    crumbs: list[Crumb],
    outcome: Outcome | None = None,
    **context: Any,
) -> HttpResponse:
    """Drawn by `template`, with what else it wants in `context`. The way back is the last of the crumbs."""
    outcome = outcome or Outcome()
    return render(
        request,
        template,
        {
            "form": form,
            "clashes": outcome.clashes,
            "heading": heading,
            "crumbs": crumbs,
            "back": crumbs[-1].url,
            **context,
        },
        status=outcome.status(form),
    )
