"""A page that is one form: where it stands, what it asks, and what is said when it cannot be done."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.groups.models import Group, Meeting
from samverkan.web import form_page as web
from samverkan.web.form_page import Crumb
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest
from samverkan.web.words import day


def address(request: ScopedRequest, name: str, *numbers: object) -> str:
    return reverse(f"initiate:{name}", args=[request.scope.partnership.slug, *numbers])


def group_crumbs(request: ScopedRequest, group: Group | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Organisation"), address(request, "organisation"))]
    return [*crumbs, Crumb(group.name, address(request, "group", group.pk))] if group else crumbs


def meeting_crumbs(request: ScopedRequest, meeting: Meeting | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Möten och beslut"), address(request, "meetings"))]
    if meeting is None:
        return crumbs
    name = f"{meeting.group}, {day(meeting.day)}"
    return [*crumbs, Crumb(name, address(request, "meeting", meeting.pk))]


def form_page(
    request: ScopedRequest, form: Form, *, template: str = "initiate/group_form.html", **context: Any
) -> HttpResponse:
    """`guide` is a few sentences to stand beside the form, `submit` the words on its button."""
    return web.form_page(request, form, template, **context)
