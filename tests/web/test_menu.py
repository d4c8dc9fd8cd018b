"""The menu shows the five steps, where the page belongs, and only places the person may open."""

from typing import Any

import pytest

from samverkan.process.state import cycle_state
from samverkan.process.steps import step_states
from samverkan.web.menu import places_menu, steps_menu
from tests.conftest import World


def steps(world: World, who: str, path: str) -> dict[str, dict[str, Any]]:
    scope = world.scope(who)
    return {step["key"]: step for step in steps_menu(scope, step_states(cycle_state(scope)), path)}


def test_a_page_of_a_step_marks_that_step_and_its_own_place(world: World) -> None:
    menu = steps(world, "anna", "/p/ekdala/join/confirm/")
    assert [key for key, step in menu.items() if step["current"]] == ["join"]
    assert [link["name"] for link in menu["join"]["links"] if link["current"]] == ["Gemensam lägesbild"]


@pytest.mark.parametrize("path", ["/p/ekdala/", "/p/ekdala/documents/"])
def test_on_pages_of_no_step_the_one_where_the_work_stands_is_marked(world: World, path: str) -> None:
    assert [key for key, step in steps(world, "anna", path).items() if step["current"]] == ["prepare"]


def test_a_partnership_called_as_a_step_is_no_step(world: World) -> None:
    world.partnership.slug = "join"
    world.partnership.save()
    scope = world.scope("anna")
    menu = steps_menu(scope, step_states(cycle_state(scope)), "/p/join/prepare/sources/")
    assert [step["key"] for step in menu if step["current"]] == ["prepare"]


def test_nobody_is_shown_the_way_to_a_page_they_may_not_open(world: World) -> None:
    assert not any(step["links"] for step in steps(world, "olle", "/p/ekdala/").values())
    assert [place["name"] for place in places_menu(world.scope("olle"), "/p/ekdala/")] == ["Startsida"]
    assert len(steps(world, "karin", "/p/ekdala/")["prepare"]["links"]) >= 4


def test_steps_without_pages_have_no_address(world: World) -> None:
    menu = steps(world, "anna", "/p/ekdala/")
    assert [key for key, step in menu.items() if not step["url"]] == ["implement", "follow_up"]
