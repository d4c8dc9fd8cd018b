"""Asking people to join, by e-mail: to one's own party, with a role that fits it."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from samverkan.access.actions import Refused, action, once, record
from samverkan.access.models import VALID_FOR, Invitation
from samverkan.access.people import awaited, invitations, roles_to_give
from samverkan.access.permissions import LEADERS
from samverkan.access.scope import Scope
from samverkan.access.tokens import hash_of, token_of
from samverkan.partnerships.models import Membership, Party
from samverkan.partnerships.rules import ROLES_OF, OrganisationKind, Role

# Called with every invitation made or sent anew, in its transaction: the outbox puts the mail there.
INVITED: list[Callable[[Invitation], None]] = []
ALREADY = "Den adressen har redan en inbjudan. Skicka den igen från sidan Personer."


@action("people.invite", proves=False)
def invite(scope: Scope, token: UUID | None, *, name: str, email: str, role: Role) -> Invitation:
    """Invite somebody to one's own party; as coordinator also an observer, or the first of a party that is empty."""
    party: Party | None = scope.party
    if role == Role.OBSERVER:
        party = None
    elif role not in ROLES_OF[OrganisationKind(scope.party.organisation.kind)]:
        party = awaited(scope).get(role, scope.party)
    if party in (None, scope.party) and role not in roles_to_give(scope):
        if role in LEADERS and role in ROLES_OF[OrganisationKind(scope.party.organisation.kind)]:
            raise Refused("Ledande roller ges av er egen ledning. Be någon i den att bjuda in.")
        raise Refused("Den rollen passar inte er organisation. Välj en annan.")
    return once(
        scope,
        "invite",
        token,
        lambda: ask(scope, party, name=name, email=email, role=role),
        Invitation,
    )


def ask(scope: Scope, party: Party | None, *, name: str, email: str, role: Role) -> Invitation:
    """Write the invitation, inside an action that has checked whom `scope` may invite."""
    email = email.strip().lower()
    member = Membership.objects.filter(
        partnership=scope.partnership, user__email__iexact=email, ended_at=None
    ).select_related("user")
    if found := member.first():
        raise Refused(f"{found.user.name} är redan med i samverkan, som {found.role_name}.")
    if Invitation.objects.filter(
        partnership=scope.partnership, party=party, email=email, accepted_at=None, withdrawn_at=None
    ).exists():
        raise Refused(ALREADY)
    nonce = uuid4()
    try:
        with transaction.atomic():
            made: Invitation = Invitation.objects.create(
                partnership=scope.partnership,
                party=party,
                role=role,
                name=name,
                email=email,
                nonce=nonce,
                token_hash=hash_of(token_of(nonce)),
                invited_by=scope.user,
            )
    except IntegrityError:  # somebody invited the same person in the same instant
        raise Refused(ALREADY) from None
    record(scope, "invite", made, role=role)
    _tell(made)
    return made


@action("people.invite", proves=False)
def send_again(scope: Scope, invitation: Invitation) -> Invitation:
    """A new link for two more weeks; the old one stops working."""
    nonce = uuid4()
    changed = (
        invitations(scope)
        .filter(pk=invitation.pk)
        .update(nonce=nonce, token_hash=hash_of(token_of(nonce)), expires_at=timezone.now() + VALID_FOR)
    )
    if not changed:
        raise Refused("Inbjudan är redan använd eller tillbakatagen.")
    invitation.refresh_from_db()
    record(scope, "send_again", invitation)
    _tell(invitation)
    return invitation


@action("people.invite", proves=False)
def withdraw(scope: Scope, invitation: Invitation) -> None:
    if not invitations(scope).filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise Refused("Inbjudan är redan använd eller tillbakatagen.")
    record(scope, "withdraw", invitation)


def _tell(invitation: Invitation) -> None:
    for tell in INVITED:
        tell(invitation)
