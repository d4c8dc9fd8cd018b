"""Who answers for the communication, and which plans there are (handbook p. 17, 29–30)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.scope import Scope
from samverkan.communication.actions import name_communicator, start_plan
from samverkan.communication.queries.plans import communicators, current_plans, members
from samverkan.partnerships.models import Party
from samverkan.web.fields import NameField
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class ResponsibleForm(Form):
    """Somebody to answer for it: one of the members, or a function."""

    responsible_id = forms.TypedChoiceField(
        label=gettext_lazy("Person"), coerce=int, empty_value=None, required=False
    )
    function = NameField(
        label=gettext_lazy("Eller en funktion"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Om ingen av dem som är med här svarar för det: ”Kommunens pressjour”."),
    )

    def __init__(self, scope: Scope, party: Party | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["responsible_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Ingen vald"))] + [
            (member.pk, f"{member.user.name}, {member.role_name}") for member in members(scope, party)
        ]


class CommunicatorForm(ResponsibleForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible_id"].label = _("Vem svarar för er kommunikation?")

    def clean(self) -> dict[str, Any]:
        if "function" in self.cleaned_data and not (
            self.cleaned_data.get("responsible_id") or self.cleaned_data["function"]
        ):
            self.add_error("responsible_id", _("Välj en person eller skriv en funktion."))
        return self.cleaned_data


class PlanForm(Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Vems plan?"),
        choices=[
            ("joint", gettext_lazy("En gemensam plan som alla parter skriver i och ser")),
            ("own", gettext_lazy("En egen plan som bara ni ser tills ni delar den")),
        ],
        widget=forms.RadioSelect,
    )


@screen("communication.view", feature="1.6")
def communication(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    named = communicators(scope)
    plans = list(current_plans(scope))
    context = {
        "communicators": named,
        "named": sum(1 for _party, communicator in named if communicator),
        "plans": plans,
        "may_edit": scope.may("communication.edit"),
        "may_start": scope.may("communication.edit")
        and len({plan.party_id for plan in _own(scope, plans)}) < 2,
    }
    return render(request, "initiate/communication.html", context)


def _own(scope: Scope, plans: list[Any]) -> list[Any]:
    """The joint plan and the party's own."""
    return [plan for plan in plans if plan.party_id in (None, scope.party.pk)]


@screen("communication.edit", feature="1.6")
def plan_new(request: ScopedRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, initial={"kind": "joint"})
    if form.is_valid():
        joint = form.cleaned_data["kind"] == "joint"
        plan = start_plan(request.scope, form.cleaned_data["form_token"], joint=joint)
        messages.success(request, _("Planen är påbörjad. Skriv det ni vet nu och fyll på efter hand."))
        return redirect("initiate:communication_plan", request.scope.partnership.slug, plan.pk)
    context = {"form": form, "heading": _("Börja på en kommunikationsplan")}
    return render(request, "initiate/communication_new.html", context, status=422 if form.errors else 200)


@screen("communication.edit", feature="1.6")
def communicator(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    stands = next(each for party, each in communicators(scope) if party == scope.party)
    form = CommunicatorForm(
        scope,
        scope.party,
        request.POST or None,
        initial={
            "responsible_id": stands.responsible_id if stands else None,
            "function": stands.function if stands else "",
            "expected_version": stands.version if stands else 0,
        },
    )
    outcome = save(
        request,
        form,
        lambda version: name_communicator(
            scope,
            version,
            responsible_id=form.cleaned_data["responsible_id"],
            function=form.cleaned_data["function"],
        ),
        _("Ni har utsett en kommunikationsansvarig."),
        reverse("initiate:communication", args=[scope.partnership.slug]),
    )
    context = {"form": form, "clashes": outcome.clashes, "heading": _("Utse er kommunikationsansvarig")}
    return outcome.response or render(
        request, "initiate/communicator.html", context, status=outcome.status(form)
    )
