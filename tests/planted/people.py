"""People of both parties who have been invited, have joined, and have left."""

from typing import Any

from django.utils import timezone

from samverkan.access.accepting import accept
from samverkan.access.ending import end_assignment
from samverkan.access.inviting import invite
from samverkan.access.models import Invitation
from samverkan.access.scope import Scope
from samverkan.access.tokens import token_of
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.address import Address, planted


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {"colleague": {}, "invitation": {}}
    for party, scope in (("municipality", anna), ("police", per)):
        for number in range(size):
            colleague = _join(scope, f"kollega{number}")
            leaving = _join(scope, f"slutar{number}")
            end_assignment(scope, leaving, last_day=timezone.localdate(), successor=colleague)
            made["colleague"][party] = colleague
            made["invitation"][party] = _invite(scope, f"inbjuden{number}")
    return made


def _invite(scope: Scope, name: str) -> Invitation:
    email = f"{name}.{scope.party.pk}@{scope.user.email.partition('@')[2]}"
    return invite(scope, None, name=name.capitalize(), email=email, role=Role.COMMUNICATOR)


def _join(scope: Scope, name: str) -> Membership:
    return accept(token_of(_invite(scope, name).nonce), None, password="ett långt lösenord")


ADDRESSES = {
    "overview:person": Address(lambda mine: [{"pk": mine.more["colleague"].user_id}], shared=True),
    "overview:member_role": planted("colleague"),
    "overview:member_end": planted("colleague"),
    "overview:invitation_again": planted("invitation"),
    "overview:invitation_withdraw": planted("invitation"),
}
PRESSES = {"overview:invitation_again", "overview:invitation_withdraw"}
DATA = PRESSES  # buttons on the page of people, no pages of their own
NO_DRAFT_IN = {
    "people and where they work together": {"Invitation.name", "Invitation.email"},
    "numbers, fingerprints and random names": {"Invitation.token_hash", "Notice.key", "Notice.path"},
    "our own sentences": {"Notice.subject", "Notice.text"},
    "what the mail server answered": {"Notice.last_error"},
}
