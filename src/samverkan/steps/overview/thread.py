"""The red thread (P8): every problem from what it rests on to what tried its causes, with what is missing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverkan.problems.rules import Standing
from samverkan.process.red_thread import red_thread
from samverkan.steps.overview.links import address
from samverkan.web.screens import ScopedRequest, screen


@screen("thread.view", feature="P8")
def thread(request: ScopedRequest) -> HttpResponse:
    """All problems at a glance: how many there are of each thing, and how many gaps."""
    found = red_thread(request.scope)
    context = {
        "sections": [
            (standing, found.of(standing)) for standing in (Standing.FOCUS, Standing.OPEN, Standing.SET_ASIDE)
        ],
        "found": found,
    }
    return render(request, "overview/thread.html", context)


@screen("thread.view", feature="P8")
def thread_problem(request: ScopedRequest, pk: int) -> HttpResponse:
    """One problem's thread, each link leading to where it is worked on."""
    scope = request.scope
    found = red_thread(scope, pk)
    if not found.threads:
        raise Http404
    one = found.threads[0]
    gaps = [(gap, address(scope, gap.url_name, gap.url_kwargs)) for gap in one.gaps]
    return render(request, "overview/thread_problem.html", {"thread": one, "gaps": gaps})
