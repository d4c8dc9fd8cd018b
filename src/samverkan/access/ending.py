"""Ending an assignment and changing a role: access ends at the next request, and nothing is left without an owner."""

from datetime import date, datetime, time

from django.utils import timezone

from samverkan.access.actions import Refused, action, record
from samverkan.access.handing import hand_on
from samverkan.access.models import CalendarFeed, LogEntry
from samverkan.access.people import managed, may_change_leaders
from samverkan.access.permissions import COORDINATORS, LEADERS
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import ROLES_OF, OrganisationKind, Role


@action("people.end")
def end_assignment(
    scope: Scope, membership: Membership, *, last_day: date, successor: Membership | None
) -> Membership:
    """End one of the own party's memberships. A last coordinator's successor takes over the role too."""
    leaving = _running(scope, membership)
    if successor is not None and (
        successor.party_id != leaving.party_id or successor.ended_at or successor.pk == leaving.pk
    ):
        raise Refused("Efterträdaren behöver vara med i samverkan och i samma organisation.")
    ended_at = _moment(leaving, last_day)
    _leaders_by_leaders(scope, leaving.role)
    last = _is_last_coordinator(leaving)
    if last and successor is not None and successor.role != leaving.role:
        if successor.user_id == scope.user.pk:
            raise Refused(
                "Din egen roll ändras av någon annan. Välj en annan efterträdare, eller bjud in en."
            )
        _leaders_by_leaders(scope, successor.role)
        if successor.role in LEADERS and not _another_leads(successor):
            raise Refused(
                f"{successor.user.name} är den enda som leder hos er. Välj en annan efterträdare, eller bjud in en."
            )
    if last and successor is None:
        raise Refused(
            f"{leaving.user.name} är den enda som samordnar hos er. Välj en efterträdare, "
            "eller bjud in en först."
        )
    moved = 0
    if successor is not None:
        if last:
            successor = _replace(scope, successor, Role(leaving.role))
        moved = hand_on(leaving, successor)
    _end(leaving, ended_at, successor)
    record(
        scope,
        "end_assignment",
        leaving,
        shared=True,
        role=leaving.role,
        successor=successor.pk if successor else None,
        moved=moved,
    )
    return leaving


@action("people.end")
def change_role(scope: Scope, membership: Membership, role: Role) -> Membership:
    """End the membership and open a new one with `role`, as one; gives the new one."""
    leaving = _running(scope, membership)
    if leaving.user_id == scope.user.pk:
        raise Refused("Din egen roll ändras av någon annan som samordnar eller leder hos er.")
    if leaving.party is None or role not in ROLES_OF[OrganisationKind(leaving.party.organisation.kind)]:
        raise Refused("Den rollen passar inte organisationen. Välj en annan.")
    _leaders_by_leaders(scope, leaving.role, role)
    if leaving.role == role:
        raise Refused(f"{leaving.user.name} är redan {role.swedish}.")
    if role not in COORDINATORS and _is_last_coordinator(leaving):
        raise Refused(
            f"{leaving.user.name} är den enda som samordnar hos er. Ge någon annan den rollen först."
        )
    return _replace(scope, leaving, role)


def _running(scope: Scope, membership: Membership) -> Membership:
    # Locked where the database can: of two who end the same assignment the second is told.
    running = managed(scope).filter(pk=membership.pk, ended_at=None)
    found = running.select_for_update(of=("self",)).first()
    if found is None:
        raise Refused("Uppdraget är redan avslutat eller ändrat. Ladda om sidan.")
    return found


def _leaders_by_leaders(scope: Scope, *roles: str) -> None:
    """Leading roles are neither given nor taken by those whom they are to check."""
    if any(role in LEADERS for role in roles) and not may_change_leaders(scope):
        raise Refused("Ledningens uppdrag ändras av er egen ledning. Be någon i den att göra det.")


def _another_leads(membership: Membership) -> bool:
    others = Membership.objects.filter(party=membership.party, role__in=LEADERS, ended_at=None)
    return others.filter(user__is_active=True).exclude(pk=membership.pk).exists()


def _is_last_coordinator(membership: Membership) -> bool:
    if membership.role not in COORDINATORS:
        return False
    others = Membership.objects.filter(party=membership.party, role__in=COORDINATORS, ended_at=None)
    return not others.filter(user__is_active=True).exclude(pk=membership.pk).exists()


def _moment(membership: Membership, last_day: date) -> datetime:
    """When the assignment ended: now, or at the end of an earlier last day on which the person did nothing more."""
    now = timezone.now()
    if last_day > timezone.localdate():
        raise Refused("Sista dagen har inte kommit än. Avsluta uppdraget den dagen, eller välj dagens datum.")
    if last_day == timezone.localdate():
        return now
    ended_at = timezone.make_aware(datetime.combine(last_day, time(23, 59)))
    if ended_at < membership.started_at:
        raise Refused("Sista dagen är före den dag då uppdraget började.")
    if LogEntry.objects.filter(
        user=membership.user_id, partnership=membership.partnership_id, at__gt=ended_at
    ).exists():
        raise Refused(f"{membership.user.name} har gjort något i samverkan efter den dagen. Välj en senare.")
    return ended_at


def _replace(scope: Scope, leaving: Membership, role: Role) -> Membership:
    if leaving.role == role:
        return leaving
    _end(leaving, timezone.now(), None)
    following: Membership = Membership.objects.create(
        user=leaving.user, partnership=leaving.partnership, party=leaving.party, role=role
    )
    # The person's own calendar address goes on with them. A successor never gets it: it is the leaver's secret.
    CalendarFeed.objects.filter(membership=leaving, revoked_at=None).update(membership=following)
    hand_on(leaving, following)
    record(scope, "change_role", following, shared=True, before=leaving.role, after=role)
    return following


def _end(membership: Membership, ended_at: datetime, successor: Membership | None) -> None:
    Membership.objects.filter(pk=membership.pk).update(ended_at=ended_at, successor=successor)
    membership.ended_at, membership.successor = ended_at, successor
