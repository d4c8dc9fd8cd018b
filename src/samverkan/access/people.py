"""Who takes part: reads about memberships and invitations."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from samverkan.access.models import Invitation
from samverkan.access.permissions import COORDINATORS, LEADERS
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership, Party, User
from samverkan.partnerships.rules import ROLES_OF, OrganisationKind, Role

# Who is first in a party: the one that the others work with.
FIRST = {
    OrganisationKind.MUNICIPALITY: Role.COORDINATOR,
    OrganisationKind.POLICE: Role.MUNICIPAL_POLICE_OFFICER,
}


def memberships(scope: Scope) -> QuerySet[Membership]:
    """All there are and have been in the partnership, the running ones first."""
    return (
        Membership.objects.filter(partnership=scope.partnership)
        .select_related("user", "party__organisation", "successor__user")
        .order_by(F("ended_at").desc(nulls_first=True), "started_at", "pk")
    )


def managed(scope: Scope) -> QuerySet[Membership]:
    """The memberships that are this person's to end: those of their party, and for a coordinator the observers'."""
    mine = Q(party=scope.party)
    if scope.role in COORDINATORS:
        mine |= Q(party=None)
    return memberships(scope).filter(mine)


def invitations(scope: Scope) -> QuerySet[Invitation]:
    """Those that wait or have expired, of one's own party, and for a coordinator the observers'.

    A party that nobody has joined yet has nobody else to look after its first invitation.
    """
    mine = Q(party=scope.party)
    if scope.role in COORDINATORS:
        mine |= Q(party=None) | Q(party__in=empty_parties(scope))
    return Invitation.objects.filter(
        mine, partnership=scope.partnership, accepted_at=None, withdrawn_at=None
    ).select_related("party__organisation", "partnership", "invited_by")


def empty_parties(scope: Scope) -> QuerySet[Party]:
    """The partnership's parties that nobody has joined yet."""
    return Party.objects.filter(partnership=scope.partnership).exclude(
        pk__in=Membership.objects.filter(partnership=scope.partnership).exclude(party=None).values("party_id")
    )


def awaited(scope: Scope) -> dict[Role, Party]:
    """The first role of each party that nobody has joined yet, for a coordinator to invite to."""
    if scope.role not in COORDINATORS:
        return {}
    empty = empty_parties(scope).select_related("organisation")
    return {
        FIRST[kind]: party for party in empty if (kind := OrganisationKind(party.organisation.kind)) in FIRST
    }


def may_change_leaders(scope: Scope) -> bool:
    """Whether this person gives and takes leading roles: nobody chooses those who are to check what they do."""
    return scope.role in LEADERS or not leaders(scope.party).exists()


def roles_to_give(scope: Scope) -> tuple[Role, ...]:
    """The roles this person may invite to: what fits their organisation; coordinators may also invite observers."""
    roles = ROLES_OF[OrganisationKind(scope.party.organisation.kind)]
    if not may_change_leaders(scope):
        roles = tuple(role for role in roles if role not in LEADERS)
    return (*roles, Role.OBSERVER) if scope.role in COORDINATORS else roles


def holding(parties: Iterable[Party], roles: Iterable[Role]) -> QuerySet[User]:
    """The active people who have one of `roles` in one of `parties` now."""
    return User.objects.filter(
        memberships__in=Membership.objects.filter(
            party__in=list(parties), role__in=list(roles), ended_at=None
        ),
        is_active=True,
    ).distinct()


def coordinators(*parties: Party) -> QuerySet[User]:
    return holding(parties, COORDINATORS)


def leaders(*parties: Party) -> QuerySet[User]:
    return holding(parties, LEADERS)


def lacks_leader(scope: Scope) -> bool:
    """Whether nobody in the party has a leading role now, so that what waits for one waits in vain."""
    return not leaders(scope.party).exists()
