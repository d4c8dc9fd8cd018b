"""The shared inventories side by side: what each party has, what is the same work, what pulls apart. Never a draft."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.conditions.content import ItemContent
from samverkan.conditions.models import ItemLink, SharedInventory
from samverkan.conditions.rules import ItemKind, LinkKind
from samverkan.partnerships.models import Party


@dataclass(frozen=True)
class Mark:
    """What the parties have said about an item: the same work as another's, or in conflict with it."""

    kind: LinkKind
    other: str
    party: Party


@dataclass(frozen=True)
class SharedItem:
    party: Party
    content: ItemContent
    marks: tuple[Mark, ...] = ()

    @property
    def number(self) -> int:
        return self.content["number"]


@dataclass(frozen=True)
class Side:
    """A party's column; `shared` is None until it has shared its inventory."""

    party: Party
    shared: SharedInventory | None
    items: tuple[SharedItem, ...]

    def of_kind(self, kind: ItemKind) -> list[SharedItem]:
        return [item for item in self.items if item.content["kind"] == kind]


@dataclass(frozen=True)
class Linked:
    """A link with both its items as they were shared."""

    link: ItemLink
    first: SharedItem
    second: SharedItem


@dataclass(frozen=True)
class Together:
    sides: tuple[Side, ...]
    links: tuple[Linked, ...]

    @property
    def awaits(self) -> list[Party]:
        return [side.party for side in self.sides if side.shared is None]

    @property
    def shared(self) -> int:
        return len(self.sides) - len(self.awaits)

    def links_of(self, kind: LinkKind) -> list[Linked]:
        return [linked for linked in self.links if linked.link.kind == kind]


def links(scope: Scope) -> QuerySet[ItemLink]:
    _ = scope.party
    return ItemLink.objects.filter(cycle=scope.cycle, removed_at=None).select_related("by")


def latest_shared(scope: Scope) -> dict[int, SharedInventory]:
    """What each party last shared, by the party. One query."""
    latest: dict[int, SharedInventory] = {}
    for shared in SharedInventory.objects.filter(cycle=scope.cycle).select_related("by").order_by("number"):
        latest[shared.party_id] = shared
    return latest


def shared_since(scope: Scope) -> dict[int, datetime]:
    """When each party last shared, by the party. One query, without what was shared."""
    found = SharedInventory.objects.filter(cycle=scope.cycle).order_by("number")
    return dict(found.values_list("party_id", "at"))


def together(scope: Scope) -> Together:
    """Three queries. For the parties: an observer has none and is refused."""
    _ = scope.party
    parties = Party.objects.filter(partnership=scope.partnership).select_related("organisation")
    shared = latest_shared(scope)
    sides = [_side(party, shared.get(party.pk)) for party in parties]
    found = {item.number: item for side in sides for item in side.items}
    linked = tuple(
        Linked(link, found[link.first_id], found[link.second_id])
        for link in links(scope)
        # An item that is no longer shared takes its links with it.
        if link.first_id in found and link.second_id in found
    )
    return Together(tuple(_marked(side, linked) for side in sides), linked)


def _side(party: Party, shared: SharedInventory | None) -> Side:
    content = shared.content["items"] if shared else []
    return Side(party, shared, tuple(SharedItem(party, item) for item in content))


def _marked(side: Side, linked: tuple[Linked, ...]) -> Side:
    marks: dict[int, list[Mark]] = {}
    for each in linked:
        for item, other in ((each.first, each.second), (each.second, each.first)):
            mark = Mark(LinkKind(each.link.kind), other.content["what"], other.party)
            marks.setdefault(item.number, []).append(mark)
    items = tuple(
        SharedItem(item.party, item.content, tuple(marks.get(item.number, ()))) for item in side.items
    )
    return Side(side.party, side.shared, items)
