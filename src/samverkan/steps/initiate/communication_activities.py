"""What is done to reach an audience: how, when, how often and by whom, and what came of it (handbook p. 30)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.scope import Scope
from samverkan.communication.actions import add_activity, change_activity, remove_activity, tell_outcome
from samverkan.communication.actions.activities import Planned
from samverkan.communication.models import Activity, CommunicationPlan
from samverkan.communication.queries.plans import activities, activities_to_tell_of, writable_plans
from samverkan.communication.rules import ActivityState, Repeats, SectionKind
from samverkan.steps.initiate.activity_times import TimesForm
from samverkan.steps.initiate.communication import ResponsibleForm
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class ActivityForm(ResponsibleForm, TimesForm):
    section = forms.ChoiceField(
        label=gettext_lazy("Vad handlar den om?"), choices=SectionKind.choices(), widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=gettext_lazy("Vad ska göras?"),
        max_length=200,
        help_text=gettext_lazy("Till exempel ”Berätta om lägesbilden på kommunens webbplats”."),
    )
    channel = forms.CharField(
        label=gettext_lazy("Hur?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Sättet ni når fram på: möte, webbplats, affischer, lokaltidningen."),
    )
    audience_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka ska nås?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        "what", "section", "channel", "audience_ids",
        "timing", "starts_on", "first_month", "last_month", "repeats", "ends_on",
        "responsible_id", "function",
    )  # fmt: skip

    def __init__(self, scope: Scope, plan: CommunicationPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, plan.party, *args, **kwargs)
        self.set_cycle(plan.cycle)
        self.fields["responsible_id"].label = _("Vem gör det?")
        reached = [
            (audience.pk, audience.who) for audience in plan.audiences.all() if audience.removed_at is None
        ]
        field = self.fields["audience_ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = reached
        if not reached:
            del self.fields["audience_ids"]

    def planned(self) -> Planned:
        told = self.cleaned_data
        return Planned(
            section=SectionKind(told["section"]),
            what=told["what"],
            channel=told["channel"],
            audience_ids=told.get("audience_ids", []),
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            in_months=told["timing"] == "months",
            repeats=Repeats(told["repeats"]),
            responsible_id=told["responsible_id"],
            function=told["function"],
        )


class OutcomeForm(Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Hur gick det?"), choices=ActivityState.choices(), widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label=gettext_lazy("Vad blev det av den?"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Hur många ni nådde, vad de sade, vad ni gör annorlunda nästa gång."),
    )


@screen("communication.edit", feature="1.6")
def activity_new(request: ScopedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(writable_plans(request.scope).prefetch_related("audiences"), pk=pk)
    asked = request.GET.get("section", "")
    section = asked if asked in list(SectionKind) else SectionKind.PLAN
    initial = {"timing": "day", "repeats": Repeats.ONCE, "section": section}
    form = ActivityForm(request.scope, plan, request.POST or None, initial=initial)
    if form.is_valid():
        add_activity(request.scope, plan, form.cleaned_data["form_token"], form.planned())
        messages.success(request, _("Aktiviteten är med i planen och i kalendern."))
        warn_about_personal_data(request, form)
        return redirect(_address(request, pk))
    context = {"form": form, "plan": plan, "heading": _("Planera en aktivitet")}
    return render(request, "initiate/communication_form.html", context, status=422 if form.errors else 200)


@screen("communication.edit", feature="1.6")
def activity(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        activities(request.scope).prefetch_related("audiences", "plan__audiences"), pk=pk
    )
    form = ActivityForm(request.scope, found.plan, request.POST or None, initial=_initial(found))
    outcome = save(
        request,
        form,
        lambda version: change_activity(request.scope, found, version, form.planned()),
        _("Aktiviteten är sparad."),
        _address(request, found.plan_id),
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "plan": found.plan,
        "activity": found,
        "heading": _("Ändra aktiviteten"),
    }
    return outcome.response or render(
        request, "initiate/communication_form.html", context, status=outcome.status(form)
    )


def _initial(found: Activity) -> dict[str, Any]:
    """As the form was filled in: the days that only follow from other answers are left out."""
    names = ("section", "what", "channel", "audience_ids", "timing", "first_month", "last_month", "repeats")
    again = found.repeats != Repeats.ONCE and not found.in_months
    days: dict[str, date | None] = {
        "starts_on": None if found.in_months else found.starts_on,
        "ends_on": found.ends_on if again else None,
    }
    return (
        {name: getattr(found, name) for name in (*names, "responsible_id", "function")}
        | days
        | {"expected_version": found.version}
    )


@screen("communication.edit", feature="1.6")
def outcome(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(activities_to_tell_of(request.scope), pk=pk)
    initial = {"state": found.state, "outcome": found.outcome, "expected_version": found.version}
    form = OutcomeForm(request.POST or None, initial=initial)
    saved = save(
        request,
        form,
        lambda version: tell_outcome(
            request.scope,
            found,
            version,
            state=ActivityState(form.cleaned_data["state"]),
            outcome=form.cleaned_data["outcome"],
        ),
        _("Det är noterat i planen."),
        _address(request, found.plan_id),
    )
    context = {
        "form": form,
        "clashes": saved.clashes,
        "plan": found.plan,
        "heading": _("Vad blev det av ”%(what)s”?") % {"what": found.what},
        "autosave": True,
    }
    return saved.response or render(
        request, "initiate/communication_form.html", context, status=saved.status(form)
    )


@screen("communication.edit", feature="1.6")
@require_POST
def activity_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(activities(request.scope), pk=pk)
    remove_activity(request.scope, found)
    messages.success(request, _("Aktiviteten är borttagen ur planen och kalendern."))
    return redirect(_address(request, found.plan_id))


def _address(request: ScopedRequest, plan: int) -> str:
    address = reverse("initiate:communication_plan", args=[request.scope.partnership.slug, plan])
    return f"{address}#aktiviteter"
