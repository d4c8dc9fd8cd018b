"""The findings of the own picture: what, where, who is exposed, how it changes, compared with what (handbook p. 33)."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.datasets.figures import Figure, thaw
from samverkan.pictures.actions import (
    add_finding,
    change_finding,
    move_finding,
    put_back_finding,
    remove_finding,
)
from samverkan.pictures.content import FINDING_PARTS
from samverkan.pictures.models import Finding
from samverkan.pictures.queries import own
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class FindingForm(Form):
    what = forms.CharField(
        label=gettext_lazy("Vad"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=gettext_lazy("En sak i taget. Första raden blir rubrik när den är kort."),
    )
    where = forms.CharField(
        label=gettext_lazy("Var"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Område eller sorts plats. Skriv ingen adress där någon bor."),
    )
    who = forms.CharField(
        label=gettext_lazy("Vilka drabbas"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Kvinnor och män, flickor och pojkar, åldrar, verksamheter. Inga enskilda."),
    )
    trend = forms.CharField(
        label=gettext_lazy("Utveckling"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Har det ökat eller minskat, och sedan när?"),
    )
    compared_with = forms.CharField(
        label=gettext_lazy("Jämfört med"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Landet, länet, liknande kommuner, andra områden eller tidigare år."),
    )

    def parts(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in FINDING_PARTS}


@screen("picture.edit", feature="2.1")
def finding_new(request: ScopedRequest) -> HttpResponse:
    form = FindingForm(request.POST or None)
    if form.is_valid():
        finding = add_finding(request.scope, form.cleaned_data["form_token"], **form.parts())
        messages.success(request, _("Iakttagelsen är sparad."))
        warn_about_personal_data(request, form)
        return _back(request, finding)
    context = {"form": form, "heading": _("Skriv en iakttagelse")}
    return render(request, "prepare/finding.html", context, status=422 if form.errors else 200)


@screen("picture.edit", feature="2.1")
def finding(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own.findings(request.scope), pk=pk)
    initial = {part: getattr(found, part) for part in FINDING_PARTS} | {"expected_version": found.version}
    form = FindingForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_finding(request.scope, found, version, **form.parts()),
        _("Iakttagelsen är sparad."),
        _address(request, found),
    )
    if outcome.response:
        return outcome.response
    figure, hidden = _figure(request, found)
    context = {
        "finding": found,
        "form": form,
        "clashes": outcome.clashes,
        "figure": figure,
        "hidden": hidden,
        "heading": _("Ändra iakttagelsen"),
    }
    return render(request, "prepare/finding.html", context, status=outcome.status(form))


@screen("picture.edit", feature="2.1")
@require_POST
def finding_move(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own.findings(request.scope), pk=pk)
    move_finding(request.scope, found, up="up" in request.POST)
    return _back(request, found)


@screen("picture.edit", feature="2.1")
@require_POST
def finding_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own.findings(request.scope), pk=pk)
    remove_finding(request.scope, found)
    address = reverse("prepare:finding_removed", args=[request.scope.partnership.slug, pk])
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>', _("Iakttagelsen är borttagen."), address, _("Ångra borttagningen")
        ),
    )
    return redirect("prepare:own_picture", request.scope.partnership.slug)


@screen("picture.edit", feature="2.1")
def finding_removed(request: ScopedRequest, pk: int) -> HttpResponse:
    """A finding that was taken away, to read and to put back."""
    try:
        found = own.get_removed_finding(request.scope, pk)
    except Finding.DoesNotExist as missing:
        raise Http404 from missing
    if request.method == "POST":
        put_back_finding(request.scope, found)
        messages.success(request, _("Iakttagelsen finns i lägesbilden igen."))
        return _back(request, found)
    return render(request, "prepare/finding_removed.html", {"finding": found})


def _figure(request: ScopedRequest, found: Finding) -> tuple[Figure | None, list[str]]:
    """The finding's figure as it was frozen, and what will be left out of it for the others."""
    if found.figure_id is None:
        return None, []
    frozen = own.get_figure(request.scope, found.figure_id)
    return thaw(frozen.key, frozen.data), own.shown(frozen)["hidden"]


def _address(request: ScopedRequest, found: Finding) -> str:
    return f"{reverse('prepare:own_picture', args=[request.scope.partnership.slug])}#iakttagelse-{found.pk}"


def _back(request: ScopedRequest, found: Finding) -> HttpResponse:
    return redirect(_address(request, found))
