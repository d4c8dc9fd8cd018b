"""Inviting somebody to one's own party, and what can be done while the invitation waits."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Refused
from samverkan.access.inviting import invite, send_again, withdraw
from samverkan.access.people import awaited, invitations, roles_to_give
from samverkan.access.scope import Scope
from samverkan.partnerships.rules import Role
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class InvitationForm(Form):
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        help_text=gettext_lazy("Adressen i tjänsten. Personen loggar in med den."),
    )
    role = forms.TypedChoiceField(label=gettext_lazy("Roll"), coerce=Role, widget=forms.RadioSelect)

    def __init__(self, scope: Scope, *args: object) -> None:
        super().__init__(*args)
        own = [(role.value, role.swedish.capitalize()) for role in roles_to_give(scope)]
        first = [
            (role.value, f"{role.swedish.capitalize()}, {party}") for role, party in awaited(scope).items()
        ]
        self.fields["role"].choices = own + first  # type: ignore[attr-defined]


@screen("people.invite", feature="P4")
def invitation_new(request: ScopedRequest) -> HttpResponse:
    form = InvitationForm(request.scope, request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = invite(
                request.scope, data["form_token"], name=data["name"], email=data["email"], role=data["role"]
            )
        except Refused as reason:
            form.add_error("email", str(reason))
        else:
            messages.success(request, _("Inbjudan till %(name)s är på väg.") % {"name": made.name})
            return redirect("overview:people", request.scope.partnership.slug)
    context = {"form": form, "heading": _("Vem vill du bjuda in?")}
    return render(request, "overview/invitation_new.html", context, status=422 if form.errors else 200)


@screen("people.invite", feature="P4")
@require_POST
def invitation_again(request: ScopedRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(invitations(request.scope), pk=pk)
    send_again(request.scope, invitation)
    told = _("En ny länk till %(name)s är på väg. Den gamla gäller inte längre.")
    messages.success(request, told % {"name": invitation.name})
    return redirect("overview:people", request.scope.partnership.slug)


@screen("people.invite", feature="P4")
@require_POST
def invitation_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(invitations(request.scope), pk=pk)
    withdraw(request.scope, invitation)
    messages.success(request, _("Inbjudan till %(name)s är tillbakatagen.") % {"name": invitation.name})
    return redirect("overview:people", request.scope.partnership.slug)
