"""The support questions on screen: how far they have come, answering them, and showing an area to the other party."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from samverkan.partnerships.content import question_areas
from samverkan.partnerships.models import Answer
from samverkan.questions.actions import answer_question
from tests.conftest import World

AREA = "/p/ekdala/questions/inventory/"
ANSWER = "/p/ekdala/answers/inventory.ongoing/"


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def test_every_area_stands_under_its_step_with_how_far_it_has_come(world: World) -> None:
    anna = world.scope("anna")
    answer_question(anna, "decision.organisation", 0, text="Ja", finished=True)
    answer_question(anna, "inventory.ongoing", 0, text="Fältgruppen", finished=False)
    page = text(world.client("anna").get("/p/ekdala/questions/"))
    assert "1 av 73 frågor är klara" in page and "1 svar är påbörjat" in page
    assert all(area.title in page for area in question_areas())
    assert "1 av 5 klara" in page and "0 av 6 klara, 1 utkast" in page
    assert "1 utkast" not in text(world.client("per").get("/p/ekdala/questions/"))


@pytest.mark.parametrize("area", question_areas(), ids=lambda area: area.key)
def test_every_question_is_on_its_areas_page_with_the_way_to_answer_it(world: World, area: object) -> None:
    page = world.client("anna").get(f"/p/ekdala/questions/{area.key}/").content.decode()  # type: ignore[attr-defined]
    ways = {"own_picture": "prepare/picture/mapping/", "patterns": "prepare/picture/patterns/"}
    for asked in area.questions:  # type: ignore[attr-defined]
        assert asked.text in unescape(page)
        room, _, name = asked.key.partition(".")
        way = f"{ways[room]}{name}/" if room in ways else f"answers/{asked.key}/"
        assert f'href="/p/ekdala/{way}"' in page


def test_an_answer_is_written_and_told_with_who_and_when(world: World) -> None:
    anna = world.client("anna")
    response = anna.post(ANSWER, {"text": "Fältgruppen", "finished": "on", "expected_version": 0})
    assert response["Location"] == f"{AREA}#question-ongoing"
    page = text(anna.get(AREA))
    assert "1 av 6 frågor är klara" in page and "Klart Anna," in page and "Fältgruppen" in page


def test_the_other_party_and_strangers_meet_no_word_of_it(world: World) -> None:
    answer_question(world.scope("anna"), "inventory.ongoing", 0, text="Hemligord", finished=True)
    for address in (AREA, ANSWER):
        assert "Hemligord" not in text(world.client("per").get(address))
        assert world.client("cecilia").get(address).status_code == 404
        assert world.client("olle").get(address).status_code == 403


def test_leaders_read_and_are_shown_no_way_to_answer(world: World) -> None:
    page = world.client("karin").get(AREA)
    assert page.status_code == 200 and "/answers/" not in page.content.decode()
    assert world.client("karin").get(ANSWER).status_code == 403


def test_a_finished_answer_has_words_and_what_was_typed_is_kept(world: World) -> None:
    response = world.client("anna").post(ANSWER, {"text": " ", "finished": "on", "expected_version": 0})
    assert response.status_code == 422
    assert "Skriv ett svar innan du kryssar" in text(response)
    assert "checked" in response.content.decode()
    assert not Answer.objects.exists()


def test_two_who_save_the_same_joint_answer_are_shown_the_difference(world: World) -> None:
    address = "/p/ekdala/answers/decision.organisation/"
    first = {"text": "Annas ord", "expected_version": 0}
    assert world.client("anna").post(address, first).status_code == 302
    response = world.client("per").post(address, {"text": "Pers ord", "expected_version": 0})
    page = text(response)
    assert response.status_code == 409
    assert "Anna sparade" in page and "Annas" in page and "Pers" in page
    again = {"text": "Pers ord", "expected_version": 1}
    assert world.client("per").post(address, again).status_code == 302
    assert Answer.objects.get().text == "Pers ord"


def test_an_answer_sent_twice_is_one_answer(world: World) -> None:
    form = {"text": "Fältgruppen", "expected_version": 0}
    for _ in range(2):
        assert world.client("anna").post(ANSWER, form).status_code == 302
    assert Answer.objects.get().version == 1


def test_a_draft_saves_itself(world: World) -> None:
    by_itself = {"X-Autosave": "1"}
    form = {"text": "Fält", "expected_version": 0}
    response = world.client("anna").post(ANSWER, form, headers=by_itself)
    form |= {"text": "Fältgruppen", "expected_version": response.json()["version"]}
    assert world.client("anna").post(ANSWER, form, headers=by_itself).status_code == 200
    assert Answer.objects.get().text == "Fältgruppen"


@pytest.mark.parametrize("key", ["inventory.weather", "patterns.trend", "own_picture.why", "x"])
def test_what_is_not_answered_here_does_not_exist_here(world: World, key: str) -> None:
    assert world.client("anna").get(f"/p/ekdala/answers/{key}/").status_code == 404


@pytest.mark.parametrize("place", ["weather/", "decision/show/", "patterns/hide/"])
def test_an_area_that_is_not_there_or_not_ones_own_to_show_does_not_exist(world: World, place: str) -> None:
    assert world.client("anna").post(f"/p/ekdala/questions/{place}").status_code == 404


def test_an_area_is_shown_to_the_other_party_and_taken_back_with_a_button(world: World) -> None:
    answer_question(world.scope("anna"), "inventory.ongoing", 0, text="Fältgruppen", finished=True)
    anna, per = world.client("anna"), world.client("per")
    assert "Visa för den andra parten" in text(anna.get(AREA))
    assert "Visa för den andra parten" not in text(world.client("amir").get(AREA))
    assert world.client("amir").post(f"{AREA}show/").status_code == 403
    anna.post(f"{AREA}show/")
    for address in (AREA, ANSWER):
        assert "Så svarar Kommunen" in text(per.get(address)) and "Fältgruppen" in text(per.get(address))
    anna.post(f"{AREA}hide/")
    assert "Fältgruppen" not in text(per.get(AREA))


def test_a_shown_answer_with_an_identity_number_is_sent_back_with_the_words_kept(world: World) -> None:
    anna = world.client("anna")
    anna.post(f"{AREA}show/")
    # Made up: the control digit is right, the person does not exist.
    form = {"text": "Fråga 850709-9805", "finished": "on", "expected_version": 0}
    response = anna.post(ANSWER, form)
    assert response.status_code == 422 and "personnummer" in text(response)
    assert "850709-9805" in response.content.decode()
    assert anna.post(ANSWER, form | {"finished": ""}).status_code == 302


def test_a_telephone_number_in_an_answer_is_warned_about_when_it_is_written_and_when_it_is_shown(
    world: World,
) -> None:
    anna = world.client("anna")
    form = {"text": "Ring 070-123 45 67", "finished": "on", "expected_version": 0}
    assert "telefonnummer (07" in text(anna.post(ANSWER, form, follow=True))
    assert "telefonnummer (07" in text(anna.post(f"{AREA}show/", follow=True))


@pytest.mark.parametrize(("who", "seen"), [("anna", True), ("karin", True), ("olle", False)])
def test_the_questions_stand_folded_beside_the_work(world: World, who: str, seen: bool) -> None:
    answer_question(world.scope("anna"), "inventory.ongoing", 0, text="Fältgruppen", finished=True)
    request = RequestFactory().get("/p/ekdala/")
    context = {"scope": world.scope(who)}
    template = engines["django"].from_string('{% load samverkan %}{% support_questions "inventory" %}')
    page = template.render(context, request)
    assert ("Stödfrågor: 1 av 6 är klara" in page) == seen
    assert ("/p/ekdala/answers/inventory.timing/" in page) == (who == "anna")
