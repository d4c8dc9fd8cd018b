"""The cause tree as a page: read as a list, grown by forms, and told alone to a page that follows it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverkan.access.models import LogEntry
from samverkan.partnerships.models import Cycle
from samverkan.problems.actions.causes import move_cause, remove_cause, word_cause
from samverkan.problems.models import Cause, CauseChange, Problem
from samverkan.problems.queries.causes import may_undo, seen, tree_of
from samverkan.problems.rules import CauseEvent, Standing
from samverkan.problems.tree import Spot
from tests.conftest import World
from tests.planted.analysis import pose
from tests.planted.causes import focus_area, put
from tests.steps.join.conftest import text

LIVE = {"X-Tree": "yes"}


@pytest.fixture
def problem(world: World) -> Problem:
    return focus_area(world.scope("anna"))


def test_a_problem_that_is_no_focus_area_has_no_tree_to_write_in(world: World, problem: Problem) -> None:
    Problem.objects.update(standing=Standing.OPEN)
    said = world.client("anna").get(f"/p/ekdala/join/causes/tree/{problem.pk}/").content.decode()
    assert "har inte valt ”Våld utomhus” som fokusområde" in said
    assert "Sätt upp lappen" not in said


def test_a_note_is_put_up_moved_worded_and_removed_with_forms(world: World, problem: Problem) -> None:
    client = world.client("per")
    address = f"/p/ekdala/join/causes/tree/{problem.pk}/"
    client.post(address + "add/", {"text": "Krogar", "to": "branch:situation"})
    bars = Cause.objects.get()
    client.post(address + "add/", {"text": "Langning", "to": f"under:{bars.pk}"})
    note = Cause.objects.exclude(pk=bars.pk).get()
    page = client.get(address).content.decode()
    assert page.index("Krogar") < page.index("Langning")
    moved = client.post(
        f"/p/ekdala/join/causes/notes/{note.pk}/move/", {"to": "branch:victim", "expected_version": 1}
    )
    assert moved["Location"] == f"{address}#lapp-{note.pk}"
    client.post(
        f"/p/ekdala/join/causes/notes/{note.pk}/", {"text": "Langning till unga", "expected_version": 2}
    )
    told = client.get(f"/p/ekdala/join/causes/notes/{note.pk}/history/").content.decode()
    assert "flyttade lappen" in told
    assert "till unga" in told
    client.post(f"/p/ekdala/join/causes/notes/{note.pk}/remove/", {"expected_version": 3, "hanging": 0})
    assert "Borttagna lappar" in client.get(address + "log/").content.decode()
    client.post(f"/p/ekdala/join/causes/notes/{note.pk}/put-back/")
    assert len(tree_of(problem)) == 2


def test_the_second_who_moves_a_note_sees_where_it_is_now(world: World, problem: Problem) -> None:
    anna = world.scope("anna")
    note, other = put(anna, problem, "Langning"), put(anna, problem, "Krogar")
    move_cause(anna, note, 1, Spot.read(f"under:{other.pk}"))
    response = world.client("per").post(
        f"/p/ekdala/join/causes/notes/{note.pk}/move/", {"to": "branch:victim", "expected_version": 1}
    )
    assert response.status_code == 409
    assert "Anna hann före" in response.content.decode()
    assert "Den hänger nu under ”Krogar”." in response.content.decode()


def test_what_was_typed_stays_when_somebody_else_worded_or_removed_the_note(
    world: World, problem: Problem
) -> None:
    anna = world.scope("anna")
    note = put(anna, problem, "Langning")
    word_cause(anna, note, 1, text="Langning i parken")
    sent = {"text": "Langning vid skolan", "expected_version": 1}
    response = world.client("per").post(f"/p/ekdala/join/causes/notes/{note.pk}/", sent)
    assert response.status_code == 409
    assert "Anna sparade" in response.content.decode()
    assert 'value="Langning vid skolan"' in response.content.decode()
    mine = world.client("anna").post(f"/p/ekdala/join/causes/notes/{note.pk}/", sent)
    assert "Du sparade själv" in mine.content.decode()


def test_removing_tells_what_goes_along_and_asks_again_when_there_is_more(
    world: World, problem: Problem
) -> None:
    anna, client = world.scope("anna"), world.client("per")
    bars = put(anna, problem, "Krogar")
    put(anna, problem, "Langning", f"under:{bars.pk}")
    address = f"/p/ekdala/join/causes/notes/{bars.pk}/remove/"
    assert "1 lapp hänger på den" in client.get(address).content.decode()
    put(anna, problem, "Trångt", f"under:{bars.pk}")
    response = client.post(address, {"expected_version": 1, "hanging": 1})
    assert response.status_code == 409
    assert "2 lappar hänger på den" in response.content.decode()
    assert len(tree_of(problem)) == 3


def test_removing_tells_which_hypotheses_rest_on_what_goes(world: World, problem: Problem) -> None:
    anna, client = world.scope("anna"), world.client("per")
    bars = put(anna, problem, "Krogar")
    below = put(anna, problem, "Langning", f"under:{bars.pk}")
    address = f"/p/ekdala/join/causes/notes/{bars.pk}/remove/"
    assert "hypotes" not in text(client.get(address)).partition("Ta bort ”Krogar”")[2].partition("Ändra")[0]
    for note, question in ((bars, "Serveras det för mycket?"), (below, "Köper någon ut?")):
        pose(anna, note, question=question)
    page = text(client.get(address))
    assert "2 hypoteser vilar på det som tas bort" in page
    assert "Serveras det för mycket? (inte prövad än)" in page and "om ”Langning”" in page
    assert "”borttagen ur trädet”" in page
    alone = text(client.get(f"/p/ekdala/join/causes/notes/{below.pk}/remove/"))
    assert "1 hypotes vilar" in alone and "Serveras" not in alone


def test_the_button_says_what_it_undoes_and_is_there_only_for_what_was_just_done(
    world: World, problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, client = world.scope("anna"), world.client("anna")
    address = f"/p/ekdala/join/causes/tree/{problem.pk}/"
    put(anna, problem, "Krogar")
    page = client.get(address)
    assert "Ångra: satte upp ”Krogar”" in text(page)
    said = client.post(f"{address}undo/", {"act": may_undo(anna, problem).key}, follow=True)  # type: ignore[union-attr]
    assert "Ångrat: du satte upp ”Krogar”." in text(said)
    assert "data-tree-undo hidden" in said.content.decode()
    put(anna, problem, "Langning")
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "data-tree-undo hidden" in client.get(address).content.decode()
    assert "data-undo=" not in client.get(f"{address}live/").content.decode()


HUGE = "9" * 5000  # more digits than Python reads as a number


@pytest.mark.parametrize("odd", [HUGE, "1.5", "Ⅷ", "²", ""])
def test_odd_numbers_are_answered_in_plain_words(world: World, problem: Problem, odd: str) -> None:
    client, note = world.client("per"), put(world.scope("anna"), problem, "Langning")
    notes, tree = f"/p/ekdala/join/causes/notes/{note.pk}/", f"/p/ekdala/join/causes/tree/{problem.pk}/"
    removed = client.post(notes + "remove/", {"expected_version": 1, "hanging": odd})
    assert removed.status_code == 422
    assert "Sidan har hunnit bli gammal" in removed.content.decode()
    sent = {"to": f"under:{odd}", "expected_version": 1}
    assert "Välj var lappen ska hänga" in client.post(notes + "move/", sent, headers=LIVE).content.decode()
    assert client.get(tree + "add/", {"to": f"under:{odd}"}).status_code == 200
    grouped = client.post(tree + "group/", {"text": "Unga", "notes": [odd, note.pk]})
    assert "Välj minst två lappar" in grouped.content.decode()
    if odd:
        for place, sent in (("", {"text": "Annat"}), ("move/", {"to": "branch:victim"})):
            answer = client.post(notes + place, sent | {"expected_version": odd})
            assert answer.status_code == 422
            assert "Sidan har hunnit bli gammal" in answer.content.decode()
    assert len(tree_of(problem)) == 1


def test_a_page_that_follows_the_tree_hears_nothing_until_something_happens(
    world: World, problem: Problem
) -> None:
    anna, client = world.scope("anna"), world.client("per")
    note = put(anna, problem, "Langning")
    address = f"/p/ekdala/join/causes/tree/{problem.pk}/live/"
    now = seen(anna, problem.pk)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, {"seen": now}).status_code == 204
    assert (
        len(queries) == 5
    )  # the session, the person, what they are a member of, the cycle and the fingerprint
    word_cause(anna, note, 1, text="Langning i parken")
    answer = client.get(address, {"seen": now})
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "Langning i parken" in said
    assert 'data-by="Anna"' in said
    assert "<html" not in said
    assert f'data-seen="{seen(anna, problem.pk)}"' in said


def test_a_page_that_follows_a_tree_of_an_ended_cycle_is_told_that_it_is_gone(
    world: World, problem: Problem
) -> None:
    anna, client = world.scope("anna"), world.client("per")
    put(anna, problem, "Langning")
    address, now = f"/p/ekdala/join/causes/tree/{problem.pk}/live/", seen(anna, problem.pk)
    ended = anna.cycle
    Cycle.objects.update(closed_at=timezone.now())
    Cycle.objects.create(
        partnership=anna.partnership,
        number=ended.number + 1,
        name="Nästa",
        starts_on=ended.starts_on,
        ends_on=ended.ends_on,
    )
    assert client.get(address, {"seen": now}).status_code == 404


def test_the_script_is_answered_with_the_tree_and_what_was_said(world: World, problem: Problem) -> None:
    anna, client = world.scope("anna"), world.client("per")
    note = put(anna, problem, "Langning")
    remove_cause(anna, note, 1, hanging_on_it=0)
    other = put(anna, problem, "Krogar")
    address = f"/p/ekdala/join/causes/notes/{other.pk}/move/"
    sent = {"to": f"under:{note.pk}", "expected_version": 1}
    refused = client.post(address, sent, headers=LIVE)
    assert refused.status_code == 409
    assert "har just tagits bort" in refused.content.decode()
    undone = client.post(f"/p/ekdala/join/causes/tree/{problem.pk}/undo/", headers=LIVE)
    assert undone.status_code == 409
    assert "inget av dig att ångra" in undone.content.decode()


def test_the_leaders_read_the_tree_and_change_nothing(world: World, problem: Problem) -> None:
    note = put(world.scope("anna"), problem, "Langning")
    client = world.client("karin")
    page = client.get(f"/p/ekdala/join/causes/tree/{problem.pk}/").content.decode()
    assert "Langning" in page
    assert "Flytta" not in page
    sent = client.post(f"/p/ekdala/join/causes/notes/{note.pk}/move/", {"to": "branch:victim"})
    assert sent.status_code == 403


def test_what_people_write_stays_text(world: World, problem: Problem) -> None:
    put(world.scope("anna"), problem, '<script>"x"</script>')
    for page in ("", "drawn/", "log/"):
        said = world.client("anna").get(f"/p/ekdala/join/causes/tree/{problem.pk}/{page}").content.decode()
        assert "<script>&quot;" not in said
        assert '<script>"' not in said


def test_personal_data_is_warned_of(world: World, problem: Problem) -> None:
    client = world.client("anna")
    address = f"/p/ekdala/join/causes/tree/{problem.pk}/"
    sent = {"text": "Ring 850709-9805", "to": "branch:situation"}
    page = client.post(address + "add/", sent, follow=True).content.decode()
    assert "ser ut att innehålla" in page


def test_nothing_is_put_back_in_a_tree_that_has_stopped_growing(world: World, problem: Problem) -> None:
    note = put(world.scope("anna"), problem, "Krogar")
    remove_cause(world.scope("anna"), note, 1, hanging_on_it=0)
    Problem.objects.update(standing=Standing.SET_ASIDE)
    answer = world.client("anna").post(f"/p/ekdala/join/causes/notes/{note.pk}/put-back/", follow=True)
    assert "Problemet är inte ett fokusområde längre" in text(answer)
    note.refresh_from_db()
    assert note.removed_at


def test_too_few_ticked_notes_are_ticked_on_the_page_itself(world: World, problem: Problem) -> None:
    anna, client = world.scope("anna"), world.client("anna")
    one, two = put(anna, problem, "Krogar"), put(anna, problem, "Langning")
    address = f"/p/ekdala/join/causes/tree/{problem.pk}/group/"
    page = client.post(address, {"notes": one.pk, "text": "Alkohol"})
    assert page.status_code == 409 and "Välj minst två lappar" in text(page)
    boxes = re.findall(r'name="notes" value="(\d+)" id="notes_\d+"( checked)?', page.content.decode())
    assert boxes == [(str(one.pk), " checked"), (str(two.pk), "")]
    assert 'value="Alkohol"' in page.content.decode()
    client.post(address, {"notes": [one.pk, two.pk], "text": "Alkohol"})
    assert tree_of(problem).children(Cause.objects.get(text="Alkohol").pk) == (one.pk, two.pk)


def test_a_tried_note_leads_to_what_was_tried(world: World, problem: Problem) -> None:
    anna = world.scope("anna")
    one, several, none = (put(anna, problem, words) for words in ("Krogar", "Langning", "Mörkt"))
    posed = pose(anna, one)
    for _ in range(2):
        pose(anna, several)
    client = world.client("per")
    for place in ("", "drawn/"):
        page = client.get(f"/p/ekdala/join/causes/tree/{problem.pk}/{place}").content.decode()
        notes = {
            each: page.partition(f'id="lapp-{each}"')[2].partition("<li")[0]
            for each in (one.pk, several.pk, none.pk)
        }
        assert f'href="/p/ekdala/join/causes/hypotheses/{posed.pk}/">Ska prövas' in notes[one.pk]
        assert f'href="/p/ekdala/join/causes/{problem.pk}/#hypotheses">Ska prövas' in notes[several.pk]
        assert "hypothes" not in notes[none.pk]


def test_a_hypothesis_is_posed_from_the_notes_own_page(world: World, problem: Problem) -> None:
    anna = world.scope("anna")
    note = put(anna, problem, "Krogar")
    to = f"/p/ekdala/join/causes/{problem.pk}/hypotheses/new/?cause={note.pk}"
    for place in ("", "history/"):
        page = world.client("per").get(f"/p/ekdala/join/causes/notes/{note.pk}/{place}")
        assert to in page.content.decode() and "Ingen hypotes prövar lappen än" in text(page)
    assert (
        to
        not in world.client("karin").get(f"/p/ekdala/join/causes/notes/{note.pk}/history/").content.decode()
    )
    pose(anna, note, question="Serveras det för mycket?")
    page = text(world.client("karin").get(f"/p/ekdala/join/causes/notes/{note.pk}/history/"))
    assert "Serveras det för mycket?" in page and "Inte prövad än" in page


def test_three_hundred_causes_ask_the_database_no_more_than_one(world: World, problem: Problem) -> None:
    anna, client = world.scope("anna"), world.client("anna")
    branch = put(anna, problem, "Gren")
    pages = [f"/p/ekdala/join/causes/tree/{problem.pk}/{each}" for each in ("", "live/", "drawn/", "log/")]
    pages += [
        f"/p/ekdala/join/causes/notes/{branch.pk}/{each}" for each in ("", "move/", "remove/", "history/")
    ]

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    few = [asked(page) for page in pages]
    plant_many(anna.user.pk, problem, branch, 299)
    many = [asked(page) for page in pages]
    assert many == few
    assert max(many) <= 15


def plant_many(user: int, problem: Problem, branch: Cause, many: int) -> None:
    causes = Cause.objects.bulk_create(
        Cause(problem=problem, parent=branch, position=number, text=f"Orsak {number}", changed_by_id=user)
        for number in range(1, many + 1)
    )
    CauseChange.objects.bulk_create(
        CauseChange(cause=cause, event=CauseEvent.ADDED, by_id=user, after={"text": cause.text})
        for cause in causes
    )


def test_every_verb_is_logged_for_all_parties(world: World, problem: Problem) -> None:
    anna = world.scope("anna")
    note = put(anna, problem, "Langning")
    move_cause(anna, note, 1, Spot.read("branch:victim"))
    word_cause(anna, note, 2, text="Mer langning")
    remove_cause(anna, note, 3, hanging_on_it=0)
    verbs = LogEntry.objects.filter(party=None).values_list("action", flat=True)
    assert {"add_cause", "move_cause", "word_cause", "remove_cause"} <= set(verbs)
