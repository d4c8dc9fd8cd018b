"""Who the work needs, whether their managers have said yes, and who more could join (handbook p. 24–26)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.conditions.actions import (
    add_key_function,
    add_new_partner,
    change_key_function,
    change_new_partner,
    remove_key_function,
    remove_new_partner,
)
from samverkan.conditions.queries.anchoring import functions, own_functions, partners
from samverkan.conditions.rules import FunctionRole, ManagerAnswer, PartnerState
from samverkan.partnerships.content import guidance
from samverkan.partnerships.models import Party
from samverkan.web.fields import DateField
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

FUNCTION_FIELDS = ("who", "role", "manager", "decided_on", "knows", "note")
PARTNER_FIELDS = ("name", "can_give", "contact", "asked_by", "state")


class FunctionForm(Form):
    who = forms.CharField(
        label=gettext_lazy("Funktion"),
        max_length=160,
        help_text=gettext_lazy("Skriv funktionen, till exempel ekonom på kommunledningskontoret."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Roll i arbetet"), choices=FunctionRole.choices())
    manager = forms.ChoiceField(
        label=gettext_lazy("Har chefen bestämt att funktionen ska vara med?"),
        choices=ManagerAnswer.choices(),
        widget=forms.RadioSelect,
        initial=ManagerAnswer.NOT_ASKED,
    )
    decided_on = DateField(label=gettext_lazy("När bestämde chefen det?"), required=False)
    knows = forms.CharField(
        label=gettext_lazy("Vad vet funktionen om arbetet?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Ser ni likadant på vad som ska göras?"),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decided_on") and cleaned.get("manager") == ManagerAnswer.NOT_ASKED:
            self.add_error("manager", _("Du har skrivit en dag. Svara också vad chefen sa."))
        return cleaned


class PartnerForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=160,
        help_text=gettext_lazy(
            "Till exempel ett bostadsbolag, en förening, en förvaltning eller centrumledningen."
        ),
    )
    can_give = forms.CharField(
        label=gettext_lazy("Vad kan den bidra med?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
    )
    contact = forms.CharField(
        label=gettext_lazy("Funktion att kontakta"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Till exempel trygghetschefen. Skriv inga telefonnummer här."),
    )
    asked_by = forms.CharField(
        label=gettext_lazy("Vem frågar?"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Till exempel kommunpolisen."),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Hur långt har ni kommit?"),
        choices=PartnerState.choices(),
        widget=forms.RadioSelect,
        initial=PartnerState.IDEA,
    )


@screen("anchoring.view", feature="1.3")
def anchoring(request: ScopedRequest) -> HttpResponse:
    found = list(functions(request.scope))
    parties = Party.objects.filter(partnership=request.scope.partnership).select_related("organisation")
    team = {each.role for each in found if FunctionRole(each.role).in_support_team}
    roles = [role for role in FunctionRole if role.in_support_team]
    context = {
        "functions": [(party, [each for each in found if each.party_id == party.pk]) for party in parties],
        "total": len(found),
        "partners": list(partners(request.scope)),
        "yes": sum(1 for each in found if each.manager == ManagerAnswer.YES),
        "lacking": [role.swedish.lower() for role in roles if role not in team],
        "guide": guidance("1.3"),
        "may_edit": request.scope.may("anchoring.edit"),
    }
    return render(request, "initiate/anchoring.html", context)


@screen("anchoring.edit", feature="1.3")
def function_new(request: ScopedRequest) -> HttpResponse:
    form = FunctionForm(request.POST or None)
    if form.is_valid():
        add_key_function(request.scope, form.cleaned_data["form_token"], **_given(form, FUNCTION_FIELDS))
        messages.success(request, _("Nyckelfunktionen är sparad, och alla parter ser den."))
        warn_about_personal_data(request, form)
        return redirect("initiate:anchoring", request.scope.partnership.slug)
    return _page(request, form, _("Vem behöver arbetet hos er?"), 422 if form.errors else 200)


@screen("anchoring.edit", feature="1.3")
def function(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own_functions(request.scope), pk=pk)
    form = FunctionForm(request.POST or None, initial=_initial(found, FUNCTION_FIELDS))
    outcome = save(
        request,
        form,
        lambda version: change_key_function(request.scope, found, version, **_given(form, FUNCTION_FIELDS)),
        _("Nyckelfunktionen är sparad."),
        reverse("initiate:anchoring", args=[request.scope.partnership.slug]),
    )
    return outcome.response or _page(
        request, form, _("Ändra nyckelfunktionen"), outcome.status(form), clashes=outcome.clashes
    )


@screen("anchoring.edit", feature="1.3")
@require_POST
def function_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    remove_key_function(request.scope, get_object_or_404(own_functions(request.scope), pk=pk))
    messages.success(request, _("Nyckelfunktionen är borttagen."))
    return redirect("initiate:anchoring", request.scope.partnership.slug)


@screen("anchoring.edit", feature="1.3")
def partner_new(request: ScopedRequest) -> HttpResponse:
    form = PartnerForm(request.POST or None)
    if form.is_valid():
        add_new_partner(request.scope, form.cleaned_data["form_token"], **_given(form, PARTNER_FIELDS))
        messages.success(request, _("Organisationen är sparad, och alla parter ser den."))
        warn_about_personal_data(request, form)
        return redirect("initiate:anchoring", request.scope.partnership.slug)
    return _page(request, form, _("Vilka fler kan bidra?"), 422 if form.errors else 200)


@screen("anchoring.edit", feature="1.3")
def partner(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(partners(request.scope), pk=pk)
    form = PartnerForm(request.POST or None, initial=_initial(found, PARTNER_FIELDS))
    outcome = save(
        request,
        form,
        lambda version: change_new_partner(request.scope, found, version, **_given(form, PARTNER_FIELDS)),
        _("Organisationen är sparad."),
        reverse("initiate:anchoring", args=[request.scope.partnership.slug]),
    )
    return outcome.response or _page(
        request, form, _("Ändra organisationen"), outcome.status(form), clashes=outcome.clashes
    )


@screen("anchoring.edit", feature="1.3")
@require_POST
def partner_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    remove_new_partner(request.scope, get_object_or_404(partners(request.scope), pk=pk))
    messages.success(request, _("Organisationen är borttagen."))
    return redirect("initiate:anchoring", request.scope.partnership.slug)


def _given(form: Form, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: form.cleaned_data[field] for field in fields}


def _initial(found: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(found, field) for field in fields} | {"expected_version": found.version}


def _page(
    request: ScopedRequest, form: Form, heading: str, status: int, clashes: tuple[Any, ...] = ()
) -> HttpResponse:
    context = {"form": form, "heading": heading, "clashes": clashes, "guide": guidance("1.3")}
    return render(request, "initiate/anchoring_form.html", context, status=status)
