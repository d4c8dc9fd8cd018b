"""A cycle ends with what it taught, and the next begins; one is open at a time."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.access.scope import Forbidden, Scope
from samverkan.cycles.actions import open_next_cycle
from samverkan.cycles.models import CycleClosing
from samverkan.cycles.queries import cycles, standing, standings
from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step
from samverkan.pictures.actions import add_finding, carry_findings
from samverkan.pictures.queries import own
from samverkan.pictures.queries.carrying import carriable
from tests.conftest import World
from tests.planted.cycles import confirm


def begin(scope: Scope, lessons: str = "Börja tidigare", token: object = None) -> Cycle:
    return open_next_cycle(
        scope,
        token,  # type: ignore[arg-type]
        name="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        picture_due_on=None,
        lessons=lessons,
    )


def test_the_running_one_is_closed_with_its_lessons_and_the_next_is_the_running_one(world: World) -> None:
    scope = world.scope("anna")
    opened = begin(scope)
    world.cycle.refresh_from_db()
    assert world.cycle.closed_at and world.cycle.closing.lessons == "Börja tidigare"
    assert (opened.number, opened.closed_at) == (2, None)
    assert scope.cycle == world.scope("per").cycle == opened


def test_sent_twice_it_is_one_cycle(world: World) -> None:
    token = uuid4()
    assert begin(world.scope("anna"), token=token) == begin(world.scope("anna"), token=token)
    assert world.partnership.cycles.count() == 2
    assert CycleClosing.objects.count() == 1


def test_somebody_who_still_stands_in_the_ended_one_opens_no_second(world: World) -> None:
    late = world.scope("per")
    assert late.cycle == world.cycle
    begin(world.scope("anna"))
    with pytest.raises(Refused, match="avslutat"):
        begin(late)
    assert world.partnership.cycles.filter(closed_at=None).count() == 1


def test_the_database_holds_one_open_cycle_of_a_partnership(world: World) -> None:
    second = Cycle(
        partnership=world.partnership,
        number=2,
        name="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    Cycle.objects.filter(pk=world.cycle.pk).update(closed_at=timezone.now())
    second.save()


@pytest.mark.parametrize("who", ["amir", "karin", "lars", "olle"])
def test_only_the_two_who_lead_the_work_open_it(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        begin(world.scope(who))


def test_what_held_in_the_old_one_is_kept_and_the_new_one_starts_from_nothing(world: World) -> None:
    confirm(world.scope("anna"), Step.IMPLEMENT)
    begin(world.scope("anna"))
    new, old = cycles(world.scope("per"))
    now = standings([new, old])
    assert (now[old.pk].met_of(Step.IMPLEMENT), now[new.pk].met_of(Step.IMPLEMENT)) == (7, 0)
    confirm(world.scope("anna"), Step.FOLLOW_UP)
    assert standing(old).met_of(Step.FOLLOW_UP) == 0


def seen(scope: Scope) -> list[str]:
    return [finding.what for finding in own.findings(scope)]


@pytest.fixture
def last_year(world: World) -> None:
    for who, what in (("anna", "Klotter vid skolan"), ("per", "Cykelstölder vid stationen")):
        add_finding(world.scope(who), None, what=what, where="Centrum")
    begin(world.scope("anna"))


@pytest.mark.usefixtures("last_year")
def test_each_party_chooses_from_its_own_findings_alone(world: World) -> None:
    hers = carriable(world.scope("anna")).get()
    assert hers.what == "Klotter vid skolan"
    with pytest.raises(Refused):
        carry_findings(world.scope("per"), None, [hers.pk])
    assert seen(world.scope("per")) == []
    with pytest.raises(Forbidden):
        carry_findings(world.scope("karin"), None, [hers.pk])
    assert not carriable(world.scope("cecilia"))


@pytest.mark.usefixtures("last_year")
def test_what_is_chosen_becomes_new_findings_of_the_draft_once(world: World) -> None:
    scope, token = world.scope("amir"), uuid4()
    old = carriable(scope).get()
    for _ in range(2):
        carry_findings(scope, token, [old.pk])
    copied = own.findings(scope).get()
    assert copied != old and (copied.what, copied.where) == (old.what, "Centrum")
    assert not carriable(scope), "what the picture says already is not offered again"
    with pytest.raises(Refused):
        carry_findings(scope, None, [old.pk])
    assert seen(world.scope("per")) == []
