"""An assumed cause put so that it can be tried: by whom, by when, and what it showed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.scope import Scope
from samverkan.groups.queries import people
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.document import figure_blocks
from samverkan.problems.actions.hypotheses import (
    change_hypothesis,
    pose_hypothesis,
    put_back_hypothesis,
    remove_hypothesis,
    tell_hypothesis_outcome,
)
from samverkan.problems.content import hypothesis_help
from samverkan.problems.models import Cause, Hypothesis, Problem
from samverkan.problems.queries import focus_areas
from samverkan.problems.queries import hypotheses as queries
from samverkan.problems.queries.causes import is_growing
from samverkan.problems.rules import EvidenceKind, Outcome
from samverkan.steps.join.analysis_pages import address, analysis_crumbs, form_page
from samverkan.typeset import Block
from samverkan.web.fields import DateField, PastDateField
from samverkan.web.form_page import Crumb, made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

OUTCOMES = [(each.value, each.swedish) for each in (*list(Outcome)[1:], Outcome.UNTESTED)]


class HypothesisForm(Form):
    cause_id = forms.TypedChoiceField(label=gettext_lazy("Vilken orsak i trädet gäller det?"), coerce=int)
    question = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000)
    assumption = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000)
    test = forms.CharField(widget=forms.Textarea({"rows": 4}), max_length=4000)
    responsible_id = forms.TypedChoiceField(
        label=gettext_lazy("Vem ser till att det prövas?"), coerce=int, empty_value=None, required=False
    )
    due_on = DateField(label=gettext_lazy("Senast"), required=False)

    def __init__(
        self, scope: Scope, problem: Problem, *args: Any, standing: Hypothesis | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, about in hypothesis_help().items():
            self.fields[name].label = about.text
            self.fields[name].help_text = _("Till exempel: %(example)s") % {"example": about.example}
        self.causes = {each.pk: each for each in queries.causes(scope).filter(problem=problem)}
        if standing:  # a note that has been taken away since is still what the hypothesis is about
            self.causes.setdefault(standing.cause_id, standing.cause)
        everybody = list(people(scope))
        if standing and standing.responsible and standing.responsible not in everybody:
            everybody.append(standing.responsible)
        self.fields["cause_id"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj en orsak")),
            *((each.pk, each.text) for each in self.causes.values()),
        ]
        self.fields["responsible_id"].choices = [  # type: ignore[attr-defined]
            ("", _("Ingen särskild")),
            *((each.pk, f"{each.user}, {each.role_name} ({each.party})") for each in everybody),
        ]

    @property
    def cause(self) -> Cause:
        return self.causes[self.cleaned_data["cause_id"]]

    def parts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        texts = {name: cleaned[name] for name in ("question", "assumption", "test", "due_on")}
        return texts | {"responsible": cleaned["responsible_id"]}


class OutcomeForm(Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad visade prövningen?"), choices=OUTCOMES, widget=forms.RadioSelect
    )
    conclusion = forms.CharField(
        label=gettext_lazy("Er slutsats"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
    )
    tested_on = PastDateField(label=gettext_lazy("Vilken dag blev det klart?"), required=False)
    still_so = forms.BooleanField(
        label=gettext_lazy("Slutsatsen och dagen stämmer också med det nya svaret"), required=False
    )

    def __init__(self, told: Hypothesis, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        if not told.conclusion.strip():
            del self.fields["still_so"]
        planned = _("Prövade ni som det var tänkt? Skriv annars vad ni gjorde i stället.")
        means = (
            _("Vad betyder det ni såg för det ni antog?")
            if queries.standing_evidence(told)
            else _("Hypotesen har inget underlag än. Skriv här varför, eller gå tillbaka och lägg till ett.")
        )
        self.fields["conclusion"].help_text = f"{means} {planned}"
        if self._is_taken_back:
            self.fields["conclusion"].required = False

    @property
    def _is_taken_back(self) -> bool:
        """There is then nothing to conclude."""
        return bool(self.data.get("outcome") == Outcome.UNTESTED)

    def clean(self) -> None:
        """Words about one answer do not come to stand under another unread."""
        sent, standing = self.cleaned_data, self.told.conclusion.replace("\r\n", "\n").strip()
        other = sent.get("outcome", self.told.outcome) != self.told.outcome
        same = sent.get("conclusion", "").replace("\r\n", "\n").strip() == standing
        if standing and other and same and not sent.get("still_so") and not self._is_taken_back:
            self.add_error(
                "conclusion",
                _(
                    "Slutsatsen skrevs till ett annat svar. Läs den och dagen, och ändra dem. Stämmer de ändå? "
                    "Kryssa i rutan om det och spara igen."
                ),
            )


@screen("cause.view", feature="3.4")
def hypothesis(request: ScopedRequest, pk: int) -> HttpResponse:
    scope, found = request.scope, _any_hypothesis(request, pk)
    evidence = queries.standing_evidence(found)
    figures = queries.figures_of(evidence)
    may_edit = scope.may("cause.edit") and is_growing(found.cause.problem)
    context = {
        "hypothesis": found,
        "outcome": Outcome(found.outcome),
        "evidence": [
            (each, EvidenceKind(each.kind), _blocks(figures.get(each.finding_id or 0, ())))
            for each in evidence
        ],
        "removed_evidence": [(each, EvidenceKind(each.kind)) for each in queries.removed_evidence(found)],
        "kinds": list(EvidenceKind),
        "today": timezone.localdate(),
        "crumbs": analysis_crumbs(request, found.cause.problem),
        "may_edit": may_edit and found.removed_at is None,
        "may_put_back": may_edit and found.removed_at is not None,
    }
    return render(request, "join/hypothesis.html", context)


@screen("cause.edit", feature="3.4")
def new(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    problem: Problem = get_object_or_404(focus_areas(scope), pk=pk)
    initial = {"cause_id": request.GET.get("cause", "")}
    form = HypothesisForm(scope, problem, request.POST or None, initial=initial)
    posed = made(
        request,
        form,
        lambda: pose_hypothesis(scope, form.cleaned_data["form_token"], form.cause, **form.parts()),
        _("Hypotesen är sparad. Lägg till underlag när ni har prövat den."),
    )
    if posed:
        _ask_about_past_day(request, form.cleaned_data["due_on"])
        return redirect(address(request, "hypothesis", posed.pk))
    return form_page(
        request,
        form,
        heading=_("Ställ upp en hypotes"),
        crumbs=analysis_crumbs(request, problem),
        row="3.4",
        template="join/hypothesis_form.html",
        problem=problem,
        has_causes=bool(form.causes),
    )


@screen("cause.edit", feature="3.4")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _hypothesis(request, pk)
    names = ("cause_id", "question", "assumption", "test", "responsible_id", "due_on")
    initial = {name: getattr(found, name) for name in names} | {"expected_version": found.version}
    form = HypothesisForm(
        request.scope, found.cause.problem, request.POST or None, initial=initial, standing=found
    )
    before = found.due_on
    outcome = save(
        request,
        form,
        lambda version: change_hypothesis(request.scope, found, version, cause=form.cause, **form.parts()),
        _("Hypotesen är sparad."),
        address(request, "hypothesis", pk),
    )
    if outcome.response and form.cleaned_data["due_on"] != before and found.outcome == Outcome.UNTESTED:
        _ask_about_past_day(request, form.cleaned_data["due_on"])
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra hypotesen"),
        crumbs=hypothesis_crumbs(request, found),
        outcome=outcome,
        row="3.4",
    )


@screen("cause.edit", feature="3.4")
def tell(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _hypothesis(request, pk)
    initial = {
        "outcome": "" if found.outcome == Outcome.UNTESTED else found.outcome,
        "conclusion": found.conclusion,
        "tested_on": found.tested_on or timezone.localdate(),
        "expected_version": found.version,
    }
    form = OutcomeForm(found, request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: tell_hypothesis_outcome(
            request.scope,
            found,
            version,
            outcome=form.cleaned_data["outcome"],
            conclusion=form.cleaned_data["conclusion"],
            tested_on=form.cleaned_data["tested_on"],
        ),
        _("Resultatet är sparat, och orsaken i trädet är märkt med det."),
        address(request, "hypothesis", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Vad visade prövningen?"),
        crumbs=hypothesis_crumbs(request, found),
        outcome=outcome,
        row="3.4",
        template="join/hypothesis_outcome.html",
        hypothesis=found,
    )


@screen("cause.edit", feature="3.4")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    remove_hypothesis(request.scope, _hypothesis(request, pk))
    messages.success(request, _("Hypotesen är borttagen ur analysen. Den går att lägga tillbaka."))
    return redirect(address(request, "hypothesis", pk))


@screen("cause.edit", feature="3.4")
@require_POST
def put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    found: Hypothesis = get_object_or_404(queries.hypotheses(request.scope).exclude(removed_at=None), pk=pk)
    put_back_hypothesis(request.scope, found)
    messages.success(request, _("Hypotesen är med i analysen igen."))
    return redirect(address(request, "hypothesis", pk))


def _ask_about_past_day(request: ScopedRequest, due_on: date | None) -> None:
    """It is saved as written: work that should have been done is noted too. But it may be a slip of the pen."""
    if due_on and due_on < timezone.localdate():
        messages.warning(
            request,
            _("Dagen då hypotesen skulle prövas, %(day)s, har redan varit. Stämmer det? Ändra den annars.")
            % {"day": date_format(due_on, "j F Y")},
        )


def _blocks(figures: Sequence[ShownFigure]) -> list[Block]:
    return [block for figure in figures for block in figure_blocks(figure)]


def hypothesis_crumbs(request: ScopedRequest, found: Hypothesis) -> list[Crumb]:
    return [
        *analysis_crumbs(request, found.cause.problem),
        Crumb(found.question.strip()[:60], address(request, "hypothesis", found.pk)),
    ]


def _any_hypothesis(request: ScopedRequest, pk: int) -> Hypothesis:
    found: Hypothesis = get_object_or_404(queries.hypotheses_to_read(request.scope), pk=pk)
    return found


def _hypothesis(request: ScopedRequest, pk: int) -> Hypothesis:
    found: Hypothesis = get_object_or_404(queries.hypotheses(request.scope).filter(removed_at=None), pk=pk)
    return found
