"""Key functions of all parties, and organisations to involve: read by everyone, written by those they belong to."""

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.conditions.models import KeyFunction, NewPartner


def functions(scope: Scope) -> QuerySet[KeyFunction]:
    """Every party's. An observer has no party and is refused."""
    _ = scope.party
    return KeyFunction.objects.filter(cycle=scope.cycle, removed_at=None).select_related(
        "party__organisation"
    )


def own_functions(scope: Scope) -> QuerySet[KeyFunction]:
    """Those that the person may change."""
    return functions(scope).filter(party=scope.party)


def partners(scope: Scope) -> QuerySet[NewPartner]:
    _ = scope.party
    return NewPartner.objects.filter(cycle=scope.cycle, removed_at=None)
