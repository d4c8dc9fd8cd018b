"""A finished step can be opened again with a reason, and is finished anew by hand or by its criteria."""

from uuid import uuid4

import pytest

from samverkan.access.actions import Refused
from samverkan.access.scope import Forbidden
from samverkan.cycles.actions import confirm_criterion, finish_step, reopen_step, withdraw_confirmation
from samverkan.cycles.models import StepReopening
from samverkan.cycles.queries import get_confirmation, standing
from samverkan.partnerships.content import criterion
from samverkan.partnerships.rules import Step
from tests.conftest import World
from tests.planted.cycles import confirm

STEP = Step.IMPLEMENT


def is_open(world: World) -> bool:
    return STEP in standing(world.cycle).reopened


@pytest.fixture
def reopened(world: World) -> StepReopening:
    confirm(world.scope("anna"), STEP)
    return reopen_step(world.scope("per"), None, STEP, reason="Nya uppgifter")


def test_an_unfinished_step_needs_no_opening(world: World) -> None:
    with pytest.raises(Refused, match="inte klart"):
        reopen_step(world.scope("anna"), None, STEP, reason="Ändra")


def test_it_stays_open_though_all_its_criteria_hold(world: World, reopened: StepReopening) -> None:
    assert is_open(world)
    confirm(world.scope("anna"), Step.FOLLOW_UP)  # something else happens
    assert is_open(world)


def test_it_is_opened_once_however_often_the_form_is_sent(world: World) -> None:
    confirm(world.scope("anna"), STEP)
    token, scope = uuid4(), world.scope("anna")
    made = reopen_step(scope, token, STEP, reason="Ändra")
    assert reopen_step(scope, token, STEP, reason="Ändra") == made
    with pytest.raises(Refused, match="redan öppnat"):
        reopen_step(world.scope("per"), None, STEP, reason="Ändra")


def test_somebody_says_that_it_is_finished_again(world: World, reopened: StepReopening) -> None:
    finish_step(world.scope("anna"), STEP)
    reopened.refresh_from_db()
    assert reopened.closed_at and reopened.closed_by == world.people["anna"]
    assert not is_open(world)
    with pytest.raises(Refused):
        finish_step(world.scope("per"), STEP)


def test_not_while_something_in_it_does_not_hold(world: World, reopened: StepReopening) -> None:
    withdraw_confirmation(
        world.scope("per"), get_confirmation(world.scope("per"), "implement.goals"), reason="Nya mål"
    )
    with pytest.raises(Refused, match="Alla kriterier"):
        finish_step(world.scope("anna"), STEP)


def test_it_closes_by_itself_when_what_had_turned_holds_again(world: World, reopened: StepReopening) -> None:
    scope = world.scope("per")
    withdraw_confirmation(scope, get_confirmation(scope, "implement.goals"), reason="Nya mål")
    assert is_open(world)
    confirm_criterion(scope, None, criterion("implement.goals"), note="Nya mål beslutade")
    reopened.refresh_from_db()
    assert reopened.closed_at and reopened.closed_by is None
    assert not is_open(world)


@pytest.mark.parametrize("who", ["amir", "karin", "lars", "olle"])
def test_only_the_two_who_lead_the_work_open_and_finish(
    world: World, reopened: StepReopening, who: str
) -> None:
    with pytest.raises(Forbidden):
        finish_step(world.scope(who), STEP)
    with pytest.raises(Forbidden):
        reopen_step(world.scope(who), None, STEP, reason="Nej")
