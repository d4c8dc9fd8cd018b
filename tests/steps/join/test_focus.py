"""Val och beslut: what is chosen and why, what the steering group has decided about, and what has changed since."""

import re

import pytest

from samverkan.access.actions import Refused
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import AgendaItem, Decision
from samverkan.problems import actions
from samverkan.problems.models import Problem
from samverkan.problems.queries.decided import standings
from samverkan.problems.queries.prioritised import prioritised
from samverkan.problems.rules import MatrixCriterion as C
from samverkan.problems.rules import Standing
from samverkan.process.agenda import waiting_for
from samverkan.steps.join import focus
from tests.planted.groups import call, form
from tests.problems.conftest import choose_all, decide, problem
from tests.steps.join.conftest import Table, text, work_form


@pytest.fixture
def made(table: Table) -> Problem:
    return problem(table.kommun.writer)


def test_a_decision_written_under_its_item_on_the_agenda_is_about_the_prioritisation(
    table: Table, made: Problem
) -> None:
    anna = table.kommun.writer
    choose_all(anna)
    meeting = call(anna, form(anna))
    item = AgendaItem.objects.get(title="Besluta om prioriteringen")
    client, place = table.world.client("anna"), f"/p/ekdala/initiate/meetings/{meeting.pk}/decide/"
    page = client.get(f"{place}?item={item.pk}")
    html = page.content.decode()
    chosen = f'<option value="priorities:{anna.cycle.pk}" selected>'
    assert chosen in html and chosen not in client.get(place).content.decode()
    client.post(
        place,
        work_form(page)
        | {"text": "Vi går vidare.", "item_id": item.pk, "about": f"priorities:{anna.cycle.pk}"},
    )
    assert standings(anna).decision == Decision.objects.get()


def test_a_choice_without_a_reason_is_not_made(table: Table, made: Problem) -> None:
    assert table.post("anna", f"problems/{made.pk}/choice/focus/", expected_version=1).status_code == 422
    made.refresh_from_db()
    assert made.standing == Standing.OPEN


def test_a_choice_that_clashes_keeps_what_was_typed(table: Table, made: Problem) -> None:
    actions.set_aside(table.polis.writer, made, 1, reason="Det får vänta.")
    response = table.post(
        "anna", f"problems/{made.pk}/choice/focus/", reason="Det ökar mest.", expected_version=1
    )
    page = response.content.decode()
    assert response.status_code == 409 and "Det får vänta." in page and "Det ökar mest." in page


def test_a_choice_that_cannot_be_made_keeps_its_reason(
    table: Table, made: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Problem:
        raise Refused("Någon har tagit bort problemet.")

    monkeypatch.setitem(focus.CHOICES, Standing.FOCUS, (refuse, "Välj"))
    refused = table.post(
        "anna", f"problems/{made.pk}/choice/focus/", reason="Det ökar mest.", expected_version=1
    )
    assert refused.status_code == 422
    assert "Någon har tagit bort problemet." in text(refused) and "Det ökar mest." in text(refused)


def test_the_way_from_choice_to_adopted_document(table: Table, made: Problem) -> None:
    choose_all(table.kommun.writer)
    page = table.get("anna", "problems/focus/")
    assert "styrgruppens beslut" in text(page) and "Fastställ prioriteringen" not in text(page)
    decide(table.kommun.writer)
    page = table.get("anna", "problems/focus/")
    assert "Vi går vidare med fokusområdet." in text(page)
    html = page.content.decode()
    (sha256,) = re.findall(r'name="content_sha256" value="(\w+)"', html)
    assert table.post("anna", "problems/focus/adopt/", content_sha256="0" * 64).status_code == 302
    assert "Fastställd som version" not in text(table.get("anna", "problems/focus/"))
    table.post("anna", "problems/focus/adopt/", content_sha256=sha256)
    assert "Fastställd som version 1" in text(table.get("per", "problems/focus/"))
    for file, start in (("priorities.pdf", b"%PDF-"), ("priorities.docx", b"PK")):
        first, second = (b"".join(table.get(who, f"problems/{file}")) for who in ("anna", "per"))
        assert first == second and first.startswith(start)


def test_the_steering_group_is_given_it_to_decide(table: Table, made: Problem) -> None:
    anna = table.kommun.writer
    group = form(anna)
    told = "Besluta om prioriteringen"
    assert told not in [waiting.title for waiting in waiting_for(anna, group)]
    choose_all(anna)
    assert told in [waiting.title for waiting in waiting_for(anna, group)]
    decide(anna, group)
    assert told not in [waiting.title for waiting in waiting_for(anna, group)]


def test_the_reason_for_a_choice_is_changed_by_itself_and_the_form_says_what_it_costs(
    table: Table, made: Problem
) -> None:
    choose_all(table.kommun.writer)
    place = f"problems/{made.pk}/choice/focus/"
    assert "Ändra skälet" in text(table.get("per", "problems/focus/"))
    assert "inte längre" not in text(table.get("per", place))
    decide(table.kommun.writer)
    page = table.get("per", place)
    assert "Det ryms i det vi kan göra." in text(page) and "gäller beslutet av Styrgruppen" in text(page)
    sent = work_form(page) | {"reason": "Det ryms i vår budget."}
    assert table.post("per", place, **sent).status_code == 302
    made.refresh_from_db()
    assert (made.standing, made.reason) == (Standing.FOCUS, "Det ryms i vår budget.")


def test_a_choice_is_opened_again_with_its_reason_and_the_price_before_one(
    table: Table, made: Problem
) -> None:
    choose_all(table.kommun.writer)
    decide(table.kommun.writer)
    page = text(table.get("per", f"problems/{made.pk}/choice/open/"))
    assert "Skälet som står nu: Det ryms i det vi kan göra." in page and "gäller beslutet av" in page


def test_a_removal_that_the_decision_does_not_cover_says_so(table: Table, made: Problem) -> None:
    waiting = problem(table.polis.writer, "Buskörning")
    choose_all(table.kommun.writer)
    decide(table.kommun.writer)
    told = table.press("per", f"problems/{waiting.pk}/remove/")
    assert "lägga tillbaka" in told and "Beslutet av Styrgruppen" in told
    told = table.press("per", f"problems/{waiting.pk}/put-back/")
    assert "Beslutet av Styrgruppen" not in told, "it has lapsed already"


def adopted(table: Table) -> DocumentVersion:
    anna = table.kommun.writer
    choose_all(anna)
    decide(anna)
    page = table.get("anna", "problems/focus/").content.decode()
    (sha256,) = re.findall(r'name="content_sha256" value="(\w+)"', page)
    table.post("anna", "problems/focus/adopt/", content_sha256=sha256)
    return DocumentVersion.objects.get(document__kind=DocumentKind.PRIORITIES)


def test_the_web_page_is_the_adopted_one_until_something_is_changed(table: Table, made: Problem) -> None:
    assert "Utkast" in text(table.get("per", "problems/page/"))
    version = adopted(table)
    page = text(table.get("per", "problems/page/"))
    assert "Utkast" not in page and "Fastställd av" in page and version.approved_sha256[:8] in page
    actions.set_mark(table.polis.writer, made, C.COMMON, 0, fits=True)
    assert "Utkast" in text(table.get("per", "problems/page/"))


def test_the_version_that_holds_is_never_out_of_reach(table: Table, made: Problem) -> None:
    version = adopted(table)
    actions.set_mark(table.polis.writer, made, C.COMMON, 0, fits=True)
    page = table.get("anna", "problems/focus/")
    assert "Version 1 gäller, fastställd" in text(page) and f"Ändrat sedan dess:{made.name}" in text(page)
    assert f'href="/p/ekdala/documents/{version.pk}/"' in page.content.decode()


def test_of_two_who_adopt_at_once_the_second_is_told(
    table: Table, made: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = table.kommun.writer
    choose_all(anna)
    decide(anna)
    seen = prioritised(anna)
    monkeypatch.setattr("samverkan.steps.join.focus.prioritised", lambda scope: seen)
    told = [table.press(who, "problems/focus/adopt/", content_sha256=seen.sha256) for who in ("anna", "per")]
    assert "är fastställd och finns bland dokumenten" in told[0]
    assert "redan fastställd som den är nu" in told[1]
