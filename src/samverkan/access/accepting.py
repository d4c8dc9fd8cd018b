"""Joining by an invitation. The one who does is no member yet, so no permission is asked: the link is the right."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.access.models import Invitation, LogEntry
from samverkan.access.scope import Scope, find_scope
from samverkan.access.tokens import hash_of
from samverkan.partnerships.models import Membership, User

# Called with the scope of everyone who joins, in the same transaction. Rooms add theirs in `AppConfig.ready`.
JOINED: list[Callable[[Scope], None]] = []


class Unusable(Exception):
    """The link leads to no invitation that can be used: unknown, used, withdrawn or too old. It is never told which."""


class SignInFirst(Exception):
    """The address has an account: only the one who has signed in to it can accept."""


def find_open(token: str) -> Invitation:
    """The invitation behind a link; raises `Unusable`."""
    found = (
        Invitation.objects.select_related("partnership", "party__organisation")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if found is None or not found.is_open:
        raise Unusable
    return found


def account_of(invitation: Invitation) -> User | None:
    return User.objects.filter(email__iexact=invitation.email).first()


def accept(token: str, user: User | None, *, name: str = "", password: str = "") -> Membership:
    """Join as the signed-in `user`, or with a new account when the address has none yet."""
    try:
        with transaction.atomic():
            return _accept(token, user, name, password)
    except IntegrityError:
        raise Refused("Inbjudan används redan i en annan flik. Ladda om sidan.") from None


def _accept(token: str, user: User | None, name: str, password: str) -> Membership:
    invitation = find_open(token)
    # Taken before anything is made, so that of two presses only one gets through.
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        accepted_at=timezone.now()
    )
    if not taken:
        raise Unusable
    account = account_of(invitation)
    if account is not None and account != user:
        raise SignInFirst
    if account is None:
        account = User.objects.create_user(invitation.email, password, name=name or invitation.name)
    if there := Membership.objects.filter(
        user=account, partnership=invitation.partnership, ended_at=None
    ).first():  # invited twice, by two parties: the one who joined first keeps the place
        raise Refused(
            f"Du är redan med i samverkan, som {there.role_name}. Be den som bjöd in dig ta bort inbjudan."
        )
    membership: Membership = Membership.objects.create(
        user=account, partnership=invitation.partnership, party=invitation.party, role=invitation.role
    )
    Invitation.objects.filter(pk=invitation.pk).update(membership=membership)
    LogEntry.objects.create(
        user=account,
        partnership=invitation.partnership,
        party=invitation.party,
        action="accept",
        object_type=invitation._meta.label,
        object_id=invitation.pk,
        facts={"role": invitation.role},
    )
    if account.is_active:
        welcome(account, invitation.partnership.slug)
    return membership


def welcome(user: User, slug: str) -> None:
    """Let every room do what it does when somebody joins."""
    scope = find_scope(user, slug)
    assert scope is not None
    for prepare in JOINED:
        prepare(scope)
