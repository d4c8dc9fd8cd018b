"""Where the pages about groups and meetings stand, and how those that are one form look."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.groups.models import Group, Meeting
from samverkan.web import form_page as web
from samverkan.web.form_page import Crumb
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


# `guide` is a few sentences to stand beside the form, `submit` the words on its button.
form_page = partial(web.form_page, template="initiate/group_form.html")
