"""The start page says where the work stands and what is next for the one who looks, and nothing of a draft."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step
from tests.conftest import World
from tests.planted.cycles import confirm


@pytest.mark.parametrize(
    ("who", "next_up"),
    [
        ("anna", "Skriv den första iakttagelsen"),
        ("per", "Skriv den första iakttagelsen"),
        ("karin", "Er lägesbild skrivs just nu"),
        ("olle", "Du ser hur långt arbetet har kommit"),
    ],
)
def test_each_is_told_what_is_next_for_them(world: World, who: str, next_up: str) -> None:
    page = world.client(who).get("/p/ekdala/")
    assert page.status_code == 200
    assert next_up in page.content.decode()
    assert "Inte överlämnad än" in page.content.decode()


def test_to_a_stranger_the_partnership_does_not_exist(world: World) -> None:
    pages = [world.client("cecilia").get(f"/p/{slug}/") for slug in ("ekdala", "finns-inte")]
    assert [page.status_code for page in pages] == [404, 404]
    there, nowhere = (
        re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode()) for page in pages
    )
    assert there == nowhere


def test_the_way_in_leads_to_the_only_partnership(world: World) -> None:
    assert world.client("anna").get("/").headers["Location"] == "/p/ekdala/"
    assert Client().get("/").headers["Location"].startswith("/account/login/")


def test_the_wheel_is_a_list_of_links_too(world: World) -> None:
    page = world.client("olle").get("/p/ekdala/").content.decode()
    for name, total in (("Initiera samverkan", 4), ("Egna förberedelser", 3), ("Genomförande", 7)):
        assert f"{name}: 0 av {total} kriterier är klara" in page
    assert page.count('class="wheel__arc" href="/p/ekdala/steps/') == 5


def test_what_others_have_done_is_told_until_one_has_said_to_have_seen_it(world: World) -> None:
    confirm(world.scope("per"), Step.IMPLEMENT)
    client = world.client("anna")
    said = "bekräftade ett kriterium i Genomförande"
    assert said in client.get("/p/ekdala/").content.decode()
    assert client.get("/p/ekdala/seen/").status_code == 405
    client.post("/p/ekdala/seen/")
    page = client.get("/p/ekdala/").content.decode()
    assert said not in page and "Inget nytt från de andra" in page


def test_the_observer_sees_the_wheel_and_nothing_of_what_people_do(world: World) -> None:
    confirm(world.scope("per"), Step.IMPLEMENT)
    client = world.client("olle")
    page = client.get("/p/ekdala/").content.decode()
    assert "7 av 7" in page
    for hidden in ("Ändrat sedan sist", "Försenat", "På gång", "Per "):
        assert hidden not in page
    assert client.post("/p/ekdala/seen/").status_code == 403


def test_what_is_late_is_told_to_those_it_is_late_for(world: World) -> None:
    Cycle.objects.update(picture_due_on=date(2020, 4, 1))
    assert "skulle ha varit överlämnad" in world.client("anna").get("/p/ekdala/").content.decode()


def test_a_first_opening_asks_little_however_much_has_happened(world: World) -> None:
    asked = []
    for step in (Step.IMPLEMENT, Step.FOLLOW_UP):
        confirm(world.scope("per"), step)
        client = world.client("anna")
        with CaptureQueriesContext(connection) as queries:
            client.get("/p/ekdala/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15
