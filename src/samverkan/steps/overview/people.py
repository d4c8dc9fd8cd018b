"""Who takes part, for whom and as what (handbook p. 24–28)."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.access.models import Invitation
from samverkan.access.people import invitations, memberships
from samverkan.access.permissions import LEADERS
from samverkan.access.scope import Scope
from samverkan.notices.models import Notice
from samverkan.notices.queries import mails_of
from samverkan.partnerships.models import Membership, Party
from samverkan.web.screens import ScopedRequest, screen


@screen("people.view", feature="P4")
def people(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    everyone = list(memberships(scope))
    now = [membership for membership in everyone if membership.ended_at is None]
    by_party = [
        (party, [membership for membership in now if membership.party_id == party.pk])
        for party in Party.objects.filter(partnership=scope.partnership).select_related("organisation")
    ]
    context = {
        "by_party": by_party,
        "observers": [membership for membership in now if membership.party_id is None],
        "ended": [membership for membership in everyone if membership.ended_at is not None],
        "count": len(now),
        "leaderless": not any(_leads(membership, scope) for membership in now),
        "may_invite": scope.may("people.invite"),
        "may_found": scope.may("partnership.found"),
        "invited": _invited(scope) if scope.may("people.invite") else [],
    }
    return render(request, "overview/people.html", context)


def _leads(membership: Membership, scope: Scope) -> bool:
    return membership.party_id == scope.party.pk and membership.role in LEADERS


def _invited(scope: Scope) -> list[tuple[Invitation, Notice | None]]:
    waiting = list(invitations(scope))
    mails = mails_of(waiting)
    return [(invitation, mails.get(invitation.pk)) for invitation in waiting]
