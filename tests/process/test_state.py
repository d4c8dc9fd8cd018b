"""The state says how far everyone has come, the same to everyone, and nothing of what is in a draft."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.cycles.actions import open_next_cycle
from samverkan.pictures import actions
from samverkan.process.state import cycle_state
from tests.conftest import World
from tests.process.conftest import Road, state


def test_at_first_nobody_has_handed_over(world: World) -> None:
    now = state(world)
    assert now.handed_over == 0
    assert [each.party for each in now.parties] == [world.municipality, world.police]
    assert now.joint_at is None


def test_a_draft_changes_nothing_however_far_it_has_come(world: World, kommun: Road) -> None:
    before = state(world)
    kommun.write()
    kommun.acknowledge()
    assert state(world) == before


def test_a_hand_over_is_seen_by_everyone_with_its_time(world: World, kommun: Road) -> None:
    kommun.write()
    made = kommun.hand_over()
    for name in ("anna", "per", "olle"):
        now = cycle_state(world.scope(name))
        assert now.of(world.municipality).handed_over_at == made.at
        assert now.of(world.police).handed_over_at is None
    assert cycle_state(world.scope("cecilia")).handed_over == 0


def test_of_several_hand_overs_the_latest_counts_and_the_party_counts_once(
    world: World, kommun: Road
) -> None:
    finding = kommun.write()
    kommun.hand_over()
    actions.change_finding(kommun.writer, finding, 1, what="Fler stölder")
    second = kommun.hand_over()
    assert state(world).handed_over == 1
    assert state(world).of(world.municipality).handed_over_at == second.at


def test_the_joint_picture_is_dated_when_all_stand_behind_it(world: World, kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    kommun.confirm()
    assert state(world).joint_at is None
    polis.confirm()
    assert state(world).joint_at is not None


def test_a_new_cycle_starts_over(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.hand_over()
    open_next_cycle(
        world.scope("anna"),
        None,
        name="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        picture_due_on=None,
        lessons="",
    )
    assert state(world).handed_over == 0
    assert state(world).cycle.name == "2027"


@pytest.mark.parametrize("hand_overs", [0, 2])
def test_it_costs_two_queries_however_much_has_happened(
    world: World, kommun: Road, polis: Road, hand_overs: int
) -> None:
    for road in (kommun, polis)[:hand_overs]:
        road.write()
        road.hand_over()
    scope = world.scope("anna")
    with CaptureQueriesContext(connection) as queries:
        cycle_state(scope)
    assert len(queries) == 2
