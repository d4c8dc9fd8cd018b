"""What is next, late and ahead for one person."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samverkan.cycles.actions import confirm_criterion, open_next_cycle, reopen_step, withdraw_confirmation
from samverkan.cycles.models import CriterionConfirmation
from samverkan.cycles.queries import get_confirmation
from samverkan.partnerships.content import criterion
from samverkan.partnerships.models import Cycle, Membership
from samverkan.partnerships.rules import Step
from samverkan.problems.actions.hypotheses import change_hypothesis
from samverkan.process import upcoming as planned
from samverkan.process.criteria import keep_all_standing
from samverkan.process.next import next_tasks
from samverkan.process.overdue import Overdue, overdue
from samverkan.process.state import cycle_state
from samverkan.process.upcoming import Upcoming, upcoming
from tests.conftest import World
from tests.planted.analysis import cause, focus_area, pose
from tests.planted.cycles import confirm
from tests.process.conftest import Road

TODAY = date(2026, 4, 2)


def late(world: World, who: str, today: date = TODAY) -> list[Overdue]:
    scope = world.scope(who)
    return overdue(scope, cycle_state(scope), today)


def tasks(world: World, who: str) -> list[str]:
    scope = world.scope(who)
    return [each.text for each in next_tasks(scope, cycle_state(scope))]


def test_what_one_can_do_comes_before_what_is_only_to_know(world: World, kommun: Road) -> None:
    kommun.write()
    kommun.hand_over()
    confirm(world.scope("per"), Step.IMPLEMENT)
    reopen_step(world.scope("per"), None, Step.IMPLEMENT, reason="Nya uppgifter")
    *to_do, to_know = tasks(world, "anna")
    assert "Gör klart Genomförande igen" in to_do
    assert to_know == "Er lägesbild är överlämnad. Nu väntar ni på de andra."
    assert tasks(world, "amir") == ["Er lägesbild är överlämnad. Nu väntar ni på de andra."]


def test_a_criterion_that_turned_back_is_first_for_those_who_can_mend_it(world: World) -> None:
    confirm_criterion(world.scope("anna"), None, criterion("join.citizen_dialogues"), note="Klart")
    scope = world.scope("per")
    withdraw_confirmation(scope, get_confirmation(scope, "join.citizen_dialogues"), reason="Mer att göra")
    for who, first in (("anna", True), ("per", True), ("amir", False), ("karin", False), ("olle", False)):
        assert (tasks(world, who)[0] == "Se över Gemensamma förberedelser") is first


def test_when_the_system_has_found_its_share_a_person_goes_through_the_rest(
    world: World, kommun: Road, polis: Road
) -> None:
    words = "Gå igenom vad som är kvar i Egna förberedelser"
    kommun.write()
    kommun.hand_over()
    assert words not in tasks(world, "per")
    polis.write()
    polis.hand_over()
    assert words in tasks(world, "per") and words not in tasks(world, "lars")
    confirm_criterion(world.scope("per"), None, criterion("prepare.dialogues"), note="Klart")
    assert words not in tasks(world, "per")


def test_a_new_cycle_begins_with_what_the_party_saw_in_the_last(world: World, kommun: Road) -> None:
    kommun.write()
    open_next_cycle(
        world.scope("per"),
        None,
        name="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        picture_due_on=None,
        lessons="",
    )
    words = "Välj vad som fortfarande gäller från förra varvet"
    assert [words in tasks(world, who) for who in ("anna", "amir", "karin", "per", "olle")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_picture_is_late_when_its_day_has_passed_and_it_is_not_handed_over(
    world: World, kommun: Road
) -> None:
    Cycle.objects.update(picture_due_on=date(2026, 4, 1))
    assert [each.due_on for each in late(world, "anna")] == [date(2026, 4, 1)]
    assert not late(world, "anna", date(2026, 4, 1))
    assert not late(world, "olle")
    kommun.write()
    kommun.hand_over()
    assert not late(world, "anna")
    assert late(world, "per")


def test_a_cycle_is_late_when_its_end_has_passed(world: World) -> None:
    new_year = date(2027, 1, 1)
    assert [each.url_name for each in late(world, "per", new_year)] == ["overview:cycle_next"]
    assert [each.url_name for each in late(world, "karin", new_year)] == ["overview:cycles"]
    assert not late(world, "per", date(2026, 12, 31))


def test_what_is_ahead_comes_from_the_rooms_the_nearest_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings = [Upcoming("Styrgruppen", date(2026, 5, 6)), Upcoming("Förra mötet", date(2026, 4, 1))]
    walk = [Upcoming("Trygghetsvandring", date(2026, 4, 9))]
    monkeypatch.setattr(planned, "SOURCES", (lambda scope, today: meetings, lambda scope, today: walk))
    assert [each.text for each in upcoming(world.scope("anna"), TODAY)] == [
        "Trygghetsvandring",
        "Styrgruppen",
    ]
    assert not upcoming(world.scope("olle"), TODAY)


def test_a_criterion_lost_in_the_background_is_told_at_once(world: World) -> None:
    confirm_criterion(world.scope("anna"), None, criterion("join.citizen_dialogues"), note="Klart")
    CriterionConfirmation.objects.update(withdrawn_at=timezone.now(), withdrawn_by=world.people["per"])
    keep_all_standing.call()
    assert tasks(world, "anna")[0] == "Se över Gemensamma förberedelser"


def test_a_late_hypothesis_is_told_to_who_tries_it_and_to_the_coordinators(world: World) -> None:
    about = cause(world.scope("anna"), focus_area(world.scope("anna")))
    amir, day = world.scope("amir"), TODAY - timedelta(days=2)
    posed = pose(world.scope("anna"), about, responsible=amir.membership.pk, due_on=day)
    key = f"hypothesis:{posed.pk}:{day.isoformat()}"
    [own] = late(world, "amir")
    assert (own.text, own.mine, own.key) == ("En hypotes skulle ha varit prövad", True, key)
    for who in ("anna", "per"):
        [others] = late(world, who)
        assert (others.text, others.mine, others.key) == ("En hypotes som väntar på andra är sen", False, key)
        assert posed.question not in others.text + others.hint
    assert not late(world, "karin") and not late(world, "anna", day)


def test_a_hypothesis_that_nobody_tries_is_told_to_the_coordinators(world: World) -> None:
    words = "Bestäm vem som ska pröva hypotesen"
    about = cause(world.scope("anna"), focus_area(world.scope("anna")))
    amir = world.scope("amir").membership
    posed = pose(world.scope("anna"), about)
    for who, told in (("anna", True), ("per", True), ("amir", False), ("karin", False)):
        assert (words in tasks(world, who)) is told
    change_hypothesis(
        world.scope("anna"),
        posed,
        1,
        cause=about,
        question="?",
        assumption="!",
        test="Titta",
        responsible=amir.pk,
        due_on=None,
    )
    assert words not in tasks(world, "anna")
    Membership.objects.filter(pk=amir.pk).update(ended_at=timezone.now())
    keep_all_standing.call()
    assert words in tasks(world, "anna"), "whoever was to try it is no longer there"
