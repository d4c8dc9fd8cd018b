"""A step is as far as the product can prove by the handbook's criteria, no further."""

from samverkan.cycles.actions import confirm_criterion
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.rules import Step
from samverkan.pictures import actions
from samverkan.process.steps import StepState, step_states
from tests.conftest import World
from tests.process.conftest import Road, state


def step(world: World, which: Step) -> StepState:
    return next(each for each in step_states(state(world)) if each.step is which)


def test_all_five_stand_in_order_with_the_handbooks_number_of_criteria(world: World) -> None:
    # The boxes "Steg n är klart när" on pages 20, 32, 46, 62 and 80.
    states = step_states(state(world))
    assert [(each.number, each.step, each.total) for each in states] == [
        (1, Step.INITIATE, 4),
        (2, Step.PREPARE, 3),
        (3, Step.JOIN, 5),
        (4, Step.IMPLEMENT, 7),
        (5, Step.FOLLOW_UP, 5),
    ]
    assert all(each.met == 0 for each in states)


def test_own_preparations_are_proved_when_every_party_has_handed_over(
    world: World, kommun: Road, polis: Road
) -> None:
    assert step(world, Step.PREPARE).words == ""
    kommun.write()
    kommun.hand_over()
    assert (step(world, Step.PREPARE).met, step(world, Step.PREPARE).words) == (
        0,
        "1 av 2 lägesbilder överlämnade",
    )
    polis.write()
    polis.hand_over()
    # The employee dialogues are the third criterion, and nothing here proves them.
    assert (step(world, Step.PREPARE).met, step(world, Step.PREPARE).words) == (2, "")
    assert step(world, Step.JOIN).words == "Nu läggs lägesbilderna ihop till en"


def test_the_joint_picture_is_one_of_the_five_criteria_of_joining(
    world: World, kommun: Road, polis: Road
) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    assert step(world, Step.JOIN).met == 0
    for road in (kommun, polis):
        road.confirm()
    assert (step(world, Step.JOIN).met, step(world, Step.JOIN).words) == (1, "")


def test_the_joint_picture_turns_back_when_it_is_changed_after_all_have_confirmed_it(
    world: World, kommun: Road, polis: Road
) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    for road in (kommun, polis):
        road.confirm()
    actions.write_joint_texts(kommun.writer, 0, summary="Kort sagt", outlook="")
    assert step(world, Step.JOIN).met == 0
    assert "join.joint_picture" in state(world).standing.lost
    for road in (kommun, polis):
        road.confirm()
    assert step(world, Step.JOIN).met == 1
    assert not state(world).standing.lost


def test_a_draft_that_goes_on_changes_no_criterion(world: World, kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.write("Mer klotter")
    assert step(world, Step.PREPARE).met == 2


def current(world: World) -> list[Step]:
    return [each.step for each in step_states(state(world)) if each.current]


def test_the_current_step_is_the_last_that_is_begun_and_not_finished(
    world: World, kommun: Road, polis: Road
) -> None:
    assert current(world) == [Step.INITIATE]
    kommun.write()
    kommun.hand_over()
    assert current(world) == [Step.PREPARE]
    polis.write()
    polis.hand_over()
    assert current(world) == [Step.JOIN]
    for each in criteria_of(Step.IMPLEMENT)[:1]:
        confirm_criterion(world.scope("anna"), None, each, note="Mötet i maj")
    assert current(world) == [Step.IMPLEMENT]


def test_follow_up_runs_all_through_and_is_current_only_when_it_is_all_that_is_left(world: World) -> None:
    confirm_criterion(world.scope("anna"), None, criteria_of(Step.FOLLOW_UP)[0], note="Mötet i maj")
    assert current(world) == [Step.INITIATE]
