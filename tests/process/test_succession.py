"""A coordinator is replaced in the middle of a cycle: the access ends at the next request, and nothing is orphaned."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.ending import end_assignment
from samverkan.communication.actions import add_activity, name_communicator, start_plan
from samverkan.communication.actions.activities import Planned
from samverkan.communication.models import Activity, Communicator
from samverkan.communication.rules import Repeats, SectionKind
from samverkan.groups.actions import record_decision
from samverkan.groups.models import Decision, GroupMember
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.access.people import joined
from tests.conftest import World
from tests.planted.groups import form


@pytest.fixture
def successor(world: World) -> Membership:
    """Moa begins in the police while Per is still there."""
    return joined(world.scope("lars"), Role.AREA_POLICE)


def leave(world: World, successor: Membership) -> None:
    end_assignment(
        world.scope("lars"),
        world.scope("per").membership,
        last_day=timezone.localdate(),
        successor=successor,
    )


def test_the_successor_takes_the_post_the_seat_the_decision_and_the_activity(
    world: World, successor: Membership
) -> None:
    anna, per = world.scope("anna"), world.scope("per")
    steering, today = form(anna), timezone.localdate()
    decision = record_decision(
        anna,
        uuid4(),
        steering,
        text="Bjud in bostadsbolaget",
        decided_on=today,
        responsible=per.membership.pk,
        due_on=today + timedelta(days=30),
    )
    name_communicator(per, 0, responsible_id=per.membership.pk, function="")
    planned = Planned(
        section=SectionKind.PLAN,
        what="Torgmöte",
        channel="På plats",
        audience_ids=[],
        starts_on=today,
        ends_on=today,
        in_months=False,
        repeats=Repeats.ONCE,
        responsible_id=per.membership.pk,
        function="",
    )
    activity = add_activity(anna, start_plan(anna, None, joint=True), None, planned)

    leave(world, successor)
    now = Membership.objects.get(user=successor.user, ended_at=None)

    assert now.role == Role.MUNICIPAL_POLICE_OFFICER  # the party's last coordinator is never lost
    assert Decision.objects.get(pk=decision.pk).responsible == now
    assert Activity.objects.get(pk=activity.pk).responsible == now
    assert Communicator.objects.get(party=world.police).responsible == now
    seats = GroupMember.objects.filter(group=steering, ended_on=None)
    assert now in {seat.membership for seat in seats}
    assert not any(seat.membership and seat.membership.ended_at for seat in seats)


def test_the_one_who_left_meets_a_partnership_that_does_not_exist_and_the_successor_sees_what_waits(
    world: World, successor: Membership
) -> None:
    per, anna = world.client("per"), world.scope("anna")
    record_decision(
        anna,
        uuid4(),
        form(anna),
        text="Bjud in bostadsbolaget",
        decided_on=timezone.localdate(),
        responsible=world.scope("per").membership.pk,
    )
    assert "Bjud in bostadsbolaget" in per.get("/p/ekdala/").content.decode()

    leave(world, successor)

    assert per.get("/p/ekdala/").status_code == 404
    world.people["moa"] = successor.user
    assert "Bjud in bostadsbolaget" in world.client("moa").get("/p/ekdala/").content.decode()
