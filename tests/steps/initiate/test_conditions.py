"""The first step on screen, as the people of both parties meet it."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from samverkan.conditions.models import (
    Assignment,
    Cooperation,
    InventoryItem,
    ItemLink,
    KeyFunction,
    LeaderDecision,
    NewPartner,
    SharedInventory,
)
from samverkan.conditions.queries.assignment import assignment_state
from samverkan.conditions.queries.cooperation import cooperation_state
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.rules import ItemKind
from tests.conditions.conftest import acknowledge, assign, decide, note, share, write
from tests.conftest import World, begin_next_cycle

PAGES = ["cooperation/", "inventory/", "inventory/together/", "anchoring/", "assignment/"]


@pytest.fixture(autouse=True)
def _documents_aside(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"


def get(world: World, who: str | None, place: str) -> HttpResponse:
    return world.client(who).get(f"/p/ekdala/initiate/{place}")


def post(world: World, by: str, place: str, headers: Any = None, /, **fields: Any) -> HttpResponse:
    return world.client(by).post(f"/p/ekdala/initiate/{place}", fields, headers=headers or {})


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


@pytest.mark.parametrize("place", PAGES)
def test_the_pages_are_for_the_parties_and_say_what_will_stand_there(world: World, place: str) -> None:
    for who in ("anna", "per", "karin", "amir"):
        assert get(world, who, place).status_code == 200
    assert get(world, "olle", place).status_code == 403
    assert get(world, "cecilia", place).status_code == 404
    assert get(world, None, place).status_code == 302
    assert "Bygger på handboken" in text(get(world, "anna", place))


def test_a_decision_goes_from_text_to_document(world: World) -> None:
    fields = {"need": "Vi ser samma problem", "aims": "Tryggare", "starts_on": "2026-01-01"}
    typed = {**fields, "ends_on": "31 december 2026", "expected_version": 0}
    assert post(world, "anna", "cooperation/edit/", **typed).status_code == 302
    assert "Det går att besluta nu, men det här är inte skrivet" in text(get(world, "per", "cooperation/"))
    for who in ("karin", "lars"):
        page = text(get(world, who, "cooperation/decide/"))
        assert "Vi ser samma problem" in page
        sha256 = cooperation_state(world.scope(who)).sha256
        decided = {"content_sha256": sha256, "form_token": uuid4(), "registry_number": f"{who} 1"}
        assert (
            post(world, who, "cooperation/decide/", **decided).status_code == 422
        )  # has not said they read it
        for _ in range(2):
            post(world, who, "cooperation/decide/", **decided, has_read="on")
    assert LeaderDecision.objects.count() == 2
    page = text(get(world, "anna", "cooperation/"))
    assert "Beslutat av alla parter" in page and "karin 1; lars 1" in page
    assert "första, övergripande delen av samverkansöverenskommelsen" in page
    version = Cooperation.objects.get().document
    assert version
    assert world.client("per").get(f"/p/ekdala/documents/{version.pk}/").status_code == 200


def test_the_last_leader_is_told_that_it_cannot_be_undone(world: World) -> None:
    write(world.scope("anna"))
    assert "Än väntar ni på: Polisen" in text(get(world, "karin", "cooperation/decide/"))
    decide(world.scope("karin"))
    assert "Det går inte att ångra" in text(get(world, "lars", "cooperation/decide/"))


def test_a_leader_who_read_an_older_text_is_asked_to_read_again_and_keeps_what_was_typed(
    world: World,
) -> None:
    write(world.scope("anna"))
    read = cooperation_state(world.scope("karin")).sha256
    write(world.scope("per"), need="Nya ord")
    response = post(
        world, "karin", "cooperation/decide/", content_sha256=read, has_read="on", registry_number="KS 7"
    )
    assert response.status_code == 409
    assert "Texten har ändrats" in text(response) and "Nya ord" in text(response)
    assert 'value="KS 7"' in response.content.decode() and "checked" not in response.content.decode()
    assert not LeaderDecision.objects.exists()


def test_all_are_told_that_a_decision_counts_no_longer(world: World) -> None:
    write(world.scope("anna"))
    decide(world.scope("karin"))
    assert "Ändrar du texten räknas det beslutet inte längre" in text(get(world, "per", "cooperation/edit/"))
    write(world.scope("per"), need="Nya ord")
    for who in ("anna", "lars"):
        assert "Det beslutet räknas inte längre" in text(get(world, who, "cooperation/"))


def test_the_text_is_shown_with_its_difference_when_two_write_at_once(world: World) -> None:
    write(world.scope("anna"))
    fields = {"need": "Annas ord", "expected_version": 1}
    assert post(world, "anna", "cooperation/edit/", **fields).status_code == 302
    response = post(world, "per", "cooperation/edit/", need="Pers ord", expected_version=1)
    assert response.status_code == 409 and "Annas" in text(response) and "Pers" in text(response)
    assert "None" not in text(response)
    by_itself = {"X-Autosave": "1"}
    response = post(world, "per", "cooperation/edit/", by_itself, need="Pers ord", expected_version=2)
    assert response.json()["version"] == 3  # type: ignore[attr-defined]


def test_days_in_the_wrong_order_are_sent_back_with_all_else_kept(world: World) -> None:
    response = post(
        world, "anna", "cooperation/edit/", need="Behovet", starts_on="2026-12-31", ends_on="2026-01-01"
    )
    assert response.status_code == 422
    assert "Slutdagen kommer före startdagen" in text(response) and "Behovet" in text(response)
    assert not Cooperation.objects.exists()


def test_a_new_cycle_is_renewed_with_one_press(world: World) -> None:
    assert post(world, "anna", "cooperation/renew/").status_code == 409
    write(world.scope("anna"), need="Från i fjol")
    begin_next_cycle(world.scope("anna"))
    assert "Förnya: utgå från texten 2026" in text(get(world, "anna", "cooperation/"))
    for who in ("anna", "per"):
        assert post(world, who, "cooperation/renew/").status_code == 302
    assert Cooperation.objects.count() == 2
    assert "Från i fjol" in text(get(world, "per", "cooperation/"))


@pytest.mark.parametrize("kind", list(ItemKind))
def test_each_kind_is_asked_about_in_its_own_words(world: World, kind: ItemKind) -> None:
    place, fields = f"inventory/new/{kind}/", {"what": "Vad det är", "months": [11, 4]}
    assert get(world, "anna", place).status_code == 200
    assert post(world, "anna", place, what=" ", note="Står kvar").status_code == 422
    assert "Står kvar" in post(world, "anna", place, what=" ", note="Står kvar").content.decode()
    fields["form_token"] = "6f0c6a4e-6d2d-4c0a-9a55-0d9f2f6c1e11"
    for _ in range(2):
        assert post(world, "anna", place, **fields).status_code == 302
    item = InventoryItem.objects.get()
    assert item.kind == kind and item.months == ([4, 11] if kind is ItemKind.BUDGET else [])
    assert "Vad det är" in text(get(world, "anna", "inventory/"))


def test_a_kind_nobody_asks_about_does_not_exist(world: World) -> None:
    assert get(world, "anna", "inventory/new/weather/").status_code == 404


def test_a_row_of_the_other_partys_draft_does_not_exist(world: World) -> None:
    pk = note(world.scope("anna"), "Hemligord")
    for place in (f"inventory/{pk}/", f"inventory/{pk}/remove/"):
        assert post(world, "per", place, what="Annat").status_code == 404
    assert get(world, "per", f"inventory/{pk}/").status_code == 404
    for place in PAGES:
        assert "Hemligord" not in text(get(world, "per", place))
    response = post(world, "anna", f"inventory/{pk}/", what="Nytt", expected_version=1)
    assert response.status_code == 302
    assert post(world, "anna", f"inventory/{pk}/", what="Annat", expected_version=1).status_code == 409


def test_sharing_is_confirmed_tells_what_follows_and_is_done_once(world: World) -> None:
    note(world.scope("anna"), "Nattvandring")
    page = text(get(world, "anna", "inventory/share/"))
    assert "Det går inte att ångra" in page and "Lokalpolisområde Ekdala" in page
    sha256 = inventory_state(world.scope("anna")).sha256
    fields = {"content_sha256": sha256, "form_token": uuid4()}
    assert post(world, "anna", "inventory/share/", **fields).status_code == 422
    for _ in range(2):
        assert post(world, "anna", "inventory/share/", **fields, has_read="on").status_code == 302
    assert SharedInventory.objects.count() == 1
    assert "Nattvandring" in text(get(world, "per", "inventory/together/"))


def test_an_identity_number_stops_the_sharing_and_is_not_repeated_there(world: World) -> None:
    note(world.scope("anna"), "Gäller 850709-9805")
    response = get(world, "anna", "inventory/share/")
    assert "Stoppar delningen" in text(response) and "0709-9805" not in text(response)
    assert 'name="has_read"' not in response.content.decode()


def test_side_by_side_the_same_work_is_linked_and_undone(world: World) -> None:
    first = note(world.scope("anna"), "Nattvandring")
    second = note(world.scope("per"), "Fotpatrull")
    note(world.scope("per"), "Budget beslutas", ItemKind.BUDGET, months=[11, 12, 1])
    share(world.scope("anna"))
    assert "Har inte delat sin inventering än" in text(get(world, "anna", "inventory/together/"))
    share(world.scope("per"))
    place = "inventory/together/link/"
    assert f'value="{first}" selected' in get(world, "anna", f"{place}?first={first}").content.decode()
    wrong = post(world, "anna", place, kind="same_work", first=first, second=first, note="Står kvar")
    assert wrong.status_code == 422 and "Står kvar" in text(wrong)
    token = uuid4()
    for _ in range(2):
        post(world, "anna", place, kind="same_work", first=first, second=second, form_token=token)
    page = text(get(world, "lars", "inventory/together/"))
    assert "1 arbete görs av flera" in page and "Samma arbete som" in page
    assert "Månad för månad" in page and "December" in page
    link = ItemLink.objects.get()
    assert post(world, "cecilia", f"{place}{link.pk}/remove/").status_code == 404
    assert post(world, "per", f"{place}{link.pk}/remove/").status_code == 302
    assert "0 arbeten görs av flera" in text(get(world, "anna", "inventory/together/"))


def test_key_functions_and_partners_are_written_and_read_by_all(world: World) -> None:
    function = {"who": "Ekonomen", "role": "controller", "manager": "yes", "decided_on": "2026-01-28"}
    token = uuid4()
    for _ in range(2):
        post(world, "anna", "anchoring/functions/new/", **function, form_token=token)
    made = KeyFunction.objects.get()
    page = text(get(world, "per", "anchoring/"))
    assert "1 av 1 chefer har sagt ja" in page and "Ekonomen" in page
    assert "läser alla parter från början" in page
    assert get(world, "per", f"anchoring/functions/{made.pk}/").status_code == 404
    response = post(
        world, "anna", "anchoring/functions/new/", **{**function, "manager": "not_asked", "note": "Kvar"}
    )
    assert response.status_code == 422 and "Kvar" in text(response)
    post(world, "anna", "anchoring/partners/new/", name="Ekdalabostäder", state="asked")
    partner = NewPartner.objects.get()
    fields = {"name": "Ekdalabostäder", "state": "joined", "expected_version": 1}
    assert post(world, "per", f"anchoring/partners/{partner.pk}/", **fields).status_code == 302
    assert (
        post(world, "anna", f"anchoring/partners/{partner.pk}/", **fields | {"state": "idea"}).status_code
        == 409
    )
    assert "Är med" in text(get(world, "anna", "anchoring/"))
    assert get(world, "karin", "anchoring/partners/new/").status_code == 403


def test_an_assignment_is_written_acknowledged_and_read_by_the_others(world: World) -> None:
    fields = {"what": "Hålla ihop", "mandate": "Kalla", "share": "50", "reporting": "Varje kvartal"}
    assert post(world, "anna", "assignment/edit/", **fields | {"share": "150"}).status_code == 422
    assert post(world, "anna", "assignment/edit/", **fields, expected_version=0).status_code == 302
    assert post(world, "anna", "assignment/edit/", **fields, expected_version=0).status_code == 302  # twice
    changed = fields | {"what": "Något annat"}
    assert post(world, "anna", "assignment/edit/", **changed, expected_version=0).status_code == 409
    assert "Hålla ihop" not in text(get(world, "per", "assignment/"))
    assert get(world, "anna", "assignment/acknowledge/").status_code == 403
    assert "Hålla ihop" in text(get(world, "karin", "assignment/acknowledge/"))
    sha256 = assignment_state(world.scope("karin")).sha256
    confirmed = {"content_sha256": sha256, "has_read": "on", "form_token": uuid4()}
    for _ in range(2):
        assert post(world, "karin", "assignment/acknowledge/", **confirmed).status_code == 302
    assert "Läs uppdraget som Karin bekräftade" in text(get(world, "per", "assignment/"))
    assert Assignment.objects.get().share == 50
    older = post(world, "karin", "assignment/acknowledge/", **confirmed | {"form_token": uuid4()})
    assert older.status_code == 409 and "redan bekräftat" in text(older)


@pytest.mark.parametrize("place", PAGES)
def test_looking_writes_nothing_and_asks_as_little_however_much_there_is(world: World, place: str) -> None:
    asked = []
    for rows in (1, 3):
        for who, leader in (("anna", "karin"), ("per", "lars")):
            for number in range(rows):
                note(world.scope(who), f"Arbete {number}")
                note(world.scope(who), f"Beslut {number}", ItemKind.BUDGET, months=[4])
            share(world.scope(who))
            assign(world.scope(who), what=f"Uppdrag {rows}")
            acknowledge(world.scope(leader))
        write(world.scope("anna"), need=f"Behov {rows}")
        client = world.client("anna")
        client.get(f"/p/ekdala/initiate/{place}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/p/ekdala/initiate/{place}")
        asked.append(len(queries))
        assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert asked[0] == asked[1] <= 15
