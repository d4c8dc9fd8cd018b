"""What the party saw in the cycle before, and may still see."""

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.pictures.models import Finding


def carriable(scope: Scope, *, closing: bool = False) -> QuerySet[Finding]:
    """The party's own findings of the cycle before that its picture does not say already; one query.

    `closing`: those of the running cycle, for the one who is about to begin the next.
    """
    of_party = Finding.objects.filter(
        picture__party=scope.party, picture__cycle__partnership=scope.partnership, removed_at=None
    ).order_by("position", "id")
    if closing:
        return of_party.filter(picture__cycle=scope.cycle)
    said = of_party.filter(picture__cycle=scope.cycle).order_by().values("what")
    return of_party.filter(picture__cycle__number=scope.cycle.number - 1).exclude(what__in=said)
