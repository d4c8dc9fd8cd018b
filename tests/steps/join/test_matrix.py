"""The matrix on the screen: pressed by several at once, read by all, and never slower for being large."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.access.actions import Conflict, Refused
from samverkan.problems import actions
from samverkan.problems.models import Mark, Problem
from samverkan.problems.queries.priorities import rows
from samverkan.problems.rules import MatrixCriterion as C
from samverkan.problems.rules import Standing
from samverkan.steps.join import focus
from tests.conftest import World
from tests.planted.groups import form
from tests.problems.conftest import choose_all, decide, problem
from tests.steps.join.conftest import Table, text

BUDGET = 15
HTMX = {"HX-Request": "true"}


@pytest.fixture
def made(table: Table) -> Problem:
    return problem(table.kommun.writer)


def press(table: Table, who: str, made: Problem, version: int, value: str, **headers: str) -> tuple[int, str]:
    response = table.world.client(who).post(
        "/p/ekdala/join/problems/marks/", {"set": f"{made.pk}:common:{version}:{value}"}, headers=headers
    )
    return response.status_code, response.content.decode()


def test_one_press_makes_a_problem_of_a_finding(table: Table) -> None:
    table.keep_everything()
    finding = table.picture.findings[0]
    for _ in range(2):
        table.post("anna", f"problems/from/{finding.pk}/")
    assert [each.name for each in Problem.objects.all()] == [finding.what]
    page = text(table.get("per", "problems/"))
    assert "Är ett problem" in page and "3 iakttagelser är inte med i något problem." in page


def test_a_press_goes_from_no_answer_to_yes_to_no_and_back(table: Table, made: Problem) -> None:
    seen = []
    for _ in range(4):
        html = table.get("anna", "problems/matrix/").content.decode()
        (value,) = re.findall(rf'value="({made.pk}:common:[^"]*)"', html)
        table.post("anna", "problems/marks/", set=value)
        seen.append(Mark.objects.get().fits)
    assert seen == [True, False, None, True]


def test_a_press_by_htmx_gives_the_cell_and_its_sum(table: Table, made: Problem) -> None:
    status, html = press(table, "per", made, 0, "yes", **HTMX)
    assert status == 200 and html.startswith("<td") and f'id="sum-{made.pk}"' in html


def test_whoever_is_second_is_told_what_the_first_set(table: Table, made: Problem) -> None:
    assert press(table, "anna", made, 0, "no")[0] == 302
    for headers in ({}, HTMX):
        status, html = press(table, "per", made, 0, "yes", **headers)
        assert status == 409 and "Anna hann före: nej." in html
    assert Mark.objects.get().fits is False


def test_a_press_on_something_removed_loads_the_page_anew(table: Table, made: Problem) -> None:
    actions.remove_problem(table.kommun.writer, made)
    assert press(table, "per", made, 0, "yes", **HTMX)[0] == 404
    assert table.post("per", "problems/marks/", set="rubbish").status_code == 409


def test_two_who_mark_at_once_lose_nothing(table: Table, made: Problem) -> None:
    """Both began with the same page; each press is either stored or answered with what stands there."""
    lost = []
    for place, criterion in enumerate(C):
        for who, fits in (("anna", True), ("per", place % 2 == 0)):
            try:
                actions.set_mark(table.world.scope(who), made, criterion, 0, fits=fits)
            except Conflict as conflict:
                lost.append((criterion, conflict.current.fits))  # type: ignore[attr-defined]
    assert Mark.objects.filter(fits=True).count() == 7
    assert lost == [(criterion, True) for place, criterion in enumerate(C) if place % 2]


def test_the_workshop_is_told_nothing_while_nothing_happens(table: Table, made: Problem) -> None:
    seen = seen_on(table)
    client = table.world.client("per")
    url = f"/p/ekdala/join/problems/workshop/marks/?seen={seen}"
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 204
    assert len(queries) <= 4  # who it is (two), in which partnership, and what has happened


def test_the_workshop_sees_what_another_has_pressed(table: Table, made: Problem) -> None:
    seen = seen_on(table)
    press(table, "anna", made, 0, "yes", **HTMX)
    response = table.get("per", f"problems/workshop/marks/?seen={seen}")
    html = response.content.decode()
    assert f'id="c-{made.pk}-common"' in html and f'id="c-{made.pk}-affects_many"' not in html
    assert "Anna svarade ja" in text(response)
    assert table.get("per", f"problems/workshop/marks/?seen={seen_in(html)}").status_code == 204


@pytest.mark.parametrize("seen", ["", "x", "1.2.3", "abc.0.99999999999999999999999"])
def test_a_workshop_that_knows_nothing_gets_the_whole_board(table: Table, made: Problem, seen: str) -> None:
    html = table.get("per", f"problems/workshop/marks/?seen={seen}").content.decode()
    assert 'id="board"' in html


def test_a_workshop_that_sends_a_number_too_long_to_read_gets_the_whole_board(
    table: Table, made: Problem
) -> None:
    seen = f"{seen_on(table).partition('.')[0]}.{'9' * 5000}.1"
    assert 'id="board"' in table.get("per", f"problems/workshop/marks/?seen={seen}").content.decode()


def test_a_new_problem_comes_up_on_every_screen(table: Table, made: Problem) -> None:
    seen = seen_on(table)
    problem(table.polis.writer, "Buskörning")
    html = table.get("anna", f"problems/workshop/marks/?seen={seen}").content.decode()
    assert 'id="board"' in html and "Buskörning" in html


def seen_on(table: Table) -> str:
    return seen_in(table.get("per", "problems/workshop/").content.decode())


def seen_in(html: str) -> str:
    return re.findall(r"marks/\?seen=([^\"]+)", html)[0]


def test_the_figures_behind_a_mark_are_one_press_away(table: Table, made: Problem) -> None:
    actions.set_mark(table.polis.writer, made, C.COMMON, 0, fits=True)
    page = text(table.get("anna", f"problems/{made.pk}/marks/common/"))
    assert "Senast ändrat av Per" in page and "Er förklaring" in page
    assert table.get("anna", f"problems/{made.pk}/marks/nothing/").status_code == 404


def test_an_explanation_that_clashes_shows_both(table: Table, made: Problem) -> None:
    actions.set_mark(table.polis.writer, made, C.COMMON, 0, fits=True)
    for words, status in (("Vi ser det varje vecka.", 302), ("Det är vanligt.", 409)):
        response = table.post("anna", f"problems/{made.pk}/marks/common/why/", why=words, expected_version=1)
        assert response.status_code == status
    assert "Det är vanligt." in text(response)


def test_sixty_problems_keep_the_page_budget(table: Table) -> None:
    anna = table.kommun.writer
    for number in range(60):
        problem(anna, f"Problem {number}")
    for each in rows(anna)[:3]:
        actions.set_mark(anna, each.problem, C.COMMON, 0, fits=True)
    client = table.world.client("anna")
    for page in ("", "matrix/", "workshop/", "focus/", "page/"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/p/ekdala/join/problems/{page}")
        assert response.status_code == 200 and len(queries) <= BUDGET, f"{page}: {len(queries)}"


def test_sorted_by_marks_the_one_with_most_comes_first(table: Table, made: Problem) -> None:
    other = problem(table.polis.writer, "Buskörning")
    actions.set_mark(table.polis.writer, other, C.COMMON, 0, fits=True)
    own, sorted_ = (text(table.get("anna", f"problems/matrix/{query}")) for query in ("", "?sort=marks"))
    assert own.index(made.name) < own.index(other.name)
    assert sorted_.index(other.name) < sorted_.index(made.name)


def test_a_changed_problem_that_clashes_shows_both(table: Table, made: Problem) -> None:
    table.keep_everything()
    finding = table.picture.findings[0]
    sent = {"name": "Cykelstölder", "finding_numbers": [finding.pk], "expected_version": 1}
    assert table.post("per", f"problems/{made.pk}/edit/", **sent).status_code == 302
    response = table.post("anna", f"problems/{made.pk}/edit/", **(sent | {"name": "Stulna cyklar"}))
    assert response.status_code == 409 and "Stulna cyklar" in text(response)
    assert list(made.findings.all()) == [finding]


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


def test_an_observer_and_a_stranger_see_none_of_it(table: Table, made: Problem) -> None:
    for place in ("", "matrix/", "workshop/", "focus/", f"{made.pk}/"):
        assert table.get("olle", f"problems/{place}").status_code == 403
        assert table.get("cecilia", f"problems/{place}").status_code == 404


def test_everyone_who_reads_may_mark_and_only_the_coordinators_choose(
    world: World, table: Table, made: Problem
) -> None:
    for who in ("karin", "lars", "amir"):
        assert table.get(who, "problems/workshop/").status_code == 200
        assert table.get(who, f"problems/{made.pk}/choice/focus/").status_code == 403
    assert press(table, "karin", made, 0, "yes")[0] == 302


def test_the_steering_group_is_given_it_to_decide(table: Table, made: Problem) -> None:
    from samverkan.process.agenda import waiting_for

    anna = table.kommun.writer
    group = form(anna)
    told = "Besluta om prioriteringen"
    assert told not in [waiting.title for waiting in waiting_for(anna, group)]
    choose_all(anna)
    assert told in [waiting.title for waiting in waiting_for(anna, group)]
    decide(anna, group)
    assert told not in [waiting.title for waiting in waiting_for(anna, group)]
