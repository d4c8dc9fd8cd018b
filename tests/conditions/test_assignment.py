"""The coordinator writes the assignment, a manager acknowledges it, and then everyone reads it."""

import pytest

from samverkan.access.actions import Conflict, Refused
from samverkan.access.scope import Forbidden
from samverkan.conditions import actions
from samverkan.conditions.models import Assignment, AssignmentApproval, KeyFunction
from samverkan.conditions.queries import (
    conditions_evidence,
    decision_evidence,
    joint_stages,
    next_for,
    own_stages,
)
from samverkan.conditions.queries.anchoring import functions, own_functions, partners
from samverkan.conditions.queries.assignment import acknowledged, assignment_state
from samverkan.conditions.rules import FunctionRole
from samverkan.documents.queries import versions
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.conditions.conftest import acknowledge, assign, decide, note, share, write
from tests.conftest import World


def test_the_draft_exists_for_its_own_party_only(world: World) -> None:
    assign(world.scope("anna"), what="Hemligt än")
    assert assignment_state(world.scope("karin")).content["what"] == "Hemligt än"
    assert assignment_state(world.scope("per")).row is None
    assert [approval for _, approval in acknowledged(world.scope("per"))] == [None, None]


def test_what_the_manager_acknowledged_is_what_the_others_read(world: World) -> None:
    assign(world.scope("anna"))
    approval = acknowledge(world.scope("karin"))
    version = versions(world.scope("per")).get()
    assert version == approval.document and version.document.kind == DocumentKind.ASSIGNMENT
    assert version.document.author == world.municipality
    assert version.document.about == f"assignment-{Assignment.objects.get().pk}"
    assign(world.scope("anna"), what="Ändrat efteråt")
    assert not assignment_state(world.scope("anna")).counts
    assert "Ändrat efteråt" not in str(versions(world.scope("per")).defer(None).get().content)
    acknowledge(world.scope("karin"))
    assert [each.number for each in versions(world.scope("per"))] == [2, 1]


def test_whoever_wrote_it_does_not_acknowledge_it(world: World) -> None:
    assign(world.scope("anna"))
    Membership.objects.filter(user=world.people["anna"]).update(role=Role.DIRECTOR)
    with pytest.raises(Refused, match="inte själv"):
        acknowledge(world.scope("anna"))
    with pytest.raises(Forbidden):
        acknowledge(world.scope("amir"))


def test_a_leader_acknowledges_only_the_own_partys(world: World) -> None:
    assign(world.scope("anna"))
    with pytest.raises(Refused):
        acknowledge(world.scope("lars"))
    assert not AssignmentApproval.objects.exists()


@pytest.mark.parametrize(
    ("parts", "told"),
    [({"mandate": ""}, "mandat"), ({"share": None}, "tid"), ({"what": "850709-9805"}, "personuppgifter")],
)
def test_an_assignment_that_is_not_ready_is_not_acknowledged(
    world: World, parts: dict[str, str | None], told: str
) -> None:
    assign(world.scope("anna"), **parts)
    with pytest.raises(Refused, match=told):
        acknowledge(world.scope("karin"))


def test_it_is_acknowledged_once_as_it_reads(world: World) -> None:
    assign(world.scope("anna"))
    acknowledge(world.scope("karin"))
    with pytest.raises(Refused, match="redan bekräftat"):
        acknowledge(world.scope("karin"))


def test_two_who_write_at_once_are_told(world: World) -> None:
    assign(world.scope("anna"))
    with pytest.raises(Conflict):
        actions.write_assignment(world.scope("anna"), 0, share=None, what="Annat")


def test_key_functions_are_read_by_all_from_the_start_and_changed_by_their_own(world: World) -> None:
    made = actions.add_key_function(
        world.scope("anna"), None, who="Ekonomen", role=FunctionRole.CONTROLLER, manager="yes"
    )
    assert functions(world.scope("per")).get() == made
    assert not own_functions(world.scope("per")).exists()
    for act in (
        lambda: actions.change_key_function(world.scope("per"), made, 1, who="Annan"),
        lambda: actions.remove_key_function(world.scope("per"), made),
    ):
        with pytest.raises(KeyFunction.DoesNotExist):
            act()
    actions.change_key_function(world.scope("anna"), made, 1, who="Ekonom på kontoret")
    with pytest.raises(Conflict):
        actions.change_key_function(world.scope("anna"), made, 1, who="Annan")
    assert not functions(world.scope("cecilia")).exists()


def test_new_partners_are_the_parties_together(world: World) -> None:
    made = actions.add_new_partner(world.scope("anna"), None, name="Ekdalabostäder", state="idea")
    actions.change_new_partner(world.scope("per"), made, 1, state="asked")
    assert partners(world.scope("anna")).get().state == "asked"
    actions.remove_new_partner(world.scope("per"), made)
    assert not partners(world.scope("anna")).exists()


def test_the_room_proves_its_criteria_to_the_observer_too(world: World) -> None:
    olle = world.scope("olle")
    assert decision_evidence(olle) == conditions_evidence(olle) == []
    write(world.scope("anna"))
    decide(world.scope("karin"))
    assert decision_evidence(olle) == []
    decide(world.scope("lars"))
    assert "beslutat om samverkan" in decision_evidence(olle)[0].text
    for writer, leader in (("anna", "karin"), ("per", "lars")):
        assert conditions_evidence(olle) == []
        note(world.scope(writer))
        share(world.scope(writer))
        assign(world.scope(writer))
        acknowledge(world.scope(leader))
    assert [each.url_name for each in conditions_evidence(olle)] == [
        "initiate:together",
        "initiate:assignment",
    ]
    assert conditions_evidence(world.scope("cecilia")) == []


def waits(world: World, who: str) -> list[str]:
    scope = world.scope(who)
    own, joint = ({}, {}) if who == "olle" else (own_stages(scope), joint_stages(scope))
    return [url_name.removeprefix("initiate:") for _, url_name in next_for(scope, own, joint)]


def test_what_waits_follows_the_work_and_the_role(world: World) -> None:
    assert waits(world, "anna") == ["cooperation", "inventory", "assignment"]
    assert waits(world, "karin") == waits(world, "olle") == waits(world, "amir") == []
    write(world.scope("anna"))
    assign(world.scope("anna"))
    note(world.scope("anna"))
    assert waits(world, "karin") == ["cooperation_decide", "assignment_acknowledge"]
    assert waits(world, "anna") == ["inventory"] and waits(world, "lars") == ["cooperation_decide"]
    share(world.scope("anna"))
    decide(world.scope("karin"))
    acknowledge(world.scope("karin"))
    assert waits(world, "anna") == waits(world, "karin") == []
    write(world.scope("per"), need="Annat")
    assert waits(world, "karin") == ["cooperation_decide"]
