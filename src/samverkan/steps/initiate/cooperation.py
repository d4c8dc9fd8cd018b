"""The decision to cooperate: what it says, who has decided on it, and where it is written (handbook p. 21)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.conditions.actions import renew_cooperation, write_cooperation
from samverkan.conditions.content import COOPERATION_PARTS
from samverkan.conditions.queries.cooperation import cooperation_state, may_decide
from samverkan.partnerships.content import guidance
from samverkan.web.fields import DateField
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class CooperationForm(Form):
    need = forms.CharField(
        label=gettext_lazy("Behovet"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Vilket problem kan ni lösa tillsammans som ni inte löser var för sig?"),
    )
    aims = forms.CharField(
        label=gettext_lazy("Syfte och mål"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Vad ska vara bättre när tiden är ute, och för vilka?"),
    )
    starts_on = DateField(label=gettext_lazy("Gäller från"), required=False)
    ends_on = DateField(label=gettext_lazy("Gäller till"), required=False)
    mandates = forms.CharField(
        label=gettext_lazy("Mandat och befogenheter"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Vem får avgöra vad, och vad behöver tillbaka till ledningarna?"),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy(
            "Vilka grupper leder, förbereder och utför, och vem samordnar hos var och en?"
        ),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Uppföljning"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("När och hur ser ni efter om arbetet går som ni har tänkt?"),
    )
    first_part = forms.CharField(
        label=gettext_lazy("Överenskommelsens första del"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Finns det något mer som överenskommelsen ska börja med att säga?"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Slutdagen kommer före startdagen. Ändra en av dem."))
        return cleaned


@screen("cooperation.view", feature="1.1")
def cooperation(request: ScopedRequest) -> HttpResponse:
    now = cooperation_state(request.scope)
    written = sum(1 for part in now.parts if part.done)
    texts = [(name, now.content[key]) for key, name in COOPERATION_PARTS.items()]  # type: ignore[literal-required]
    context = {
        "now": now,
        "guide": guidance("1.1"),
        "texts": texts,
        "written": written,
        "progress_words": _("%(done)s av %(all)s delar är skrivna")
        % {"done": written, "all": len(now.parts)},
        "may_edit": request.scope.may("cooperation.edit") and not now.is_adopted,
        "mine": may_decide(request.scope) and request.scope.party in now.awaits,
        "may_open": request.scope.may("document.view"),
        "blocking": [remark for remark in now.remarks if remark.blocking],
    }
    return render(request, "initiate/cooperation.html", context)


@screen("cooperation.edit", feature="1.1")
def cooperation_edit(request: ScopedRequest) -> HttpResponse:
    now = cooperation_state(request.scope)
    fields = (*COOPERATION_PARTS, "starts_on", "ends_on")
    initial = {field: getattr(now.row, field, None) for field in fields}
    form = CooperationForm(
        request.POST or None, initial={**initial, "expected_version": now.row.version if now.row else 0}
    )
    outcome = save(
        request,
        form,
        lambda version: write_cooperation(
            request.scope, version, **{field: form.cleaned_data[field] for field in fields}
        ),
        _("Underlaget till beslutet är sparat."),
        reverse("initiate:cooperation", args=[request.scope.partnership.slug]),
    )
    context = {
        "now": now,
        "form": form,
        "clashes": outcome.clashes,
        "decided": [stand for stand in now.stands if stand.counts],
        "guide": guidance("1.1"),
        "heading": _("Vad ska ledningarna besluta?"),
    }
    return outcome.response or render(
        request, "initiate/cooperation_edit.html", context, status=outcome.status(form)
    )


@screen("cooperation.edit", feature="1.1")
@require_POST
def cooperation_renew(request: ScopedRequest) -> HttpResponse:
    renew_cooperation(request.scope)
    messages.success(request, _("Texten från förra varvet ligger här nu. Läs den och ändra det som är nytt."))
    return redirect("initiate:cooperation_edit", request.scope.partnership.slug)
