"""A leader signs: the file is made first and entered after, so that the database waits for no service that signs."""

from uuid import UUID

from samverkan.access.actions import Refused
from samverkan.access.scope import Scope
from samverkan.plans.actions.signing import Outrun, enter_signature
from samverkan.plans.models import Signature, Signing
from samverkan.plans.queries.signing import get_signing
from samverkan.plans.signable import may_be_signed, own_signature
from samverkan.plans.signed_file import put_signature

TRIES = 3


def sign(
    scope: Scope, token: UUID | None, signing: Signing, *, content_sha256: str, factor: str
) -> Signature:
    """The leader who decides for the party signs exactly this content, in the newest file.

    `factor`: how the person has proved who they are, in the same request (access/proving.py).
    """
    scope.require("agreement.sign")
    for _ in range(TRIES):
        state = get_signing(scope, signing.pk)
        if own := own_signature(scope, state):
            return own
        may_be_signed(scope, state, content_sha256)
        file = put_signature(scope, state.signing)
        try:
            return enter_signature(
                scope, token, state.signing, content_sha256=content_sha256, factor=factor, file=file
            )
        except Outrun:
            continue  # of two who sign at once the second puts their signature in the first's file
    raise Refused("Flera skriver under just nu. Inget har ändrats. Försök igen om en stund.")
