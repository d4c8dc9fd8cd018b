"""The leadership reads the picture and takes note of it (handbook p. 32)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.pictures.actions import acknowledge as take_note
from samverkan.pictures.printing import draft_document
from samverkan.pictures.queries.road import road
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.screens import ScopedRequest, screen


class AcknowledgeForm(ConfirmForm):
    has_read = forms.BooleanField(label=gettext_lazy("Jag har tagit del av lägesbilden som den är här"))
    note = forms.CharField(
        label=gettext_lazy("Kommentar"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Stannar i er organisation."),
    )


@screen("picture.acknowledge", feature="2.12")
def acknowledge(request: ScopedRequest) -> HttpResponse:
    now = road(request.scope)
    form = AcknowledgeForm(request.POST or None, initial={"content_sha256": now.own.sha256})
    if form.is_valid():
        try:
            take_note(
                request.scope,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                note=form.cleaned_data["note"],
            )
        except Refused as reason:
            form = refused(AcknowledgeForm, request.POST, now.own.sha256, str(reason))
        else:
            messages.success(
                request, _("Du har tagit del av lägesbilden. Samordnaren kan nu lämna över den.")
            )
            return redirect("prepare:own_picture", request.scope.partnership.slug)
    context = {"road": now, "form": form, "document": draft_document(request.scope, now)}
    return render(request, "prepare/acknowledge.html", context, status=422 if form.errors else 200)
