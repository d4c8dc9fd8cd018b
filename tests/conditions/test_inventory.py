"""An inventory is the party's own until it is shared, and what is shared stands."""

from uuid import uuid4

import pytest

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.conditions import actions
from samverkan.conditions.models import InventoryItem, ItemLink, SharedInventory
from samverkan.conditions.queries import budget_months
from samverkan.conditions.queries.inventory import inventory_state, items
from samverkan.conditions.queries.together import links, together
from samverkan.conditions.rules import ItemKind, LinkKind
from samverkan.documents.frozen import WrittenOnce
from samverkan.documents.queries import versions
from tests.conditions.conftest import note, share
from tests.conftest import World


def words(world: World, who: str) -> list[str]:
    return [item.content["what"] for side in together(world.scope(who)).sides for item in side.items]


def test_the_list_exists_for_its_own_party_only(world: World) -> None:
    pk = note(world.scope("anna"))
    assert items(world.scope("amir")).get().pk == pk
    assert not items(world.scope("per")).exists() and not items(world.scope("cecilia")).exists()
    assert words(world, "per") == [] and words(world, "anna") == []
    with pytest.raises(NoParty):
        items(world.scope("olle"))
    item = InventoryItem.objects.get()
    with pytest.raises(InventoryItem.DoesNotExist):
        actions.change_item(world.scope("per"), item, 1, what="Annat")
    with pytest.raises(InventoryItem.DoesNotExist):
        actions.remove_item(world.scope("per"), item)


def test_the_others_read_exactly_what_was_shared_and_nothing_that_came_after(world: World) -> None:
    note(world.scope("anna"), "Nattvandring")
    share(world.scope("anna"))
    pk = note(world.scope("anna"), "Hemligt än")
    assert words(world, "per") == ["Nattvandring"]
    assert inventory_state(world.scope("anna")).changes == ["1 ny"]
    share(world.scope("anna"))
    assert words(world, "per") == ["Nattvandring", "Hemligt än"]
    actions.remove_item(world.scope("anna"), InventoryItem.objects.get(pk=pk))
    assert words(world, "per") == ["Nattvandring", "Hemligt än"]
    assert [version.number for version in versions(world.scope("per"))] == [2, 1]
    assert LogEntry.objects.filter(action="share_inventory", party=None).count() == 2


def test_a_shared_inventory_is_never_written_again(world: World) -> None:
    note(world.scope("anna"))
    shared = share(world.scope("anna"))
    with pytest.raises(WrittenOnce):
        shared.save()
    with pytest.raises(WrittenOnce):
        SharedInventory.objects.update(content={})


def test_an_empty_list_and_one_already_shared_are_not_shared(world: World) -> None:
    with pytest.raises(Refused, match="tom"):
        share(world.scope("anna"))
    note(world.scope("anna"))
    share(world.scope("anna"))
    with pytest.raises(Refused, match="redan delad"):
        share(world.scope("anna"))


def test_what_was_read_is_what_is_shared(world: World) -> None:
    note(world.scope("anna"))
    read = inventory_state(world.scope("anna"))
    note(world.scope("anna"), "Mer")
    with pytest.raises(Refused, match="har ändrats"):
        actions.share_inventory(
            world.scope("anna"),
            None,
            content_sha256=read.sha256,
            printed=None,  # type: ignore[arg-type]
        )


def test_identity_numbers_stop_the_sharing_and_other_personal_data_are_told(world: World) -> None:
    note(world.scope("anna"), "Ring 070-123 45 67")
    now = inventory_state(world.scope("anna"))
    assert [remark.blocking for remark in now.remarks] == [False] and not now.is_blocked
    note(world.scope("anna"), "Gäller 850709-9805")  # made up: the control digit is right
    now = inventory_state(world.scope("anna"))
    assert now.is_blocked and "850709" not in str(now.remarks)
    with pytest.raises(Refused, match="personuppgifter"):
        share(world.scope("anna"))


def test_two_who_change_the_same_row_are_told(world: World) -> None:
    item = InventoryItem.objects.get(pk=note(world.scope("anna")))
    actions.change_item(world.scope("anna"), item, 1, what="Annas ord")
    with pytest.raises(Conflict):
        actions.change_item(world.scope("anna"), item, 1, what="Andra ord")


def test_a_form_sent_twice_is_one_row(world: World) -> None:
    token = uuid4()
    for _ in range(2):
        actions.add_item(world.scope("anna"), token, kind=ItemKind.WORK, what="Nattvandring")
    assert InventoryItem.objects.count() == 1


def linked(world: World, kind: LinkKind = LinkKind.SAME_WORK, who: str = "anna") -> ItemLink:
    first, second = InventoryItem.objects.order_by("pk").values_list("pk", flat=True)[:2]
    return actions.link_items(world.scope(who), None, kind=kind, first=first, second=second, note="Delas")


def test_the_same_work_is_marked_on_both_parties_rows(world: World) -> None:
    for who, what in (("anna", "Nattvandring"), ("per", "Fotpatrull")):
        note(world.scope(who), what)
        share(world.scope(who))
    assert linked(world) == linked(world, who="per")
    marks = [
        (item.content["what"], [mark.other for mark in item.marks])
        for side in together(world.scope("lars")).sides
        for item in side.items
    ]
    assert marks == [("Nattvandring", ["Fotpatrull"]), ("Fotpatrull", ["Nattvandring"])]
    actions.unlink_items(world.scope("per"), links(world.scope("per")).get())
    assert not together(world.scope("anna")).links
    linked(world, LinkKind.CONFLICT)
    assert together(world.scope("anna")).links_of(LinkKind.CONFLICT)


def test_only_what_both_parties_have_shared_can_be_linked(world: World) -> None:
    note(world.scope("anna"), "Nattvandring")
    share(world.scope("anna"))
    note(world.scope("per"), "Inte delat")
    with pytest.raises(InventoryItem.DoesNotExist):
        linked(world)
    note(world.scope("anna"), "Ett till")
    share(world.scope("anna"))
    own = list(InventoryItem.objects.filter(party=world.municipality).values_list("pk", flat=True))
    with pytest.raises(Refused, match="olika parter"):
        actions.link_items(
            world.scope("anna"), None, kind=LinkKind.SAME_WORK, first=own[0], second=own[1], note=""
        )


def test_a_link_goes_when_one_of_its_rows_is_no_longer_shared(world: World) -> None:
    for who in ("anna", "per"):
        note(world.scope(who))
        share(world.scope(who))
    linked(world)
    actions.remove_item(world.scope("per"), items(world.scope("per")).get())
    note(world.scope("per"), "Något annat")
    assert together(world.scope("anna")).links
    share(world.scope("per"))
    assert not together(world.scope("anna")).links


def test_the_budget_calendar_holds_what_is_shared(world: World) -> None:
    note(world.scope("anna"), "Budget beslutas", ItemKind.BUDGET, months=[11])
    assert budget_months(world.scope("per")) == []
    share(world.scope("anna"))
    assert budget_months(world.scope("per")) == [(world.municipality, (11,), "Budget beslutas")]
    with pytest.raises(NoParty):
        budget_months(world.scope("olle"))


@pytest.mark.parametrize("who", ["amir", "karin", "olle"])
def test_only_the_coordinator_writes_and_shares(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        note(world.scope(who))
