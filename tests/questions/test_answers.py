"""A party's answers are its own until it shows them, the joint ones are everybody's, and nothing is overwritten."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.partnerships.content import question_area
from samverkan.partnerships.models import Answer, Cycle
from samverkan.pictures.actions import answer_pattern
from samverkan.pictures.rules import Verdict
from samverkan.process.questions import unanswered as with_patterns
from samverkan.questions import queries
from samverkan.questions.actions import answer_question, hide_area, show_area
from samverkan.questions.models import SharedArea
from tests.conftest import World

INVENTORY = question_area("inventory")
OWN, JOINT = "inventory.ongoing", "decision.organisation"


def write(world: World, who: str, key: str, text: str, finished: bool = True, version: int = 0) -> Answer:
    return answer_question(world.scope(who), key, version, text=text, finished=finished)


def texts(world: World, who: str, key: str) -> list[str]:
    area = question_area(key)
    return [row.text for row in queries.asked(world.scope(who), area) if row.text]


def told(world: World, who: str) -> list[str]:
    return [row.text for _, rows in queries.shown_by_others(world.scope(who), INVENTORY) for row in rows]


def test_a_party_answers_for_itself_in_its_own_areas(world: World) -> None:
    write(world, "anna", OWN, "Fältgruppen")
    write(world, "per", OWN, "Områdespoliser")
    assert texts(world, "amir", "inventory") == ["Fältgruppen"]
    assert texts(world, "lars", "inventory") == ["Områdespoliser"]


def test_nothing_is_derived_anew_after_an_answer_so_that_writing_stays_quick(world: World) -> None:
    """At most ten: right and cycle, the answer found and written, the log and the transaction's own."""
    write(world, "anna", OWN, "Fältgruppen", finished=False)
    anna = world.scope("anna")
    with CaptureQueriesContext(connection) as queries:
        answer_question(anna, OWN, 1, text="Fältgruppen och en klubb", finished=False)
    assert len(queries) <= 10


def test_the_parties_share_one_answer_in_the_joint_areas(world: World) -> None:
    write(world, "anna", JOINT, "Ja")
    write(world, "per", JOINT, "Ja, en styrgrupp", version=1)
    assert texts(world, "anna", "decision") == ["Ja, en styrgrupp"]
    assert Answer.objects.get().party is None


def test_another_partnership_reads_none_of_it(world: World) -> None:
    write(world, "anna", JOINT, "Ja")
    assert texts(world, "cecilia", "decision") == []


def test_the_second_to_write_a_joint_answer_is_told_what_stands(world: World) -> None:
    write(world, "anna", JOINT, "Annas ord")
    with pytest.raises(Conflict) as conflict:
        write(world, "per", JOINT, "Pers ord")
    assert conflict.value.current.text == "Annas ord"  # type: ignore[attr-defined]


def test_the_same_words_sent_twice_are_one_answer_and_one_line_in_the_log(world: World) -> None:
    for _ in range(2):
        write(world, "anna", OWN, "Fältgruppen")
    assert Answer.objects.get().version == 1
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("key", ["own_picture.why", "patterns.trend", "inventory.weather"])
def test_what_is_answered_in_the_picture_or_not_asked_can_not_be_answered_here(
    world: World, key: str
) -> None:
    with pytest.raises(Answer.DoesNotExist):
        write(world, "anna", key, "Ord")


def test_leaders_read_but_do_not_answer_and_observers_do_neither(world: World) -> None:
    for who in ("karin", "lars", "olle"):
        with pytest.raises(Forbidden):
            write(world, who, OWN, "Ord")
    with pytest.raises(NoParty):
        texts(world, "olle", "inventory")


def test_the_other_party_reads_finished_answers_while_they_are_shown_and_no_longer(world: World) -> None:
    anna = world.scope("anna")
    write(world, "anna", OWN, "Fältgruppen")
    write(world, "anna", "inventory.lessons", "Ett utkast", finished=False)
    assert told(world, "per") == []
    show_area(anna, INVENTORY)
    assert told(world, "per") == ["Fältgruppen"]
    assert told(world, "anna") == told(world, "cecilia") == []
    write(world, "anna", OWN, "Fältgruppen igen", finished=False, version=1)
    assert told(world, "per") == []
    write(world, "anna", OWN, "Fältgruppen igen", version=2)
    hide_area(anna, INVENTORY)
    assert told(world, "per") == []


def test_showing_and_hiding_twice_is_done_once(world: World) -> None:
    anna = world.scope("anna")
    for _ in range(2):
        show_area(anna, INVENTORY)
    assert SharedArea.objects.count() == 1
    for _ in range(2):
        hide_area(anna, INVENTORY)
    assert not SharedArea.objects.exists()
    assert list(LogEntry.objects.values_list("action", flat=True)) == ["hide_area", "show_area"]


def test_only_the_coordinator_shows_an_area_and_only_a_partys_own(world: World) -> None:
    with pytest.raises(Forbidden):
        show_area(world.scope("amir"), INVENTORY)
    for key in ("decision", "own_picture", "patterns"):
        with pytest.raises(SharedArea.DoesNotExist):
            show_area(world.scope("anna"), question_area(key))


NUMBER = "Fråga 850709-9805"  # made up: the control digit is right, the person does not exist


def test_a_personal_identity_number_is_not_shown_to_the_others(world: World) -> None:
    write(world, "anna", OWN, NUMBER)
    with pytest.raises(Refused) as refused:
        show_area(world.scope("anna"), INVENTORY)
    assert "850709" not in str(refused.value)
    write(world, "anna", OWN, "Ring växeln", version=1)
    show_area(world.scope("anna"), INVENTORY)
    with pytest.raises(Refused):
        write(world, "anna", OWN, NUMBER, version=2)


def test_a_telephone_number_stops_no_answer(world: World) -> None:
    write(world, "anna", OWN, "Ring 070-123 45 67")
    show_area(world.scope("anna"), INVENTORY)
    write(world, "anna", OWN, "Ring 070-123 45 68", version=1)
    assert told(world, "per") == ["Ring 070-123 45 68"]


def test_the_log_of_a_partys_own_answers_is_its_own_and_holds_no_words(world: World) -> None:
    write(world, "anna", OWN, "Hemligord")
    write(world, "anna", JOINT, "Hemligord")
    assert [entry.party for entry in LogEntry.objects.order_by("id")] == [world.municipality, None]
    assert not [entry for entry in LogEntry.objects.all() if "Hemligord" in str(entry.facts)]


def test_answers_are_counted_by_area_with_drafts_apart_in_one_query(world: World) -> None:
    write(world, "anna", OWN, "Fältgruppen")
    write(world, "anna", "inventory.lessons", "Ett utkast", finished=False)
    write(world, "anna", "inventory.timing", "", finished=False)
    write(world, "per", "inventory.timing", "Juni")
    write(world, "per", JOINT, "Ja")
    anna = world.scope("anna")
    assert anna.cycle
    with CaptureQueriesContext(connection) as asked:
        counts = queries.unanswered(anna)
    assert len(asked) == 1
    assert counts["inventory"] == (1, 1, 6)
    assert counts["decision"] == (1, 0, 5)
    assert counts["goals"] == (0, 0, 2)


def test_answers_about_patterns_are_counted_where_they_stand(world: World) -> None:
    anna = world.scope("anna")
    answer_pattern(anna, "trend", 0, verdict=Verdict.NO, sentence="Nej")
    counts = with_patterns(anna)
    assert counts["patterns"] == (1, 0, 6)
    assert len(counts) == 15 and sum(all_ for _, _, all_ in counts.values()) == 73
    assert with_patterns(world.scope("per"))["patterns"] == (0, 0, 6)


def test_the_next_cycle_begins_empty_with_the_last_answers_at_hand(world: World) -> None:
    write(world, "anna", OWN, "Fältgruppen")
    write(world, "anna", "inventory.lessons", "Ett utkast", finished=False)
    write(world, "per", "inventory.lessons", "Polisens eget")
    world.cycle.closed_at = world.cycle.partnership.created_at
    world.cycle.save()
    Cycle.objects.create(
        partnership=world.partnership,
        number=2,
        name="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    assert texts(world, "anna", "inventory") == []
    before = queries.earlier(world.scope("anna"), INVENTORY)
    assert {key: row.text for key, row in before.items()} == {OWN: "Fältgruppen"}
