"""Handing the picture over: told in full what follows, confirmed by typing, and never undone."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.pictures.actions import hand_over as hand_over_picture
from samverkan.pictures.printing import print_hand_over
from samverkan.pictures.queries.approvals import recipients
from samverkan.pictures.queries.road import road
from samverkan.web.fields import NameField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

TO_TYPE = "lämna över"


class HandOverForm(Form):
    content_sha256 = forms.CharField(widget=forms.HiddenInput({"id": False}))
    registry_number = NameField(
        label=gettext_lazy("Diarienummer"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Det nummer som handlingen har i ert diarium, om den har ett."),
        error_messages={"personal": gettext_lazy("Numret ser ut att innehålla %(told)s. Skriv ett utan.")},
    )
    typed = forms.CharField(
        label=gettext_lazy("Skriv ”lämna över” för att bekräfta"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_typed(self) -> str:
        typed = " ".join(self.cleaned_data["typed"].lower().split())
        if typed != TO_TYPE:
            raise forms.ValidationError(_("Skriv ”lämna över”, så vet vi att du menar det."))
        return typed


@screen("picture.hand_over", feature="2.10", pdf=True)
def hand_over(request: ScopedRequest) -> HttpResponse:
    now = road(request.scope)
    form = HandOverForm(request.POST or None, initial={"content_sha256": now.own.sha256})
    if now.next == "hand_over" and form.is_valid():
        registry_number = form.cleaned_data["registry_number"]
        made = hand_over_picture(
            request.scope,
            form.cleaned_data["form_token"],
            content_sha256=form.cleaned_data["content_sha256"],
            printed=print_hand_over(request.scope, now, registry_number),
            registry_number=registry_number,
        )
        messages.success(request, _("Lägesbilden är överlämnad till %(to)s.") % {"to": made.recipient})
        return redirect("prepare:own_picture", request.scope.partnership.slug)
    context = {"road": now, "form": form, "recipients": recipients(request.scope)}
    return render(request, "prepare/hand_over.html", context, status=422 if form.errors else 200)
