"""Named areas to compare and to draw on the map, from a GeoJSON file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverkan.datasets import queries
from samverkan.datasets.actions import NameTaken, add_area_set
from samverkan.datasets.areas import Areas
from samverkan.web.areas_field import areas_in
from samverkan.web.fields import NameField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class AreasForm(Form):
    name = NameField(
        label=_("Vad områdena heter tillsammans"), max_length=120, help_text=_("Till exempel Stadsdelar.")
    )
    file = forms.FileField(
        label=_("Fil med områden"),
        help_text=_("GeoJSON med ytor, i SWEREF 99 eller WGS 84. Den som har kommunens karta kan ta ut den."),
    )
    name_property = forms.CharField(
        label=_("Egenskap med områdets namn"),
        required=False,
        max_length=120,
        help_text=_("Lämna tomt så letar vi upp den."),
    )

    areas: Areas

    def clean(self) -> None:
        if file := self.cleaned_data.get("file"):
            try:
                self.areas = areas_in(file, self.cleaned_data.get("name_property", "").strip())
            except ValidationError as error:
                self.add_error("file", error)


@screen("dataset.view", feature="2.6")
def areas(request: ScopedRequest) -> HttpResponse:
    context = {
        "area_sets": queries.area_sets(request.scope),
        "may_import": request.scope.may("dataset.import"),
    }
    return render(request, "prepare/areas.html", context)


@screen("dataset.view", feature="2.6")
def area_set(request: ScopedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.area_sets(request.scope), pk=pk)
    return render(request, "prepare/area_set.html", {"area_set": row})


@screen("dataset.import", feature="2.6")
def areas_new(request: ScopedRequest) -> HttpResponse:
    form = AreasForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = add_area_set(
                request.scope,
                form.cleaned_data["form_token"],
                name=form.cleaned_data["name"],
                areas=form.areas,
            )
        except NameTaken:
            form.add_error("name", _("Ni har redan områden med det namnet. Välj ett annat."))
        else:
            count = len(form.areas.names)
            told = ngettext("%(count)d område lästes in.", "%(count)d områden lästes in.", count)
            messages.success(request, told % {"count": count})
            return redirect("prepare:area_set", request.scope.partnership.slug, made.pk)
    return render(request, "prepare/areas_new.html", {"form": form}, status=422 if form.errors else 200)
