"""What is written goes into the running cycle or nowhere: not into one that has ended, nor into the next by mistake."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.communication.actions import name_communicator, start_plan
from samverkan.communication.models import CommunicationPlan, Communicator
from samverkan.conditions import actions as conditions
from samverkan.conditions.models import Assignment, Cooperation, InventoryItem, KeyFunction, NewPartner
from samverkan.conditions.rules import FunctionRole, ItemKind
from samverkan.partnerships.content import question_area
from samverkan.partnerships.models import Answer
from samverkan.pictures import actions as pictures
from samverkan.pictures.models import Picture
from samverkan.questions.actions import answer_question, show_area
from samverkan.questions.models import SharedArea
from tests.conftest import World, begin_next_cycle

QUESTION = "inventory.ongoing"
ASSIGNMENT = dict.fromkeys(("holder", "what", "mandate", "resources", "reporting", "ready"), "Så här")
COOPERATION = dict.fromkeys(("need", "aims", "mandates", "organisation", "follow_up", "first_part"), "Så här")
DAYS: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}

# Each kind of text that there is one of a cycle, by its model: how it is written from a version.
ONE_OF: dict[type[Any], Callable[[Scope, int], Any]] = {
    Cooperation: lambda scope, version: conditions.write_cooperation(scope, version, **DAYS, **COOPERATION),
    Assignment: lambda scope, version: conditions.write_assignment(scope, version, share=50, **ASSIGNMENT),
    Communicator: lambda scope, version: name_communicator(
        scope, version, responsible_id=None, function=f"Enheten {version}"
    ),
    Answer: lambda scope, version: answer_question(
        scope, QUESTION, version, text=f"Svar {version}", finished=True
    ),
}
# What else a person may have on the way when somebody ends the cycle.
ON_THE_WAY: dict[type[Any], Callable[[Scope], Any]] = {
    **{model: lambda scope, write=write: write(scope, 0) for model, write in ONE_OF.items()},
    InventoryItem: lambda scope: conditions.add_item(scope, None, kind=ItemKind.WORK, what="Nattvandring"),
    KeyFunction: lambda scope: conditions.add_key_function(
        scope, None, who="Skolchef", role=FunctionRole.HEAD
    ),
    NewPartner: lambda scope: conditions.add_new_partner(scope, None, name="Bostäder"),
    CommunicationPlan: lambda scope: start_plan(scope, None, joint=True),
    SharedArea: lambda scope: show_area(scope, question_area("inventory")),
    Picture: lambda scope: pictures.write_texts(scope, 0, summary="Kort sagt", outlook=""),
}


@pytest.mark.parametrize("model", ON_THE_WAY, ids=lambda model: model.__name__)
def test_nothing_is_written_in_a_cycle_that_ended_while_it_was_on_its_way(
    world: World, model: type[Any]
) -> None:
    late = world.scope("anna")
    assert late.cycle == world.cycle
    begin_next_cycle(world.scope("per"))
    with pytest.raises(Refused, match="Varvet är avslutat"):
        ON_THE_WAY[model](late)
    assert not model.objects.exists()


@pytest.mark.parametrize("model", ONE_OF, ids=lambda model: model.__name__)
def test_a_form_opened_in_the_old_cycle_does_not_begin_the_new_one(world: World, model: type[Any]) -> None:
    write = ONE_OF[model]
    for version in range(3):
        write(world.scope("anna"), version)
    begin_next_cycle(world.scope("per"))
    lines = LogEntry.objects.count()
    with pytest.raises(Refused, match="Ett nytt varv har börjat"):
        write(world.scope("anna"), 3)
    assert model.objects.get().cycle == world.cycle
    assert LogEntry.objects.count() == lines
    assert write(world.scope("anna"), 0).cycle != world.cycle


@pytest.mark.parametrize("model", ONE_OF, ids=lambda model: model.__name__)
def test_who_found_nothing_there_is_told_when_somebody_was_first(world: World, model: type[Any]) -> None:
    write = ONE_OF[model]
    first = write(world.scope("anna"), 0)
    write(world.scope("anna"), 1)
    with pytest.raises(Conflict) as conflict:
        write(world.scope("anna"), 0)
    assert conflict.value.current == first


def test_a_row_of_an_ended_cycle_is_not_changed(world: World) -> None:
    scope = world.scope("anna")
    item = conditions.add_item(scope, None, kind=ItemKind.WORK, what="Nattvandring")
    begin_next_cycle(world.scope("per"))
    with pytest.raises(Refused):
        conditions.change_item(scope, item, item.version, what="Annat")
    with pytest.raises(InventoryItem.DoesNotExist):
        conditions.remove_item(world.scope("anna"), item)
