"""Who stood behind a picture, and who it goes to, in words that hold also when people have changed posts."""

from django.db.models import F, Q

from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership, Party
from samverkan.pictures.models import Stamp


def approval(stamp: Stamp, did: str) -> dict[str, str]:
    """The person behind a stamp with the role they had in the partnership, for the document store."""
    then = Q(ended_at=None) | Q(ended_at__gt=stamp.at)
    membership = (
        Membership.objects.filter(then, user=stamp.by, partnership=stamp.picture.cycle.partnership)
        .select_related("party__organisation")
        .order_by(F("ended_at").asc(nulls_last=True))
        .first()
    )
    return {
        "name": stamp.by.name,
        "role": membership.role_name if membership else "",
        "party": membership.party.name if membership and membership.party else "",
        "did": did,
        "at": stamp.at.isoformat(),
    }


def recipients(scope: Scope) -> str:
    """The other parties of the partnership, to whom everything is handed over."""
    others = Party.objects.filter(partnership=scope.partnership).exclude(pk=scope.party.pk)
    return ", ".join(party.name for party in others.select_related("organisation"))
