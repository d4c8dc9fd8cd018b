"""Where the pages about causes stand, and how those that are one form look."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.problems.models import Problem
from samverkan.web import form_page as web
from samverkan.web.form_page import Crumb
from samverkan.web.screens import ScopedRequest


def address(request: ScopedRequest, name: str, *numbers: object) -> str:
    return reverse(f"join:{name}", args=[request.scope.partnership.slug, *numbers])


def analysis_crumbs(request: ScopedRequest, problem: Problem | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Orsaker"), address(request, "causes"))]
    return [*crumbs, Crumb(problem.name, address(request, "analysis", problem.pk))] if problem else crumbs


# `row` is the guidance beside it, `lead` a sentence above the form, `submit` the words on its button.
form_page = partial(web.form_page, template="join/analysis_form.html", row="3.3")
