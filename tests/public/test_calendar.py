"""The secret address gives a person's calendar to whoever has it, and nothing once it should not."""

import hashlib
import re
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from samverkan.access.calendar_feed import current_feed, open_feed, revoke_feed, scope_of
from samverkan.access.models import CalendarFeed, LogEntry
from samverkan.communication import actions as communication
from samverkan.partnerships.models import Cycle, Membership
from samverkan.pictures.actions import note_season
from samverkan.process import calendar
from samverkan.process.calendar import Item, Kind
from tests.conftest import World
from tests.planted.communication import planned


@pytest.fixture
def running(world: World) -> World:
    """The cycle is around today, so that what is planned in it is within the feed."""
    today = timezone.localdate()
    Cycle.objects.filter(pk=world.cycle.pk).update(
        starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=300)
    )
    return world


def address(world: World, who: str = "anna") -> str:
    _, secret = open_feed(world.scope(who), None)
    return f"/calendar/{secret}.ics"


def read(url: str) -> HttpResponse:
    return Client().get(url)


def titles(url: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(read(url).content).walk("VEVENT")]


def plan(world: World, what: str, *, joint: bool = True, **given: Any) -> None:
    scope, day = world.scope("anna"), timezone.localdate() + timedelta(days=7)
    begun = world.cycle.communication_plans.filter(party=None if joint else world.municipality).first()
    begun = begun or communication.start_plan(scope, None, joint=joint)
    told = planned(scope, what, **{"starts_on": day, "ends_on": day, **given})
    communication.add_activity(scope, begun, None, told)


def test_it_is_read_without_signing_in(running: World) -> None:
    plan(running, "Öppet hus")
    response = read(address(running))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in response["Cache-Control"]
    assert "Öppet hus" in titles(address(running))


def test_nothing_of_a_draft_is_in_it(running: World) -> None:
    plan(running, "Chefsmöte", joint=False, channel="Stadshuset")
    plan(running, "Öppet hus", channel="Torget")
    note_season(running.scope("anna"), None, what="Skolavslutning", months=list(range(1, 13)))
    said = read(address(running)).content.decode()
    assert "Öppet hus" in said
    for private in ("Chefsmöte", "Skolavslutning", "Torget", "Stadshuset"):
        assert private not in said


def test_an_observers_has_only_the_cycles_days(running: World) -> None:
    plan(running, "Öppet hus")
    assert titles(address(running, "olle")) == ["Varvet 2026 börjar", "Varvet 2026 slutar"]


def test_it_is_of_ones_own_partnership_only(running: World) -> None:
    plan(running, "Öppet hus")
    assert "Öppet hus" not in titles(address(running, "cecilia"))


def test_a_revoked_address_leads_nowhere(running: World) -> None:
    url = address(running)
    revoke_feed(running.scope("anna"))
    assert read(url).status_code == 404
    assert current_feed(running.scope("anna")) is None


def test_a_new_address_takes_the_place_of_the_old(running: World) -> None:
    old, new = address(running), address(running)
    assert (read(old).status_code, read(new).status_code) == (404, 200)


def test_it_ends_with_the_membership_and_does_not_come_back_with_a_new_one(running: World) -> None:
    url, ended = address(running), Membership.objects.get(user=running.people["anna"])
    ended.ended_at = timezone.now()
    ended.save()
    assert read(url).status_code == 404
    Membership.objects.create(
        user=ended.user, partnership=ended.partnership, party=ended.party, role=ended.role
    )
    assert read(url).status_code == 404


def test_it_ends_when_the_person_is_shut_out(running: World) -> None:
    url = address(running)
    running.people["anna"].is_active = False
    running.people["anna"].save()
    assert read(url).status_code == 404


def test_it_changes_with_the_role(running: World) -> None:
    plan(running, "Öppet hus")
    url = address(running)
    Membership.objects.filter(user=running.people["anna"]).update(role="observer", party=None)
    assert "Öppet hus" not in titles(url)


@pytest.mark.parametrize("guess", ["", "a", "x" * 43, "x" * 5000, "å", "..%2f"])
def test_a_guess_learns_nothing(world: World, guess: str) -> None:
    address(world)
    assert read(f"/calendar/{guess}.ics").status_code == 404


def test_the_fingerprint_is_kept_and_not_the_address(world: World) -> None:
    feed, secret = open_feed(world.scope("anna"), None)
    assert len(secret) >= 43  # 32 random bytes
    kept = [str(value) for value in CalendarFeed.objects.filter(pk=feed.pk).values_list()[0]]
    assert not any(secret in value for value in kept)
    assert hashlib.sha256(secret.encode()).hexdigest() in kept
    assert read(f"/calendar/{feed.token_sha256}.ics").status_code == 404
    assert not [entry for entry in LogEntry.objects.all() if secret in str(entry.facts)]


def test_the_same_form_sent_twice_makes_one_address_and_tells_it_once(world: World) -> None:
    token = uuid4()
    first, again = open_feed(world.scope("anna"), token), open_feed(world.scope("anna"), token)
    assert first[0] == again[0] and first[1] and not again[1]


def test_each_has_an_address_of_their_own(world: World) -> None:
    _, hers = open_feed(world.scope("anna"), None)
    _, his = open_feed(world.scope("per"), None)
    revoke_feed(world.scope("per"))
    assert scope_of(his) is None
    found = scope_of(hers)
    assert found and found.user == world.people["anna"]


def test_it_is_only_read(world: World) -> None:
    assert Client().post(address(world)).status_code == 405


def test_lines_are_folded_and_text_is_escaped_as_the_standard_wants(running: World) -> None:
    title = "Öppet hus; torget, stationen \\ biblioteket, och ännu längre så att raden måste delas"
    plan(running, title)
    content = read(address(running)).content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    whole = content.replace(b"\r\n ", b"").decode()
    assert r"SUMMARY:Öppet hus\; torget\, stationen \\ biblioteket\," in whole
    assert title in titles(address(running))
    assert "X-WR-CALNAME:Samverkan Ekdala" in whole and "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in whole


def test_a_sign_that_would_end_a_line_does_not(running: World) -> None:
    plan(running, "Öppet\x0bhus\x85BEGIN:VEVENT")
    assert "Öppet hus BEGIN:VEVENT" in titles(address(running))


def test_a_whole_day_ends_the_day_after_and_a_span_the_day_after_its_last(running: World) -> None:
    day = timezone.localdate() + timedelta(days=7)
    plan(running, "Öppet hus")
    plan(running, "Kampanj", ends_on=day + timedelta(days=30), in_months=True)
    told = Calendar.from_ical(read(address(running)).content).walk("VEVENT")
    events = {str(event["SUMMARY"]): event for event in told}
    assert events["Öppet hus"]["DTEND"].dt == day + timedelta(days=1)
    assert events["Kampanj"]["DTEND"].dt == day + timedelta(days=31)


def test_uids_stay_the_same(running: World) -> None:
    plan(running, "Öppet hus")
    uids = [re.findall(r"UID:(.*)\r", read(address(running)).content.decode()) for _ in range(2)]
    assert uids[0] == uids[1] and len(uids[0]) == 3


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 27), "080000Z"), (date(2026, 3, 30), "070000Z")])
def test_nine_o_clock_is_nine_on_either_side_of_summer_time(
    world: World, monkeypatch: pytest.MonkeyPatch, day: date, hour: str
) -> None:
    meeting = Item(day, time(9), time(10, 30), "Styrgruppen", Kind.MEETING, "overview:start")
    monkeypatch.setattr(calendar, "SOURCES", {calendar.Kind.MEETING: lambda *asked: [meeting]})
    said = read(address(world)).content.decode()
    assert f"DTSTART:{day:%Y%m%d}T{hour}" in said
    assert f"DTEND:{day:%Y%m%d}T{int(hour[:2]) + 1:02}3000Z" in said
