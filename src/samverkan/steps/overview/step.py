"""A step of the process: its criteria with what proves them, where to work, and opening it again (handbook p. 12)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Refused
from samverkan.cycles.actions import finish_step, reopen_step
from samverkan.cycles.queries import reopenings
from samverkan.partnerships.content import criteria_of, guidance
from samverkan.partnerships.rules import Step
from samverkan.process.criteria import CriterionState, criteria_states
from samverkan.process.state import CycleState, cycle_state
from samverkan.process.steps import StepState, step_states
from samverkan.steps.overview.links import address
from samverkan.web.fields import SharedTextField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class ReopenForm(Form):
    reason = SharedTextField(
        label=gettext_lazy("Varför öppnar ni steget igen?"),
        max_length=1000,
        help_text=gettext_lazy("Alla parter ser skälet. Skriv inget om enskilda personer."),
    )


@dataclass(frozen=True)
class Row:
    """A criterion on the page, with addresses that the person may open."""

    state: CriterionState
    evidence: list[tuple[Any, str]]
    work_url: str


@screen("overview.view", feature="P2")
def step(request: ScopedRequest, step: str) -> HttpResponse:
    scope, which = request.scope, _step(step)
    state = request.cycle_state = cycle_state(scope)
    member = scope.membership.party is not None
    history = list(reopenings(scope.cycle).filter(step=which)) if member else []
    context = {
        "step": _state_of(state, which),
        "rows": [_row(request, each) for each in criteria_states(scope, state, which)] if member else [],
        "status_only": []
        if member
        else [(each, state.standing.met.get(each.key)) for each in criteria_of(which)],
        "guide": guidance(f"step.{which}"),
        "open_reopening": next((each for each in history if each.closed_at is None), None),
        "earlier": [each for each in history if each.closed_at],
        "may_confirm": scope.may("criterion.confirm") and scope.cycle.closed_at is None,
        "may_reopen": scope.may("step.reopen") and scope.cycle.closed_at is None,
    }
    return render(request, "overview/step.html", context)


@screen("step.reopen", feature="P1")
def step_reopen(request: ScopedRequest, step: str) -> HttpResponse:
    which = _step(step)
    state = request.cycle_state = cycle_state(request.scope)
    now = _state_of(state, which)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        reopen_step(request.scope, form.cleaned_data["form_token"], which, reason=form.cleaned_data["reason"])
        messages.success(request, _("Steget är öppnat igen."))
        return redirect("overview:step", request.scope.partnership.slug, which.value)
    if not now.finished:
        raise Refused(_("Bara ett steg som är klart behöver öppnas igen."))
    context = {"form": form, "step": now}
    return render(request, "overview/step_reopen.html", context, status=422 if form.errors else 200)


@screen("step.reopen", feature="P1")
@require_POST
def step_finish(request: ScopedRequest, step: str) -> HttpResponse:
    which = _step(step)
    finish_step(request.scope, which)
    messages.success(request, _("Steget är klart igen."))
    return redirect("overview:step", request.scope.partnership.slug, which.value)


def _step(key: str) -> Step:
    try:
        return Step(key)
    except ValueError as unknown:
        raise Http404 from unknown


def _state_of(state: CycleState, which: Step) -> StepState:
    return next(each for each in step_states(state) if each.step is which)


def _row(request: ScopedRequest, state: CriterionState) -> Row:
    shown = [(each, address(request.scope, each.url_name, each.url_kwargs)) for each in state.evidence]
    return Row(state, shown, address(request.scope, state.criterion.url_name, {}))
