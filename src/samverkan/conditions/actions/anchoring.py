"""Who the work needs in each organisation, and which organisations could join."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, change, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.conditions.models import KeyFunction, NewPartner


@action("anchoring.edit")
def add_key_function(scope: Scope, /, token: UUID | None, **fields: Any) -> KeyFunction:
    """In the party's own organisation; every party reads it at once."""

    def make() -> KeyFunction:
        function = KeyFunction.objects.create(
            cycle=running_cycle(scope), party=scope.party, changed_by=scope.user, **fields
        )
        record(scope, "add_key_function", function, shared=True)
        return function

    return once(scope, "add_key_function", token, make, KeyFunction)


@action("anchoring.edit")
def change_key_function(scope: Scope, /, function: KeyFunction, version: int, **fields: Any) -> KeyFunction:
    """Raises Conflict when somebody else has saved since `version`."""
    _own(scope, function)
    changed = change(function, version, **fields, changed_by=scope.user, changed_at=timezone.now())
    record(scope, "change_key_function", changed, shared=True)
    return changed


@action("anchoring.edit")
def remove_key_function(scope: Scope, function: KeyFunction) -> None:
    _own(scope, function)
    KeyFunction.objects.filter(pk=function.pk).update(removed_at=timezone.now())
    record(scope, "remove_key_function", function, shared=True)


@action("anchoring.edit")
def add_new_partner(scope: Scope, /, token: UUID | None, **fields: Any) -> NewPartner:
    def make() -> NewPartner:
        partner = NewPartner.objects.create(cycle=running_cycle(scope), changed_by=scope.user, **fields)
        record(scope, "add_new_partner", partner, shared=True)
        return partner

    return once(scope, "add_new_partner", token, make, NewPartner)


@action("anchoring.edit")
def change_new_partner(scope: Scope, /, partner: NewPartner, version: int, **fields: Any) -> NewPartner:
    """Raises Conflict when somebody else has saved since `version`."""
    running_cycle(scope)
    changed = change(partner, version, **fields, changed_by=scope.user, changed_at=timezone.now())
    record(scope, "change_new_partner", changed, shared=True)
    return changed


@action("anchoring.edit")
def remove_new_partner(scope: Scope, partner: NewPartner) -> None:
    running_cycle(scope)
    NewPartner.objects.filter(pk=partner.pk).update(removed_at=timezone.now())
    record(scope, "remove_new_partner", partner, shared=True)


def _own(scope: Scope, function: KeyFunction) -> None:
    if function.party_id != scope.party.pk or function.cycle_id != running_cycle(scope).pk:
        raise KeyFunction.DoesNotExist
