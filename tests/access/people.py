"""Inviting and joining in one step, for tests of what comes after."""

from samverkan.access.accepting import accept
from samverkan.access.inviting import invite
from samverkan.access.models import Invitation
from samverkan.access.scope import Scope
from samverkan.access.tokens import token_of
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role

PASSWORD = "ett långt lösenord"


def invited(scope: Scope, role: Role = Role.COMMUNICATOR, email: str = "moa@example.test") -> Invitation:
    return invite(scope, None, name="Moa", email=email, role=role)


def link(invitation: Invitation) -> str:
    return f"/invitation/{token_of(invitation.nonce)}/"


def joined(scope: Scope, role: Role = Role.COMMUNICATOR, email: str = "moa@example.test") -> Membership:
    return accept(token_of(invited(scope, role, email).nonce), None, password=PASSWORD)
