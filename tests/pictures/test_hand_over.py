"""The road out: reviewed and acknowledged exactly as it reads, handed over once and for good."""

import threading
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection

from samverkan.access.actions import Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden
from samverkan.documents.frozen import WrittenOnce
from samverkan.documents.models import DocumentVersion
from samverkan.pictures import actions
from samverkan.pictures.models import HandOver
from samverkan.pictures.queries.joint import get_hand_over, hand_overs
from samverkan.pictures.queries.road import road
from samverkan.pictures.rules import fingerprint
from tests.conftest import World
from tests.pictures.conftest import Cast, dataset, figure_data, printed, write


def test_the_road_says_what_it_waits_for(kommun: Cast) -> None:
    assert road(kommun.writer).next == "findings"
    write(kommun.writer, "Fler cykelstölder")
    assert road(kommun.writer).next == "review"
    sha256 = road(kommun.writer).own.sha256
    actions.review_secrecy(kommun.writer, None, content_sha256=sha256, legal_bases=["none"], consideration="")
    assert road(kommun.writer).next == "acknowledge"
    actions.acknowledge(kommun.leader, None, content_sha256=sha256)
    assert road(kommun.writer).next == "hand_over"
    actions.hand_over(kommun.writer, None, content_sha256=sha256, printed=printed(sha256))
    assert road(kommun.writer).next == ""


def test_what_is_handed_over_is_what_was_reviewed_and_acknowledged(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    kommun.hand_over()
    made = HandOver.objects.get()
    assert fingerprint(made.snapshot) == made.sha256
    assert made.sha256 == made.review.content_sha256 == made.acknowledgement.content_sha256
    assert made.document.approved_sha256 == made.sha256
    assert [each["name"] for each in made.document.approvals] == ["Karin", "Anna"]


def test_a_change_makes_review_and_acknowledgement_stop_counting_and_says_what_changed(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256 = kommun.review()
    actions.write_texts(kommun.writer, 0, summary="", outlook="Nya bostäder")
    now = road(kommun.writer)
    assert not now.reviewed and not now.acknowledged
    assert now.changed_since_review == ["framåtblicken"]
    for old in (sha256, now.own.sha256):
        with pytest.raises(Refused):
            actions.hand_over(kommun.writer, None, content_sha256=old, printed=printed(old))


def test_the_leadership_can_only_acknowledge_what_has_been_reviewed(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256 = road(kommun.writer).own.sha256
    with pytest.raises(Refused, match="sekretessprövad"):
        actions.acknowledge(kommun.leader, None, content_sha256=sha256)


def test_each_steps_into_the_road_by_their_role(kommun: Cast, world: World) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256 = road(kommun.writer).own.sha256
    with pytest.raises(Forbidden):
        actions.review_secrecy(
            world.scope("amir"), None, content_sha256=sha256, legal_bases=["none"], consideration=""
        )
    with pytest.raises(Forbidden):
        actions.acknowledge(kommun.writer, None, content_sha256=sha256)
    with pytest.raises(Forbidden):
        actions.hand_over(kommun.leader, None, content_sha256=sha256, printed=printed(sha256))


def test_another_partys_leader_can_not_acknowledge(kommun: Cast, polis: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256 = kommun.review()
    with pytest.raises(Refused):
        actions.acknowledge(polis.leader, None, content_sha256=sha256)


@pytest.mark.parametrize(
    "text", ["Ring 070-123 45 67", "Sonen, 850709-9805, såg det", "Skriv till a.berg@example.test"]
)
def test_personal_data_stop_the_review_and_the_hand_over(kommun: Cast, text: str) -> None:
    write(kommun.writer, "Fler cykelstölder", who=text)
    now = road(kommun.writer)
    assert now.next == "mend"
    assert not [remark for remark in now.remarks if text.split()[-1] in remark.about]
    with pytest.raises(Refused, match="personuppgifter"):
        actions.review_secrecy(
            kommun.writer, None, content_sha256=now.own.sha256, legal_bases=["none"], consideration=""
        )


def test_a_hand_over_is_never_changed_or_undone(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    made = kommun.hand_over()
    made.recipient = "någon annan"
    for attempt in (made.save, made.delete, HandOver.objects.all().delete):
        with pytest.raises(WrittenOnce):
            attempt()
    with pytest.raises(WrittenOnce):
        HandOver.objects.update(sha256="")
    with pytest.raises(WrittenOnce):
        DocumentVersion.objects.update(registry_number="1")


def test_a_correction_is_a_new_hand_over_and_the_first_stays_readable(kommun: Cast, polis: Cast) -> None:
    finding = write(kommun.writer, "Fler cykelstölder")
    first = kommun.hand_over()
    actions.change_finding(kommun.writer, finding, 1, what="Fler cykelstölder vid stationen")
    second = kommun.hand_over()
    assert (first.number, second.number) == (1, 2)
    assert second.document.number == 2 and second.document.document == first.document.document
    read = get_hand_over(polis.writer, first.pk)
    assert read.snapshot["findings"][0]["what"] == "Fler cykelstölder"


def test_the_same_content_is_handed_over_once(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    made = kommun.hand_over()
    with pytest.raises(Refused, match="redan överlämnad"):
        actions.hand_over(kommun.writer, None, content_sha256=made.sha256, printed=printed(made.sha256))


def test_the_same_form_sent_twice_is_one_hand_over(kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256, token = kommun.review(), uuid4()
    made = {
        actions.hand_over(kommun.writer, token, content_sha256=sha256, printed=printed(sha256))
        for _ in range(2)
    }
    assert len(made) == 1


def test_the_others_can_read_it_and_outsiders_can_not(kommun: Cast, world: World) -> None:
    write(kommun.writer, "Fler cykelstölder")
    made = kommun.hand_over()
    assert get_hand_over(world.scope("per"), made.pk) == made
    with pytest.raises(HandOver.DoesNotExist):
        get_hand_over(world.scope("cecilia"), made.pk)
    assert not hand_overs(world.scope("cecilia"))


def test_the_log_tells_everyone_that_it_happened_and_nobody_what_it_says(kommun: Cast, polis: Cast) -> None:
    write(kommun.writer, "Hemligord om cyklar")
    made = kommun.hand_over()
    entry = LogEntry.objects.get(action="hand_over")
    assert entry.party is None
    assert entry.facts == {"number": 1, "sha256": made.sha256}


def test_small_counts_are_hidden_in_what_is_handed_over_but_not_in_open_statistics(
    world: World, kommun: Cast
) -> None:
    data = figure_data(Cykelstöld=60, Klotter=20, Rån=3)
    for is_open in (False, True):
        actions.freeze_figure(
            kommun.writer,
            dataset=dataset(world.municipality, kommun.writer.user, open_statistics=is_open),
            key="by_type",
            filter={},
            data=data,
            source_line="",
            token=None,
        )
    kommun.hand_over()
    made = HandOver.objects.get()
    for sha256, figure in made.figures.items():
        assert fingerprint(figure) == sha256
    closed, opened = (made.figures[finding["figure"]["sha256"]] for finding in made.snapshot["findings"])
    assert [row["type"] for row in closed["data"]["figures"]["by_type"]["types"]] == ["Cykelstöld"]
    assert "Rån" in closed["hidden"][0] and "Klotter" in closed["hidden"][0]
    assert opened["data"] == data and not opened["hidden"]
    remarks = [remark.about for remark in road(kommun.writer).remarks]
    assert closed["hidden"][0] in remarks


def test_a_source_that_turns_out_not_to_be_open_is_a_change(world: World, kommun: Cast) -> None:
    held = dataset(world.municipality, kommun.writer.user, open_statistics=True)
    data = figure_data(Cykelstöld=60, Klotter=20, Rån=3)
    actions.freeze_figure(
        kommun.writer, dataset=held, key="by_type", filter={}, data=data, source_line="", token=None
    )
    kommun.review()
    type(held.source).objects.filter(pk=held.source_id).update(open_statistics=False)
    assert not road(kommun.writer).reviewed


def test_a_figure_that_is_taken_out_meanwhile_stops_the_hand_over(
    world: World, kommun: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = dataset(world.municipality, kommun.writer.user)
    data = figure_data(Cykelstöld=60, Klotter=20)
    actions.freeze_figure(
        kommun.writer, dataset=held, key="by_type", filter={}, data=data, source_line="", token=None
    )
    sha256 = kommun.review()
    module = import_module("samverkan.pictures.actions.hand_over")  # the package gives the verb by that name
    monkeypatch.setattr(module, "frozen_figures", lambda scope: {})
    with pytest.raises(Refused, match="ändrades medan"):
        actions.hand_over(kommun.writer, None, content_sha256=sha256, printed=printed(sha256))
    assert not HandOver.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_over_at_once_one_does(kommun: Cast, world: World) -> None:
    write(kommun.writer, "Fler cykelstölder")
    sha256 = kommun.review()
    results: list[str] = []
    together = threading.Barrier(2)

    def attempt() -> None:
        scope = world.scope("anna")
        together.wait()
        try:
            actions.hand_over(scope, uuid4(), content_sha256=sha256, printed=printed(sha256))
            results.append("handed over")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["handed over", "refused"]
    assert HandOver.objects.count() == 1
