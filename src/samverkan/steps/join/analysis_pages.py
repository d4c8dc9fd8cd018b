"""What the pages about causes have in common: where they stand, and a page that is one form."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.problems.models import Problem
from samverkan.web import form_page as web
from samverkan.web.form_page import Crumb
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest


def address(request: ScopedRequest, name: str, *numbers: object) -> str:
    return reverse(f"join:{name}", args=[request.scope.partnership.slug, *numbers])


def analysis_crumbs(request: ScopedRequest, problem: Problem | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Orsaker"), address(request, "causes"))]
    return [*crumbs, Crumb(problem.name, address(request, "analysis", problem.pk))] if problem else crumbs


def form_page(
    request: ScopedRequest, form: Form, *, template: str = "join/analysis_form.html", **context: Any
) -> HttpResponse:
    """`row` is the guidance beside it, `lead` a sentence above the form, `submit` the words on its button."""
    return web.form_page(request, form, template, **{"row": "3.3", **context})
