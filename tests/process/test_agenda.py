"""What waits for a group is gathered by itself, and no more is told of the other party than everyone may know."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samverkan.documents.queries import versions
from samverkan.groups import actions
from samverkan.groups.models import Group
from samverkan.groups.queries import decisions_about
from samverkan.groups.rules import GroupKind
from samverkan.partnerships.models import Cycle
from samverkan.process.agenda import about, waiting_for
from samverkan.process.subjects import addresses, subject_of, subjects
from tests.conftest import World, begin_next_cycle
from tests.planted.groups import call, form, hold
from tests.process.conftest import Road


@pytest.fixture
def steering(world: World) -> Group:
    return form(world.scope("anna"))


def titles(world: World, who: str, group: Group) -> list[str]:
    return [each.title for each in waiting_for(world.scope(who), group)]


def due(world: World, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Cycle.objects.filter(pk=world.cycle.pk).update(picture_due_on=day)


def joined(kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()


def test_a_hand_over_is_late_only_after_its_day_and_until_it_is_made(
    world: World, kommun: Road, steering: Group
) -> None:
    due(world, 0)
    assert titles(world, "anna", steering) == []
    due(world, -1)
    late = ["Kommunen: lägesbilden är inte överlämnad", "Polisen: lägesbilden är inte överlämnad"]
    assert titles(world, "anna", steering) == titles(world, "per", steering) == late
    kommun.write()
    kommun.hand_over()
    assert titles(world, "anna", steering) == titles(world, "per", steering) == late[1:]


def test_a_picture_that_waits_to_be_acknowledged_is_told_to_its_own_party_alone(
    world: World, kommun: Road, steering: Group
) -> None:
    kommun.write()
    before = waiting_for(world.scope("per"), steering)
    kommun.review()
    [waiting] = waiting_for(world.scope("anna"), steering)
    assert (waiting.title, waiting.private) == ("Ta del av er egen lägesbild", True)
    assert waiting_for(world.scope("per"), steering) == before == []
    kommun.acknowledge()
    assert titles(world, "anna", steering) == []


def test_those_who_lead_see_it_on_the_meetings_page_and_the_other_party_does_not(
    world: World, kommun: Road, steering: Group
) -> None:
    meeting = call(world.scope("anna"), steering)
    kommun.write()
    kommun.review()
    place = f"/p/ekdala/initiate/meetings/{meeting.pk}/"
    words = "Ta del av er egen lägesbild"
    assert words in world.client("karin").get(place).content.decode()
    assert words not in world.client("lars").get(place).content.decode()


def test_what_is_private_does_not_reach_the_shared_agenda(
    world: World, kommun: Road, steering: Group
) -> None:
    kommun.write()
    kommun.review()
    assert not call(world.scope("anna"), steering).agenda.exists()


def test_the_joint_picture_waits_to_be_confirmed_then_to_be_taken_note_of_once(
    world: World, kommun: Road, polis: Road, steering: Group
) -> None:
    joined(kommun, polis)
    confirm = "Den gemensamma lägesbilden ska bekräftas"
    assert titles(world, "anna", steering) == [confirm]
    kommun.confirm()
    [waiting] = waiting_for(world.scope("anna"), steering)
    assert waiting.why == "Väntar på Polisen."
    joint = subjects(world.scope("anna"))[0].key
    assert about(world.scope("anna"), waiting.key) == joint
    polis.confirm()
    note = "Ta del av den gemensamma lägesbilden 2026"
    assert titles(world, "anna", steering) == [note]
    meeting = call(world.scope("anna"), steering)
    assert [item.title for item in meeting.agenda.all()] == [note]
    assert about(world.scope("anna"), meeting.agenda.get().key) == joint
    assert about(world.scope("cecilia"), meeting.agenda.get().key) == ""
    assert titles(world, "per", steering) == []
    hold(world.scope("anna"), meeting)
    assert titles(world, "per", steering) == []


def test_what_was_decided_waits_on_the_groups_own_agendas_until_it_is_followed_up(
    world: World, steering: Group
) -> None:
    anna = world.scope("anna")
    working = form(anna, GroupKind.WORKING, "Stationen")
    decision = actions.record_decision(
        anna,
        None,
        working,
        text="Ylva är på plats vid stationen.\nTvå dagar i veckan.",
        decided_on=date(2026, 2, 5),
        due_on=date(2026, 4, 1),
        responsible=anna.membership.pk,
    )
    [waiting] = waiting_for(anna, working)
    assert waiting.title == "Följ upp: Ylva är på plats vid stationen."
    assert waiting.why == "Beslutat 5 februari 2026. Ansvarig: Anna. Senast 1 april 2026."
    assert waiting.url_kwargs == {"pk": decision.pk}
    assert titles(world, "anna", steering) == []
    hold(anna, call(anna, working))
    assert len(titles(world, "anna", working)) == 1, "taken up and not done, it waits again"
    actions.follow_up(anna, decision, 1, done_on=date(2026, 4, 1), note="")
    assert titles(world, "anna", working) == []


def test_a_working_group_is_not_asked_about_the_pictures(world: World, steering: Group) -> None:
    due(world, -1)
    assert titles(world, "anna", form(world.scope("anna"), GroupKind.WORKING, "Stationen")) == []


def test_a_decision_can_be_about_the_joint_picture_and_what_all_may_read(
    world: World, kommun: Road, polis: Road
) -> None:
    first = [each.text for each in subjects(world.scope("per"))]
    assert first == ["Gemensam lägesbild 2026", "Prioriteringen 2026"]
    joined(kommun, polis)
    names = {each.text for each in subjects(world.scope("per"))}
    assert len(names) == 4
    assert any(name.startswith("Lägesbild från Kommun Ekdala") for name in names)


def test_the_joint_picture_of_an_earlier_cycle_is_its_document_and_tells_what_was_decided(
    world: World, kommun: Road, polis: Road, steering: Group
) -> None:
    joined(kommun, polis)
    for road in (kommun, polis):
        road.confirm()
    anna = world.scope("anna")
    joint = next(each for each in subjects(anna) if each.kind == "joint_picture")
    made = actions.record_decision(
        anna, None, steering, text="Ja", decided_on=date(2026, 2, 5), about=tuple(joint)
    )
    begin_next_cycle(anna)
    later = world.scope("per")
    assert [each.text for each in subjects(later)][:3] == [
        "Gemensam lägesbild 2027",
        "Prioriteringen 2027",
        "Gemensam lägesbild 2026",
    ]
    [(name, numbers)] = addresses(later, [made]).values()
    assert name == "overview:document"
    version = versions(later).get(pk=numbers["pk"])
    assert decisions_about(later, *subject_of(version)[:2]) == [made]


def test_what_a_decision_is_about_is_seen_where_it_stands(
    world: World, kommun: Road, polis: Road, steering: Group
) -> None:
    joined(kommun, polis)
    anna = world.scope("anna")
    made = [
        actions.record_decision(
            anna, None, steering, text="Ja", decided_on=date(2026, 2, 5), about=(kind, pk, text)
        )
        for kind, pk, text in subjects(anna)
    ]
    found = addresses(anna, made)
    assert sorted({name for name, _ in found.values()}) == ["join:focus", "join:picture", "overview:document"]
    assert len(found) == len(made)
