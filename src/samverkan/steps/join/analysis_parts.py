"""The parts of a cause analysis one by one: its texts, the links of the chain, the risk factors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.problems.actions.analysis import (
    add_risk_factor,
    add_situation,
    change_risk_factor,
    change_situation,
    move_situation,
    put_back_risk_factor,
    put_back_situation,
    remove_risk_factor,
    remove_situation,
    write_analysis_text,
)
from samverkan.problems.content import part, perspectives, risk_levels
from samverkan.problems.models import AnalysisText, Problem, RiskFactor, Situation
from samverkan.problems.queries import focus_areas
from samverkan.problems.queries.analysis import NEEDED, risk_factors, situations
from samverkan.problems.rules import RiskLevel
from samverkan.steps.join.analysis_pages import address, analysis_crumbs, form_page
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class TextForm(Form):
    """May be saved empty, as when somebody starts anew; `awaited` where the analysis is not finished without it."""

    text = forms.CharField(widget=forms.Textarea({"rows": 10}), required=False, max_length=10000)

    def __init__(self, *args: Any, awaited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].awaited = awaited  # type: ignore[attr-defined]


class PerspectiveForm(TextForm):
    set_aside = forms.BooleanField(
        label=gettext_lazy("Perspektivet saknar betydelse för det här problemet"),
        help_text=gettext_lazy("Skriv gärna varför i rutan ovan, så förstår den som läser."),
        required=False,
    )


class SituationForm(Form):
    what = forms.CharField(
        label=gettext_lazy("Vad händer?"),
        help_text=gettext_lazy(
            "Ett led i kedjan som leder fram till brottet. Skriv om läget, inte om personer."
        ),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    broken_by = forms.CharField(
        label=gettext_lazy("Hur skulle kedjan kunna brytas här?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
    )


class RiskForm(Form):
    level = forms.ChoiceField(
        label=gettext_lazy("Var finns riskfaktorn?"), choices=RiskLevel.choices(), widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=gettext_lazy("Vilken riskfaktor ser ni?"),
        help_text=gettext_lazy("Skriv om grupper och områden, aldrig om ett enskilt barn eller en familj."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    known_from = forms.CharField(
        label=gettext_lazy("Hur vet ni det?"),
        help_text=gettext_lazy("Till exempel en drogvaneundersökning eller fältarbetarnas erfarenhet."),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
    )


@screen("cause.edit", feature="3.3")
def text(request: ScopedRequest, pk: int, key: str) -> HttpResponse:
    scope, problem = request.scope, _problem(request, pk)
    try:
        about = part(key)
    except KeyError as unknown:
        raise Http404 from unknown
    row = AnalysisText.objects.filter(problem=problem, key=key).first()
    help_of = next((each for each in perspectives() if each.perspective == key), None)
    form = (PerspectiveForm if help_of else TextForm)(
        request.POST or None,
        initial={
            "text": row.text if row else "",
            "set_aside": row.set_aside if row else False,
            "expected_version": row.version if row else 0,
        },
        awaited=key in NEEDED,
    )
    form.fields["text"].label, form.fields["text"].help_text = about.question, about.hint
    outcome = save(
        request,
        form,
        lambda version: write_analysis_text(
            scope,
            problem,
            key,
            version,
            text=form.cleaned_data["text"],
            set_aside=form.cleaned_data.get("set_aside", False),
        ),
        _("Texten är sparad."),
        f"{address(request, 'analysis', pk)}#{key}",
    )
    return outcome.response or form_page(
        request,
        form,
        heading=about.title,
        crumbs=analysis_crumbs(request, problem),
        outcome=outcome,
        template="join/analysis_text.html",
        part=about,
        help=help_of,
    )


@screen("cause.edit", feature="3.3")
def situation_new(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = _problem(request, pk)
    form = SituationForm(request.POST or None)
    if made(
        request,
        form,
        lambda: add_situation(request.scope, form.cleaned_data["form_token"], problem, **_parts(form)),
        _("Situationen står nu sist i kedjan. Flytta den dit den hör."),
    ):
        return _back(request, problem, "chain")
    return form_page(
        request, form, heading=_("Lägg till en situation"), crumbs=analysis_crumbs(request, problem)
    )


@screen("cause.edit", feature="3.3")
def situation(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _situation(request, pk)
    initial = {"what": found.what, "broken_by": found.broken_by, "expected_version": found.version}
    form = SituationForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_situation(request.scope, found, version, **_parts(form)),
        _("Situationen är sparad."),
        f"{address(request, 'analysis', found.problem_id)}#chain",
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra situationen"),
        crumbs=analysis_crumbs(request, found.problem),
        outcome=outcome,
    )


@screen("cause.edit", feature="3.3")
@require_POST
def situation_move(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _situation(request, pk)
    move_situation(request.scope, found, up="up" in request.POST)
    return _back(request, found.problem, f"situation-{pk}")


@screen("cause.edit", feature="3.3")
@require_POST
def situation_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _situation(request, pk)
    remove_situation(request.scope, found)
    messages.success(request, _("Situationen är borttagen ur kedjan. Den går att lägga tillbaka."))
    return _back(request, found.problem, "chain")


@screen("cause.edit", feature="3.3")
@require_POST
def situation_put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    found: Situation = get_object_or_404(situations(request.scope).exclude(removed_at=None), pk=pk)
    put_back_situation(request.scope, found)
    messages.success(request, _("Situationen är tillbaka, sist i kedjan."))
    return _back(request, found.problem, "chain")


@screen("cause.edit", feature="3.3")
def risk_new(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = _problem(request, pk)
    form = RiskForm(request.POST or None, initial={"level": request.GET.get("level", "")})
    if made(
        request,
        form,
        lambda: add_risk_factor(request.scope, form.cleaned_data["form_token"], problem, **_parts(form)),
        _("Riskfaktorn är sparad."),
    ):
        return _back(request, problem, "risks")
    return form_page(
        request,
        form,
        heading=_("Lägg till en riskfaktor"),
        crumbs=analysis_crumbs(request, problem),
        template="join/risk_form.html",
        levels=risk_levels(),
    )


@screen("cause.edit", feature="3.3")
def risk(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _risk(request, pk)
    names = ("level", "what", "known_from")
    initial = {name: getattr(found, name) for name in names} | {"expected_version": found.version}
    form = RiskForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_risk_factor(request.scope, found, version, **_parts(form)),
        _("Riskfaktorn är sparad."),
        f"{address(request, 'analysis', found.problem_id)}#risks",
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra riskfaktorn"),
        crumbs=analysis_crumbs(request, found.problem),
        outcome=outcome,
        template="join/risk_form.html",
        levels=risk_levels(),
    )


@screen("cause.edit", feature="3.3")
@require_POST
def risk_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _risk(request, pk)
    remove_risk_factor(request.scope, found)
    messages.success(request, _("Riskfaktorn är borttagen. Den går att lägga tillbaka."))
    return _back(request, found.problem, "risks")


@screen("cause.edit", feature="3.3")
@require_POST
def risk_put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    found: RiskFactor = get_object_or_404(risk_factors(request.scope).exclude(removed_at=None), pk=pk)
    put_back_risk_factor(request.scope, found)
    messages.success(request, _("Riskfaktorn är tillbaka."))
    return _back(request, found.problem, "risks")


def _problem(request: ScopedRequest, pk: int) -> Problem:
    found: Problem = get_object_or_404(focus_areas(request.scope), pk=pk)
    return found


def _situation(request: ScopedRequest, pk: int) -> Situation:
    found: Situation = get_object_or_404(situations(request.scope).filter(removed_at=None), pk=pk)
    return found


def _risk(request: ScopedRequest, pk: int) -> RiskFactor:
    found: RiskFactor = get_object_or_404(risk_factors(request.scope).filter(removed_at=None), pk=pk)
    return found


def _parts(form: Form) -> dict[str, Any]:
    """What was written, without what every form has."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name not in ("expected_version", "form_token")
    }


def _back(request: ScopedRequest, problem: Problem, place: str) -> HttpResponse:
    return redirect(f"{address(request, 'analysis', problem.pk)}#{place}")
