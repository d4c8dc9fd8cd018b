"""The own picture is written by its party, exists for nobody else, and loses nothing."""

from uuid import uuid4

import pytest

from samverkan.access.actions import Conflict
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.datasets.models import Dataset, Source
from samverkan.documents.frozen import WrittenOnce
from samverkan.pictures import actions
from samverkan.pictures.models import Finding, FrozenFigure, Picture
from samverkan.pictures.queries import own
from samverkan.pictures.rules import Verdict
from tests.conftest import World
from tests.pictures.conftest import dataset, figure_data, write


def test_a_finding_exists_for_its_party_only(world: World) -> None:
    finding = write(world.scope("anna"), "Fler cykelstölder")
    assert own.get_finding(world.scope("amir"), finding.pk) == finding
    for name in ("per", "cecilia"):
        with pytest.raises(Finding.DoesNotExist):
            own.get_finding(world.scope(name), finding.pk)
    with pytest.raises(NoParty):
        own.get_finding(world.scope("olle"), finding.pk)


def test_leaders_read_but_do_not_write(world: World) -> None:
    write(world.scope("anna"), "Fler cykelstölder")
    assert own.own_picture(world.scope("karin")).content["findings"]
    with pytest.raises(Forbidden):
        write(world.scope("karin"), "Något annat")


def test_reading_a_picture_that_nobody_has_begun_writes_nothing(world: World) -> None:
    assert own.own_picture(world.scope("anna")).row is None
    assert not Picture.objects.exists()


def test_the_same_form_sent_twice_is_one_finding(world: World) -> None:
    token = uuid4()
    for _ in range(2):
        actions.add_finding(world.scope("anna"), token, what="Fler cykelstölder")
    assert Finding.objects.count() == 1


def test_the_second_to_save_a_finding_is_told_what_stands(world: World) -> None:
    finding = write(world.scope("anna"), "Fler cykelstölder")
    actions.change_finding(world.scope("anna"), finding, 1, what="Fler cykelstölder vid stationen")
    with pytest.raises(Conflict) as conflict:
        actions.change_finding(world.scope("amir"), Finding.objects.get(), 1, what="Fler stölder")
    assert conflict.value.current.what == "Fler cykelstölder vid stationen"  # type: ignore[attr-defined]


def test_two_who_begin_the_texts_at_once_do_not_overwrite_each_other(world: World) -> None:
    actions.write_texts(world.scope("anna"), 0, summary="Anna", outlook="")
    with pytest.raises(Conflict):
        actions.write_texts(world.scope("amir"), 0, summary="Amir", outlook="")


def test_a_finding_moves_one_place_and_stays_at_the_ends(world: World) -> None:
    scope = world.scope("anna")
    first, second, third = (write(scope, text) for text in ("a", "b", "c"))
    actions.move_finding(scope, third, up=True)
    actions.move_finding(scope, first, up=True)
    assert [f.what for f in own.findings(scope)] == ["a", "c", "b"]
    actions.move_finding(scope, first, up=False)
    assert list(own.findings(scope)) == [third, first, second]


def test_a_removed_finding_can_be_put_back(world: World) -> None:
    scope = world.scope("anna")
    finding = write(scope, "Fler cykelstölder")
    actions.remove_finding(scope, finding)
    assert not own.findings(scope)
    actions.put_back_finding(scope, own.get_removed_finding(scope, finding.pk))
    assert list(own.findings(scope)) == [finding]


def test_a_figure_becomes_a_finding_that_says_what_the_figure_says(world: World) -> None:
    scope = world.scope("anna")
    finding = actions.freeze_figure(
        scope,
        dataset=dataset(world.municipality, scope.user),
        key="by_type",
        filter={},
        data=figure_data(Cykelstöld=60, Klotter=20),
        source_line="Polisen.",
        token=None,
    )
    assert finding.what.startswith("Cykelstöld är vanligast")
    assert own.own_picture(scope).content["findings"][0]["figure"]["key"] == "by_type"  # type: ignore[index]


def test_a_frozen_figure_is_never_changed_or_deleted(world: World) -> None:
    scope = world.scope("anna")
    data = figure_data(Cykelstöld=60, Klotter=20)
    held = dataset(world.municipality, scope.user)
    actions.freeze_figure(
        scope, dataset=held, key="by_type", filter={}, data=data, source_line="", token=None
    )
    figure = FrozenFigure.objects.get()
    figure.source_line = "En annan källa"
    with pytest.raises(WrittenOnce):
        figure.save()
    with pytest.raises(WrittenOnce):
        figure.delete()
    with pytest.raises(WrittenOnce):
        FrozenFigure.objects.update(source_line="")
    with pytest.raises(WrittenOnce):
        FrozenFigure.objects.filter(pk=figure.pk).delete()


def test_a_figure_can_not_be_frozen_from_another_partys_dataset(world: World) -> None:
    theirs = dataset(world.police, world.people["per"])
    with pytest.raises(Dataset.DoesNotExist):
        actions.freeze_figure(
            world.scope("anna"),
            dataset=theirs,
            key="by_type",
            filter={},
            data=figure_data(Cykelstöld=60),
            source_line="",
            token=None,
        )


def test_a_source_of_another_party_can_not_be_assessed(world: World) -> None:
    theirs = dataset(world.police, world.people["per"]).source
    with pytest.raises(Source.DoesNotExist):
        actions.assess_source(world.scope("anna"), theirs, 0, used=True, remark="")


def test_the_proposed_answer_is_kept_beside_the_persons_own(world: World) -> None:
    scope = world.scope("anna")
    actions.answer_pattern(
        scope,
        "trend",
        0,
        verdict=Verdict.NO,
        sentence="Vi tror att fler anmäler.",
        proposed_verdict="yes",
        proposed_sentence="Ökningen är större än vad slumpen brukar ge.",
    )
    pattern = next(p for p in own.own_picture(scope).content["patterns"] if p["question"] == "trend")
    assert (pattern["verdict"], pattern["proposed_verdict"]) == ("no", "yes")
    assert pattern["proposed_sentence"].startswith("Ökningen")


def test_the_figures_behind_an_answer_are_the_partys_own(world: World) -> None:
    theirs = dataset(world.police, world.people["per"])
    with pytest.raises(Dataset.DoesNotExist):
        actions.answer_pattern(
            world.scope("anna"), "trend", 0, verdict=Verdict.NO, sentence="Nej", dataset=theirs
        )


def test_a_mark_that_was_never_given_out_changes_nothing(world: World) -> None:
    actions.answer_mapping(world.scope("anna"), "own_picture.why", 0, text="Anna", finished=False)
    with pytest.raises(Conflict):
        actions.answer_mapping(world.scope("amir"), "own_picture.why", 7, text="Amir", finished=False)


def test_state_says_which_parts_are_left(world: World) -> None:
    scope = world.scope("anna")
    assert [part.done for part in own.own_picture(scope).parts] == [False] * 5
    write(scope, "Fler cykelstölder")
    actions.write_texts(scope, 0, summary="Kort sagt", outlook="")
    parts = {part.key: part for part in own.own_picture(scope).parts}
    assert parts["findings"].done
    assert parts["text"].missing == "Skriv framåtblicken."


def test_the_log_never_tells_what_a_draft_says(world: World) -> None:
    scope = world.scope("anna")
    finding = write(scope, "Hemligord ett")
    actions.change_finding(scope, finding, 1, what="Hemligord två")
    actions.write_texts(scope, 0, summary="Hemligord tre", outlook="Hemligord fyra")
    assert LogEntry.objects.count() == 3
    assert not [entry for entry in LogEntry.objects.all() if "Hemligord" in str(entry.facts)]
    assert set(LogEntry.objects.values_list("party", flat=True)) == {world.municipality.pk}
