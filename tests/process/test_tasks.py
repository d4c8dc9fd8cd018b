"""Each person is told the one thing that moves the work on, and told to do only what they may do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverkan.pictures import actions
from samverkan.pictures.queries.joint import joint_picture
from samverkan.process.next import next_tasks
from samverkan.process.stages import noted
from samverkan.process.tasks import OWN, Task, next_task
from tests.conftest import World
from tests.planted.causes import focus_area
from tests.process.conftest import Road, state, task


def told(world: World, *names: str) -> list[tuple[str, bool]]:
    return [(each.text, each.mine) for each in (task(world, name) for name in names)]


@pytest.fixture
def joined(kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()


def test_an_empty_picture_waits_for_its_first_finding(world: World) -> None:
    assert told(world, "anna", "amir", "karin", "per", "olle") == [
        ("Skriv den första iakttagelsen i er lägesbild", True),
        ("Skriv den första iakttagelsen i er lägesbild", True),
        ("Er lägesbild skrivs just nu.", False),
        ("Skriv den första iakttagelsen i er lägesbild", True),
        ("Du ser hur långt arbetet har kommit.", False),
    ]


def test_a_written_picture_waits_for_the_coordinators_review(world: World, kommun: Road) -> None:
    kommun.write()
    assert told(world, "anna", "amir", "karin") == [
        ("Sekretesspröva lägesbilden", True),
        ("Lägesbilden väntar på sekretessprövning.", False),
        ("Lägesbilden väntar på sekretessprövning.", False),
    ]


def test_personal_data_are_for_those_who_write_to_take_away(world: World, kommun: Road) -> None:
    kommun.write("Ring 070-123 45 67")
    assert told(world, "anna", "amir", "karin") == [
        ("Ta bort personuppgifterna ur lägesbilden", True),
        ("Ta bort personuppgifterna ur lägesbilden", True),
        ("Er lägesbild skrivs just nu.", False),
    ]


def test_a_reviewed_picture_waits_for_the_leadership(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.review()
    assert told(world, "anna", "karin") == [
        ("Lägesbilden väntar på att ledningen tar del av den.", False),
        ("Ta del av lägesbilden", True),
    ]


def test_an_acknowledged_picture_waits_to_be_handed_over(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.acknowledge()
    assert told(world, "anna", "amir", "karin") == [
        ("Lämna över lägesbilden", True),
        ("Lägesbilden kan lämnas över av samordnaren.", False),
        ("Lägesbilden kan lämnas över av samordnaren.", False),
    ]


def test_what_one_party_does_says_nothing_to_the_other(world: World, kommun: Road) -> None:
    before = told(world, "per", "lars", "olle")
    kommun.write("Ring 070-123 45 67")
    assert told(world, "per", "lars", "olle") == before


def test_the_first_to_hand_over_waits_for_the_others(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.hand_over()
    assert told(world, "anna", "karin", "per") == [
        ("Er lägesbild är överlämnad. Nu väntar ni på de andra.", False),
        ("Er lägesbild är överlämnad. Nu väntar ni på de andra.", False),
        ("Skriv den första iakttagelsen i er lägesbild", True),
    ]


@pytest.mark.usefixtures("joined")
def test_every_handed_over_finding_waits_for_the_coordinators_of_both(world: World, kommun: Road) -> None:
    words = "2 iakttagelser i lägesbilderna väntar på beslut"
    assert told(world, "anna", "per", "amir", "karin", "lars") == [
        (words, True),
        (words, True),
        (words, False),
        (words, False),
        (words, False),
    ]
    actions.keep_finding(kommun.writer, joint_picture(kommun.writer).entries[0].number, 0)
    assert told(world, "per") == [("En iakttagelse i lägesbilderna väntar på beslut", True)]


@pytest.mark.usefixtures("joined")
def test_a_picture_with_nothing_left_in_it_can_not_be_confirmed(world: World, kommun: Road) -> None:
    for entry in joint_picture(kommun.writer).entries:
        actions.leave_out_finding(kommun.writer, entry.number, 0, "Hör inte hit.")
    words = "Inget är kvar i den gemensamma lägesbilden. Behåll minst en iakttagelse."
    assert told(world, "anna", "karin") == [(words, True), (words, False)]


@pytest.mark.usefixtures("joined")
def test_a_ready_picture_waits_for_those_who_may_confirm_it(world: World, kommun: Road, polis: Road) -> None:
    kommun.keep_everything()
    assert told(world, "anna", "karin", "per") == [
        ("Bekräfta den gemensamma lägesbilden", True),
        ("Den gemensamma lägesbilden väntar på Kommunen och Polisen", False),
        ("Bekräfta den gemensamma lägesbilden", True),
    ]
    kommun.confirm()
    assert told(world, "anna", "per") == [
        ("Den gemensamma lägesbilden väntar på Polisen", False),
        ("Bekräfta den gemensamma lägesbilden", True),
    ]
    polis.confirm()
    assert (
        told(world, "anna", "karin", "per", "lars")
        == [("Den gemensamma lägesbilden är klar. Läs den eller hämta den som PDF.", False)] * 4
    )


@pytest.mark.usefixtures("joined")
def test_a_change_after_the_confirmations_asks_for_them_again(
    world: World, kommun: Road, polis: Road
) -> None:
    kommun.keep_everything()
    for road in (kommun, polis):
        road.confirm()
    actions.write_joint_texts(polis.writer, 0, summary="Kort sagt", outlook="")
    assert told(world, "anna", "per") == [("Bekräfta den gemensamma lägesbilden", True)] * 2


@pytest.mark.usefixtures("joined")
def test_how_far_the_work_has_come_is_read_in_one_query(world: World) -> None:
    scope, now = world.scope("anna"), state(world)
    scope.cycle  # noqa: B018  known to the page already
    with CaptureQueriesContext(connection) as queries:
        next_task(scope, now, noted(scope))
    assert len(queries) == 1


def test_every_task_leads_to_a_page(world: World) -> None:
    for _, _, url_name in OWN.values():
        assert reverse(url_name, args=["ekdala"])
    assert isinstance(task(world, "anna"), Task)


def test_the_analysis_that_is_next_is_named_and_the_others_counted(world: World) -> None:
    anna = world.scope("anna")
    for name in ("Cykelstölder", "Buskörning"):
        focus_area(anna, name)
    found = next(each for each in next_tasks(anna, state(world)) if each.url_name == "join:analysis")
    assert found.hint == "Cykelstölder. 2 orsaksanalyser är inte klara."
    assert "Cykelstölder" not in found.text
