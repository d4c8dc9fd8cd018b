"""Who leads, who prepares and who carries out (handbook p. 26–28)."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.groups.actions import form_group
from samverkan.groups.models import Group
from samverkan.groups.queries import COORDINATING, groups_with_members, people, proposed
from samverkan.groups.rules import PROPOSED, SUGGESTED, GroupKind
from samverkan.partnerships.models import Membership
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


@dataclass(frozen=True)
class Band:
    """One of the three: its groups, or whom it could be formed with."""

    kind: GroupKind
    does: str
    about: str
    groups: list[Group]
    proposed: list[Membership]
    suggested: tuple[str, str]

    @property
    def may_have_more(self) -> bool:
        return not (self.kind.one_only and self.groups)


class PressForm(Form):
    """One press: only the mark that tells a second press from a second wish."""


def bands(standing: list[Group], everybody: list[Membership]) -> list[Band]:
    words = {
        GroupKind.STEERING: (_("Leder"), _("Ger mandat, prioriterar och ser till att det blir gjort.")),
        GroupKind.PREPARATORY: (_("Bereder"), _("Planerar, tar fram förslag och följer upp.")),
        GroupKind.WORKING: (_("Utför"), _("Gör det ni har kommit överens om. Bildas när det behövs.")),
    }
    return [
        Band(
            kind,
            *words[kind],
            [group for group in standing if group.kind == kind],
            proposed(everybody, kind),
            SUGGESTED.get(kind, ("", "")),
        )
        for kind in GroupKind
    ]


@screen("groups.view", feature="1.4")
def organisation(request: ScopedRequest) -> HttpResponse:
    every = groups_with_members(request.scope)
    everybody = list(people(request.scope))
    standing = [group for group in every if group.ended_on is None]
    context = {
        "bands": bands(standing, everybody),
        "ended": [group for group in every if group.ended_on is not None],
        "council": next((group for group in standing if group.council), None),
        "coordinators": [person for person in everybody if person.role in COORDINATING],
        "may_edit": request.scope.may("groups.edit"),
        "token": uuid4(),
        **_weight(standing, everybody),
    }
    return render(request, "initiate/organisation.html", context)


def _weight(standing: list[Group], everybody: list[Membership]) -> dict[str, Any]:
    """Whether the group that leads has somebody from each party: no party decides alone."""
    steering = next((group for group in standing if group.kind == GroupKind.STEERING), None)
    current = steering.current if steering else []  # type: ignore[attr-defined]
    sitting = {member.party for member in current if not member.is_coming}
    parties = list(dict.fromkeys(person.party for person in everybody))
    return {"steering": steering, "absent": [party for party in parties if party not in sitting]}


@screen("groups.edit", feature="1.4")
@require_POST
def propose(request: ScopedRequest, kind: str) -> HttpResponse:
    """Form the group with those the handbook would put in it, ready to be changed."""
    if kind not in {each.value for each in PROPOSED}:
        raise Http404
    chosen = GroupKind(kind)
    form = PressForm(request.POST)
    mandate, assignment = SUGGESTED[chosen]
    group = form_group(
        request.scope,
        form.cleaned_data["form_token"] if form.is_valid() else None,
        kind=chosen,
        name=chosen.definite.capitalize(),
        mandate=mandate,
        assignment=assignment,
        persons=[person.pk for person in proposed(people(request.scope), chosen)],
    )
    messages.success(
        request, _("%(group)s finns nu. Gå igenom uppdraget och ledamöterna.") % {"group": group}
    )
    return redirect("initiate:group", request.scope.partnership.slug, group.pk)
