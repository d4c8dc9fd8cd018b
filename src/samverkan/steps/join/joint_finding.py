"""The words of the joint picture: its findings, what other partners know, its summary and outlook."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.pictures.actions import (
    add_partner_knowledge,
    change_joint_finding,
    move_joint_finding,
    remove_partner_knowledge,
    write_joint_texts,
)
from samverkan.pictures.content import FINDING_PARTS
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.joint import joint_findings, joint_picture, joint_row
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen


class FindingForm(Form):
    what = forms.CharField(label=gettext_lazy("Vad"), widget=forms.Textarea, max_length=4000)
    where = forms.CharField(label=gettext_lazy("Var"), widget=forms.Textarea, required=False, max_length=2000)
    who = forms.CharField(
        label=gettext_lazy("Vilka drabbas"), widget=forms.Textarea, required=False, max_length=2000
    )
    trend = forms.CharField(
        label=gettext_lazy("Utveckling"), widget=forms.Textarea, required=False, max_length=2000
    )
    compared_with = forms.CharField(
        label=gettext_lazy("Jämfört med"), widget=forms.Textarea, required=False, max_length=2000
    )

    def parts(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in FINDING_PARTS}


class PartnerForm(FindingForm):
    contributed_by = forms.CharField(
        label=gettext_lazy("Vilken organisation vet detta?"),
        max_length=160,
        help_text=gettext_lazy("Till exempel ett bostadsbolag eller en förening. Skriv inga personers namn."),
    )
    field_order = ("contributed_by", *FINDING_PARTS)


class TextsForm(Form):
    summary = forms.CharField(
        label=gettext_lazy("Gemensam sammanfattning"), widget=forms.Textarea, required=False, max_length=10000
    )
    outlook = forms.CharField(
        label=gettext_lazy("Framåtblick"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Byggplaner, nya verksamheter, förändrad befolkning: vad kan ändra bilden?"),
    )


@screen("joint.edit", feature="3.1")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    finding = get_object_or_404(joint_findings(request.scope), pk=pk)
    initial = {part: getattr(finding, part) for part in FINDING_PARTS} | {"expected_version": finding.version}
    form = FindingForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_joint_finding(request.scope, finding, version, **form.parts()),
        _("Iakttagelsen är sparad."),
        _picture(request),
    )
    if outcome.response:
        return outcome.response
    origins = joint_picture(request.scope).origins(finding)
    return _page(request, form, outcome, heading=_("Skriv ihop iakttagelsen"), origins=origins)


@screen("joint.edit", feature="3.1")
def partner(request: ScopedRequest) -> HttpResponse:
    form = PartnerForm(request.POST or None)
    added = made(
        request,
        form,
        lambda: add_partner_knowledge(
            request.scope,
            form.cleaned_data["form_token"],
            contributed_by=form.cleaned_data["contributed_by"],
            **form.parts(),
        ),
        _("Det de vet finns nu i den gemensamma lägesbilden."),
    )
    if added:
        return redirect(_picture(request))
    return _page(request, form, Outcome(), heading=_("Lägg till vad andra vet"))


@screen("joint.edit", feature="3.1")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    finding: Finding = get_object_or_404(joint_findings(request.scope), pk=pk)
    remove_partner_knowledge(request.scope, finding)
    messages.success(request, _("Iakttagelsen är borttagen ur den gemensamma lägesbilden."))
    return redirect(_picture(request))


@screen("joint.edit", feature="3.1")
@require_POST
def move(request: ScopedRequest, pk: int) -> HttpResponse:
    finding: Finding = get_object_or_404(joint_findings(request.scope), pk=pk)
    move_joint_finding(request.scope, finding, up="up" in request.POST)
    return redirect(f"{_picture(request)}#gemensam-{pk}")


@screen("joint.edit", feature="3.1")
def texts(request: ScopedRequest) -> HttpResponse:
    row = joint_row(request.scope)
    initial = {
        "summary": row.summary if row else "",
        "outlook": row.outlook if row else "",
        "expected_version": row.version if row else 0,
    }
    form = TextsForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: write_joint_texts(
            request.scope,
            version,
            summary=form.cleaned_data["summary"],
            outlook=form.cleaned_data["outlook"],
        ),
        _("Texterna är sparade."),
        _picture(request),
    )
    return outcome.response or _page(request, form, outcome, heading=_("Sammanfattning och framåtblick"))


def _picture(request: ScopedRequest) -> str:
    return reverse("join:picture", args=[request.scope.partnership.slug])


def _page(request: ScopedRequest, form: Form, outcome: Outcome, **context: object) -> HttpResponse:
    context |= {"form": form, "clashes": outcome.clashes}
    return render(request, "join/joint_finding.html", context, status=outcome.status(form))
