"""A new partnership beside this one: for a police area that covers several municipalities, or a second neighbour."""

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.access.founding import Founder, Person
from samverkan.access.scope import Scope
from samverkan.datasets.actions import found_with_areas
from samverkan.partnerships.rules import OrganisationKind, Role
from samverkan.web.areas_field import AreasField
from samverkan.web.fields import NameField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

KINDS = {
    OrganisationKind.MUNICIPALITY: ("Kommunen", Role.COORDINATOR),
    OrganisationKind.POLICE: ("Polisen", Role.MUNICIPAL_POLICE_OFFICER),
}


class PartnershipForm(Form):
    name = NameField(
        label=gettext_lazy("Vad ska samverkan heta?"),
        max_length=160,
        help_text=gettext_lazy("Oftast kommunens namn. Det står överst på varje sida och i dokumenten."),
    )
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Vad är den andra parten?"),
        coerce=OrganisationKind,
        choices=[(kind.value, kind.swedish) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    organisation = NameField(
        label=gettext_lazy("Den andra partens namn"),
        max_length=160,
        help_text=gettext_lazy("Till exempel Ekdala kommun eller Lokalpolisområde Ekdala."),
    )
    municipality_code = forms.CharField(
        label=gettext_lazy("Kommunkod"),
        required=False,
        validators=[
            RegexValidator(r"^\d{4}$", gettext_lazy("Kommunkoden har fyra siffror, till exempel 0180."))
        ],
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "date"}),
        help_text=gettext_lazy("Fyra siffror, om den andra parten är en kommun."),
    )
    first_name = forms.CharField(
        label=gettext_lazy("Vem ska samordna arbetet där?"),
        max_length=120,
        help_text=gettext_lazy("Kommunens samordnare eller kommunpolisen. Fler kan bjudas in sedan."),
    )
    first_email = forms.EmailField(
        label=gettext_lazy("Personens e-postadress"), help_text=gettext_lazy("Inbjudan skickas hit.")
    )

    areas = AreasField(
        label=gettext_lazy("Områdena som ni ska samverka om"),
        required=False,
        help_text=gettext_lazy(
            "GeoJSON med ytor, om ni har det till hands. Det går att läsa in områden sedan också."
        ),
    )

    def founder(self) -> Founder:
        kind = self.cleaned_data["kind"]
        code = self.cleaned_data["municipality_code"] if kind == OrganisationKind.MUNICIPALITY else ""
        return Founder(self.cleaned_data["organisation"], KINDS[kind][0], kind, (), code)

    def first(self) -> Person:
        data = self.cleaned_data
        return Person(data["first_name"], data["first_email"], KINDS[data["kind"]][1])


@screen("partnership.found", feature="P4")
def new_partnership(request: ScopedRequest) -> HttpResponse:
    form = PartnershipForm(
        request.POST or None, request.FILES or None, initial={"kind": _counterpart(request.scope)}
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = found_with_areas(
                request.scope,
                data["form_token"],
                data["areas"],
                name=data["name"],
                other=form.founder(),
                first=form.first(),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            told = _("%(partnership)s är upplagd. En inbjudan till %(name)s är på väg.")
            messages.success(request, told % {"partnership": made.name, "name": data["first_name"]})
            return redirect("overview:people", made.slug)
    context = {"form": form, "heading": _("Lägg upp en ny samverkan"), "own": request.scope.party.name}
    return render(request, "overview/new_partnership.html", context, status=422 if form.errors else 200)


def _counterpart(scope: Scope) -> OrganisationKind:
    is_police = scope.party.organisation.kind == OrganisationKind.POLICE
    return OrganisationKind.MUNICIPALITY if is_police else OrganisationKind.POLICE
