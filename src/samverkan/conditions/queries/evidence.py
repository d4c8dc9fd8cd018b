"""What this room proves to the others, and what in it waits for the person who asks."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime

from samverkan.access.scope import Scope
from samverkan.conditions.models import Cooperation
from samverkan.conditions.queries.assignment import AssignmentState, acknowledged, assignment_state
from samverkan.conditions.queries.cooperation import cooperation_state, may_decide
from samverkan.conditions.queries.inventory import InventoryState, inventory_state
from samverkan.conditions.queries.together import shared_since, together
from samverkan.conditions.rules import ItemKind
from samverkan.cycles.rules import Evidence
from samverkan.partnerships.models import Party

# What to do at each stage of a piece of work, and where.
DECISION = {
    "begin": ("Skriv underlaget till beslutet om samverkan", "initiate:cooperation"),
    "finish": ("Skriv klart underlaget till beslutet om samverkan", "initiate:cooperation"),
    "decide": ("Besluta om samverkan", "initiate:cooperation_decide"),
}
INVENTORY = {
    "begin": ("Gör er inventering av förutsättningarna", "initiate:inventory"),
    "share": ("Dela er inventering med de andra parterna", "initiate:inventory"),
    "share_again": ("Dela det ni har ändrat i inventeringen", "initiate:inventory"),
}
ASSIGNMENT = {
    "begin": ("Skriv samordnarens uppdrag", "initiate:assignment"),
    "finish": ("Skriv klart samordnarens uppdrag", "initiate:assignment"),
    "acknowledge": ("Bekräfta samordnarens uppdrag", "initiate:assignment_acknowledge"),
}


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


def own_stages(scope: Scope) -> dict[str, Any]:
    """How far the party's inventory and assignment have come: what to do next, or nothing. Four queries."""
    return {
        "inventory": _inventory(inventory_state(scope)),
        "assignment": _assignment(assignment_state(scope)),
    }


def joint_stages(scope: Scope) -> dict[str, Any]:
    """How far the decision has come, and the parties (by number) it waits for. At most three queries."""
    now = cooperation_state(scope)
    stage = "finish"
    if now.is_adopted:
        stage = ""
    elif now.row is None:
        stage = "begin"
    elif now.is_ready and not now.is_blocked:
        stage = "decide"
    return {"cooperation": stage, "cooperation_awaits": [party.pk for party in now.awaits]}


def next_for(scope: Scope, own: dict[str, Any], joint: dict[str, Any]) -> list[tuple[str, str]]:
    """What in this room waits for the person, as (what to do, address), by how far it has come. No query."""
    if scope.membership.party is None:
        return []
    decides = may_decide(scope) and scope.party.pk in joint["cooperation_awaits"]
    told = [
        (
            DECISION,
            joint["cooperation"],
            decides if joint["cooperation"] == "decide" else scope.may("cooperation.edit"),
        ),
        (INVENTORY, own["inventory"], scope.may("inventory.share")),
        (
            ASSIGNMENT,
            own["assignment"],
            scope.may("assignment.acknowledge" if own["assignment"] == "acknowledge" else "assignment.edit"),
        ),
    ]
    return [words[stage] for words, stage, mine in told if stage and mine]


def _inventory(now: InventoryState) -> str:
    if not now.items:
        return "begin"
    if now.shared is None:
        return "share"
    return "" if now.is_shared else "share_again"


def _assignment(now: AssignmentState) -> str:
    if not now.is_ready:
        return "finish" if now.row else "begin"
    return "" if now.counts or now.is_blocked else "acknowledge"


def _day(at: datetime) -> str:
    return date_format(localtime(at), "j F Y")
