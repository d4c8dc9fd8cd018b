"""All meetings and all decisions of the groups: what is coming, what has been, and what waits to be done."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samverkan.groups import queries
from samverkan.groups.rules import MeetingStatus
from samverkan.process.subjects import addresses
from samverkan.steps.initiate.subject_links import linked
from samverkan.web.screens import ScopedRequest, screen

A_PAGE = 20


@screen("groups.view", feature="1.4")
def meetings(request: ScopedRequest) -> HttpResponse:
    every = queries.meetings(request.scope)
    called = every.filter(status=MeetingStatus.CALLED)
    earlier = every.exclude(status=MeetingStatus.CALLED)
    context = {
        "coming": list(called.order_by("day", "starts_at")),
        "page": Paginator(earlier, A_PAGE).get_page(request.GET.get("page")),
        "groups": list(queries.groups(request.scope).filter(ended_on=None)),
        "may_edit": request.scope.may("groups.edit"),
    }
    return render(request, "initiate/meetings.html", context)


@screen("groups.view", feature="1.4")
def decisions(request: ScopedRequest) -> HttpResponse:
    every = queries.decisions(request.scope)
    waiting = every.filter(queries.TO_DO)
    done = every.exclude(done_on=None)
    shown = {"open": waiting, "done": done}.get(request.GET.get("show", ""), every)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": linked(page.object_list, addresses(request.scope, page.object_list), request.scope),
        "show": request.GET.get("show", ""),
        "waiting": waiting.count(),
        "today": today,
    }
    return render(request, "initiate/decisions.html", context)
