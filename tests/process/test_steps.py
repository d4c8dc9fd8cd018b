"""A step is as far as the product can prove by the handbook's criteria, no further."""

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
    assert step(world, Step.PREPARE).words == "0 av 2 lägesbilder överlämnade"
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


def test_what_is_proved_stays_proved_when_the_work_goes_on(world: World, kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    for road in (kommun, polis):
        road.confirm()
    actions.write_joint_texts(kommun.writer, 0, summary="Kort sagt", outlook="")
    kommun.write("Mer klotter")
    assert step(world, Step.JOIN).met == 1
    assert step(world, Step.PREPARE).met == 2
