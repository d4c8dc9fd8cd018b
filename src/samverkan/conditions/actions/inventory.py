"""A party's inventory: writing it, sharing it, and seeing together what is the same."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, change, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.conditions.models import InventoryItem, ItemLink, SharedInventory
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.queries.together import together
from samverkan.conditions.rules import ItemKind, LinkKind
from samverkan.conditions.telling import inventory_shared
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.queries import approval_by
from samverkan.documents.rules import DocumentKind


@action("inventory.edit")
def add_item(scope: Scope, /, token: UUID | None, *, kind: ItemKind, **fields: Any) -> InventoryItem:
    """`fields` are `what` and those of content.ITEM_PARTS for the kind, with `months` for the budget calendar."""

    def make() -> InventoryItem:
        item = InventoryItem.objects.create(
            cycle=running_cycle(scope),
            party=scope.party,
            kind=kind,
            changed_by=scope.user,
            **_in_order(fields),
        )
        record(scope, "add_item", item)
        return item

    return once(scope, "add_item", token, make, InventoryItem)


@action("inventory.edit")
def change_item(scope: Scope, /, item: InventoryItem, version: int, **fields: Any) -> InventoryItem:
    """Raises Conflict when somebody else has saved since `version`."""
    _own(scope, item)
    changed = change(item, version, **_in_order(fields), changed_by=scope.user, changed_at=timezone.now())
    record(scope, "change_item", changed)
    return changed


@action("inventory.edit")
def remove_item(scope: Scope, item: InventoryItem) -> None:
    """Takes it out of the list. Where it has been shared it stands until the inventory is shared anew."""
    _own(scope, item)
    InventoryItem.objects.filter(pk=item.pk).update(removed_at=timezone.now())
    record(scope, "remove_item", item)


@action("inventory.share")
def share_inventory(
    scope: Scope, token: UUID | None, *, content_sha256: str, printed: Printed
) -> SharedInventory:
    """Let every party read exactly this inventory from now on. It stands; a change is shared as a new version."""

    def make() -> SharedInventory:
        cycle = running_cycle(scope)
        now = inventory_state(scope)
        if not now.items:
            raise Refused("Inventeringen är tom. Skriv det första, så kan den delas.")
        if now.sha256 != content_sha256:
            raise Refused("Inventeringen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
        if now.is_shared and now.shared:
            raise Refused(f"Inventeringen är redan delad som den är nu, av {now.shared.by}.")
        if now.is_blocked:
            raise Refused("Inventeringen innehåller personuppgifter. Ta bort dem först.")
        if printed.approved_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        document = adopt_version(
            scope,
            kind=DocumentKind.INVENTORY,
            author=scope.party,
            title=f"Inventering från {scope.party.name}",
            printed=printed,
            approvals=[approval_by(scope, "delade")],
        )
        shared: SharedInventory = SharedInventory.objects.create(
            cycle=cycle,
            party=scope.party,
            number=document.number,
            content=now.content,
            sha256=content_sha256,
            document=document,
            by=scope.user,
        )
        record(scope, "share_inventory", shared, shared=True, number=shared.number, sha256=content_sha256)
        inventory_shared(scope)
        return shared

    return once(scope, "share_inventory", token, make, SharedInventory)


@action("inventory.share")
def link_items(
    scope: Scope, token: UUID | None, *, kind: LinkKind, first: int, second: int, note: str
) -> ItemLink:
    """Say that two shared items of different parties are the same work, or pull in different directions."""

    def make() -> ItemLink:
        cycle = running_cycle(scope)
        found = {item.number: item for side in together(scope).sides for item in side.items}
        if first not in found or second not in found:
            raise InventoryItem.DoesNotExist
        if found[first].party == found[second].party:
            raise Refused("Välj rader från två olika parter.")
        pair = {"first_id": min(first, second), "second_id": max(first, second)}
        link, new = ItemLink.objects.get_or_create(
            cycle=cycle, kind=kind, removed_at=None, **pair, defaults={"note": note, "by": scope.user}
        )
        if new:
            record(scope, "link_items", link, shared=True)
        else:
            already_done()
        return link

    return once(scope, "link_items", token, make, ItemLink)


@action("inventory.share")
def unlink_items(scope: Scope, link: ItemLink) -> None:
    running_cycle(scope)
    ItemLink.objects.filter(pk=link.pk).update(removed_at=timezone.now())
    record(scope, "unlink_items", link, shared=True)


def _in_order(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"months": sorted(set(fields["months"]))} if "months" in fields else fields


def _own(scope: Scope, item: InventoryItem) -> None:
    if item.party_id != scope.party.pk or item.cycle_id != running_cycle(scope).pk:
        raise InventoryItem.DoesNotExist
