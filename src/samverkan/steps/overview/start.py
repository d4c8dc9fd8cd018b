"""The partnership's start page: where the work stands, and what is next for the one who looks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from samverkan.groups.queries import my_open_decisions
from samverkan.process.state import cycle_state
from samverkan.process.tasks import next_task
from samverkan.web.screens import ScopedRequest, screen


@screen("overview.view", feature="P5")
def start(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    task = next_task(scope, cycle_state(scope))
    url = reverse(task.url_name, args=[scope.partnership.slug]) if task.url_name else ""
    context = {
        "heading": f"{scope.partnership.name} {scope.cycle.name}",
        "task": task,
        "task_url": url,
        "decisions": my_open_decisions(scope) if scope.may("groups.view") else [],
        "today": timezone.localdate(),
    }
    return render(request, "overview/start.html", context)
