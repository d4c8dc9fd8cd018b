"""Who leads, who prepares and who carries out, on screen."""

from uuid import uuid4

import pytest

from samverkan.groups import actions
from samverkan.groups.models import Group, GroupMember
from samverkan.groups.rules import GroupKind
from tests.conftest import World
from tests.planted.groups import call, form
from tests.steps.initiate.conftest import Room
from tests.steps.prepare.conftest import text


@pytest.mark.parametrize("place", ["organisation/", "meetings/", "meetings/decisions/"])
def test_both_parties_look_and_an_observer_never(room: Room, place: str) -> None:
    room.form()
    for who in ("anna", "per", "karin", "amir"):
        assert room.get(who, place).status_code == 200
    assert room.get("olle", place).status_code == 403
    assert room.get("cecilia", place).status_code == 404
    assert room.get(None, place).status_code == 302


def test_an_empty_organisation_proposes_those_who_lead_and_prepare(room: Room) -> None:
    page = text(room.get("anna"))
    assert "Ingen grupp leder arbetet än" in page
    assert "Skapa styrgruppen med de här" in page
    assert "Skapa beredningsgruppen med de här" in page
    assert "Bilda en arbetsgrupp" in page
    assert "Skapa styrgruppen" not in text(room.get("karin"))


def test_one_press_forms_the_proposed_group_and_a_second_changes_nothing(room: Room) -> None:
    token = uuid4()
    for _ in range(2):
        response = room.post("per", "organisation/propose/steering/", form_token=token)
    group = Group.objects.get()
    assert response["Location"].endswith(f"organisation/{group.pk}/")
    assert {str(member) for member in group.members.all()} == {"Karin", "Lars"}
    assert "Alla parter sitter i styrgruppen" in text(room.get("anna"))
    assert room.post("anna", "organisation/propose/steering/", form_token=uuid4()).status_code == 409
    assert room.post("anna", "organisation/propose/working/").status_code == 404


def test_a_party_that_is_not_in_the_group_that_leads_is_named(room: Room) -> None:
    group = room.form()
    for member in group.members.filter(membership__party=room.world.police):
        room.post("anna", f"organisation/members/{member.pk}/end/")
    assert "Polisen sitter inte i styrgruppen än" in text(room.get("per"))


def test_a_group_is_formed_and_what_was_typed_stays_when_something_is_wrong(room: Room) -> None:
    room.form()
    wrong = room.post("anna", "organisation/new/", kind="steering", name="", mandate="Får pröva nytt")
    assert wrong.status_code == 422
    assert "Får pröva nytt" in wrong.content.decode()
    made = room.post("per", "organisation/new/", kind="working", name="Badhuset", form_token=uuid4())
    assert made.status_code == 302
    assert Group.objects.get(name="Badhuset").kind == GroupKind.WORKING


def test_a_second_council_is_refused_beside_the_box(room: Room) -> None:
    group = room.form()
    fields = {"name": "Styrgruppen", "council": "on", "expected_version": 1}
    assert room.post("anna", f"organisation/{group.pk}/edit/", **fields).status_code == 302
    assert "rådet är samma grupp som Styrgruppen" in text(room.get("per"))
    response = room.post("per", "organisation/new/", kind="working", name="Rådet", council="on")
    assert response.status_code == 422
    assert "Rådet är redan kopplat till Styrgruppen" in text(response)


def test_the_second_to_save_a_group_sees_the_difference(room: Room) -> None:
    group = room.form()
    place = f"organisation/{group.pk}/edit/"
    assert room.post("anna", place, name="Ledningen", expected_version=1).status_code == 302
    response = room.post("per", place, name="Rådet", expected_version=1)
    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in text(response)
    assert room.post("per", place, name="Rådet", expected_version=2).status_code == 302


def test_somebody_outside_is_added_by_occupation_and_both_are_asked_for(room: Room) -> None:
    place = f"organisation/{room.form().pk}/members/new/"
    fields = {"function": "member", "joined_on": "2026-02-05"}
    response = room.post("anna", place, occupation="Fastighetschef", **fields)
    assert response.status_code == 422
    assert "Skriv vilken organisation personen kommer från" in text(response)
    assert "Fastighetschef" in response.content.decode()
    fields |= {"occupation": "Fastighetschef", "organisation": "Ekdalabostäder"}
    assert room.post("anna", place, **fields).status_code == 302
    assert GroupMember.objects.filter(membership=None).count() == 1


def test_those_who_sit_already_are_not_offered_again(room: Room) -> None:
    group = room.form()
    place = f"organisation/{group.pk}/members/new/"
    assert "kommunstyrelsens ordförande" not in text(room.get("anna", place))
    karin = group.members.get(membership__user=room.world.people["karin"])
    assert room.post("per", f"organisation/members/{karin.pk}/end/").status_code == 302
    assert "kommunstyrelsens ordförande" in text(room.get("anna", place))


def test_a_members_function_changes(room: Room) -> None:
    member = room.form().members.first()
    assert member
    fields = {"function": "chairperson", "joined_on": "2026-01-02", "expected_version": 1}
    assert room.post("per", f"organisation/members/{member.pk}/", **fields).status_code == 302
    member.refresh_from_db()
    assert member.function_name == "ordförande"


def test_ending_a_group_is_told_first_and_then_one_press(room: Room) -> None:
    group = form(room.world.scope("anna"), GroupKind.WORKING, "Badhuset")
    place = f"organisation/{group.pk}/end/"
    assert "går inte att öppna igen" in text(room.get("anna", place))
    assert room.post("anna", place, expected_version=1).status_code == 302
    assert "Badhuset, avslutad" in text(room.get("per"))
    assert "Kalla till möte" not in text(room.get("anna", f"organisation/{group.pk}/"))


def test_leaders_are_not_let_in_to_change(room: Room, world: World) -> None:
    group = room.form()
    for place in ("new/", f"{group.pk}/edit/", f"{group.pk}/members/new/", f"{group.pk}/call/"):
        assert room.get("karin", f"organisation/{place}").status_code == 403


NUMBER = "850709-9805"


@pytest.mark.parametrize("field", ["occupation", "organisation"])
def test_an_identity_number_is_no_occupation_and_no_organisation(room: Room, field: str) -> None:
    group = room.form()
    typed = {"function": "member", "joined_on": "2026-02-05", "occupation": "Vd", "organisation": "Bolaget"}
    response = room.post("anna", f"organisation/{group.pk}/members/new/", **typed | {field: f"Vd {NUMBER}"})
    assert response.status_code == 422
    assert "Texten ser ut att innehålla ett personnummer" in text(response)
    room.post("anna", f"organisation/{group.pk}/members/new/", **typed)
    place = f"organisation/members/{GroupMember.objects.get(membership=None).pk}/"
    assert room.post("anna", place, **typed | {field: NUMBER}, expected_version=1).status_code == 422


def test_what_somebody_outside_is_can_be_put_right(room: Room) -> None:
    group = room.form()
    typed = {"function": "member", "joined_on": "2026-02-05", "occupation": "Vd", "organisation": "Bolaget"}
    room.post("anna", f"organisation/{group.pk}/members/new/", **typed)
    outsider = GroupMember.objects.get(membership=None)
    place = f"organisation/members/{outsider.pk}/"
    assert 'value="Bolaget"' in room.get("per", place).content.decode()
    right = typed | {"occupation": "Fastighetschef", "organisation": "Ekdalabostäder"}
    assert room.post("per", place, **right, expected_version=1).status_code == 302
    outsider.refresh_from_db()
    assert (outsider.occupation, outsider.organisation) == ("Fastighetschef", "Ekdalabostäder")
    late = room.post("anna", place, **typed | {"organisation": "Bolaget AB"}, expected_version=1)
    assert late.status_code == 409
    assert "Ekdalabostäder" in text(late)
    assert room.post("anna", place, **right | {"occupation": ""}, expected_version=2).status_code == 422


def test_a_person_of_the_partnership_is_what_their_membership_says(room: Room) -> None:
    member = room.form().members.first()
    assert member
    page = room.get("anna", f"organisation/members/{member.pk}/").content.decode()
    assert 'name="occupation"' not in page


def test_a_member_who_joins_later_is_told_as_coming(room: Room) -> None:
    group = room.form()
    group.members.filter(membership__party=room.world.police).update(joined_on="2099-05-03")
    assert "Med från 3 maj 2099" in text(room.get("per", f"organisation/{group.pk}/")).replace("\u00a0", " ")
    page = text(room.get("per")).replace("\u00a0", " ")
    assert "Med från 3 maj 2099" in page
    assert "Polisen sitter inte i styrgruppen än" in page


def test_a_group_that_is_called_to_a_meeting_is_told_so_and_has_no_button_to_end_it(room: Room) -> None:
    group = room.form()
    called = call(room.world.scope("anna"), group)
    response = room.get("anna", f"organisation/{group.pk}/end/")
    page = response.content.decode()
    assert "Gruppen är kallad till möte" in text(response)
    assert f'href="/p/ekdala/initiate/meetings/{called.pk}/"' in page
    assert "button--stop" not in page
    actions.cancel_meeting(room.world.scope("anna"), called, 1, "Gruppen läggs ned")
    assert "button--stop" in room.get("anna", f"organisation/{group.pk}/end/").content.decode()


def test_a_name_that_is_taken_is_told_in_the_form(room: Room) -> None:
    room.form()
    response = room.post("anna", "organisation/new/", kind="working", name="Styrgruppen", mandate="Får pröva")
    assert response.status_code == 422
    assert "Ni har redan en grupp som heter Styrgruppen" in text(response)
    assert "Får pröva" in response.content.decode()
