"""Guidance stands beside the work until the person puts it away, and a step can be read about as a whole."""

import pytest
from django.http import HttpResponse

from samverkan.access.models import LogEntry
from samverkan.partnerships.content import criteria_of, guidances
from samverkan.partnerships.rules import Step
from samverkan.questions.models import ClosedGuidance
from tests.conftest import World

WHEEL = "/p/ekdala/prepare/year-wheel/"
GUIDE = "/p/ekdala/guide/2.8/"


def is_open(page: HttpResponse) -> bool:
    return '<details open data-remember="guidance">' in page.content.decode()


def test_guidance_put_away_stays_away_for_that_person_until_asked_for(world: World) -> None:
    anna = world.client("anna")
    assert is_open(anna.get(WHEEL))
    assert anna.post(f"{GUIDE}close/", {"next": WHEEL})["Location"] == WHEEL
    another_browser = world.client("anna")
    page = another_browser.get(WHEEL)
    assert not is_open(page) and "Visa hjälpen" in page.content.decode()
    assert is_open(another_browser.get("/p/ekdala/prepare/sources/"))
    assert is_open(world.client("amir").get(WHEEL))
    anna.post(f"{GUIDE}open/", {"next": WHEEL})
    assert is_open(anna.get(WHEEL))


def test_pressing_twice_is_pressing_once(world: World) -> None:
    for _ in range(2):
        world.client("anna").post(f"{GUIDE}close/")
    assert ClosedGuidance.objects.count() == 1
    for _ in range(2):
        world.client("anna").post(f"{GUIDE}open/")
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_button_leads_nowhere_outside(world: World, there: str) -> None:
    assert world.client("olle").post(f"{GUIDE}close/", {"next": there})["Location"] == "/p/ekdala/"


def test_guidance_that_is_not_there_can_not_be_put_away(world: World) -> None:
    for key in ("9.9", "step.rest"):
        assert world.client("anna").post(f"/p/ekdala/guide/{key}/close/").status_code == 404
    assert world.client("anna").get("/p/ekdala/guide/1.1/").status_code == 404


@pytest.mark.parametrize("step", Step)
def test_a_step_is_read_about_as_a_whole_by_everybody(world: World, step: Step) -> None:
    page = world.client("olle").get(f"/p/ekdala/guide/step.{step.value}/").content.decode()
    assert all(row.text in page for row in criteria_of(step))
    assert all(guide.title in page for guide in guidances() if guide.step == step)
    assert "/questions/" not in page


def test_the_page_of_each_step_leads_to_what_it_is_about(world: World) -> None:
    for step in Step:
        page = world.client("anna").get(f"/p/ekdala/steps/{step.value}/").content.decode()
        assert f"/p/ekdala/guide/step.{step.value}/" in page
