"""The partnership's start page: where the work stands, what is next, what is late and what has changed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.access.scope import Scope
from samverkan.cycles.actions import mark_seen
from samverkan.cycles.queries import last_visit
from samverkan.partnerships.content import criteria
from samverkan.process.changes import changes
from samverkan.process.next import next_tasks
from samverkan.process.overdue import overdue
from samverkan.process.state import CycleState, cycle_state
from samverkan.process.steps import step_states
from samverkan.process.upcoming import upcoming
from samverkan.steps.overview.links import address
from samverkan.web.screens import ScopedRequest, screen
from samverkan.web.words import day


@screen("overview.view", feature="P5")
def start(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    state = request.cycle_state = cycle_state(scope)
    today = timezone.localdate()
    tasks = [(task, address(scope, task.url_name, task.url_kwargs)) for task in next_tasks(scope, state)]
    context = {
        "heading": f"{scope.partnership.name} {scope.cycle.name}",
        "current": next((step for step in step_states(state) if step.current), None),
        "lost": [
            (
                each.text.rstrip("."),
                address(scope, "overview:step", {"step": each.step.value}),
                each.step.swedish,
            )
            for each in criteria()
            if each.key in state.standing.lost
        ],
        "first": tasks[0] if tasks and tasks[0][0].mine else None,
        "tasks": tasks[1:] if tasks and tasks[0][0].mine else tasks,
        "overdue": [
            (each, address(scope, each.url_name, each.url_kwargs)) for each in overdue(scope, state, today)
        ],
        "upcoming": [
            (each, address(scope, each.url_name, each.url_kwargs)) for each in upcoming(scope, today)
        ],
        "plans": scope.may("overview.follow"),
        "changed": _changed(scope, state, today) if scope.may("overview.follow") else None,
    }
    return render(request, "overview/start.html", context)


@screen("overview.follow", feature="P5")
@require_POST
def seen(request: ScopedRequest) -> HttpResponse:
    mark_seen(request.scope)
    messages.success(request, _("Nästa gång visas det som har hänt efter nu."))
    return redirect("overview:start", request.scope.partnership.slug)


def _changed(scope: Scope, state: CycleState, today: date) -> dict[str, Any]:
    visited = last_visit(scope)
    found = changes(scope, state, visited)
    return {
        "visited": visited,
        "since": found.since,
        "left_out": found.left_out,
        "days": [
            (_named(of, today), [(each, address(scope, each.url_name, each.url_kwargs)) for each in done])
            for of, done in found.days
        ],
    }


def _named(of: date, today: date) -> str:
    near = {today: _("I dag"), today - timedelta(days=1): _("I går")}
    return near.get(of) or day(of)
