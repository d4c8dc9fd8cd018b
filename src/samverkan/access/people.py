"""Who takes part: reads about memberships and invitations."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from samverkan.access.models import Invitation
from samverkan.access.permissions import COORDINATORS, LEADERS
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership, Party, User
from samverkan.partnerships.rules import ROLES_OF, OrganisationKind, Role


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
    """Those that wait or have expired, of one's own party, and for a coordinator the observers'."""
    mine = Q(party=scope.party)
    if scope.role in COORDINATORS:
        mine |= Q(party=None)
    return Invitation.objects.filter(
        mine, partnership=scope.partnership, accepted_at=None, withdrawn_at=None
    ).select_related("party__organisation", "partnership", "invited_by")


def roles_to_give(scope: Scope) -> tuple[Role, ...]:
    """The roles this person may invite to: what fits their organisation; coordinators may also invite observers."""
    roles = ROLES_OF[OrganisationKind(scope.party.organisation.kind)]
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
