"""The start page says where the work stands and what is next for the one who looks, and nothing of a draft."""

import re

import pytest
from django.test import Client

from tests.conftest import World


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
