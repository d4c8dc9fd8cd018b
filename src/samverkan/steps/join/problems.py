"""The problems that are set against each other: which joint findings they come of, and what is known of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Conflict, Refused
from samverkan.access.scope import Scope
from samverkan.groups.models import Decision
from samverkan.problems.actions import (
    add_problem,
    change_problem,
    make_problem_of,
    move_problem,
    put_back_problem,
    remove_problem,
)
from samverkan.problems.models import Problem
from samverkan.problems.queries.decided import standings
from samverkan.problems.queries.priorities import (
    also_removed,
    findings_of,
    is_analysed,
    problems,
    removed_problems,
    row_of,
    rows,
)
from samverkan.problems.rules import MatrixCriterion
from samverkan.web.fields import NameField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen
from samverkan.web.words import day

TEXTS = ("name", "description", "resources", "influence", "cost")


class ProblemForm(Form):
    read_by_all = True
    name = NameField(
        label=gettext_lazy("Problemet i några ord"),
        max_length=160,
        help_text=gettext_lazy(
            "Ett brott, en plats eller ett fenomen. Till exempel: Cykelstölder vid stationen."
        ),
    )
    description = forms.CharField(
        label=gettext_lazy("Beskriv problemet"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        max_length=4000,
        help_text=gettext_lazy(
            "Vilka grupper drabbas mest, och vilka begår brotten? Är det ett signalbrott, som syns och oroar många "
            "(handboken s. 47)? Nämn brottstypen som statistiken skriver den, så vet systemet vilka siffror som gäller "
            "problemet."
        ),
    )
    finding_numbers = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka gemensamma iakttagelser bygger det på?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    resources = forms.CharField(
        label=gettext_lazy("Har ni egna resurser att arbeta mot problemet?"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
    )
    influence = forms.CharField(
        label=gettext_lazy("Kan ni påverka problemet?"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
    )
    cost = forms.CharField(
        label=gettext_lazy("Vad kostar problemet er?"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(each.pk), each.what) for each in findings_of(scope).prefetch_related(None)]
        self.fields["finding_numbers"].choices = chosen  # type: ignore[attr-defined]
        if not chosen:
            del self.fields["finding_numbers"]

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}

    def findings(self) -> list[int]:
        return [int(number) for number in self.cleaned_data.get("finding_numbers", [])]


@screen("problem.view", feature="3.2")
def index(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    findings = list(findings_of(scope))
    context = {
        "rows": rows(scope, with_figures=False),
        "findings": findings,
        "left": len([each for each in findings if not each.become]),  # type: ignore[attr-defined]
        "removed": list(removed_problems(scope)),
        "may_edit": scope.may("problem.edit"),
    }
    return render(request, "join/problems.html", context)


@screen("problem.view", feature="3.2")
def problem(request: ScopedRequest, pk: int) -> HttpResponse:
    """Also one that somebody has removed: it says so, and can be put back."""
    scope = request.scope
    get_object_or_404(also_removed(scope), pk=pk)
    row = row_of(rows(scope, also=pk), pk)
    context = {
        "row": row,
        "problem": row.problem,
        "marks": [
            (criterion, row.marks.get(criterion.value), row.proposal(criterion))
            for criterion in MatrixCriterion
        ],
        "may_edit": scope.may("problem.edit"),
        "may_choose": scope.may("problem.choose"),
        "analysed": is_analysed(row.problem),
    }
    return render(request, "join/problem.html", context)


@screen("problem.edit", feature="3.2")
def new(request: ScopedRequest) -> HttpResponse:
    form = ProblemForm(request.scope, request.POST or None)
    added = made(
        request,
        form,
        lambda: add_problem(
            request.scope, form.cleaned_data["form_token"], findings=form.findings(), **form.texts()
        ),
        _("Problemet är med i matrisen."),
    )
    if added:
        return redirect("join:problem", request.scope.partnership.slug, added.pk)
    return _form(request, form, Outcome(), heading=_("Nytt problem"))


@screen("problem.edit", feature="3.2")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    row: Problem = get_object_or_404(also_removed(scope), pk=pk)
    if row.removed_at and request.method != "POST":
        return redirect("join:problem", scope.partnership.slug, pk)
    initial = {name: getattr(row, name) for name in TEXTS}
    if request.method != "POST":
        initial |= {"finding_numbers": _numbers(row), "expected_version": row.version}
    form = ProblemForm(scope, request.POST or None, initial=initial)

    def change(version: int) -> Problem:
        try:
            return change_problem(scope, row, version, findings=form.findings(), **form.texts())
        except Conflict as conflict:
            conflict.current.finding_numbers = _numbers(conflict.current)  # type: ignore[attr-defined,arg-type]
            raise

    back = reverse("join:problem", args=[scope.partnership.slug, pk])
    outcome = save(request, form, change, _("Problemet är sparat."), back)
    return outcome.response or _form(request, form, outcome, heading=_("Ändra problemet"), problem=row)


@screen("problem.edit", feature="3.2")
@require_POST
def from_finding(request: ScopedRequest, pk: int) -> HttpResponse:
    """One press makes a problem of a joint finding; a second press finds the one that was made."""
    scope = request.scope
    finding = get_object_or_404(findings_of(scope), pk=pk)
    made = make_problem_of(scope, finding)
    if made is None:
        messages.info(request, _("Iakttagelsen är redan ett problem."))
        return _back(request)
    messages.success(
        request, _("Iakttagelsen är nu ett problem i matrisen. Korta gärna namnet till några ord.")
    )
    if removed := removed_problems(scope).filter(findings=finding).first():
        told = _("Det finns också ett borttaget problem som bygger på iakttagelsen: ”%(name)s”.")
        messages.info(request, told % {"name": removed})
    return redirect("join:problem", scope.partnership.slug, made.pk)


@screen("problem.edit", feature="3.2")
@require_POST
def move(request: ScopedRequest, pk: int) -> HttpResponse:
    row: Problem = get_object_or_404(also_removed(request.scope), pk=pk)
    try:
        move_problem(request.scope, row, up="up" in request.POST)
    except Refused as reason:
        messages.warning(request, str(reason))
        return _back(request)
    return _back(request, f"#problem-{pk}")


@screen("problem.edit", feature="3.2")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    row: Problem = get_object_or_404(also_removed(scope), pk=pk)
    before = standings(scope).decision
    try:
        remove_problem(scope, row)
    except Refused as reason:
        messages.warning(request, str(reason))
        return redirect("join:problem", scope.partnership.slug, pk)
    messages.success(request, _("Problemet är borttaget. Det går att lägga tillbaka längst ned på sidan."))
    _tell_if_lapsed(request, before)
    return _back(request)


@screen("problem.edit", feature="3.2")
@require_POST
def put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    row: Problem = get_object_or_404(also_removed(scope), pk=pk)
    before = standings(scope).decision
    back = put_back_problem(scope, row)
    messages.success(request, _("Problemet är tillbaka, sist i listan."))
    if other := problems(scope).filter(findings__in=back.findings.all()).exclude(pk=pk).first():
        told = _("”%(name)s” bygger på samma iakttagelse. Ta bort det ena om de är samma problem.")
        messages.info(request, told % {"name": other})
    _tell_if_lapsed(request, before)
    return _back(request, f"#problem-{pk}")


def _tell_if_lapsed(request: ScopedRequest, before: Decision | None) -> None:
    """Say that what the steering group had decided about is no longer what stands."""
    if before and standings(request.scope).decision is None:
        told = _(
            "Beslutet av %(group)s %(day)s gäller inte prioriteringen som den är nu. Ta upp den igen på ett möte."
        )
        messages.warning(request, told % {"group": before.group, "day": day(before.decided_on)})


def _numbers(problem: Problem) -> list[str]:
    return [str(pk) for pk in problem.findings.filter(removed_at=None).values_list("pk", flat=True)]


def _back(request: ScopedRequest, place: str = "") -> HttpResponse:
    return redirect(reverse("join:problems", args=[request.scope.partnership.slug]) + place)


def _form(request: ScopedRequest, form: Form, outcome: Outcome, **context: object) -> HttpResponse:
    context |= {"form": form, "clashes": outcome.clashes}
    return render(request, "join/problem_form.html", context, status=outcome.status(form))
