"""The calendar gathers what has a day, and shows each person what is theirs to see."""

from datetime import date, timedelta

from django.utils import timezone

from samverkan.communication import actions as communication
from samverkan.communication.rules import Repeats
from samverkan.partnerships.models import Cycle, Membership
from samverkan.partnerships.rules import Role
from samverkan.pictures.actions import note_season
from samverkan.process.calendar import Item, Kind, items, planned_months
from samverkan.process.upcoming import upcoming
from tests.conftest import World
from tests.planted.communication import planned
from tests.planted.groups import call, form, hold

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def titles(world: World, who: str, kind: Kind | None = None) -> set[str]:
    return {item.title for item in items(world.scope(who), *YEAR) if kind in (None, item.kind)}


def plan_something(world: World, who: str = "anna", what: str = "Öppet hus", *, joint: bool = True) -> None:
    scope = world.scope(who)
    plan = communication.start_plan(scope, None, joint=joint)
    communication.add_activity(scope, plan, None, planned(scope, what))


def test_the_cycles_own_days_are_everyones(world: World) -> None:
    Cycle.objects.filter(pk=world.cycle.pk).update(picture_due_on="2026-03-31")
    told = [(item.day, item.title) for item in items(world.scope("olle"), *YEAR)]
    assert told == [
        (date(2026, 1, 1), "Varvet 2026 börjar"),
        (date(2026, 3, 31), "Lägesbilderna för 2026 ska vara klara"),
        (date(2026, 12, 31), "Varvet 2026 slutar"),
    ]


def test_an_observer_sees_nothing_of_the_work(world: World) -> None:
    plan_something(world)
    note_season(world.scope("anna"), None, what="Skolavslutning", months=[6])
    assert {item.kind for item in items(world.scope("olle"), *YEAR)} == {Kind.CYCLE}


def test_a_joint_activity_is_shared_and_a_partys_own_is_its_own(world: World) -> None:
    plan_something(world)
    plan_something(world, what="Chefsmöte", joint=False)
    own = {item.title: item.party for item in items(world.scope("anna"), *YEAR) if item.kind == Kind.ACTIVITY}
    assert own == {"Öppet hus": None, "Chefsmöte": world.municipality}
    assert titles(world, "per", Kind.ACTIVITY) == {"Öppet hus"}
    assert titles(world, "cecilia", Kind.ACTIVITY) == set()


def test_what_another_party_has_shared_says_whose_it_is(world: World) -> None:
    plan_something(world, what="Chefsmöte", joint=False)
    communication.share_plan(world.scope("anna"), world.cycle.communication_plans.get())
    assert titles(world, "per", Kind.ACTIVITY) == {"Chefsmöte (Kommunen)"}
    assert titles(world, "anna", Kind.ACTIVITY) == {"Chefsmöte"}


def test_what_comes_back_every_year_is_the_partys_own_and_in_every_year(world: World) -> None:
    note_season(world.scope("anna"), None, what="Skolavslutning", months=[6, 12])
    found = items(world.scope("karin"), date(2027, 5, 1), date(2027, 6, 30))
    assert [(item.day, item.until, item.party) for item in found] == [
        (date(2027, 6, 1), date(2027, 6, 30), world.municipality)
    ]
    assert titles(world, "per", Kind.SEASON) == set()


def test_one_who_may_not_see_the_picture_does_not_see_what_comes_back(world: World) -> None:
    note_season(world.scope("anna"), None, what="Skolavslutning", months=[6])
    Membership.objects.filter(user=world.people["amir"]).update(role=Role.REPORTER)
    assert titles(world, "amir", Kind.SEASON) == set()


def test_an_item_is_called_the_same_the_next_time_and_no_two_alike(world: World) -> None:
    scope = world.scope("anna")
    plan = communication.start_plan(scope, None, joint=True)
    last = date(2026, 6, 1)
    communication.add_activity(
        scope, plan, None, planned(scope, "Läget", ends_on=last, repeats=Repeats.WEEKLY)
    )
    keys = [item.stable_key for item in items(scope, *YEAR)]
    assert len(keys) == len(set(keys)) > 10
    assert keys == [item.stable_key for item in items(scope, *YEAR)]


def test_an_item_without_a_key_has_one_of_what_it_leads_to() -> None:
    meeting = Item(date(2026, 3, 1), None, None, "Möte", Kind.MEETING, "initiate:meeting", {"pk": 7})
    assert meeting.stable_key == "meeting-initiate:meeting-7-2026-03-01"


def test_the_months_of_the_wheel_are_the_cycles(world: World) -> None:
    scope = world.scope("anna")
    plan = communication.start_plan(scope, None, joint=True)
    for what, first, last, repeats, in_months in (
        ("Kvartalsmöte", date(2026, 3, 10), date(2026, 12, 31), Repeats.QUARTERLY, False),
        ("Kampanj", date(2026, 11, 1), date(2027, 1, 31), Repeats.ONCE, True),
    ):
        told = planned(scope, what, starts_on=first, ends_on=last, repeats=repeats, in_months=in_months)
        communication.add_activity(scope, plan, None, told)
    note_season(scope, None, what="Skolavslutning", months=[6])
    Cycle.objects.filter(pk=world.cycle.pk).update(picture_due_on=date(2026, 3, 31))
    assert planned_months(world.scope("per")) == {
        "Kvartalsmöte": [3, 6, 9, 12],
        "Lägesbilderna för 2026 ska vara klara": [3],
        "Kampanj": [11, 12],
    }


def test_what_happens_on_the_same_day_comes_by_the_clock(world: World) -> None:
    day = date(2026, 1, 1)
    assert items(world.scope("anna"), day, day)[0].title == "Varvet 2026 börjar"
    assert not items(world.scope("anna"), day + timedelta(days=1), day + timedelta(days=1))


def test_a_meeting_that_is_held_is_in_the_calendar_but_no_longer_ahead(world: World) -> None:
    scope, today = world.scope("anna"), timezone.localdate()
    called = call(scope, form(scope))
    assert [each.text for each in upcoming(scope, today)] == ["Styrgruppen"]
    hold(scope, called)
    assert upcoming(scope, today) == []
    assert Kind.MEETING in {item.kind for item in items(scope, today, today)}
