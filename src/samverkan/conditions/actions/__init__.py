"""What can be done in the first step. A verb is a right, a change and a line in the log, as one."""

from samverkan.conditions.actions.anchoring import (
    add_key_function,
    add_new_partner,
    change_key_function,
    change_new_partner,
    remove_key_function,
    remove_new_partner,
)
from samverkan.conditions.actions.assignment import acknowledge_assignment, write_assignment
from samverkan.conditions.actions.cooperation import (
    decide_cooperation,
    renew_cooperation,
    write_cooperation,
)
from samverkan.conditions.actions.inventory import (
    add_item,
    change_item,
    link_items,
    remove_item,
    share_inventory,
    unlink_items,
)

__all__ = [
    "acknowledge_assignment",
    "add_item",
    "add_key_function",
    "add_new_partner",
    "change_item",
    "change_key_function",
    "change_new_partner",
    "decide_cooperation",
    "link_items",
    "remove_item",
    "remove_key_function",
    "remove_new_partner",
    "renew_cooperation",
    "share_inventory",
    "unlink_items",
    "write_assignment",
    "write_cooperation",
]
