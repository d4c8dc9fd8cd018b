"""Crime types by category, with how far reported crime can be trusted for each (handbook p. 36-39)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.datasets import queries
from samverkan.datasets.actions import NameTaken, add_crime_type, change_crime_type
from samverkan.datasets.rules import DarkFigure
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen

FIELDS = ("name", "category", "dark_figure", "found_by_police", "note", "redefined_from", "also_called")


class SpellingsField(forms.CharField):
    """One spelling a line, as a list without repeats."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class CrimeTypeForm(Form):
    name = forms.CharField(label=gettext_lazy("Brottstyp"), max_length=120)
    category = forms.CharField(
        label=gettext_lazy("Brottskategori"),
        max_length=120,
        help_text=gettext_lazy(
            "Brott som liknar varandra och jämförs tillsammans, till exempel Skadegörelse."
        ),
    )
    dark_figure = forms.ChoiceField(
        label=gettext_lazy("Mörkertal"),
        choices=DarkFigure.choices(),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Hur stor del av brotten kommer aldrig till polisens kännedom?"),
    )
    found_by_police = forms.BooleanField(
        label=gettext_lazy("Upptäcks främst genom polisens egna insatser"),
        required=False,
        help_text=gettext_lazy(
            "Då visar siffrorna hur mycket polisen letar, inte hur mycket brott det finns."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Så långt räcker statistiken"),
        widget=forms.Textarea,
        required=False,
        help_text=gettext_lazy("Står bredvid varje diagram över brottstypen."),
    )
    redefined_from = forms.IntegerField(
        label=gettext_lazy("Ny definition från och med år"),
        required=False,
        min_value=1950,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Fyll i om lagen eller sättet att räkna har ändrats. Utvecklingen räknas då från det året, och det sägs "
            "vid diagrammet."
        ),
    )
    also_called = SpellingsField(
        label=gettext_lazy("Skrivs också"),
        required=False,
        help_text=gettext_lazy(
            "Andra namn i filer som ni läser in, ett på varje rad. "
            "En stjärna sist betyder ”börjar så här”: Cykelstöld* är också Cykelstöld, elcykel."
        ),
    )


@screen("catalogue.view", feature="2.4")
def crime_types(request: ScopedRequest) -> HttpResponse:
    context = {
        "crime_types": queries.crime_types(request.scope),
        "may_edit": request.scope.may("catalogue.edit"),
    }
    return render(request, "prepare/crime_types.html", context)


@screen("catalogue.edit", feature="2.4")
def crime_type_new(request: ScopedRequest) -> HttpResponse:
    form = CrimeTypeForm(request.POST or None, initial={"dark_figure": DarkFigure.UNKNOWN})
    if form.is_valid():
        try:
            made = add_crime_type(request.scope, form.cleaned_data["form_token"], **_fields(form))
        except NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Brottstypen %(name)s är tillagd.") % {"name": made.name})
            return redirect("prepare:crime_types", request.scope.partnership.slug)
    return _page(request, form, Outcome(), heading=_("Lägg till en brottstyp"))


@screen("catalogue.edit", feature="2.4")
def crime_type_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.crime_types(request.scope), pk=pk)
    form = CrimeTypeForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in FIELDS} | {"expected_version": row.version},
    )
    outcome = Outcome()
    try:
        outcome = save(
            request,
            form,
            lambda version: change_crime_type(request.scope, row, version, **_fields(form)),
            _("Brottstypen är sparad."),
            reverse("prepare:crime_types", args=[request.scope.partnership.slug]),
        )
    except NameTaken:
        _say_taken(form)
    return outcome.response or _page(request, form, outcome, heading=_("Ändra brottstypen"))


def _fields(form: CrimeTypeForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _say_taken(form: CrimeTypeForm) -> None:
    form.add_error("name", _("Det finns redan en brottstyp med det namnet. Välj ett annat, eller ändra den."))


def _page(request: ScopedRequest, form: CrimeTypeForm, outcome: Outcome, **context: object) -> HttpResponse:
    context |= {"form": form, "clashes": outcome.clashes}
    return render(request, "prepare/crime_type_edit.html", context, status=outcome.status(form))
