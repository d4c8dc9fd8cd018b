"""The source catalogue: what each source tells, and its strengths and weaknesses (handbook p. 35)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from samverkan.access.actions import Conflict
from samverkan.datasets import queries
from samverkan.datasets.actions import NameTaken, add_source, change_source
from samverkan.datasets.content import page_of
from samverkan.web.conflict import Clash, clashes
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

FIELDS = ("name", "holder", "tells", "strengths", "weaknesses", "open_statistics")


class SourceForm(Form):
    name = forms.CharField(label=_("Källans namn"), max_length=160)
    holder = forms.CharField(
        label=_("Vem har uppgifterna"),
        max_length=160,
        required=False,
        help_text=_("Till exempel Räddningstjänsten eller Gata och park."),
    )
    tells = forms.CharField(label=_("Vad källan visar"), widget=forms.Textarea, required=False)
    strengths = forms.CharField(label=_("Styrkor"), widget=forms.Textarea, required=False)
    weaknesses = forms.CharField(
        label=_("Svagheter"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Vad syns inte i källan? Det följer med till lägesbilden."),
    )
    open_statistics = forms.BooleanField(
        label=_("Öppen officiell statistik"),
        required=False,
        help_text=_(
            "Kryssa bara i om siffrorna redan är offentliga som de står. "
            "Annars kontrolleras små tal innan något lämnas över."
        ),
    )


@screen("catalogue.view", feature="2.2")
def sources(request: ScopedRequest) -> HttpResponse:
    rows = [(source, page_of(source.key)) for source in queries.sources(request.scope)]
    may_edit = request.scope.may("catalogue.edit")
    return render(request, "prepare/sources.html", {"rows": rows, "may_edit": may_edit})


@screen("catalogue.edit", feature="2.2")
def source_new(request: ScopedRequest) -> HttpResponse:
    form = SourceForm(request.POST or None)
    if form.is_valid():
        try:
            source = add_source(request.scope, form.cleaned_data["form_token"], **_fields(form))
        except NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Källan %(name)s är tillagd.") % {"name": source.name})
            return redirect("prepare:sources", request.scope.partnership.slug)
    return _page(request, form, heading=_("Lägg till en källa"))


@screen("catalogue.edit", feature="2.2")
def source_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(queries.sources(request.scope), pk=pk)
    form = SourceForm(
        request.POST or None,
        initial={name: getattr(source, name) for name in FIELDS} | {"expected_version": source.version},
    )
    found: list[Clash] = []
    if form.is_valid():
        try:
            change_source(request.scope, source, form.cleaned_data["expected_version"] or 0, **_fields(form))
        except NameTaken:
            _say_taken(form)
        except Conflict as conflict:
            found = clashes(form, conflict.current)
        if not found and not form.errors:  # saved, or somebody else had already written the same
            messages.success(request, _("Källan %(name)s är sparad.") % {"name": source.name})
            return redirect("prepare:sources", request.scope.partnership.slug)
    return _page(request, form, heading=_("Ändra källan"), clashes=found)


def _fields(form: SourceForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _say_taken(form: SourceForm) -> None:
    form.add_error(
        "name", _("Det finns redan en källa med det namnet. Välj ett annat, eller ändra den källan.")
    )


def _page(request: ScopedRequest, form: SourceForm, **context: object) -> HttpResponse:
    status = 409 if context.get("clashes") else 422 if form.errors else 200
    return render(request, "prepare/source_edit.html", {"form": form, **context}, status=status)
