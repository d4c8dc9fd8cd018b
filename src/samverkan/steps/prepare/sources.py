"""The source catalogue: what each source tells, and its strengths and weaknesses (handbook p. 35)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.datasets import queries
from samverkan.datasets.actions import NameTaken, add_source, change_source
from samverkan.datasets.content import page_of
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen

FIELDS = ("name", "holder", "tells", "strengths", "weaknesses", "open_statistics")


class SourceForm(Form):
    name = forms.CharField(label=gettext_lazy("Källans namn"), max_length=160)
    holder = forms.CharField(
        label=gettext_lazy("Vem har uppgifterna"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel Räddningstjänsten eller Gata och park."),
    )
    tells = forms.CharField(label=gettext_lazy("Vad källan visar"), widget=forms.Textarea, required=False)
    strengths = forms.CharField(label=gettext_lazy("Styrkor"), widget=forms.Textarea, required=False)
    weaknesses = forms.CharField(
        label=gettext_lazy("Svagheter"),
        widget=forms.Textarea,
        required=False,
        help_text=gettext_lazy("Vad syns inte i källan? Det följer med till lägesbilden."),
    )
    open_statistics = forms.BooleanField(
        label=gettext_lazy("Öppen officiell statistik"),
        required=False,
        help_text=gettext_lazy(
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
    return _page(request, form, Outcome(), heading=_("Lägg till en källa"))


@screen("catalogue.edit", feature="2.2")
def source_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(queries.sources(request.scope), pk=pk)
    form = SourceForm(
        request.POST or None,
        initial={name: getattr(source, name) for name in FIELDS} | {"expected_version": source.version},
    )
    outcome = Outcome()
    try:
        outcome = save(
            request,
            form,
            lambda version: change_source(request.scope, source, version, **_fields(form)),
            _("Källan är sparad."),
            reverse("prepare:sources", args=[request.scope.partnership.slug]),
        )
    except NameTaken:
        _say_taken(form)
    return outcome.response or _page(request, form, outcome, heading=_("Ändra källan"))


def _fields(form: SourceForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _say_taken(form: SourceForm) -> None:
    form.add_error(
        "name", _("Det finns redan en källa med det namnet. Välj ett annat, eller ändra den källan.")
    )


def _page(request: ScopedRequest, form: SourceForm, outcome: Outcome, **context: object) -> HttpResponse:
    context |= {"form": form, "clashes": outcome.clashes}
    return render(request, "prepare/source_edit.html", context, status=outcome.status(form))
