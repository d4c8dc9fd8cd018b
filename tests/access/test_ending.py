"""An assignment that ends takes the access with it at the next request, and leaves nothing without an owner."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from samverkan.access import handing
from samverkan.access.actions import Refused
from samverkan.access.calendar_feed import open_feed, scope_of
from samverkan.access.ending import change_role, end_assignment
from samverkan.access.models import LogEntry
from samverkan.access.people import lacks_leader
from samverkan.access.scope import Forbidden, Scope, find_scope
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.access.people import invited, joined
from tests.conftest import World

pytestmark = pytest.mark.django_db
Handed = list[tuple[Membership, Membership]]


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handed]:
    """What a room that has registered itself is asked to move."""
    asked: Handed = []

    def move(leaving: Membership, taking_over: Membership) -> int:
        asked.append((leaving, taking_over))
        return 3

    monkeypatch.setattr(handing, "HANDED", [move])
    yield asked


def of(world: World, name: str) -> Membership:
    return world.scope(name).membership


def end(
    scope: Scope, leaving: Membership, successor: Membership | None = None, days_ago: int = 0
) -> Membership:
    last_day = timezone.localdate() - timedelta(days=days_ago)
    return end_assignment(scope, leaving, last_day=last_day, successor=successor)


def test_access_ends_at_the_next_request(world: World) -> None:
    client = world.client("amir")
    assert client.get("/p/ekdala/").status_code == 200
    end(world.scope("anna"), of(world, "amir"))
    assert client.get("/p/ekdala/").status_code == 404


def test_what_the_leaver_had_goes_to_the_successor_and_the_log_says_how_much(
    world: World, handed: Handed
) -> None:
    amir, karin = of(world, "amir"), of(world, "karin")
    ended = end(world.scope("anna"), amir, karin)
    assert handed == [(amir, karin)]
    assert ended.successor == karin
    entry = LogEntry.objects.get(action="end_assignment")
    assert entry.facts["moved"] == 3 and entry.facts["successor"] == karin.pk


def test_the_log_keeps_the_old_name(world: World) -> None:
    anna = world.people["anna"]
    joined(world.scope("anna"))
    end(world.scope("karin"), of(world, "anna"), of(world, "amir"))
    assert LogEntry.objects.filter(user=anna, action="invite").get().user.name == "Anna"


def test_the_last_coordinator_leaves_only_when_somebody_takes_over(world: World) -> None:
    anna, amir = of(world, "anna"), of(world, "amir")
    with pytest.raises(Refused, match="den enda som samordnar"):
        end(world.scope("karin"), anna)
    assert find_scope(world.people["anna"], "ekdala") is not None
    end(world.scope("anna"), anna, amir)
    assert world.scope("amir").role == Role.COORDINATOR
    assert find_scope(world.people["anna"], "ekdala") is None


def test_one_of_two_coordinators_leaves_without_a_successor(world: World) -> None:
    joined(world.scope("anna"), Role.COORDINATOR)
    assert end(world.scope("anna"), of(world, "anna")).ended_at


def test_nobody_ends_an_assignment_of_the_other_party(world: World) -> None:
    with pytest.raises(Refused):
        end(world.scope("anna"), of(world, "lars"))
    with pytest.raises(Refused, match="samma organisation"):
        end(world.scope("anna"), of(world, "amir"), of(world, "per"))
    with pytest.raises(Forbidden):
        end(world.scope("amir"), of(world, "karin"))
    assert not Membership.objects.exclude(ended_at=None).exists()


def test_an_assignment_ends_once(world: World) -> None:
    amir = of(world, "amir")
    end(world.scope("anna"), amir)
    with pytest.raises(Refused, match="redan avslutat"):
        end(world.scope("anna"), amir)


def test_the_last_day_is_one_that_has_been(world: World) -> None:
    amir = of(world, "amir")
    with pytest.raises(Refused, match="inte kommit än"):
        end(world.scope("anna"), amir, days_ago=-1)
    with pytest.raises(Refused, match="före den dag"):
        end(world.scope("anna"), amir, days_ago=3)
    Membership.objects.filter(pk=amir.pk).update(started_at=timezone.now() - timedelta(days=90))
    LogEntry.objects.create(
        user=amir.user, partnership=world.partnership, action="read", object_type="", object_id=1
    )
    with pytest.raises(Refused, match="efter den dagen"):
        end(world.scope("anna"), amir, days_ago=3)
    LogEntry.objects.all().delete()
    ended = end(world.scope("anna"), amir, days_ago=3)
    assert ended.ended_at and ended.ended_at < timezone.now() - timedelta(days=1)


def test_a_new_role_is_a_new_membership_and_the_old_one_is_kept(world: World, handed: Handed) -> None:
    amir = of(world, "amir")
    changed = change_role(world.scope("anna"), amir, Role.CONTROLLER)
    amir.refresh_from_db()
    assert amir.ended_at and amir.role == Role.ANALYST
    assert world.scope("amir").membership == changed
    assert handed == [(amir, changed)]
    assert LogEntry.objects.get(action="change_role").facts == {"before": "analyst", "after": "controller"}


def test_a_calendar_address_goes_on_when_its_owner_changes_role(world: World) -> None:
    _, secret = open_feed(world.scope("amir"), None)
    change_role(world.scope("anna"), of(world, "amir"), Role.CONTROLLER)
    read_as = scope_of(secret)
    assert read_as and read_as.membership == of(world, "amir") and read_as.role == Role.CONTROLLER


def test_a_calendar_address_ends_with_its_owner_and_never_goes_to_a_successor(world: World) -> None:
    _, annas = open_feed(world.scope("anna"), None)
    _, amirs = open_feed(world.scope("amir"), None)
    end(world.scope("karin"), of(world, "anna"), of(world, "amir"))
    assert scope_of(annas) is None
    read_as = scope_of(amirs)
    assert read_as and read_as.membership == of(world, "amir"), (
        "Amir takes over the role with his own address"
    )


def test_nobody_changes_their_own_role_and_the_last_coordinator_stays_one(world: World) -> None:
    with pytest.raises(Refused, match="Din egen roll"):
        change_role(world.scope("anna"), of(world, "anna"), Role.CHAIR)
    with pytest.raises(Refused, match="den enda som samordnar"):
        change_role(world.scope("karin"), of(world, "anna"), Role.CHAIR)
    with pytest.raises(Refused, match="passar inte"):
        change_role(world.scope("anna"), of(world, "amir"), Role.POLICE_CHIEF)


def test_a_party_without_a_leader_is_known_as_one(world: World) -> None:
    assert not lacks_leader(world.scope("anna"))
    end(world.scope("karin"), of(world, "karin"))
    assert lacks_leader(world.scope("anna"))
    assert not lacks_leader(world.scope("per"))


def test_nobody_chooses_or_removes_those_who_are_to_check_them(world: World) -> None:
    """Anna coordinates; Karin leads. What needs a second person is worth nothing if Anna appoints that person."""
    anna, karin = world.scope("anna"), of(world, "karin")
    for attempt in (
        lambda: end(anna, karin, of(world, "amir")),
        lambda: change_role(anna, karin, Role.CONTROLLER),
        lambda: change_role(anna, of(world, "amir"), Role.DIRECTOR),
        lambda: invited(anna, Role.CHAIR),
    ):
        with pytest.raises(Refused, match="er egen ledning"):
            attempt()
    assert change_role(world.scope("karin"), of(world, "amir"), Role.DIRECTOR).role == Role.DIRECTOR


def test_a_party_without_a_leader_may_have_one_invited_by_its_coordinator(world: World) -> None:
    end(world.scope("karin"), of(world, "karin"))
    assert invited(world.scope("anna"), Role.CHAIR).role == Role.CHAIR


def test_nobody_takes_over_a_role_by_ending_somebody_elses_assignment(world: World) -> None:
    with pytest.raises(Refused, match="Din egen roll"):
        end(world.scope("lars"), of(world, "per"), of(world, "lars"))
    assert of(world, "lars").role == Role.POLICE_CHIEF
