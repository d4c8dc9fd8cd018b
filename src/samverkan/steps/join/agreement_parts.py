"""The agreement's parts in the parties' own words, beside what the work says; its period and its annexes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Refused
from samverkan.plans.actions import (
    add_annex,
    keep_own_text,
    remove_annex,
    set_period,
    take_in_proposal,
    write_agreement_section,
)
from samverkan.plans.gaps import NEEDED, NEEDED_OVERALL
from samverkan.plans.proposals import why_nothing
from samverkan.plans.queries.agreement import agreement_row, agreement_state, annexable, annexes
from samverkan.plans.queries.work import proposals
from samverkan.plans.rules import SectionKey, has_changed, text_sha256
from samverkan.web.fields import DateField
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

# What the work says of a part is taken in whole, however many problems and causes there are.
LONGEST_PART = 200_000
HINTS = {
    SectionKey.BACKGROUND: gettext_lazy("Varför samverkar ni, och vad ska bli bättre?"),
    SectionKey.PROBLEMS: gettext_lazy("Vilka problem har ni valt, och varför just dem?"),
    SectionKey.CAUSES: gettext_lazy("Vad tror ni att problemen beror på, och hur säkra är ni?"),
    SectionKey.GOALS: gettext_lazy("Vad ska ha ändrats, hur mycket, för vilka och till när?"),
    SectionKey.ORGANISATION: gettext_lazy("Vilka leder, förbereder och utför, och med vilka befogenheter?"),
    SectionKey.DOCUMENTATION: gettext_lazy("Vad skriver ni ned under arbetet, var och av vem?"),
    SectionKey.FOLLOW_UP: gettext_lazy("När och hur ser ni efter om arbetet går som ni har tänkt?"),
    SectionKey.SHORTFALL: gettext_lazy("Vad händer om någon inte kan göra det ni har kommit överens om?"),
    SectionKey.OTHER: gettext_lazy("Till exempel hur överenskommelsen ändras eller sägs upp."),
}


class SectionForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea({"rows": 14}),
        required=False,
        max_length=LONGEST_PART,
    )
    proposal_sha256 = forms.CharField(widget=forms.HiddenInput({"id": False}), required=False)


class SeenForm(Form):
    """Which proposal the person had before them."""

    proposal_sha256 = forms.CharField(max_length=64)


class PeriodForm(Form):
    starts_on = DateField(label=gettext_lazy("Gäller från"), required=False)
    ends_on = DateField(label=gettext_lazy("Gäller till"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Slutdagen kommer före startdagen. Ändra en av dem."))
        return cleaned


class AnnexForm(Form):
    document = forms.TypedChoiceField(
        label=gettext_lazy("Dokument"),
        coerce=int,
        help_text=gettext_lazy("Bilagan gäller i just den versionen. Kommer en nyare får ni veta det här."),
    )


def section_key(key: str) -> SectionKey:
    try:
        return SectionKey(key)
    except ValueError as unknown:
        raise Http404 from unknown


@screen("agreement.edit", feature="3.7")
def section(request: ScopedRequest, key: str) -> HttpResponse:
    scope, part = request.scope, section_key(key)
    row = agreement_row(scope)
    if row is None:
        return redirect("join:agreement", scope.partnership.slug)
    standing = row.sections.filter(key=part).select_related("changed_by").first()
    proposal = proposals(scope, [part])[part]
    initial = {
        "text": standing.text if standing else "",
        "expected_version": standing.version if standing else 0,
        "proposal_sha256": text_sha256(proposal),
    }
    form = SectionForm(request.POST or None, initial=initial)
    form.fields["text"].label = part.swedish
    form.fields["text"].awaited = part in NEEDED or part in NEEDED_OVERALL  # type: ignore[attr-defined]
    form.fields["text"].help_text = HINTS[part]
    back = reverse("join:agreement", args=[scope.partnership.slug])
    outcome = save(
        request,
        form,
        lambda version: write_agreement_section(
            scope,
            version,
            key=part,
            text=form.cleaned_data["text"],
            proposal_sha256=form.cleaned_data["proposal_sha256"],
        ),
        _("Delen är sparad."),
        back,
    )
    if outcome.response:
        return outcome.response
    taken = standing.proposal if standing else ""
    own = bool(standing and standing.text.strip())
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "part": part,
        "standing": standing,
        "proposal": proposal,
        "proposal_sha256": text_sha256(proposal),
        "taken": taken,
        "why_nothing": why_nothing(part),
        "own": own,
        "changed": standing is not None and has_changed(standing.text, taken, proposal),
        "may_take": bool(proposal) and (not own or (standing is not None and standing.text == taken)),
    }
    return render(request, "join/agreement_section.html", context, status=outcome.status(form))


@screen("agreement.edit", feature="3.7")
@require_POST
def take_in(request: ScopedRequest, key: str) -> HttpResponse:
    part = section_key(key)
    take_in_proposal(request.scope, key=part, proposal_sha256=_seen(request))
    messages.success(request, _("Förslaget är taget in. Ändra det så att det blir ert."))
    return redirect("join:agreement_section", request.scope.partnership.slug, key)


@screen("agreement.edit", feature="3.7")
@require_POST
def keep(request: ScopedRequest, key: str) -> HttpResponse:
    part = section_key(key)
    keep_own_text(request.scope, key=part, proposal_sha256=_seen(request))
    messages.success(request, _("Er text står kvar som den är."))
    return redirect("join:agreement", request.scope.partnership.slug)


def _seen(request: ScopedRequest) -> str:
    form = SeenForm(request.POST)
    return form.cleaned_data["proposal_sha256"] if form.is_valid() else ""


@screen("agreement.edit", feature="3.7")
def period(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    row = agreement_row(scope)
    if row is None:
        return redirect("join:agreement", scope.partnership.slug)
    initial = {"starts_on": row.starts_on, "ends_on": row.ends_on, "expected_version": row.version}
    form = PeriodForm(request.POST or None, initial=initial)
    for field in form.visible_fields():
        field.field.awaited = True  # type: ignore[attr-defined]
    outcome = save(
        request,
        form,
        lambda version: set_period(
            scope,
            version,
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
        ),
        _("Perioden är sparad."),
        reverse("join:agreement", args=[scope.partnership.slug]),
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "heading": _("Hur länge ska överenskommelsen gälla?"),
        "lead": _(
            "Ledningarna tar ställning till det innan de skriver under. Från början står varvets dagar här."
        ),
    }
    return outcome.response or render(
        request, "join/agreement_form.html", context, status=outcome.status(form)
    )


@screen("agreement.edit", feature="3.7")
def annexes_page(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    now = agreement_state(scope)
    if now.row is None:
        return redirect("join:agreement", scope.partnership.slug)
    choices = annexable(scope)
    standing = {annex.document_id for annex in now.annexes}
    form = AnnexForm(request.POST or None)
    form.fields["document"].choices = [  # type: ignore[attr-defined]
        ("", _("Välj dokument")),
        *((each.pk, _named(each)) for each in choices if each.pk not in standing),
    ]
    if form.is_valid():
        chosen = next(each for each in choices if each.pk == form.cleaned_data["document"])
        try:
            add_annex(scope, form.cleaned_data["form_token"], chosen)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Bilagan är tillagd."))
            return redirect("join:agreement_annexes", scope.partnership.slug)
    context = {
        "form": form,
        "now": now,
        "rows": [(annex, now.newer.get(annex.pk)) for annex in now.annexes],
        "left": len(choices) - len(standing & {each.pk for each in choices}),
    }
    return render(request, "join/agreement_annexes.html", context, status=422 if form.errors else 200)


@screen("agreement.edit", feature="3.7")
@require_POST
def annex_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    remove_annex(request.scope, get_object_or_404(annexes(request.scope), pk=pk))
    messages.success(request, _("Bilagan är borttagen."))
    return redirect("join:agreement_annexes", request.scope.partnership.slug)


def _named(version: Any) -> str:
    document = version.document
    author = f", {document.author}" if document.author else ""
    return f"{version.title} {document.cycle}{author}, version {version.number}"
