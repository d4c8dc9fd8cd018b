"""Each step to read about as a whole, and the guidance beside the work put away and taken out again."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.partnerships.content import criteria_of, guidance, guidances, question_areas
from samverkan.partnerships.rules import Step
from samverkan.questions.actions import close_guidance, open_guidance
from samverkan.web.guides import guide_text, has_guidance
from samverkan.web.screens import ScopedRequest, screen

STEPS = {f"step.{step.value}": step for step in Step}


@screen("guidance.view", feature="P7")
def step_guide(request: ScopedRequest, key: str) -> HttpResponse:
    """`key` is that of the step's guidance: step.initiate, step.prepare …"""
    step = STEPS.get(key)
    if step is None:
        raise Http404
    slug, seen = request.scope.partnership.slug, set[str]()
    guides = [guidance(key), *(row for row in guidances() if row.step == step and row.key != key)]
    about, *rows = [guide_text(guide, slug, seen) for guide in guides]
    order = list(STEPS)
    place = order.index(key)
    context = {
        "heading": step.swedish,
        "state_words": _("Steg %(number)s av fem") % {"number": place + 1},
        "about": about,
        "rows": rows,
        "criteria": criteria_of(step),
        "areas": [area for area in question_areas() if area.step == step],
        "may_read_answers": request.scope.may("question.view"),
        "following": [(each, STEPS[each]) for each in order[place + 1 : place + 2]],
    }
    return render(request, "overview/step_guide.html", context)


@screen("guidance.close", feature="P7")
@require_POST
def guidance_close(request: ScopedRequest, key: str) -> HttpResponse:
    close_guidance(request.scope, _known(key))
    return _back(request)


@screen("guidance.close", feature="P7")
@require_POST
def guidance_open(request: ScopedRequest, key: str) -> HttpResponse:
    open_guidance(request.scope, _known(key))
    return _back(request)


def _known(key: str) -> str:
    if not has_guidance(key):
        raise Http404
    return key


def _back(request: ScopedRequest) -> HttpResponse:
    """To the page where the button stood, if it is one of ours."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(
        there if ours else reverse("overview:start", args=[request.scope.partnership.slug])
    )
