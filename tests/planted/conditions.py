"""The first step: a decision that waits for the leaders, inventories that are shared, and assignments acknowledged.

Since then Anna's party has written on, in its inventory and its assignment, each field with its own secret.
"""

from typing import Any

from samverkan.access.scope import Scope, find_scope
from samverkan.conditions import actions
from samverkan.conditions.content import ASSIGNMENT_PARTS, COOPERATION_PARTS
from samverkan.conditions.models import Assignment
from samverkan.conditions.printing import print_assignment, print_inventory
from samverkan.conditions.queries.assignment import assignment_state
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.rules import FunctionRole, ItemKind, LinkKind
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.address import Address, planted

ADDRESSES = {
    "initiate:item_new": Address(lambda mine: [{"kind": kind.value} for kind in ItemKind], everyones=True),
    "initiate:item": planted("inventory_item"),
    "initiate:item_remove": planted("inventory_item"),
    "initiate:item_link_remove": planted("item_link", shared=True),
    "initiate:function": planted("key_function"),
    "initiate:function_remove": planted("key_function"),
    "initiate:partner": planted("new_partner", shared=True),
    "initiate:partner_remove": planted("new_partner", shared=True),
}
PRESSES = {
    "initiate:cooperation_renew",
    "initiate:item_remove",
    "initiate:item_link_remove",
    "initiate:function_remove",
    "initiate:partner_remove",
}
NO_DRAFT_IN = {
    "numbers, fingerprints and random names": {
        "InventoryItem.months",
        "AssignmentApproval.content_sha256",
        "LeaderDecision.content_sha256",
    },
    "people and where they work together": {"AssignmentApproval.role", "LeaderDecision.role"},
    "what is there for all parties to read": {
        "Cooperation.*",
        "LeaderDecision.registry_number",
        "SharedInventory.*",
        "ItemLink.*",
        "KeyFunction.*",
        "NewPartner.*",
    },
}
# The demo's decision is made and cannot be written any longer.
WAITING = {"initiate:cooperation_edit", "initiate:cooperation_renew"}


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    from tests.scenario import secret  # the scenario takes this module in while it is being read itself

    actions.write_cooperation(
        anna, 0, starts_on=None, ends_on=None, **dict.fromkeys(COOPERATION_PARTS, "Vi gör det tillsammans.")
    )
    made: dict[str, dict[str, Any]] = {
        name: {} for name in ("inventory_item", "item_link", "key_function", "new_partner")
    }
    items: dict[str, list[int]] = {}
    for party, scope in (("municipality", anna), ("police", per)):
        items[party] = [_items(scope, number) for number in range(size)]
        now = inventory_state(scope)
        actions.share_inventory(scope, None, content_sha256=now.sha256, printed=print_inventory(scope, now))
        _assign(scope)
        for number in range(size):
            made["key_function"][party] = actions.add_key_function(
                scope, None, who=f"Ekonom {number}", role=FunctionRole.CONTROLLER, manager="not_asked"
            )
            made["new_partner"][party] = actions.add_new_partner(
                scope, None, name=f"Ekdalabostäder {number}", state="idea"
            )
    for first, second in zip(*items.values(), strict=True):
        link = actions.link_items(
            anna, None, kind=LinkKind.SAME_WORK, first=first, second=second, note="Vi delar på det."
        )
    made["item_link"] = dict.fromkeys(items, link)
    texts = ("what", "run_by", "target", "until", "note")
    words = {text: secret(f"InventoryItem.{text}") for text in texts}
    made["inventory_item"] = {
        "municipality": actions.add_item(anna, None, kind=ItemKind.WORK, **words),
        "police": actions.add_item(per, None, kind=ItemKind.WORK, what="Mer som inte är delat"),
    }
    assignment = Assignment.objects.get(cycle=anna.cycle, party=anna.party)
    parts = {part: secret(f"Assignment.{part}") for part in ("holder", *ASSIGNMENT_PARTS)}
    actions.write_assignment(anna, assignment.version, share=50, **parts)
    return made


def _items(scope: Scope, number: int) -> int:
    """One of each kind; gives the work's number."""
    for kind in ItemKind:
        months = {"months": [4, 11]} if kind is ItemKind.BUDGET else {}
        actions.add_item(scope, None, kind=kind, what=f"{kind.swedish} {number}", **months)
    return inventory_state(scope).of_kind(ItemKind.WORK)[-1].pk


def _assign(scope: Scope) -> None:
    words = dict.fromkeys(("holder", *ASSIGNMENT_PARTS), "Hålla ihop arbetet")
    actions.write_assignment(scope, 0, share=50, **words)
    leader = leader_of(scope)
    now = assignment_state(leader)
    actions.acknowledge_assignment(
        leader, None, content_sha256=now.sha256, printed=print_assignment(leader, now)
    )


def leader_of(scope: Scope) -> Scope:
    membership = Membership.objects.get(party=scope.party, role__in=(Role.CHAIR, Role.POLICE_CHIEF))
    found = find_scope(membership.user, scope.partnership.slug)
    assert found
    return found
