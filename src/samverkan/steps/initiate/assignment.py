"""The coordinator's assignment: written by the coordinator, acknowledged by a manager (handbook p. 28–29)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.conditions.actions import acknowledge_assignment, write_assignment
from samverkan.conditions.content import ASSIGNMENT_PARTS
from samverkan.conditions.printing import assignment_draft, print_assignment
from samverkan.conditions.queries.assignment import acknowledged, assignment_state
from samverkan.partnerships.content import guidance
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.fields import NumberField
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

FIELDS = ("holder", *ASSIGNMENT_PARTS)


def _text(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, required=False, max_length=10000, help_text=hint
    )


class AssignmentForm(Form):
    holder = forms.CharField(
        label=gettext_lazy("Vem har uppdraget?"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Namn och befattning."),
    )
    what = _text(gettext_lazy("Uppgifter"), gettext_lazy("Vad ska du göra, och vad ansvarar du för?"))
    mandate = _text(
        gettext_lazy("Mandat"), gettext_lazy("Vad får du avgöra själv, och vad tar du till chefen?")
    )
    share = NumberField(
        label=gettext_lazy("Tid, i procent av heltid"),
        required=False,
        min_value=1,
        max_value=100,
        decimal_places=0,
        help_text=gettext_lazy("Till exempel 50."),
    )
    resources = _text(
        gettext_lazy("Resurser och stöd"),
        gettext_lazy("Underlag, kunskap, pengar och människor du kan räkna med."),
    )
    reporting = _text(
        gettext_lazy("Redovisning"),
        gettext_lazy("Till vem redovisar du, hur ofta, och vad används det till?"),
    )
    ready = _text(
        gettext_lazy("När ska det vara klart?"),
        gettext_lazy("Uppdragets slut, och det som ska hända på vägen."),
    )


class AcknowledgeForm(ConfirmForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("Jag har läst uppdraget och står bakom det som det är här")
    )


@screen("assignment.view", feature="1.5")
def assignment(request: ScopedRequest) -> HttpResponse:
    now = assignment_state(request.scope)
    written = sum(1 for part in now.parts if part.done)
    others = [(party, each) for party, each in acknowledged(request.scope) if party != request.scope.party]
    context = {
        "now": now,
        "written": written,
        "progress_words": _("%(done)s av %(all)s delar är skrivna")
        % {"done": written, "all": len(now.parts)},
        "texts": [(name, now.content[key]) for key, name in ASSIGNMENT_PARTS.items()],  # type: ignore[literal-required]
        "others": others,
        "guide": guidance("1.5"),
        "may_edit": request.scope.may("assignment.edit"),
        "may_acknowledge": request.scope.may("assignment.acknowledge"),
        "blocking": [remark for remark in now.remarks if remark.blocking],
    }
    return render(request, "initiate/assignment.html", context)


@screen("assignment.edit", feature="1.5")
def assignment_edit(request: ScopedRequest) -> HttpResponse:
    now = assignment_state(request.scope)
    row = now.row
    initial = {field: getattr(row, field, "") for field in FIELDS}
    if row is None:
        initial["holder"] = f"{request.scope.user.name}, {request.scope.membership.role_name}"
    initial |= {"share": row.share if row else None, "expected_version": row.version if row else 0}
    form = AssignmentForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: write_assignment(
            request.scope,
            version,
            share=None if form.cleaned_data["share"] is None else int(form.cleaned_data["share"]),
            **{field: form.cleaned_data[field] for field in FIELDS},
        ),
        _("Uppdraget är sparat."),
        reverse("initiate:assignment", args=[request.scope.partnership.slug]),
    )
    context = {
        "now": now,
        "form": form,
        "clashes": outcome.clashes,
        "guide": guidance("1.5"),
        "heading": _("Vad är samordnarens uppdrag?"),
    }
    return outcome.response or render(
        request, "initiate/assignment_edit.html", context, status=outcome.status(form)
    )


@screen("assignment.acknowledge", feature="1.5", pdf=True)
def assignment_acknowledge(request: ScopedRequest) -> HttpResponse:
    now = assignment_state(request.scope)
    form, status = AcknowledgeForm(request.POST or None, initial={"content_sha256": now.sha256}), 200
    if form.is_valid():
        try:
            acknowledge_assignment(
                request.scope,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_assignment(request.scope, now),
            )
        except Refused as reason:
            now, status = assignment_state(request.scope), 409
            form = refused(AcknowledgeForm, request.POST, now.sha256, str(reason))
        else:
            messages.success(request, _("Uppdraget är bekräftat. Nu läser också de andra parterna det."))
            return redirect("initiate:assignment", request.scope.partnership.slug)
    elif form.errors:
        status = 422
    context = {
        "now": now,
        "form": form,
        "document": assignment_draft(request.scope, now),
        "guide": guidance("1.5"),
        "open": now.is_ready and not now.is_blocked and not now.counts,
    }
    return render(request, "initiate/assignment_acknowledge.html", context, status=status)
