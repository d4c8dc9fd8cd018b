"""What the party saw in the cycle before, and may still see."""

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.pictures.models import Finding


def seen_in(scope: Scope, number: int) -> QuerySet[Finding]:
    """What the party's own picture said in the cycle with this number."""
    return Finding.objects.filter(
        picture__party=scope.party,
        picture__cycle__partnership=scope.partnership,
        picture__cycle__number=number,
        removed_at=None,
    ).order_by("position", "id")


def carriable(scope: Scope) -> QuerySet[Finding]:
    """What it said in the cycle before and does not say already. One query."""
    said = seen_in(scope, scope.cycle.number).order_by().values("what")
    return seen_in(scope, scope.cycle.number - 1).exclude(what__in=said)
