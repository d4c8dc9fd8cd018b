"""What this room proves to the others, and what in it waits for the person who asks."""

from datetime import datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime

from samverkan.access.scope import Scope
from samverkan.conditions.models import Cooperation
from samverkan.conditions.queries.assignment import acknowledged, assignment_state
from samverkan.conditions.queries.cooperation import cooperation_state, may_decide
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.queries.together import shared_since, together
from samverkan.conditions.rules import ItemKind
from samverkan.cycles.rules import Evidence
from samverkan.partnerships.models import Party


class BudgetMonth(NamedTuple):
    """What a party decides about money in some months (1–12) of the year, as it has shared it."""

    party: Party
    months: tuple[int, ...]
    what: str


def decision_evidence(scope: Scope) -> list[Evidence]:
    """The cycle's adopted decision to cooperate; empty until every leader has decided. One query."""
    adopted = Cooperation.objects.filter(cycle=scope.cycle).exclude(document=None)
    found = adopted.select_related("document").defer("document__content")
    return [
        Evidence(
            f"Alla parters ledning har beslutat om samverkan, {_day(row.document.adopted_at)}.",
            "initiate:cooperation",
            {},
            row.document.adopted_at,
        )
        for row in found
        if row.document
    ]


def conditions_evidence(scope: Scope) -> list[Evidence]:
    """Empty until every party has shared its inventory and has an acknowledged assignment. Three queries."""
    assignments = [approval for _, approval in acknowledged(scope)]
    shared = shared_since(scope)
    approvals = [approval for approval in assignments if approval]
    if not assignments or len(approvals) < len(assignments) or len(shared) < len(assignments):
        return []
    shared_at = max(shared.values())
    acknowledged_at = max(approval.at for approval in approvals)
    return [
        Evidence(
            f"Alla parter har delat sin inventering, senast {_day(shared_at)}.",
            "initiate:together",
            {},
            shared_at,
        ),
        Evidence(
            f"Alla parters samordnare har ett bekräftat uppdrag, senast {_day(acknowledged_at)}.",
            "initiate:assignment",
            {},
            acknowledged_at,
        ),
    ]


def budget_months(scope: Scope) -> list[BudgetMonth]:
    """The budget calendar of all parties, as far as they have shared it. Three queries."""
    return [
        BudgetMonth(side.party, tuple(item.content["months"]), item.content["what"])
        for side in together(scope).sides
        for item in side.of_kind(ItemKind.BUDGET)
    ]


def next_for(scope: Scope) -> list[tuple[str, str]]:
    """What in this room waits for the person, as (what to do, address). At most ten queries."""
    if scope.membership.party is None:
        return []
    return [*_next_decision(scope), *_next_inventory(scope), *_next_assignment(scope)]


def _next_decision(scope: Scope) -> list[tuple[str, str]]:
    if not (scope.may("cooperation.edit") or may_decide(scope)):
        return []
    now = cooperation_state(scope)
    if now.is_adopted:
        return []
    if may_decide(scope) and now.is_ready and not now.is_blocked and scope.party in now.awaits:
        return [("Besluta om samverkan", "initiate:cooperation_decide")]
    if scope.may("cooperation.edit") and now.row is None:
        return [("Skriv underlaget till beslutet om samverkan", "initiate:cooperation")]
    if scope.may("cooperation.edit") and (not now.is_ready or now.is_blocked):
        return [("Skriv klart underlaget till beslutet om samverkan", "initiate:cooperation")]
    return []


def _next_inventory(scope: Scope) -> list[tuple[str, str]]:
    if not scope.may("inventory.share"):
        return []
    now = inventory_state(scope)
    if not now.items:
        return [("Gör er inventering av förutsättningarna", "initiate:inventory")]
    if now.shared is None:
        return [("Dela er inventering med de andra parterna", "initiate:inventory")]
    return [] if now.is_shared else [("Dela det ni har ändrat i inventeringen", "initiate:inventory")]


def _next_assignment(scope: Scope) -> list[tuple[str, str]]:
    editor, manager = scope.may("assignment.edit"), scope.may("assignment.acknowledge")
    if not (editor or manager):
        return []
    now = assignment_state(scope)
    if editor and not now.is_ready:
        words = "Skriv klart samordnarens uppdrag" if now.row else "Skriv samordnarens uppdrag"
        return [(words, "initiate:assignment")]
    if manager and now.is_ready and not now.counts and not now.is_blocked:
        return [("Bekräfta samordnarens uppdrag", "initiate:assignment_acknowledge")]
    return []


def _day(at: datetime) -> str:
    return date_format(localtime(at), "j F Y")
