"""The matrix on the screen: pressed by several at once, read by all, and never slower for being large."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.access.actions import Conflict
from samverkan.pictures.rules import Verdict
from samverkan.problems import actions
from samverkan.problems.models import Cause, Mark, Problem
from samverkan.problems.proposals import Facts, Said, weigh
from samverkan.problems.queries.priorities import Row, rows
from samverkan.problems.rules import MatrixCriterion as C
from samverkan.steps.join.cells import Cells
from tests.conftest import World
from tests.problems.conftest import problem
from tests.steps.join.conftest import Table, text, work_form

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
    first, second = (table.post("anna", f"problems/from/{finding.pk}/") for _ in range(2))
    made = Problem.objects.get()
    assert first["Location"].endswith(f"/problems/{made.pk}/") and second["Location"].endswith("/problems/")
    assert [each.name for each in Problem.objects.all()] == [finding.what]
    page = text(table.get("per", "problems/"))
    assert "Är ett problem" in page and "3 iakttagelser är inte med i något problem." in page


def test_two_problems_of_one_finding_are_told_of_each_other(table: Table) -> None:
    table.keep_everything()
    finding = table.picture.findings[0]
    table.post("anna", f"problems/from/{finding.pk}/")
    first = Problem.objects.get()
    table.post("anna", f"problems/{first.pk}/remove/")
    told = table.press("anna", f"problems/from/{finding.pk}/")
    assert "ett borttaget problem som bygger på iakttagelsen" in told
    assert "bygger på samma iakttagelse" in table.press("anna", f"problems/{first.pk}/put-back/")


def test_what_is_analysed_is_not_offered_to_be_removed(table: Table, made: Problem) -> None:
    assert "Ta bort problemet" in text(table.get("anna", f"problems/{made.pk}/"))
    Cause.objects.create(problem=made, text="Mörkt", changed_by=table.kommun.writer.user)
    page = text(table.get("anna", f"problems/{made.pk}/"))
    assert "Ta bort problemet" not in page and "har en orsaksanalys" in page
    refused = table.press("anna", f"problems/{made.pk}/remove/")
    assert "har en orsaksanalys och kan inte tas bort" in refused


def test_personal_data_in_what_all_read_is_said_to_be_read_already(table: Table, made: Problem) -> None:
    sent = {"name": "Klotter", "description": "Av 850709-9805", "expected_version": 1}
    told = table.press("anna", f"problems/{made.pk}/edit/", **sent)
    assert "personnummer (85" in told and "Alla parter läser det redan. Ta bort det nu." in told


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
    client = table.world.client("per")
    for value in (f"{made.pk}:common:0:yes", "rubbish"):
        answer = client.post("/p/ekdala/join/problems/marks/", {"set": value}, headers=HTMX)
        assert answer["HX-Refresh"] == "true"
    told = text(client.get("/p/ekdala/join/problems/matrix/"))
    assert "Svaret sparades inte. Någon har tagit bort problemet." in told and "gick inte att läsa" in told
    assert table.post("per", "problems/marks/", set="rubbish").status_code == 409


def test_a_press_on_what_is_elsewhere_finds_nothing(table: Table, made: Problem) -> None:
    sent = {"set": f"{made.pk}:common:0:yes"}
    client = table.world.client("cecilia")
    assert client.post("/p/furuvik/join/problems/marks/", sent, headers=HTMX).status_code == 404


def test_the_count_of_answers_follows_each_press(table: Table, made: Problem) -> None:
    told = press(table, "per", made, 0, "yes", **HTMX)[1]
    assert 'id="answered" hx-swap-oob="true"' in told and "1 av 7 rutor är besvarade" in told
    sent = {"set": f"{made.pk}:common:1:no", "workshop": "1"}
    answer = table.world.client("per").post("/p/ekdala/join/problems/marks/", sent, headers=HTMX)
    assert "answered" not in answer.content.decode(), "the workshop shows no count"


@pytest.mark.parametrize(
    ("fits", "why", "verdict", "told"),
    [
        (None, "", Verdict.YES, "Förslag: ja"),
        (None, "", Verdict.CANNOT_TELL, "Underlag"),
        (None, "", None, "Skriv varför"),
        (True, "", Verdict.YES, "Skriv varför"),
        (True, "Vi ser det.", Verdict.CANNOT_TELL, "Varför"),
        (False, "Vi ser det.", Verdict.YES, "Siffrorna: ja Varför"),
        (True, "", Verdict.NO, "Siffrorna: nej Skriv varför"),
    ],
)
def test_a_cell_says_what_is_behind_it_and_where_the_answer_departs_from_the_figures(
    table: Table, made: Problem, fits: bool | None, why: str, verdict: Verdict | None, told: str
) -> None:
    marks = {} if fits is None else {"common": Mark(criterion="common", fits=fits, why=why)}
    facts = Facts("by_type", "Klotter", "Polisen", "klotter", {})
    proposals = {C.COMMON: weigh([Said(C.COMMON, verdict, "Klotter.", facts)])} if verdict else {}
    cell = Cells(table.kommun.writer).cell(Row(made, marks, (), (), proposals), C.COMMON)
    link = re.sub(r"<[^>]+>", "", cell.partition("</button>")[2])
    assert link == f"{told}: Vanligt, {made.name}"


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


def test_a_yes_that_nobody_has_explained_is_told_where_it_is_chosen(table: Table, made: Problem) -> None:
    mark = actions.set_mark(table.polis.writer, made, C.AFFECTS_MANY, 0, fits=True)
    assert "1 ja är utan skäl" in text(table.get("anna", "problems/focus/"))
    actions.explain_mark(table.polis.writer, mark, mark.version, why="Många cyklar.")
    assert "utan skäl" not in text(table.get("anna", "problems/focus/"))


def test_an_answer_and_its_explanation_are_saved_in_one_press(table: Table, made: Problem) -> None:
    page = table.get("anna", f"problems/{made.pk}/marks/common/")
    assert "Varför svarar ni så?" in text(page) and "skriv båda synsätten" in text(page)
    answer = {"why": "Vi ser det varje vecka.", "answer": "yes"}
    assert table.post("anna", f"problems/{made.pk}/marks/common/why/", **answer).status_code == 302
    mark = Mark.objects.get()
    assert (mark.fits, mark.why, mark.version) == (True, "Vi ser det varje vecka.", 1)


def test_turning_the_answer_without_touching_the_words_says_which_answer_they_were_written_to(
    table: Table, made: Problem
) -> None:
    mark = actions.set_mark(table.kommun.writer, made, C.COMMON, 0, fits=True, why="Vi ser det.")
    sent = {"why": mark.why, "answer": "no", "expected_version": mark.version}
    table.post("per", f"problems/{made.pk}/marks/common/why/", **sent)
    mark.refresh_from_db()
    assert (mark.fits, mark.why) == (False, "Skrevs till svaret ja: Vi ser det.")


def test_an_answer_that_clashes_keeps_its_explanation(table: Table, made: Problem) -> None:
    place = f"problems/{made.pk}/marks/common/why/"
    actions.set_mark(table.polis.writer, made, C.COMMON, 0, fits=False)
    refused = table.post("anna", place, why="Vi ser det varje vecka.", answer="yes", expected_version=0)
    page = text(refused)
    assert refused.status_code == 422 and "Per hann före: nej." in page and "Vi ser det varje vecka." in page
    assert table.post("anna", place, **work_form(refused), why="Vi ser det.", answer="yes").status_code == 302
    assert Mark.objects.get().fits is True


def test_what_is_written_about_a_problem_that_somebody_removes_is_kept_and_told(
    table: Table, made: Problem
) -> None:
    waiting = problem(table.polis.writer, "Buskörning")
    actions.remove_problem(table.polis.writer, waiting)
    places = {
        "edit/": {"name": "Det jag skrev"},
        "choice/focus/": {"reason": "Det jag skrev"},
        "marks/common/why/": {"why": "Det jag skrev", "answer": "yes"},
    }
    for place, typed in places.items():
        answer = table.post("anna", f"problems/{waiting.pk}/{place}", expected_version=1, **typed)
        assert answer.status_code == 422, place
        assert "Det jag skrev" in answer.content.decode() and "Någon har tagit bort problemet" in text(answer)
        elsewhere = table.world.client("cecilia").post(
            f"/p/furuvik/join/problems/{waiting.pk}/{place}", typed
        )
        assert elsewhere.status_code == 404, place
    for place in ("edit/", "choice/focus/"):
        assert table.get("anna", f"problems/{waiting.pk}/{place}").status_code == 302
    assert "Problemet togs bort" in text(table.get("anna", f"problems/{waiting.pk}/"))


def test_what_another_has_done_already_is_done(table: Table, made: Problem) -> None:
    for verb, told in (("remove", "Problemet är borttaget."), ("put-back", "Problemet är tillbaka")):
        for who in ("anna", "per"):
            assert told in table.press(who, f"problems/{made.pk}/{verb}/")


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
