"""How far each piece of work has come is noted when it is written, so the start page need not find it out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverkan.cycles.actions import mark_seen
from samverkan.cycles.models import CycleStages
from samverkan.partnerships.models import Membership
from samverkan.process import stages
from samverkan.process.criteria import keep_all_standing
from samverkan.process.evidence import FOUND, RESTS_ON
from samverkan.process.next import next_tasks
from samverkan.process.stages import noted
from samverkan.process.state import cycle_state
from samverkan.process.touched import ROOMS, concerned
from tests.conftest import World, begin_next_cycle
from tests.process.conftest import Road

BUDGET = 15


def as_noted_and_as_found(world: World) -> None:
    """What stands noted is what anybody would find who looked: for both parties, of their own and of the joint work."""
    kept = {who: noted(world.scope(who)) for who in ("anna", "per")}
    assert CycleStages.objects.filter(cycle=world.scope("anna").cycle).count() == 3
    CycleStages.objects.all().delete()
    assert {who: noted(world.scope(who)) for who in ("anna", "per")} == kept
    keep_all_standing.call()


def test_it_follows_every_step_of_the_pictures(world: World, kommun: Road, polis: Road) -> None:
    for take in (
        kommun.write,
        polis.write,
        kommun.review,
        kommun.hand_over,
        polis.hand_over,
        kommun.keep_everything,
        kommun.confirm,
        polis.confirm,
        polis.write,
    ):
        take()
        as_noted_and_as_found(world)


def test_what_an_earlier_version_noted_too_little_of_is_found_anew(world: World, kommun: Road) -> None:
    kommun.write()
    CycleStages.objects.update(stages={"picture": "hand_over"})
    assert noted(world.scope("anna")).own["picture"] == "review"


def test_every_source_tells_what_it_says_it_tells(world: World) -> None:
    for sources in (stages.OWN, stages.JOINT):
        for source in sources:
            assert set(source.find(world.scope("anna"))) == set(source.told)


def test_what_rests_on_a_room_says_so_or_is_looked_at_after_every_write() -> None:
    assert RESTS_ON.keys() == FOUND.keys()
    named = {room for rooms in RESTS_ON.values() for room in rooms}
    named |= {room for source in (*stages.OWN, *stages.JOINT) for room in source.rests_on}
    assert named <= ROOMS
    assert concerned({"plans"}, None) and concerned({"plans"}, frozenset({"access"}))
    assert concerned({"plans"}, frozenset({"plans", "groups"}))
    assert not concerned({"plans"}, frozenset({"groups"}))


def test_a_new_cycle_starts_from_the_beginning_for_both(world: World, kommun: Road, polis: Road) -> None:
    kommun.write()
    polis.write()
    kommun.review()
    begin_next_cycle(world.scope("per"))
    assert noted(world.scope("anna")).own["picture"] == "findings"
    as_noted_and_as_found(world)


def test_the_background_mends_what_is_behind(world: World, kommun: Road, polis: Road) -> None:
    kommun.write()
    polis.write()
    before = noted(world.scope("anna")), noted(world.scope("per"))
    CycleStages.objects.update(stages={"picture": "hand_over", "leaderless": True})
    keep_all_standing.call()
    assert (noted(world.scope("anna")), noted(world.scope("per"))) == before


def test_it_is_noted_when_the_picture_waits_for_a_leader_and_there_is_none(
    world: World, kommun: Road
) -> None:
    kommun.write()
    kommun.review()
    assert not noted(world.scope("anna")).own["leaderless"]
    Membership.objects.filter(user=world.people["karin"]).update(ended_at=timezone.now())
    keep_all_standing.call()
    assert noted(world.scope("anna")).own["leaderless"]
    assert "ingen i er organisation har en ledande roll" in " ".join(
        each.text for each in next_tasks(world.scope("anna"), cycle_state(world.scope("anna")))
    )


def test_a_party_is_told_nothing_of_the_others_own_work(world: World, kommun: Road) -> None:
    before = noted(world.scope("per"))
    kommun.write("Ring 070-123 45 67")
    assert noted(world.scope("per")) == before
    assert noted(world.scope("anna")).own["picture"] == "mend"


@pytest.mark.parametrize("who", ["anna", "amir", "karin", "per", "lars", "olle"])
def test_the_first_opening_after_a_write_asks_no_more_than_any(
    world: World, kommun: Road, polis: Road, who: str
) -> None:
    kommun.write()
    polis.write()
    kommun.hand_over()
    polis.hand_over()
    begin_next_cycle(world.scope("per"))
    kommun.write()
    kommun.review()
    client = world.client(who)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/p/ekdala/").status_code == 200
    assert 0 < len(queries) <= BUDGET


def test_what_proves_nothing_notes_nothing(world: World) -> None:
    mark_seen(world.scope("anna"))
    assert not CycleStages.objects.exists()
    assert next_tasks(world.scope("anna"), cycle_state(world.scope("anna")))
