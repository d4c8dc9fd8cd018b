"""Who is affected by the agreement, and seeing to it that they are told (handbook p. 60)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    already_done,
    change_shared,
    once,
    record,
    running_cycle,
)
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Party
from samverkan.plans.models import Agreement, Informed
from samverkan.plans.queries.informed import affected


@action("agreement.edit")
def add_informed(
    scope: Scope, token: UUID | None, *, who: str, party: Party | None = None, expected: str = ""
) -> Informed:
    def make() -> Informed:
        row: Informed = Informed.objects.create(
            agreement=_agreement(scope),
            who=who,
            party=_own(scope, party),
            expected=expected,
            changed_by=scope.user,
        )
        record(scope, "add_informed", row, shared=True)
        return row

    return once(scope, "add_informed", token, make, Informed)


@action("agreement.edit")
def add_affected(scope: Scope, keys: Collection[str]) -> list[Informed]:
    """Those that were chosen of `queries.informed.affected`, where nobody is who is on the list already."""
    agreement = _agreement(scope)  # held first: of two presses the second finds whom the first added
    made = []
    chosen = [each for each in affected(scope) if each.key in keys]
    for each in chosen:
        row = Informed.objects.create(
            agreement=agreement, who=each.who[:160], party=each.party, changed_by=scope.user
        )
        record(scope, "add_informed", row, shared=True)
        made.append(row)
    if not made:
        already_done()
    return made


@action("agreement.edit")
def change_informed(
    scope: Scope, /, row: Informed, version: int, *, who: str, party: Party | None, expected: str
) -> Informed:
    """Raises Conflict."""
    own = _own(scope, party)
    return _change(
        scope, "change_informed", row, version, who=who, party_id=own and own.pk, expected=expected
    )


@action("agreement.edit")
def note_told(scope: Scope, /, row: Informed, version: int, *, told_on: date | None, how: str) -> Informed:
    """When and how they were told; no day takes it back. Raises Conflict."""
    if told_on and told_on > timezone.localdate():
        raise Refused("Dagen har inte kommit än. Skriv in den när de har fått veta.")
    return _change(scope, "note_told", row, version, told_on=told_on, how=how)


@action("agreement.edit")
def remove_informed(scope: Scope, row: Informed) -> None:
    standing = Informed.objects.filter(pk=row.pk, agreement=_agreement(scope), removed_at=None)
    if standing.update(removed_at=timezone.now()):
        record(scope, "remove_informed", row, shared=True)
    else:
        already_done()


def _agreement(scope: Scope) -> Agreement:
    row = Agreement.objects.filter(cycle=running_cycle(scope)).first()
    if row is None:
        raise Refused("Börja på överenskommelsen först. Då finns det något att berätta om.")
    return row


def _change(scope: Scope, verb: str, row: Informed, version: int, **fields: Any) -> Informed:
    """The row read anew when the cycle is held, so that nothing is written about who has been taken off the list."""
    now = Informed.objects.get(pk=row.pk, agreement=_agreement(scope))
    if now.removed_at:
        raise Refused(f"{now.who} har just tagits bort från listan. Lägg till dem igen om de ska vara med.")
    return change_shared(scope, verb, now, version, fields)


def _own(scope: Scope, party: Party | None) -> Party | None:
    if party is not None and party not in scope.parties:
        raise Refused("Organisationen är inte med i samverkan.")
    return party
