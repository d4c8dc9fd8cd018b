"""When a picture moves on, the next in line is told by e-mail: that it has, and nothing of what it says."""

from datetime import date

import pytest

from samverkan.notices.models import Notice
from samverkan.notices.rules import Kind
from samverkan.partnerships.models import Membership
from samverkan.pictures import actions
from samverkan.pictures.models import HandOver
from samverkan.pictures.queries.road import road
from samverkan.process.criteria import keep_all_standing
from tests.conftest import World
from tests.pictures.conftest import Cast, confirm, numbers, write

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    found = Notice.objects.order_by("pk").select_related("user")
    return [(notice.user.name, notice.path.removeprefix("/p/ekdala/")) for notice in found if notice.user]


def test_the_leaders_of_that_party_are_told_that_the_picture_waits_for_them(kommun: Cast) -> None:
    write(kommun.writer, "Mer klotter")
    actions.review_secrecy(
        kommun.writer,
        None,
        content_sha256=road(kommun.writer).own.sha256,
        legal_bases=["none"],
        consideration="",
    )
    assert told() == [("Karin", "prepare/picture/acknowledge/")]


def test_then_the_coordinator_and_after_the_hand_over_the_other_party(kommun: Cast) -> None:
    write(kommun.writer, "Mer klotter")
    kommun.hand_over()
    assert told()[1:] == [("Anna", "prepare/picture/hand-over/"), ("Per", "join/")]


def test_the_other_coordinator_is_told_that_the_joint_picture_waits(
    world: World, handed_over: tuple[HandOver, HandOver]
) -> None:
    for scope, made in zip((world.scope("anna"), world.scope("per")), handed_over, strict=True):
        for number in numbers(made):
            actions.keep_finding(scope, number, 0)
    Notice.objects.all().delete()
    confirm(world.scope("anna"))
    assert told() == [("Per", "join/")]
    confirm(world.scope("per"))
    assert len(told()) == 1, "all have confirmed: nothing waits"


def test_a_day_that_is_set_is_told_to_the_coordinators_and_one_taken_away_to_nobody(world: World) -> None:
    actions.set_due_day(world.scope("anna"), None, date(2026, 3, 31))
    assert told() == [("Per", "prepare/picture/")]
    assert Notice.objects.get().kind == Kind.ASSIGNED
    actions.set_due_day(world.scope("per"), date(2026, 3, 31), None)
    assert len(told()) == 1


def test_where_nobody_leads_the_pages_that_wait_say_so(world: World, kommun: Cast) -> None:
    write(kommun.writer, "Mer klotter")
    sha256 = road(kommun.writer).own.sha256
    actions.review_secrecy(kommun.writer, None, content_sha256=sha256, legal_bases=["none"], consideration="")
    Membership.objects.filter(user=world.people["karin"]).update(ended_at="2026-01-01T00:00Z")
    keep_all_standing.call()
    client = world.client("anna")
    for page in ("", "prepare/picture/", "people/"):
        told_there = client.get(f"/p/ekdala/{page}").content.decode()
        assert "en ledande roll" in told_there, page
    assert "en ledande roll" not in world.client("per").get("/p/ekdala/people/").content.decode()
