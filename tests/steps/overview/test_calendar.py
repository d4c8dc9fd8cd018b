"""The calendar on screen, month by month, and the page where one subscribes to it."""

import re
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse

from samverkan.access.models import CalendarFeed
from samverkan.communication import actions as communication
from samverkan.pictures.actions import note_season
from tests.conftest import World
from tests.planted.communication import planned

PLACE = "/p/ekdala/calendar/"


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def plan(world: World, *, joint: bool = True) -> None:
    scope = world.scope("anna")
    begun = communication.start_plan(scope, None, joint=joint)
    communication.add_activity(
        scope,
        begun,
        None,
        planned(scope, "Öppet hus", starts_on=date(2026, 3, 12), ends_on=date(2026, 3, 12)),
    )


def test_a_month_tells_day_what_and_kind(world: World) -> None:
    plan(world)
    page = text(world.client("per").get(PLACE, {"month": "2026-03"}))
    for words in ("Vad händer i mars 2026?", "Torsdag 12 mars", "Öppet hus", "Kommunikation"):
        assert words in page
    assert "Öppet hus" not in text(world.client("per").get(PLACE, {"month": "2026-04"}))


def test_one_goes_to_the_month_before_and_after_also_over_new_year(world: World) -> None:
    page = world.client("anna").get(PLACE, {"month": "2026-01"}).content.decode()
    assert 'href="?month=2025-12"' in page and 'href="?month=2026-02"' in page
    assert "I dag" not in world.client("anna").get(PLACE).content.decode()


@pytest.mark.parametrize("month", ["2026-13", "mars", "2026-3", "9999-01", "2026-03-01"])
def test_a_month_that_does_not_exist_is_this_one(world: World, month: str) -> None:
    asked = world.client("anna").get(PLACE, {"month": month})
    assert asked.status_code == 200 and text(asked) == text(world.client("anna").get(PLACE))


def test_what_comes_back_is_told_to_the_party_as_its_own(world: World) -> None:
    note_season(world.scope("anna"), None, what="Skolavslutning", months=[6])
    page = text(world.client("karin").get(PLACE, {"month": "2026-06"}))
    assert "Skolavslutning" in page and "Bara ni ser det" in page
    assert "Skolavslutning" not in text(world.client("per").get(PLACE, {"month": "2026-06"}))


def test_an_empty_month_says_what_will_stand_there_and_starts_it(world: World) -> None:
    page = text(world.client("anna").get(PLACE, {"month": "2026-07"}))
    assert "Inget är planerat i juli 2026" in page and "Planera kommunikationen" in page
    assert "Planera kommunikationen" not in text(world.client("olle").get(PLACE, {"month": "2026-07"}))


def test_an_observer_opens_it_and_sees_the_cycle(world: World) -> None:
    plan(world, joint=True)
    page = text(world.client("olle").get(PLACE, {"month": "2026-03"}))
    assert "Öppet hus" not in page
    assert "Varvet 2026 börjar" in text(world.client("olle").get(PLACE, {"month": "2026-01"}))


def test_the_address_is_shown_once(world: World) -> None:
    client = world.client("anna")
    shown = client.post(f"{PLACE}feed/").content.decode()
    found = re.search(r"http://testserver(/calendar/[\w-]{43}\.ics)", shown)
    assert found and client.get(found[1]).status_code == 200
    again = client.get(f"{PLACE}feed/").content.decode()
    assert found[1] not in again and "Gör en ny adress" in again


def test_the_address_is_taken_back(world: World) -> None:
    client = world.client("olle")
    client.post(f"{PLACE}feed/")
    page = text(client.post(f"{PLACE}feed/revoke/", follow=True))
    assert "leder ingenstans längre" in page and "Du har ingen adress" in page
    assert CalendarFeed.objects.get().revoked_at


def test_a_form_sent_twice_does_not_take_away_the_address_that_was_shown(world: World) -> None:
    client, form = world.client("anna"), {"form_token": "6f0c6a4e-6d2d-4c0a-9a55-0d9f2f6c1e55"}
    assert ".ics" in client.post(f"{PLACE}feed/", form).content.decode()
    assert ".ics" not in client.post(f"{PLACE}feed/", form).content.decode()
    assert CalendarFeed.objects.get().revoked_at is None
