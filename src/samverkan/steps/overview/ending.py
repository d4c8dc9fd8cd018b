"""Changing somebody's role, and ending an assignment with a successor."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.access.ending import change_role, end_assignment
from samverkan.access.people import managed
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import ROLES_OF, OrganisationKind, Role
from samverkan.web.fields import DateField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class RoleForm(Form):
    role = forms.TypedChoiceField(label=gettext_lazy("Ny roll"), coerce=Role, widget=forms.RadioSelect)

    def __init__(self, membership: Membership, *args: object) -> None:
        super().__init__(*args)
        assert membership.party is not None
        fitting = ROLES_OF[OrganisationKind(membership.party.organisation.kind)]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.swedish.capitalize()) for role in fitting if role != membership.role
        ]


class EndForm(Form):
    last_day = DateField(label=gettext_lazy("Sista dagen"))
    successor = forms.TypedChoiceField(
        label=gettext_lazy("Vem tar över?"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Det som personen hade ansvar för går till efterträdaren."),
    )

    def __init__(self, others: list[Membership], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        names = [(each.pk, f"{each.user.name}, {each.role_name}") for each in others]
        self.fields["successor"].choices = [("", _("Ingen just nu")), *names]  # type: ignore[attr-defined]


@screen("people.end", feature="P4")
def member_role(request: ScopedRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(managed(request.scope), pk=pk)
    if membership.ended_at or membership.party is None:
        return _nothing_to_do(request, membership)
    form = RoleForm(membership, request.POST or None)
    if form.is_valid():
        try:
            changed = change_role(request.scope, membership, form.cleaned_data["role"])
        except Refused as reason:
            form.add_error("role", str(reason))
        else:
            told = _("%(name)s är nu %(role)s.")
            messages.success(request, told % {"name": changed.user.name, "role": changed.role_name})
            return _to_person(request, changed)
    context = {"form": form, "member": membership}
    return render(request, "overview/member_role.html", context, status=422 if form.errors else 200)


@screen("people.end", feature="P4")
def member_end(request: ScopedRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(managed(request.scope), pk=pk)
    if membership.ended_at:
        return _nothing_to_do(request, membership)
    others = managed(request.scope).filter(ended_at=None, party=membership.party).exclude(pk=pk)
    successors = list(others) if membership.party else []
    form = EndForm(successors, request.POST or None, initial={"last_day": timezone.localdate()})
    if form.is_valid():
        chosen = form.cleaned_data["successor"]
        try:
            end_assignment(
                request.scope,
                membership,
                last_day=form.cleaned_data["last_day"],
                successor=next((each for each in successors if each.pk == chosen), None),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(
                request, _("Uppdraget för %(name)s är avslutat.") % {"name": membership.user.name}
            )
            if membership.user == request.user:
                return redirect("home")
            return redirect("overview:people", request.scope.partnership.slug)
    context = {"form": form, "member": membership}
    return render(request, "overview/member_end.html", context, status=422 if form.errors else 200)


def _nothing_to_do(request: ScopedRequest, membership: Membership) -> HttpResponse:
    """A second press, or a page that has been open for long."""
    told = _("Rollen går inte att ändra.") if not membership.ended_at else _("Uppdraget är redan avslutat.")
    messages.info(request, told)
    return _to_person(request, membership)


def _to_person(request: ScopedRequest, membership: Membership) -> HttpResponse:
    return redirect("overview:person", request.scope.partnership.slug, membership.user_id)
