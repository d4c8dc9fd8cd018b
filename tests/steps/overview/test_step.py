"""A step's page: how far it has come, what proves it, and what a person can do about it."""

from uuid import uuid4

import pytest
from django.test import Client

from samverkan.cycles.models import CriterionConfirmation, StepReopening
from samverkan.partnerships.rules import Step
from tests.conftest import World
from tests.planted.cycles import confirm

STEP = "/p/ekdala/steps/"
CONFIRM = "/p/ekdala/criteria/prepare.dialogues/confirm/"
WITHDRAW = "/p/ekdala/criteria/prepare.dialogues/withdraw/"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_its_page_with_the_handbooks_criteria(world: World, step: Step) -> None:
    text = page(world.client("anna"), f"{STEP}{step}/")
    assert step.swedish in text and "Steget är klart när" in text
    assert world.client("anna").get(f"{STEP}{step}/reopen/").status_code == 409


def test_a_step_that_does_not_exist_has_none(world: World) -> None:
    assert world.client("anna").get(f"{STEP}dance/").status_code == 404
    assert world.client("anna").get("/p/ekdala/criteria/dance/confirm/").status_code == 404


def test_a_criterion_is_confirmed_with_its_grounds_which_the_other_party_reads(world: World) -> None:
    client = world.client("anna")
    assert CONFIRM in page(client, f"{STEP}prepare/")
    sent = client.post(CONFIRM, {"note": "Mötet den 3 mars", "form_token": str(uuid4())})
    assert sent.headers["Location"] == f"{STEP}prepare/"
    text = page(world.client("per"), f"{STEP}prepare/")
    assert "Mötet den 3 mars" in text and "Bekräftat av Anna" in text and "1 av 3 kriterier är klara" in text
    assert WITHDRAW in text


def test_a_double_click_is_one_confirmation(world: World) -> None:
    client, sent = world.client("anna"), {"note": "Mötet", "form_token": str(uuid4())}
    assert [client.post(CONFIRM, sent).status_code for _ in range(2)] == [302, 302]
    assert CriterionConfirmation.objects.count() == 1


@pytest.mark.parametrize("note", ["", "Ring 070-123 45 67 om dialogen"])
def test_without_grounds_or_with_personal_data_in_them_nothing_is_confirmed(world: World, note: str) -> None:
    answer = world.client("anna").post(CONFIRM, {"note": note})
    assert answer.status_code == 422
    assert note in answer.content.decode()
    assert not CriterionConfirmation.objects.exists()


def test_a_confirmation_is_taken_back_with_a_reason_that_stands_on_the_page(world: World) -> None:
    world.client("anna").post(CONFIRM, {"note": "Mötet"})
    client = world.client("per")
    assert client.post(WITHDRAW, {"reason": ""}).status_code == 422
    client.post(WITHDRAW, {"reason": "Blev inställt"})
    text = page(world.client("karin"), f"{STEP}prepare/")
    assert "Gäller inte längre" in text and "Per tog tillbaka bekräftelsen: Blev inställt" in text
    start = page(world.client("karin"), "/p/ekdala/")
    assert "det syns i lägesbilden” gäller inte längre" in start
    assert client.post(WITHDRAW, {"reason": "Igen"}).status_code == 409


def test_what_the_system_finds_is_not_confirmed_by_hand(world: World) -> None:
    answer = world.client("anna").post("/p/ekdala/criteria/prepare.picture/confirm/", {"note": "Klart"})
    assert answer.status_code == 409 and "av sig självt" in answer.content.decode()


def test_a_finished_step_is_opened_again_with_a_reason_and_finished_anew(world: World) -> None:
    confirm(world.scope("anna"), Step.IMPLEMENT)
    client, address = world.client("per"), f"{STEP}implement/"
    assert f"{address}reopen/" in page(client, address)
    assert client.post(f"{address}reopen/", {"reason": ""}).status_code == 422
    sent = {"reason": "Nya uppgifter om torget", "form_token": str(uuid4())}
    assert [client.post(f"{address}reopen/", sent).status_code for _ in range(2)] == [302, 302]
    assert StepReopening.objects.count() == 1
    text = page(world.client("karin"), address)
    assert "Per öppnade steget igen" in text and "Nya uppgifter om torget" in text
    assert "Steget är klart igen" not in text
    assert "Steget är klart igen" in page(world.client("anna"), address)
    world.client("anna").post(f"{address}finish/")
    assert "Öppnat tidigare" in page(world.client("per"), address)


def test_the_observer_sees_what_holds_and_nothing_of_why(world: World) -> None:
    confirm(world.scope("anna"), Step.IMPLEMENT)
    client = world.client("per")
    client.post(f"{STEP}implement/reopen/", {"reason": "Nya uppgifter om torget"})
    text = page(world.client("olle"), f"{STEP}implement/")
    assert "7 av 7 kriterier är klara" in text and "Öppnat igen" in text and text.count("Uppfyllt ") == 7
    for hidden in (
        "Beslutat på mötet",
        "Anna",
        "Nya uppgifter",
        "criteria/",
        "/p/ekdala/prepare/",
        "reopen/",
    ):
        assert hidden not in text


@pytest.mark.parametrize("who", ["amir", "karin"])
def test_those_who_do_not_lead_the_work_meet_no_buttons(world: World, who: str) -> None:
    text = page(world.client(who), f"{STEP}prepare/")
    assert "criteria/" not in text
    assert world.client(who).post(CONFIRM, {"note": "Klart"}).status_code == 403
