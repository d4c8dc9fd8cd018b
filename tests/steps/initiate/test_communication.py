"""The communication plan on screen: who answers, what is said to whom and when, and who stands behind it."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from samverkan.communication import actions
from samverkan.communication.models import Activity, Audience, CommunicationPlan, Communicator, Section
from samverkan.communication.queries.plans import read_plan
from samverkan.communication.rules import SectionKind
from samverkan.documents.models import DocumentVersion
from tests.conftest import World, begin_next_cycle
from tests.planted.communication import fill

BASE = "/p/ekdala/initiate/communication/"


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


class Desk:
    def __init__(self, world: World) -> None:
        self.world = world

    def get(self, who: str, place: str = "") -> HttpResponse:
        return self.world.client(who).get(BASE + place)

    def post(self, who: str, place: str, headers: Any = None, /, **fields: Any) -> HttpResponse:
        return self.world.client(who).post(BASE + place, fields, headers=headers or {})

    def plan(self, who: str = "anna", *, joint: bool = True) -> CommunicationPlan:
        return actions.start_plan(self.world.scope(who), None, joint=joint)

    def ready(self) -> CommunicationPlan:
        plan = self.plan()
        fill(self.world.scope("anna"), plan, 1)
        section = plan.sections.get(kind=SectionKind.PLAN)
        actions.write_section(self.world.scope("anna"), section, 1, main_message="Det går att påverka.")
        return plan

    def activity(self, plan: CommunicationPlan, **fields: Any) -> HttpResponse:
        typed = {
            "what": "Öppet hus",
            "section": "plan",
            "timing": "day",
            "starts_on": "12 mars 2026",
            "repeats": "once",
        } | fields
        return self.post("anna", f"{plan.pk}/activities/new/", form_token=uuid4(), **typed)

    def confirm(self, who: str, plan: CommunicationPlan) -> HttpResponse:
        sha256 = read_plan(self.world.scope(who), plan).sha256
        return self.post(who, f"{plan.pk}/confirm/", content_sha256=sha256, stands_behind="on")


@pytest.fixture
def desk(world: World, settings: LazySettings, tmp_path: Path) -> Desk:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"
    return Desk(world)


def test_the_first_page_says_what_is_missing_and_starts_it(desk: Desk) -> None:
    page = text(desk.get("anna"))
    for words in ("0 av 2 parter har utsett", "Utse er kommunikationsansvarig", "Börja på en plan"):
        assert words in page
    assert "Börja på en plan" not in text(desk.get("karin"))
    assert desk.get("olle").status_code == 403 and desk.get("cecilia").status_code == 404


def test_a_plan_is_begun_once_however_often_the_form_is_sent(desk: Desk) -> None:
    form = {"kind": "joint", "form_token": "6f0c6a4e-6d2d-4c0a-9a55-0d9f2f6c1e56"}
    for _ in range(2):
        assert desk.post("anna", "new/", **form).status_code == 302
    assert CommunicationPlan.objects.count() == 1
    assert desk.post("per", "new/", kind="joint").status_code == 409


def test_each_party_names_its_own_communicator(desk: Desk) -> None:
    member = desk.world.scope("karin").membership
    assert "Per, kommunpolis" not in text(desk.get("anna", "communicator/"))
    assert desk.post("anna", "communicator/", function=" ").status_code == 422
    assert desk.post("anna", "communicator/", responsible_id=member.pk, expected_version=0).status_code == 302
    assert "Karin" in text(desk.get("per")) and Communicator.objects.get().party == desk.world.municipality
    clash = desk.post("amir", "communicator/", function="Pressjouren")
    assert clash.status_code == 403
    clash = desk.post("anna", "communicator/", function="Pressjouren", expected_version=0)
    assert clash.status_code == 409 and "Du sparade själv" in text(clash)


def test_a_function_in_place_of_a_person_is_no_personal_data(desk: Desk) -> None:
    response = desk.post("anna", "communicator/", function="Ring 070-123 45 67", expected_version=0)
    assert response.status_code == 422 and "telefonnummer" in text(response)


def test_the_texts_are_saved_by_themselves_and_shown(desk: Desk) -> None:
    plan = desk.plan()
    by_itself = desk.post(
        "anna", f"{plan.pk}/texts/", {"X-Autosave": "1"}, main_message="Ihop", expected_version=1
    )
    assert by_itself.json()["version"] == 2
    assert (
        desk.post("per", f"{plan.pk}/promises/", main_message="Vi lovar", expected_version=1).status_code
        == 302
    )
    page = text(desk.get("karin", f"{plan.pk}/"))
    assert "Ihop" in page and "Vi lovar" in page


def test_two_who_save_the_same_texts_are_shown_the_difference(desk: Desk) -> None:
    plan = desk.plan()
    desk.post("anna", f"{plan.pk}/texts/", main_message="Annas ord", expected_version=1)
    response = desk.post("per", f"{plan.pk}/texts/", main_message="Pers ord", expected_version=1)
    assert response.status_code == 409
    assert "Annas" in text(response) and "Pers ord" in response.content.decode()
    assert Section.objects.get(plan=plan, kind="plan").main_message == "Annas ord"


def test_an_audience_is_added_changed_and_taken_away(desk: Desk) -> None:
    plan = desk.plan()
    assert desk.post("anna", f"{plan.pk}/audiences/new/", who="", importance=1, why="Nära").status_code == 422
    desk.post("anna", f"{plan.pk}/audiences/new/", who="Boende", importance=1, form_token=uuid4())
    audience = Audience.objects.get()
    form = {"who": "Boende i centrum", "importance": 2, "expected_version": 1}
    assert desk.post("per", f"audiences/{audience.pk}/", **form).status_code == 302
    assert desk.post("anna", f"audiences/{audience.pk}/", **form | {"importance": 3}).status_code == 409
    assert (
        desk.post("anna", f"audiences/{audience.pk}/", **form).status_code == 302
    )  # the same as what stands
    assert "Boende i centrum (viktig att nå)" in text(desk.get("anna", f"{plan.pk}/"))
    desk.post("anna", f"audiences/{audience.pk}/remove/")
    assert "Boende i centrum" not in text(desk.get("anna", f"{plan.pk}/"))


def test_an_activity_on_a_day_is_in_the_plan_and_in_the_calendar(desk: Desk) -> None:
    plan = desk.plan()
    assert desk.activity(plan).status_code == 302
    assert "12 mars 2026" in text(desk.get("per", f"{plan.pk}/"))
    calendar = desk.world.client("per").get("/p/ekdala/calendar/", {"month": "2026-03"})
    assert "Öppet hus" in text(calendar)


def test_an_activity_some_time_in_some_months_and_one_that_comes_again(desk: Desk) -> None:
    plan = desk.plan()
    desk.activity(plan, timing="months", starts_on="", first_month="2026-03", last_month="2026-05")
    desk.activity(plan, repeats="monthly")
    span, again = Activity.objects.order_by("pk")
    assert (span.starts_on, span.ends_on, span.in_months) == (date(2026, 3, 1), date(2026, 5, 31), True)
    assert (again.starts_on, again.ends_on) == (date(2026, 3, 12), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": ""}, "Skriv vilken dag det blir"),
        ({"starts_on": "31/2 2026"}, "finns inte"),
        ({"starts_on": "2062-03-12"}, "Är året rätt?"),
        ({"repeats": "weekly", "ends_on": "2026-03-01"}, "kommer före den första"),
        ({"timing": "months"}, "Välj den första månaden"),
        ({"timing": "months", "first_month": "2026-05", "last_month": "2026-03"}, "kommer före den första"),
        ({"what": ""}, "Fyll i ”Vad ska göras?”"),
    ],
)
def test_wrong_input_is_told_and_all_else_kept(desk: Desk, wrong: dict[str, str], said: str) -> None:
    response = desk.activity(desk.plan(), channel="Torget i Ekdala", **wrong)
    assert response.status_code == 422
    assert said in text(response) and "Torget i Ekdala" in response.content.decode()
    assert not Activity.objects.exists()


def test_an_edited_activity_opens_as_it_was_filled_in(desk: Desk) -> None:
    plan = desk.plan()
    desk.activity(plan, timing="months", starts_on="", first_month="2026-03", last_month="2026-05")
    page = desk.get("per", f"activities/{Activity.objects.get().pk}/").content.decode()
    assert '<option value="2026-03" selected>' in page and '<option value="2026-05" selected>' in page
    assert not re.search(r'name="starts_on" value=', page)


def test_two_who_change_the_same_activity_are_shown_the_difference_in_words(desk: Desk) -> None:
    plan = desk.plan()
    desk.activity(plan)
    place = f"activities/{Activity.objects.get().pk}/"
    form = {"section": "plan", "timing": "day", "starts_on": "2026-03-13", "repeats": "once"}
    assert desk.post("anna", place, what="Torgmöte", expected_version=1, **form).status_code == 302
    response = desk.post("per", place, what="Öppet hus", expected_version=1, **form)
    assert response.status_code == 409
    assert "Torgmöte" in text(response) and "None" not in text(response)


def test_what_came_of_it_is_told_in_the_plan(desk: Desk) -> None:
    plan = desk.plan()
    desk.activity(plan)
    place = f"activities/{Activity.objects.get().pk}/outcome/"
    assert desk.post("per", place, state="done", outcome="Sextio kom.", expected_version=1).status_code == 302
    page = text(desk.get("karin", f"{plan.pk}/"))
    assert "Genomförd" in page and "Sextio kom." in page


def test_what_came_of_it_is_told_also_when_the_cycle_has_just_been_closed(desk: Desk) -> None:
    plan = desk.plan()
    desk.activity(plan)
    begin_next_cycle(desk.world.scope("anna"))
    page = text(desk.get("per", f"{plan.pk}/"))
    assert "Berätta hur det gick" in page and "Planera en aktivitet" not in page
    place = f"activities/{Activity.objects.get().pk}/"
    assert desk.get("per", place).status_code == 404
    sent = desk.post("per", f"{place}outcome/", state="done", outcome="Sextio kom.", expected_version=1)
    assert sent.status_code == 302


def test_another_partys_own_plan_does_not_exist_until_it_is_shared(desk: Desk) -> None:
    plan = desk.plan("anna", joint=False)
    fill(desk.world.scope("anna"), plan, 1)
    for place in ("", "texts/", "promises/", "share/", "audiences/new/", "activities/new/"):
        assert desk.get("per", f"{plan.pk}/{place}").status_code == 404
    assert "Er egen" not in text(desk.get("per"))
    assert desk.post("anna", f"{plan.pk}/share/", form_token=uuid4()).status_code == 422
    assert desk.post("anna", f"{plan.pk}/share/", agrees="on").status_code == 302
    page = text(desk.get("per", f"{plan.pk}/"))
    assert "Kommunikationsplan från Kommunen" in page and "Planera en aktivitet" not in page
    for place in ("texts/", "share/", "audiences/new/"):
        assert desk.get("per", f"{plan.pk}/{place}").status_code == 404


def test_the_joint_plan_becomes_a_document_when_both_have_confirmed(desk: Desk) -> None:
    plan = desk.ready()
    assert "Inte fastställd än" in text(desk.get("anna", f"{plan.pk}/"))
    assert desk.post("anna", f"{plan.pk}/confirm/", content_sha256="").status_code == 422
    for who in ("anna", "per"):
        assert desk.confirm(who, plan).status_code == 302
    assert "Fastställd som version 1" in text(desk.get("karin", f"{plan.pk}/"))
    version = DocumentVersion.objects.get()
    assert desk.world.client("karin").get(f"/p/ekdala/documents/{version.pk}/document.pdf").status_code == 200
    assert "står redan bakom planen" in text(desk.get("anna", f"{plan.pk}/confirm/"))


def test_a_plan_that_changed_meanwhile_is_asked_for_again(desk: Desk) -> None:
    plan = desk.ready()
    response = desk.post("anna", f"{plan.pk}/confirm/", content_sha256="0" * 64, stands_behind="on")
    assert response.status_code == 409 and "har ändrats sedan du öppnade sidan" in text(response)
    assert "checked" not in response.content.decode()


def test_leaders_and_analysts_are_not_let_in_to_write(desk: Desk) -> None:
    plan = desk.plan()
    for who in ("karin", "amir"):
        for place in ("new/", "communicator/", f"{plan.pk}/texts/", f"{plan.pk}/confirm/"):
            assert desk.get(who, place).status_code == 403


def test_the_year_wheel_draws_what_is_planned_and_lists_it_by_month(desk: Desk) -> None:
    wheel = "/p/ekdala/prepare/year-wheel/"
    assert "Planerat månad för månad" not in text(desk.world.client("anna").get(wheel))
    desk.activity(desk.plan())
    page = desk.world.client("per").get(wheel)
    assert "Planerat månad för månadMarsÖppet hus" in text(page)
    assert '<path class="activity"' in page.content.decode()
