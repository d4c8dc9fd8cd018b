"""The own picture on screen: state first, its parts, and who may see and write it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.pictures import actions
from samverkan.pictures.models import Finding, Picture, SeasonalPattern, SourceUse
from samverkan.pictures.rules import Verdict
from tests.steps.prepare.conftest import Desk, text

PAGES = [
    "picture/",
    "picture/sources/",
    "picture/patterns/",
    "picture/mapping/",
    "picture/secrecy/",
    "picture/page/",
    "year-wheel/",
]
WRITING = [
    "picture/texts/",
    "picture/findings/new/",
    "picture/mapping/why/",
    "picture/patterns/trend/",
    "year-wheel/new/",
]


@pytest.mark.parametrize("place", [*PAGES, *WRITING])
def test_the_pages_are_for_the_partys_own_people(desk: Desk, place: str) -> None:
    desk.write("Hemligord")
    assert desk.get("anna", place).status_code == 200
    assert desk.get("olle", place).status_code == 403
    assert desk.get("cecilia", place).status_code == 404
    assert desk.get(None, place).status_code == 302
    assert "Hemligord" not in text(desk.get("per", place))


@pytest.mark.parametrize("place", WRITING)
def test_leaders_read_but_are_not_let_in_to_write(desk: Desk, place: str) -> None:
    assert desk.get("karin", place).status_code == 403


@pytest.mark.parametrize("place", PAGES)
def test_looking_writes_nothing(desk: Desk, place: str) -> None:
    assert desk.get("anna", place).status_code == 200
    assert not Picture.objects.exists()


@pytest.mark.parametrize("place", PAGES)
def test_a_page_asks_as_much_of_the_database_however_much_is_written(desk: Desk, place: str) -> None:
    asked = []
    for rows in (1, 2):
        for _ in range(rows):
            desk.write()
            actions.assess_source(
                desk.kommun.writer, desk.source(f"K{SourceUse.objects.count()}"), 0, used=True, remark=""
            )
            actions.note_season(desk.kommun.writer, None, what="Nyår", months=[12, 1])
        client = desk.world.client("anna")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/p/ekdala/prepare/{place}")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15


def test_state_stands_first_and_says_what_is_missing_and_next(desk: Desk) -> None:
    desk.write()
    page = text(desk.get("anna"))
    assert "1 av 5 delar är klara" in page
    assert "Säg vilka källor bilden bygger på." in page
    assert "Sekretesspröva lägesbilden" in page


def test_another_partys_finding_does_not_exist(desk: Desk) -> None:
    finding = desk.write()
    for place in ("", "removed/"):
        assert desk.get("per", f"picture/findings/{finding.pk}/{place}").status_code == 404
    for place in ("", "move/", "remove/", "removed/"):
        assert desk.post("per", f"picture/findings/{finding.pk}/{place}", what="Annat").status_code == 404
    finding.refresh_from_db()
    assert finding.what == "Fler cykelstölder" and finding.removed_at is None


def test_a_finding_is_written_once_however_often_the_form_is_sent(desk: Desk) -> None:
    form = {"what": "Klotter", "form_token": "6f0c6a4e-6d2d-4c0a-9a55-0d9f2f6c1e11"}
    for _ in range(2):
        assert desk.post("anna", "picture/findings/new/", **form).status_code == 302
    assert Finding.objects.count() == 1


def test_a_finding_without_words_is_sent_back_with_all_else_kept(desk: Desk) -> None:
    response = desk.post("anna", "picture/findings/new/", what=" ", where="Centrum")
    assert response.status_code == 422
    assert "Fyll i ”Vad”" in text(response)
    assert "Centrum" in response.content.decode()


def test_two_who_save_the_same_finding_are_shown_the_difference_and_nothing_typed_is_lost(desk: Desk) -> None:
    finding = desk.write()
    place = f"picture/findings/{finding.pk}/"
    assert desk.post("anna", place, what="Annas ord", expected_version=1).status_code == 302
    response = desk.post("amir", place, what="Amirs ord", expected_version=1)
    assert response.status_code == 409
    page = text(response)
    assert "Anna sparade" in page and "Annas" in page and "Amirs" in page
    assert 'name="expected_version" value="2"' in response.content.decode()
    assert desk.post("amir", place, what="Amirs ord", expected_version=2).status_code == 302
    finding.refresh_from_db()
    assert finding.what == "Amirs ord"


def test_a_draft_that_saves_itself_is_answered_briefly(desk: Desk) -> None:
    finding = desk.write()
    place, by_itself = f"picture/findings/{finding.pk}/", {"X-Autosave": "1"}
    response = desk.post("anna", place, by_itself, what="Nya ord", expected_version=1)
    assert response.json()["version"] == 2  # type: ignore[attr-defined]
    assert desk.post("amir", place, by_itself, what="Andra ord", expected_version=1).status_code == 409
    assert desk.post("anna", place, by_itself, what="", expected_version=2).status_code == 422
    finding.refresh_from_db()
    assert finding.what == "Nya ord"


@pytest.mark.parametrize("place", ["picture/texts/", "picture/mapping/why/"])
def test_the_first_draft_of_a_text_saves_itself_too(desk: Desk, place: str) -> None:
    fields = {"summary": "Kort", "text": "Kort", "expected_version": 0}
    response = desk.post("anna", place, {"X-Autosave": "1"}, **fields)
    assert response.status_code == 200
    # The mark the page now carries is the one that is accepted next.
    fields["expected_version"] = response.json()["version"]  # type: ignore[attr-defined]
    assert desk.post("anna", place, {"X-Autosave": "1"}, **fields).status_code == 200


def test_order_is_changed_with_buttons(desk: Desk) -> None:
    desk.write("Först")
    second = desk.write("Sedan")
    response = desk.post("anna", f"picture/findings/{second.pk}/move/", up="1")
    assert response["Location"].endswith(f"#iakttagelse-{second.pk}")
    page = text(desk.get("anna"))
    assert page.index("Sedan") < page.index("Först")


def test_a_removed_finding_can_be_brought_back_from_the_message(desk: Desk) -> None:
    finding = desk.write()
    client = desk.world.client("anna")
    response = client.post(f"/p/ekdala/prepare/picture/findings/{finding.pk}/remove/", follow=True)
    undo = f"/p/ekdala/prepare/picture/findings/{finding.pk}/removed/"
    assert undo in response.content.decode()
    assert client.get(undo).status_code == 200
    client.post(undo)
    assert client.get(undo).status_code == 404
    assert "Fler cykelstölder" in text(desk.get("anna"))


def test_a_source_is_said_to_be_used_or_left_aside(desk: Desk) -> None:
    source = desk.source()
    place = f"picture/sources/{source.pk}/"
    assert "Visar inte allt." in desk.get("anna", place).content.decode()
    assert desk.post("anna", place, remark="Gamla siffror").status_code == 422
    assert desk.post("anna", place, used="no", remark="Gamla siffror", expected_version=0).status_code == 302
    page = text(desk.get("anna", "picture/sources/"))
    assert "Valdes bort" in page and "Gamla siffror" in page
    assert desk.post("amir", place, used="yes", remark="Nya", expected_version=0).status_code == 409
    assert desk.get("per", place).status_code == 404


def test_a_pattern_question_is_answered_in_own_words_beside_the_figures(desk: Desk) -> None:
    actions.answer_pattern(
        desk.kommun.writer,
        "trend",
        0,
        verdict=Verdict.YES,
        sentence="Ökningen är stor.",
        proposed_verdict="yes",
        proposed_sentence="Ökningen är större än vad slumpen brukar ge.",
    )
    form = {"verdict": "cannot_tell", "sentence": "Fler anmäler.", "expected_version": 1}
    assert desk.post("anna", "picture/patterns/trend/", **form).status_code == 302
    page = text(desk.get("anna", "picture/patterns/"))
    assert "Går inte att säga. Fler anmäler." in page
    assert "Ja. Ökningen är större än vad slumpen brukar ge." in page


@pytest.mark.parametrize("place", ["picture/patterns/weather/", "picture/mapping/weather/"])
def test_a_question_nobody_asks_does_not_exist(desk: Desk, place: str) -> None:
    assert desk.get("anna", place).status_code == 404


def test_the_year_wheel_takes_what_comes_back_and_gives_it_up(desk: Desk) -> None:
    form = {"what": "Skolavslutning", "months": [6, 5], "form_token": "6f0c6a4e-6d2d-4c0a-9a55-0d9f2f6c1e12"}
    assert desk.post("anna", "year-wheel/new/", what="Skolavslutning").status_code == 422
    desk.post("anna", "year-wheel/new/", **form)
    season = SeasonalPattern.objects.get()
    assert season.months == [5, 6]
    assert "maj, juni" in text(desk.get("anna", "year-wheel/"))
    place = f"year-wheel/{season.pk}/"
    assert desk.get("per", place).status_code == 404
    assert desk.post("anna", place, what="Studenten", months=[6], expected_version=1).status_code == 302
    response = desk.post("amir", place, what="Skolan slutar", months=[6, 7], expected_version=1)
    assert response.status_code == 409
    assert response.content.decode().count("checked") == 2
    desk.post("anna", f"{place}remove/")
    assert "Skolavslutning" not in text(desk.get("anna", "year-wheel/"))


def test_personal_data_are_warned_about_when_a_draft_is_saved_and_never_repeated(desk: Desk) -> None:
    client = desk.world.client("anna")
    response = client.post(
        "/p/ekdala/prepare/picture/findings/new/", {"what": "Ring 070-123 45 67 om klottret"}, follow=True
    )
    told = text(response).partition("Iakttagelser")[0]
    assert "telefonnummer" in told and "070-123" not in told
    assert Finding.objects.exists()


def test_the_time_frame_is_set_for_all_and_the_second_to_set_it_is_told(desk: Desk) -> None:
    assert desk.post("anna", "picture/due/", due_on="31/2 2026").status_code == 422
    assert desk.post("anna", "picture/due/", due_on="2026-03-31", seen="").status_code == 302
    assert "Ska vara klar 31 mars 2026" in text(desk.get("per")).replace("\u00a0", " ")
    response = desk.post("per", "picture/due/", due_on="2026-04-30", seen="")
    assert response.status_code == 422 and "2026-03-31" in text(response)
    assert desk.post("per", "picture/due/", due_on="2026-04-30", seen="2026-03-31").status_code == 302
    for who in ("amir", "karin"):
        assert desk.get(who, "picture/due/").status_code == 403
