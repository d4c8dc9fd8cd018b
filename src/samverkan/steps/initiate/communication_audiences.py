"""Whom a plan wants to reach, why they should listen, and how much it matters (handbook p. 30)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.communication.actions import add_audience, change_audience, remove_audience
from samverkan.communication.queries.plans import audiences, writable_plans
from samverkan.communication.rules import Importance
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class AudienceForm(Form):
    who = forms.CharField(
        label=gettext_lazy("Vilka vill ni nå?"),
        max_length=200,
        help_text=gettext_lazy("En grupp i taget: boende i centrum, era egna medarbetare, föreningarna."),
    )
    why = forms.CharField(
        label=gettext_lazy("Varför ska de lyssna?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Vad har de för nytta av det ni säger?"),
    )
    importance = forms.TypedChoiceField(
        label=gettext_lazy("Hur viktigt är det att nå dem?"),
        choices=Importance.choices(),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("who", "why", "importance")}


@screen("communication.edit", feature="1.6")
def audience_new(request: ScopedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(writable_plans(request.scope), pk=pk)
    form = AudienceForm(request.POST or None, initial={"importance": Importance.SECOND})
    if form.is_valid():
        add_audience(request.scope, plan, form.cleaned_data["form_token"], **form.words())
        messages.success(request, _("Målgruppen är med i planen."))
        warn_about_personal_data(request, form)
        return redirect(_address(request, pk))
    context = {"form": form, "plan": plan, "heading": _("Lägg till en målgrupp")}
    return render(request, "initiate/communication_form.html", context, status=422 if form.errors else 200)


@screen("communication.edit", feature="1.6")
def audience(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(audiences(request.scope), pk=pk)
    initial = {
        "who": found.who,
        "why": found.why,
        "importance": found.importance,
        "expected_version": found.version,
    }
    form = AudienceForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_audience(request.scope, found, version, **form.words()),
        _("Målgruppen är sparad."),
        _address(request, found.plan_id),
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "plan": found.plan,
        "heading": _("Ändra målgruppen"),
        "autosave": True,
    }
    return outcome.response or render(
        request, "initiate/communication_form.html", context, status=outcome.status(form)
    )


@screen("communication.edit", feature="1.6")
@require_POST
def audience_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(audiences(request.scope), pk=pk)
    remove_audience(request.scope, found)
    messages.success(request, _("Målgruppen är borttagen ur planen."))
    return redirect(_address(request, found.plan_id))


def _address(request: ScopedRequest, plan: int) -> str:
    address = reverse("initiate:communication_plan", args=[request.scope.partnership.slug, plan])
    return f"{address}#malgrupper"
