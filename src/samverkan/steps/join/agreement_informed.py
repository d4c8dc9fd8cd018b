"""Who is affected by the agreement, what is expected of them, and when they were told (handbook p. 60)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.plans.actions import add_affected, add_informed, change_informed, note_told, remove_informed
from samverkan.plans.models import Informed
from samverkan.plans.queries.agreement import agreement_row
from samverkan.plans.queries.informed import Affected, affected, informed
from samverkan.plans.queries.signing import latest_signed
from samverkan.web.fields import PastDateField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen


class InformedForm(Form):
    who = forms.CharField(
        label=gettext_lazy("Vem eller vilka"),
        max_length=160,
        help_text=gettext_lazy("Skriv funktionen eller gruppen, till exempel rektorerna i Centrum."),
    )
    party = forms.TypedChoiceField(
        label=gettext_lazy("Hör till"), coerce=lambda given: int(given) if given else None, required=False
    )
    expected = forms.CharField(
        label=gettext_lazy("Vad förväntas de göra?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
    )

    def name_parties(self, request: ScopedRequest) -> None:
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", _("Ingen av parterna, eller flera")),
            *((party.pk, party.name) for party in request.scope.parties),
        ]

    def chosen(self, request: ScopedRequest) -> dict[str, object]:
        pk = self.cleaned_data["party"]
        return {
            "who": self.cleaned_data["who"],
            "party": next((each for each in request.scope.parties if each.pk == pk), None),
            "expected": self.cleaned_data["expected"],
        }


class ToldForm(Form):
    told_on = PastDateField(label=gettext_lazy("När fick de veta?"), required=False)
    how = forms.CharField(
        label=gettext_lazy("Hur?"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Till exempel på ledningsgruppens möte."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") and not cleaned.get("told_on") and "told_on" not in self.errors:
            self.add_error(
                "told_on", _("Skriv också vilken dag. Töm båda fälten om de inte har fått veta än.")
            )
        return cleaned


class AffectedForm(Form):
    keys = forms.MultipleChoiceField(
        label=gettext_lazy("De här kan också vara berörda"), widget=forms.CheckboxSelectMultiple
    )

    def offer(self, found: list[Affected]) -> None:
        self.fields["keys"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.who} ({each.party or each.why})") for each in found
        ]


@screen("agreement.view", feature="3.7")
def informed_page(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    rows, signed = list(informed(scope)), latest_signed(scope)
    since = timezone.localdate(signed.document.adopted_at) if signed and signed.document else None
    told_before = {row.pk for row in rows if row.told_on and since and row.told_on < since}
    told = sum(1 for row in rows if row.told_on) - len(told_before)
    form = AffectedForm()
    found = affected(scope) if scope.may("agreement.edit") else []
    form.offer(found)
    context = {
        "rows": [(row, row.pk in told_before) for row in rows],
        "told": told,
        "progress_words": _("%(done)s av %(all)s har fått veta") % {"done": told, "all": len(rows)},
        "form": form if found else None,
        "begun": agreement_row(scope) is not None,
        "may_edit": scope.may("agreement.edit"),
    }
    return render(request, "join/agreement_informed.html", context)


@screen("agreement.edit", feature="3.7")
@require_POST
def add_proposed(request: ScopedRequest) -> HttpResponse:
    form = AffectedForm(request.POST)
    form.offer(affected(request.scope))
    if form.is_valid():
        made = add_affected(request.scope, form.cleaned_data["keys"])
        messages.success(request, _("%(number)s är tillagda.") % {"number": len(made)})
    else:
        messages.warning(request, _("Välj dem som är berörda, så läggs de till i listan."))
    return redirect("join:agreement_informed", request.scope.partnership.slug)


@screen("agreement.edit", feature="3.7")
def new(request: ScopedRequest) -> HttpResponse:
    form = InformedForm(request.POST or None)
    form.name_parties(request)
    added = made(
        request,
        form,
        lambda: add_informed(request.scope, form.cleaned_data["form_token"], **form.chosen(request)),  # type: ignore[arg-type]
        _("Raden är tillagd."),
    )
    if added:
        return redirect(_list(request))
    return _form(request, form, Outcome(), _("Vem berörs av överenskommelsen?"))


@screen("agreement.edit", feature="3.7")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    row: Informed = get_object_or_404(informed(request.scope), pk=pk)
    initial = {
        "who": row.who,
        "party": row.party_id,
        "expected": row.expected,
        "expected_version": row.version,
    }
    form = InformedForm(request.POST or None, initial=initial)
    form.name_parties(request)
    outcome = save(
        request,
        form,
        lambda version: change_informed(request.scope, row, version, **form.chosen(request)),  # type: ignore[arg-type]
        _("Raden är sparad."),
        _list(request),
    )
    return outcome.response or _form(request, form, outcome, row.who)


@screen("agreement.edit", feature="3.7")
def told(request: ScopedRequest, pk: int) -> HttpResponse:
    row: Informed = get_object_or_404(informed(request.scope), pk=pk)
    initial = {"told_on": row.told_on, "how": row.how, "expected_version": row.version}
    form = ToldForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: note_told(
            request.scope,
            row,
            version,
            told_on=form.cleaned_data["told_on"],
            how=form.cleaned_data["how"],
        ),
        _("Det är noterat."),
        _list(request),
    )
    heading = _("Har %(who)s fått veta vad överenskommelsen innebär?") % {"who": row.who}
    return outcome.response or _form(request, form, outcome, heading)


@screen("agreement.edit", feature="3.7")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    remove_informed(request.scope, get_object_or_404(informed(request.scope), pk=pk))
    messages.success(request, _("Raden är borttagen."))
    return redirect("join:agreement_informed", request.scope.partnership.slug)


def _list(request: ScopedRequest) -> str:
    return reverse("join:agreement_informed", args=[request.scope.partnership.slug])


def _form(request: ScopedRequest, form: Form, outcome: Outcome, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "heading": heading,
        "back": _list(request),
        "under": _("Vilka berörs"),
    }
    return render(request, "join/agreement_form.html", context, status=outcome.status(form))
