"""What has changed since the last visit: what others did, as far as one may know of it, in sentences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samverkan.access.models import LogEntry
from samverkan.access.permissions import PERMISSIONS
from samverkan.cycles.actions import confirm_criterion, mark_seen, reopen_step
from samverkan.cycles.queries import last_visit
from samverkan.groups import actions as groups
from samverkan.partnerships.content import criterion
from samverkan.partnerships.rules import Step
from samverkan.pictures import actions
from samverkan.process.changes import AT_MOST, VERBS, Changes, changes
from samverkan.process.state import cycle_state
from tests.conftest import World
from tests.planted.cycles import confirm
from tests.planted.groups import approve, call, form, hold, write
from tests.process.conftest import Road


def changed(world: World, who: str) -> Changes:
    scope = world.scope(who)
    return changes(scope, cycle_state(scope), last_visit(scope))


def told(world: World, who: str) -> list[str]:
    return [f"{each.who} {each.says}".strip() for _, done in changed(world, who).days for each in done]


def test_the_other_party_is_told_of_the_hand_over_and_of_nothing_before_it(
    world: World, kommun: Road
) -> None:
    kommun.write()
    kommun.acknowledge()
    assert told(world, "per") == []
    kommun.hand_over()
    assert told(world, "per") == ["Anna lämnade över sin lägesbild"]


def test_ones_own_party_is_told_of_the_road_and_nobody_of_what_they_did_themselves(
    world: World, kommun: Road
) -> None:
    kommun.write()
    kommun.acknowledge()
    assert told(world, "amir") == [
        "Karin tog del av er lägesbild",
        "Anna sekretessprövade er lägesbild",
        "Anna arbetade med er lägesbild",
    ]
    assert told(world, "anna") == ["Karin tog del av er lägesbild"]


def test_much_of_the_same_in_a_day_is_told_once(world: World, kommun: Road) -> None:
    for number in range(4):
        kommun.write(f"Iakttagelse {number}")
    assert told(world, "amir") == ["Anna arbetade med er lägesbild"]


def test_a_step_that_was_opened_again_is_told_with_its_name_and_its_page(world: World) -> None:
    confirm(world.scope("per"), Step.IMPLEMENT)
    reopen_step(world.scope("per"), None, Step.IMPLEMENT, reason="Nya uppgifter")
    newest = changed(world, "anna").days[0][1][0]
    assert (newest.says, newest.url_name, newest.url_kwargs) == (
        "öppnade Genomförande igen",
        "overview:step",
        {"step": "implement"},
    )
    assert "Per bekräftade ett kriterium i Genomförande" in told(world, "anna")


def test_a_criterion_that_the_system_found_or_lost_is_told(world: World, kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    for road in (kommun, polis):
        road.confirm()
    text = "Kriteriet ”Parternas lägesbilder har blivit en gemensam”"
    assert f"{text} är uppfyllt" in told(world, "anna")
    actions.write_joint_texts(polis.writer, 0, summary="Kort", outlook="")
    assert f"{text} gäller inte längre" in told(world, "anna")


def test_what_one_has_said_to_have_seen_is_told_no_more(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.hand_over()
    mark_seen(world.scope("per"))
    assert told(world, "per") == []
    assert told(world, "lars"), "everyone has a mark of their own"


def test_without_a_mark_a_fortnight_is_told(world: World, kommun: Road) -> None:
    kommun.write()
    LogEntry.objects.update(at=timezone.now() - timedelta(days=15))
    assert told(world, "amir") == []
    LogEntry.objects.update(at=timezone.now() - timedelta(days=13))
    assert told(world, "amir")


def test_at_most_twelve_are_shown_and_the_rest_counted(world: World) -> None:
    confirm_criterion(world.scope("per"), None, criterion("join.citizen_dialogues"), note="Klart")
    entry = LogEntry.objects.get(action="confirm_criterion")
    for days in range(1, 14):
        entry.pk, entry.at = None, timezone.now() - timedelta(days=days)
        entry.save()
    shown = changed(world, "anna")
    assert sum(len(done) for _, done in shown.days) == AT_MOST
    assert shown.left_out == 2


def test_what_becomes_of_a_meeting_after_the_call_is_told(world: World) -> None:
    anna, per = world.scope("anna"), world.scope("per")
    called = call(anna, form(anna))
    groups.add_agenda_item(per, None, called, title="Tidsplan")
    held = hold(anna, called)
    write(anna, held)
    groups.take_over_minutes(per, held)
    write(per, held, version=2)
    minuted = approve(anna, held)
    groups.correct_minutes(anna, minuted, minuted.version, "Fel dag stod.")
    told_of = {each for each in told(world, "karin") if not each.startswith("Kriteriet")}
    assert told_of == {
        "Anna arbetade med organisationen",
        "Anna kallade till möte",
        "Per arbetade med dagordningen till ett möte",
        "Anna skrev vilka som var med på ett möte",
        "Anna skrev minnesanteckningar",
        "Per tog över minnesanteckningarna från ett möte",
        "Per skrev minnesanteckningar",
        "Anna godkände minnesanteckningar",
        "Anna öppnade godkända minnesanteckningar för rättelse",
    }


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_told_to_those_who_hold_a_right_that_exists(verb: str) -> None:
    assert VERBS[verb].permission in PERMISSIONS


def test_who_may_not_open_the_pictures_is_not_told_of_them(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.hand_over()
    membership = world.scope("amir").membership
    membership.role = "reporter"
    membership.save()
    assert told(world, "amir") == []
