"""The file with a leader's signature in it: made before the database is held, for a service may take its time."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.access.scope import Scope
from samverkan.documents import signing as core
from samverkan.documents import store
from samverkan.plans.document import TITLE
from samverkan.plans.models import Signing
from samverkan.plans.queries.signing import field_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SignedFile:
    """Safe in the store. `after` is the file that the signature was put in: that of the signature before, if any."""

    after: str
    sha256: str
    at: datetime


def put_signature(scope: Scope, signing: Signing) -> SignedFile:
    """In the newest file, in the place of the person's own party. Raises Refused where it cannot be made."""
    file, at = store.read(signing.pdf_sha256, "pdf"), timezone.now()
    if not file.startswith(store.read(signing.prepared_sha256, "pdf")):
        raise store.Damaged(f"{signing.pdf_sha256}.pdf does not begin with what was put forward")
    try:
        signed = core.sign(
            file,
            field_of(scope.party),
            name=scope.user.name,
            reason=f"{TITLE} {signing.content['partnership']}, som {scope.membership.role_name.lower()}",
            at=at,
        )
    except (core.NotSigned, core.KeyLost) as reason:
        logger.exception("signing %s could not be signed", signing.pk)
        raise Refused(
            "Underskriften gick inte att göra. Inget har ändrats. Försök igen om en stund, "
            "och säg till den som sköter installationen om det inte hjälper."
        ) from reason
    return SignedFile(signing.pdf_sha256, store.put(signed, "pdf"), at)
