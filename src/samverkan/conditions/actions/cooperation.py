"""Writing the decision to cooperate, deciding on it, and starting the next one from it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    already_done,
    once,
    record,
    running_cycle,
    start_or_change,
)
from samverkan.access.scope import Scope
from samverkan.conditions.content import COOPERATION_PARTS
from samverkan.conditions.models import Cooperation, LeaderDecision
from samverkan.conditions.queries.cooperation import (
    CooperationState,
    cooperation_state,
    former_cooperation,
    may_decide,
)
from samverkan.conditions.rules import joined_numbers
from samverkan.conditions.telling import decision_awaited
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind

ADOPTED = "Beslutet är fattat och ändras inte längre. I nästa varv kan ni utgå från det."


@action("cooperation.edit")
def write_cooperation(
    scope: Scope, /, version: int, *, starts_on: date | None, ends_on: date | None, **parts: str
) -> Cooperation:
    """`version` is 0 where nobody has written yet; `parts` are those of COOPERATION_PARTS. Raises Conflict."""
    fields: dict[str, Any] = {
        **parts,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "changed_by": scope.user,
        "changed_at": timezone.now(),
    }
    cycle = running_cycle(scope)
    if Cooperation.objects.filter(cycle=cycle).exclude(document=None).exists():
        raise Refused(ADOPTED)
    row = start_or_change(Cooperation, version, {"cycle": cycle}, fields)
    record(scope, "write_cooperation", row, shared=True)
    return row


@action("cooperation.edit")
def renew_cooperation(scope: Scope) -> Cooperation:
    """Start from the text of the cycle before, with this cycle's time frame."""
    former = former_cooperation(scope)
    if former is None:
        raise Refused("Det finns inget tidigare beslut att utgå från. Skriv det första.")
    texts, cycle = {part: getattr(former, part) for part in COOPERATION_PARTS}, running_cycle(scope)
    row, new = Cooperation.objects.get_or_create(
        cycle=cycle,
        defaults={
            **texts,
            "starts_on": cycle.starts_on,
            "ends_on": cycle.ends_on,
            "changed_by": scope.user,
        },
    )
    if new:
        record(scope, "renew_cooperation", row, shared=True, former=former.pk)
    else:
        already_done()
    return row


@action("cooperation.decide")
def decide_cooperation(
    scope: Scope,
    token: UUID | None,
    *,
    content_sha256: str,
    printed: Printed | None,
    counted: int,
    registry_number: str = "",
) -> LeaderDecision:
    """The party's leader decides on exactly this content. When the last one has, it is adopted.

    `counted` is how many decisions counted when the page was sent; the last one brings the files, which name them all.
    """

    def make() -> LeaderDecision:
        # Locked where the database can, so that of two leaders deciding at once the second sees the first's.
        row = Cooperation.objects.select_for_update().filter(cycle=running_cycle(scope)).first()
        now = _as_read(scope, content_sha256)
        if row is None:
            raise Cooperation.DoesNotExist
        stand = now.of(scope.party)
        if stand.counts and stand.decision:
            if stand.decision.by_id != scope.user.pk:
                raise Refused(f"{stand.decision.by} har redan beslutat för {scope.party.name}.")
            already_done()
            return stand.decision
        if now.counted != counted:
            raise Refused("En annan part beslutade just nu. Läs texten och besluta igen.")
        decision: LeaderDecision = LeaderDecision.objects.create(
            cooperation=row,
            party=scope.party,
            content_sha256=content_sha256,
            registry_number=registry_number,
            by=scope.user,
            role=scope.membership.role_name,
        )
        record(scope, "decide_cooperation", decision, shared=True, sha256=content_sha256)
        now = cooperation_state(scope)
        _adopt_when_all_have(scope, now, printed)
        decision_awaited(scope, list(now.awaits))
        return decision

    return once(scope, "decide_cooperation", token, make, LeaderDecision)


def _as_read(scope: Scope, content_sha256: str) -> CooperationState:
    now = cooperation_state(scope)
    if not may_decide(scope):
        raise Refused("Det är kommunstyrelsens ordförande och chefen för lokalpolisområdet som beslutar.")
    if now.is_adopted:
        raise Refused(ADOPTED)
    if now.sha256 != content_sha256:
        raise Refused("Texten har ändrats sedan du öppnade sidan. Läs den som den är nu.")
    if not now.is_ready:
        raise Refused(f"Det här behöver skrivas innan ni kan besluta: {', '.join(now.needed)}.")
    if now.is_blocked:
        raise Refused("Texten innehåller personuppgifter. Be samordnaren ta bort dem först.")
    return now


def _adopt_when_all_have(scope: Scope, now: CooperationState, printed: Printed | None) -> None:
    if now.awaits or now.row is None:
        return
    if printed is None or printed.approved_sha256 != now.sha256:
        raise ValueError("the files were made of something else")
    decisions = [stand.decision for stand in now.stands if stand.decision]
    document = adopt_version(
        scope,
        kind=DocumentKind.COOPERATION,
        author=None,
        title="Beslut om samverkan",
        printed=printed,
        registry_number=joined_numbers(decision.registry_number for decision in decisions),
        approvals=[
            {
                "name": decision.by.name,
                "role": decision.role,
                "party": stand.party.name,
                "did": "beslutade",
                "at": decision.at.isoformat(),
            }
            for stand in now.stands
            if (decision := stand.decision)
        ],
    )
    Cooperation.objects.filter(pk=now.row.pk).update(document=document)
