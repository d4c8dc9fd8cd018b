"""Groups belong to all parties: both form and change them, and what has ended is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.founding import Person, admit
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.groups import actions, queries
from samverkan.groups.models import Group, GroupMember
from samverkan.groups.rules import GroupKind, MemberFunction
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from tests.conftest import World
from tests.planted.groups import call, form


def test_both_parties_see_and_change_the_same_group(world: World, steering: Group) -> None:
    per = world.scope("per")
    changed = actions.change_group(
        per, steering, 1, name="Ledningsgruppen", mandate="Beslutar", assignment="", council=False
    )
    assert [group.name for group in queries.groups(world.scope("anna"))] == ["Ledningsgruppen"]
    assert changed.version == 2


def test_another_partnership_and_an_observer_know_of_no_group(world: World, steering: Group) -> None:
    assert steering not in queries.groups(world.scope("cecilia"))
    with pytest.raises(NoParty):
        queries.groups(world.scope("olle"))


@pytest.mark.parametrize("name", ["karin", "amir", "olle"])
def test_only_the_coordinators_form_groups(world: World, name: str) -> None:
    with pytest.raises(Forbidden):
        actions.form_group(world.scope(name), None, kind=GroupKind.WORKING, name="Stationen")


def test_the_same_form_sent_twice_is_one_group(world: World) -> None:
    token = uuid4()
    for _ in range(2):
        actions.form_group(world.scope("anna"), token, kind=GroupKind.WORKING, name="Stationen")
    assert Group.objects.count() == 1


def test_a_partnership_has_one_group_that_leads_and_many_that_carry_out(
    world: World, steering: Group
) -> None:
    with pytest.raises(Refused, match="redan en styrgrupp: Styrgruppen"):
        form(world.scope("per"))
    for name in ("Stationen", "Badhuset"):
        form(world.scope("per"), GroupKind.WORKING, name)
    actions.end_group(world.scope("anna"), steering, 1)
    assert form(world.scope("per")).pk != steering.pk


def test_the_council_is_one_group_at_most(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    council = actions.form_group(
        scope, None, kind=GroupKind.PREPARATORY, name="Beredningsgruppen", council=True
    )
    with pytest.raises(Refused, match="redan kopplat till Beredningsgruppen"):
        actions.change_group(scope, steering, 1, name="S", mandate="", assignment="", council=True)
    actions.change_group(scope, council, 1, name="B", mandate="", assignment="", council=False)
    actions.change_group(scope, steering, 1, name="S", mandate="", assignment="", council=True)
    assert queries.groups(scope).get(council=True) == steering


def test_the_second_to_save_is_told_what_stands(world: World, steering: Group) -> None:
    new = {"mandate": "", "assignment": "", "council": False}
    actions.change_group(world.scope("anna"), steering, 1, name="Ledningen", **new)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as conflict:
        actions.change_group(world.scope("per"), steering, 1, name="Rådet", **new)  # type: ignore[arg-type]
    assert conflict.value.current.name == "Ledningen"  # type: ignore[attr-defined]


def test_an_ended_group_is_kept_with_its_day_and_changes_no_more(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    ended = actions.end_group(scope, steering, 1)
    assert ended.ended_on is not None
    assert not ended.members.filter(ended_on=None).exists()
    assert ended.members.exists()
    with pytest.raises(Refused):
        actions.change_group(scope, ended, 2, name="S", mandate="", assignment="", council=False)
    with pytest.raises(Refused):
        actions.add_member(scope, None, ended, occupation="Vd", organisation="Bolaget")


def test_a_group_that_is_called_to_a_meeting_is_not_ended(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    meeting = call(scope, steering)
    with pytest.raises(Refused, match="kallad till möte"):
        actions.end_group(scope, steering, 1)
    actions.cancel_meeting(scope, meeting, 1, "Gruppen läggs ned")
    assert actions.end_group(scope, steering, 1).ended_on


def test_who_leaves_the_partnership_leaves_its_groups(world: World, steering: Group) -> None:
    assert len(queries.organisation_evidence(world.scope("anna"))) == 3
    Membership.objects.filter(user__in=[world.people["lars"], world.people["per"]]).update(
        ended_at=timezone.now()
    )
    [group] = queries.groups_with_members(world.scope("anna"))
    assert {str(member) for member in group.current} == {"Anna", "Amir", "Karin"}  # type: ignore[attr-defined]
    told = queries.organisation_evidence(world.scope("anna"))
    assert [each.text for each in told] == ["Kommunen: Anna är kommunal samordnare."]


def test_the_handbooks_leaders_are_proposed_of_those_there_are(world: World) -> None:
    everybody = queries.people(world.scope("anna"))
    leaders = queries.proposed(everybody, GroupKind.STEERING)
    assert {person.user.name for person in leaders} == {"Karin", "Lars"}
    preparing = queries.proposed(everybody, GroupKind.PREPARATORY)
    assert {person.user.name for person in preparing} == {"Anna", "Per"}
    assert queries.proposed(everybody, GroupKind.WORKING) == []


def test_a_person_sits_once_in_a_group_and_others_by_occupation(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    karin = Membership.objects.get(user=world.people["karin"])
    with pytest.raises(Refused, match="sitter redan"):
        actions.add_member(scope, None, steering, membership=karin)
    outsider = actions.add_member(
        scope,
        None,
        steering,
        occupation="Vd",
        organisation="Bolaget",
        function=MemberFunction.SECRETARY,
    )
    assert (str(outsider), outsider.about, outsider.function_name) == ("Vd", "Bolaget", "sekreterare")


def test_nobody_from_another_partnership_can_be_put_in_a_group(world: World, steering: Group) -> None:
    cecilia = Membership.objects.get(user=world.people["cecilia"])
    with pytest.raises(Membership.DoesNotExist):
        actions.add_member(world.scope("anna"), None, steering, membership=cecilia)
    made = actions.form_group(
        world.scope("anna"), None, kind=GroupKind.WORKING, name="Stationen", persons=[cecilia.pk]
    )
    assert not made.members.exists()


def test_a_member_who_leaves_is_kept_and_may_come_back(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    karin = steering.members.get(membership__user=world.people["karin"])
    actions.end_member(scope, karin)
    actions.end_member(scope, karin)
    assert LogEntry.objects.filter(action="end_member").count() == 1
    actions.add_member(scope, None, steering, membership=karin.membership)
    assert GroupMember.objects.filter(membership=karin.membership).count() == 2


def test_the_organisation_is_proved_when_every_party_sits_in_the_group_that_leads(world: World) -> None:
    scope = world.scope("anna")
    everybody = {person.user.name: person for person in queries.people(scope)}
    group = actions.form_group(
        scope, None, kind=GroupKind.STEERING, name="Styrgruppen", persons=[everybody["Karin"].pk]
    )
    coordinators = {
        "Kommunen: Anna är kommunal samordnare.",
        "Polisen: Per är kommunpolis.",
    }
    assert {each.text for each in queries.organisation_evidence(scope)} == coordinators
    actions.add_member(scope, None, group, membership=everybody["Lars"])
    told = queries.organisation_evidence(scope)
    assert {each.text for each in told} - coordinators == {
        "Styrgruppen har ledamöter från Kommunen och Polisen."
    }
    assert told[0].url_name == "initiate:group"
    assert told[0].at is not None


def test_a_person_who_has_left_proves_nothing_and_is_proposed_for_nothing(world: World) -> None:
    admit(world.partnership, world.municipality, Person("Dag", "dag@example.test", Role.DIRECTOR))
    scope = world.scope("anna")
    names = {person.user.name for person in queries.proposed(queries.people(scope), GroupKind.STEERING)}
    assert names == {"Karin", "Lars", "Dag"}
    world.people["karin"].is_active = False
    world.people["karin"].save()
    names = {person.user.name for person in queries.proposed(queries.people(scope), GroupKind.STEERING)}
    assert names == {"Lars", "Dag"}


def test_the_organisation_is_not_proved_by_a_member_who_has_not_joined_yet(
    world: World, steering: Group
) -> None:
    assert len(queries.organisation_evidence(world.scope("anna"))) == 3
    tomorrow = timezone.localdate() + timedelta(days=1)
    steering.members.filter(membership__party=world.police).update(joined_on=tomorrow)
    assert len(queries.organisation_evidence(world.scope("anna"))) == 2


def test_two_open_groups_are_not_called_the_same(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    with pytest.raises(Refused, match="redan en grupp som heter Styrgruppen"):
        form(world.scope("per"), GroupKind.WORKING, "styrgruppen ")
    other = form(scope, GroupKind.WORKING, "Badhuset")
    fields = {"mandate": "", "assignment": "", "council": False}
    with pytest.raises(Refused, match="redan en grupp som heter Styrgruppen"):
        actions.change_group(scope, other, 1, name="STYRGRUPPEN", **fields)  # type: ignore[arg-type]
    actions.change_group(scope, other, 1, name="Badhuset", **fields)  # type: ignore[arg-type]
    actions.end_group(scope, steering, 1)
    assert form(scope, GroupKind.WORKING, "Styrgruppen")


def test_somebody_outside_sits_once_in_a_group(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    first = actions.add_member(scope, None, steering, occupation="Vd", organisation="Bolaget")
    with pytest.raises(Refused, match="Vd, Bolaget, sitter redan i Styrgruppen"):
        actions.add_member(scope, None, steering, occupation="vd", organisation="Bolaget ")
    other = actions.add_member(scope, None, steering, occupation="Rektor", organisation="Bolaget")
    with pytest.raises(Refused, match="sitter redan"):
        actions.change_member(
            scope, other, 1, function=MemberFunction.MEMBER, joined_on=other.joined_on, occupation="Vd"
        )
    actions.end_member(scope, first)
    assert actions.add_member(scope, None, steering, occupation="Vd", organisation="Bolaget")
