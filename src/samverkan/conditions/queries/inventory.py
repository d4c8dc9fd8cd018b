"""A party's own inventory, and those that have been shared beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samverkan.access.personal_data import Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.conditions.content import InventoryContent, ItemContent, changed_items, inventory_passages
from samverkan.conditions.models import InventoryItem, SharedInventory
from samverkan.conditions.rules import ItemKind
from samverkan.documents.rules import fingerprint


@dataclass(frozen=True)
class InventoryState:
    """The party's list as it stands. `shared` is what the others read, which may be an earlier version of it."""

    items: tuple[InventoryItem, ...]
    content: InventoryContent
    sha256: str
    shared: SharedInventory | None
    remarks: tuple[Remark, ...]

    @property
    def is_shared(self) -> bool:
        return self.shared is not None and self.shared.sha256 == self.sha256

    @property
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    @property
    def changes(self) -> list[str]:
        """What the others do not see yet, in words."""
        if self.shared is None or self.is_shared:
            return []
        return changed_items(self.shared.content, self.content)

    def of_kind(self, kind: ItemKind) -> list[InventoryItem]:
        return [item for item in self.items if item.kind == kind]

    @property
    def empty_kinds(self) -> list[ItemKind]:
        return [kind for kind in ItemKind if not self.of_kind(kind)]


def items(scope: Scope) -> QuerySet[InventoryItem]:
    """The items of the party that asks, and no other's."""
    return InventoryItem.objects.filter(cycle=scope.cycle, party=scope.party, removed_at=None)


def inventory_state(scope: Scope) -> InventoryState:
    """Two queries."""
    own = tuple(items(scope))
    content = inventory_content(scope, own)
    return InventoryState(
        items=own,
        content=content,
        sha256=fingerprint(dict(content)),
        shared=SharedInventory.objects.filter(cycle=scope.cycle, party=scope.party)
        .select_related("by", "document")
        .first(),
        remarks=remarks(inventory_passages(content)),
    )


def inventory_content(scope: Scope, own: Sequence[InventoryItem]) -> InventoryContent:
    return InventoryContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        party=scope.party.name,
        items=[
            ItemContent(
                number=item.pk,
                kind=item.kind,
                what=item.what,
                run_by=item.run_by,
                target=item.target,
                until=item.until,
                months=item.months,
                note=item.note,
            )
            for item in own
        ],
    )
