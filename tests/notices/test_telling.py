"""A notice is written with what caused it or not at all, to those who want it, and told once."""

import pytest
from django.db import transaction

from samverkan.access.scope import Scope
from samverkan.notices.actions import choose_notices
from samverkan.notices.models import Notice
from samverkan.notices.rules import CHOOSABLE, Kind
from samverkan.notices.telling import notify, tell
from samverkan.partnerships.models import User
from tests.conftest import World

pytestmark = pytest.mark.django_db


def say(
    scope: Scope, *users: User, kind: Kind = Kind.WAITING, path: str = "/p/ekdala/", key: str = ""
) -> None:
    with transaction.atomic():
        notify(scope, users, kind, subject="Något", text="Något väntar.", path=path, key=key)


def told() -> list[str]:
    return [notice.user.name for notice in Notice.objects.order_by("pk") if notice.user]


def test_the_one_who_acts_is_not_told_what_they_did(world: World) -> None:
    say(world.scope("anna"), world.people["anna"], world.people["per"])
    assert told() == ["Per"]


def test_what_is_undone_tells_nobody(world: World) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        say(world.scope("anna"), world.people["per"])
        _ = 1 / 0
    assert told() == []


@pytest.mark.django_db(transaction=True)
def test_outside_what_causes_it_no_notice_is_written(world: World) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        tell(world.partnership, [world.people["per"]], Kind.WAITING, subject="", text="", path="")


def test_nobody_outside_the_partnership_is_told(world: World) -> None:
    say(world.scope("anna"), world.people["cecilia"])
    assert told() == []


def test_what_a_person_has_turned_off_is_not_written(world: World) -> None:
    choose_notices(world.scope("per"), [Kind.OVERDUE])
    say(world.scope("anna"), world.people["per"])
    say(world.scope("anna"), world.people["per"], kind=Kind.OVERDUE)
    assert [notice.kind for notice in Notice.objects.all()] == [Kind.OVERDUE]


def test_the_same_thing_is_one_mail_while_it_waits_and_with_a_key_for_ever(world: World) -> None:
    anna, per = world.scope("anna"), world.people["per"]
    say(anna, per)
    say(anna, per)
    assert len(told()) == 1
    Notice.objects.update(sent_at="2026-01-01T00:00Z")
    say(anna, per)
    assert len(told()) == 2
    for _ in range(2):
        say(anna, per, kind=Kind.OVERDUE, key="overdue:1")
        Notice.objects.update(sent_at="2026-01-01T00:00Z")
    assert len(told()) == 3


def test_an_invitation_is_nothing_one_can_turn_off() -> None:
    assert Kind.INVITATION not in CHOOSABLE
    assert all(kind.swedish and kind.hint for kind in CHOOSABLE)
