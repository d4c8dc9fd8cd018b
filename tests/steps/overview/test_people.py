"""The page of people: who is with us, and what those who answer for it can do there."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from samverkan.access.ending import end_assignment
from samverkan.access.models import Invitation
from samverkan.access.scope import find_scope
from samverkan.datasets.models import AreaSet
from samverkan.notices.models import Notice
from samverkan.partnerships.models import Membership, Partnership
from samverkan.partnerships.rules import Role
from tests.access.people import invited, joined
from tests.conftest import World

pytestmark = pytest.mark.django_db


def get(world: World, who: str, place: str = "people/") -> str:
    answer = world.client(who).get(f"/p/ekdala/{place}")
    assert answer.status_code == 200
    return answer.content.decode()


def post(world: World, who: str, place: str, **fields: Any) -> HttpResponse:
    return world.client(who).post(f"/p/ekdala/{place}", fields)


def invite(world: World, who: str = "anna", **fields: Any) -> HttpResponse:
    typed = {"name": "Moa", "email": "moa@example.test", "role": "communicator", "form_token": uuid4()}
    return post(world, who, "people/invite/", **typed | fields)


def test_all_who_work_here_see_everyone_by_party_and_the_observer_does_not(world: World) -> None:
    for who in ("anna", "amir", "per", "lars"):
        page = get(world, who)
        assert all(name in page for name in ("Anna", "Per", "Olle", "Kommunal samordnare", "Chef för"))
    assert world.client("olle").get("/p/ekdala/people/").status_code == 403


def test_those_who_have_left_are_folded_away_with_their_successor(world: World) -> None:
    end_assignment(
        world.scope("anna"),
        world.scope("amir").membership,
        last_day=timezone.localdate(),
        successor=world.scope("karin").membership,
    )
    page = get(world, "per")
    assert "1 avslutat uppdrag" in page
    assert "Amir" in page.partition("<details>")[2]


def test_an_invitation_is_sent_and_stands_there_until_it_is_answered(world: World) -> None:
    assert invite(world).status_code == 302
    assert "moa@example.test" in get(world, "anna") and "Mejlet är på väg" in get(world, "anna")
    assert "moa@example.test" not in get(world, "per")
    assert "moa@example.test" not in get(world, "amir")
    assert Notice.objects.get().invitation == Invitation.objects.get()


def test_a_rejected_invitation_keeps_what_was_typed(world: World) -> None:
    answer = invite(world, email="amir@example.test", name="Amir igen")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Amir är redan med i samverkan, som analytiker." in page and "Amir igen" in page
    assert invite(world, role="police_chief").status_code == 422
    assert not Invitation.objects.exists()


def test_a_double_press_is_one_invitation_and_one_mail(world: World) -> None:
    token = uuid4()
    assert [invite(world, form_token=token).status_code for _ in range(2)] == [302, 302]
    assert Invitation.objects.count() == Notice.objects.count() == 1


def test_roles_offered_are_those_that_fit(world: World) -> None:
    anna, karin, lars = (get(world, who, "people/invite/") for who in ("anna", "karin", "lars"))
    assert 'value="chair"' in karin and 'value="police_chief"' not in karin
    assert 'value="police_chief"' in lars and 'value="chair"' not in lars
    assert 'value="chair"' not in anna, "nobody chooses who is to check them"
    assert 'value="observer"' in anna and 'value="observer"' not in karin


def test_an_invitation_is_sent_again_or_taken_back(world: World) -> None:
    invitation = invited(world.scope("anna"))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "Inbjudan har gått ut" in get(world, "anna")
    assert post(world, "per", f"people/invitations/{invitation.pk}/again/").status_code == 404
    assert post(world, "karin", f"people/invitations/{invitation.pk}/again/").status_code == 302
    assert Invitation.objects.get().is_open
    assert post(world, "anna", f"people/invitations/{invitation.pk}/withdraw/").status_code == 302
    assert post(world, "anna", f"people/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert "moa@example.test" not in get(world, "anna")


def test_a_persons_page_tells_in_words_what_the_role_opens(world: World) -> None:
    page = get(world, "per", f"people/{world.people['karin'].pk}/")
    assert "Kommunstyrelsens ordförande" in page
    opens, _, closed = page.partition("Det här får rollen inte")
    assert "Ta del av lägesbilden för ledningen" in opens
    assert "Lämna över lägesbilden till de andra" in closed


def test_when_somebody_was_last_here_is_for_themselves_and_their_own(world: World) -> None:
    place = f"people/{world.people['amir'].pk}/"
    assert "Senast inloggad" in get(world, "amir", place) and "Senast inloggad" in get(world, "anna", place)
    assert "Senast inloggad" not in get(world, "per", place)
    assert "people/memberships" not in get(world, "per", place)


def test_nobody_has_a_page_in_a_partnership_they_are_not_in(world: World) -> None:
    assert world.client("anna").get(f"/p/ekdala/people/{world.people['cecilia'].pk}/").status_code == 404


def test_a_role_is_changed_and_both_are_in_the_history(world: World) -> None:
    pk = world.scope("amir").membership.pk
    assert post(world, "anna", f"people/memberships/{pk}/role/", role="controller").status_code == 302
    page = get(world, "anna", f"people/{world.people['amir'].pk}/")
    assert "Controller" in page and "Analytiker" in page
    # The page that was open shows the way to the new one.
    assert post(world, "anna", f"people/memberships/{pk}/role/", role="communicator").status_code == 302
    assert world.scope("amir").role == Role.CONTROLLER


def test_ones_own_role_is_not_ones_own_to_change(world: World) -> None:
    own = world.scope("anna").membership.pk
    answer = post(world, "anna", f"people/memberships/{own}/role/", role="chair")
    assert answer.status_code == 422 and "Din egen roll" in answer.content.decode()


def test_an_assignment_ends_with_a_successor_and_a_second_press_does_no_harm(world: World) -> None:
    pk, successor = world.scope("amir").membership.pk, world.scope("karin").membership.pk
    place, today = f"people/memberships/{pk}/end/", timezone.localdate().isoformat()
    for _ in range(2):
        assert post(world, "anna", place, last_day=today, successor=successor).status_code == 302
    assert Membership.objects.get(pk=pk).successor_id == successor
    assert find_scope(world.people["amir"], "ekdala") is None


def test_the_last_coordinator_without_a_successor_is_refused_in_words_and_nothing_typed_is_lost(
    world: World,
) -> None:
    pk = world.scope("anna").membership.pk
    answer = post(world, "anna", f"people/memberships/{pk}/end/", last_day="25/11 2020", successor="")
    page = answer.content.decode()
    assert answer.status_code == 422 and "25/11 2020" in page
    answer = post(
        world,
        "anna",
        f"people/memberships/{pk}/end/",
        last_day=timezone.localdate().isoformat(),
        successor="",
    )
    assert answer.status_code == 422 and "den enda som samordnar" in answer.content.decode()


def test_whoever_ends_their_own_assignment_is_led_out(world: World) -> None:
    joined(world.scope("anna"), Role.COORDINATOR)
    pk, today = world.scope("anna").membership.pk, timezone.localdate().isoformat()
    client = world.client("anna")
    answer = client.post(f"/p/ekdala/people/memberships/{pk}/end/", {"last_day": today, "successor": ""})
    assert answer["Location"] == "/"
    assert "inte med i någon samverkan" in client.get("/").content.decode()


NEW = {
    "name": "Granby",
    "kind": "municipality",
    "organisation": "Granby kommun",
    "municipality_code": "9903",
    "first_name": "Gun",
    "first_email": "gun@granby.test",
}


def test_per_founds_a_partnership_and_switches_between_the_two(world: World) -> None:
    client, token = world.client("per"), uuid4()
    for _ in range(2):
        answer = client.post("/p/ekdala/partnerships/new/", {**NEW, "form_token": token})
        made = Partnership.objects.get(name="Granby").slug
        assert answer["Location"] == f"/p/{made}/people/"
    assert Partnership.objects.filter(name="Granby").count() == 1
    for slug, other in (("ekdala", made), (made, "ekdala")):
        page = client.get(f"/p/{slug}/").content.decode()
        assert "Byt samverkan" in page and f'href="/p/{other}/"' in page
    assert "Vilken samverkan vill du öppna?" in client.get("/").content.decode()
    assert world.client("anna").get(f"/p/{made}/").status_code == 404
    assert "Granby" not in world.client("anna").get("/p/ekdala/people/").content.decode()
    assert "gun@granby.test" not in client.get("/p/ekdala/people/").content.decode()


def test_a_wrong_form_keeps_what_was_typed_and_founds_nothing(world: World) -> None:
    answer = world.client("per").post(
        "/p/ekdala/partnerships/new/", {**NEW, "municipality_code": "99", "form_token": uuid4()}
    )
    assert answer.status_code == 422
    assert "fyra siffror" in answer.content.decode() and "Granby kommun" in answer.content.decode()
    assert not Partnership.objects.filter(name="Granby").exists()


def test_each_chooses_their_own_mails(world: World) -> None:
    assert "4 av 4 slags mejl" in get(world, "olle", "notices/")
    answer = post(world, "olle", "notices/", shown="True", kinds=["overdue"])
    assert answer.status_code == 302
    assert "1 av 4 slags mejl" in get(world, "olle", "notices/")
    assert "4 av 4 slags mejl" in get(world, "anna", "notices/")
    post(world, "olle", "notices/", shown="True")
    assert "Inga mejl skickas till dig" in get(world, "olle", "notices/")


def areas_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("områden.geojson", content, content_type="application/geo+json")


def test_a_partnership_is_founded_with_the_areas_it_is_about(world: World) -> None:
    square = [[14.0, 60.0], [14.1, 60.0], [14.1, 60.1], [14.0, 60.0]]
    feature = {
        "type": "Feature",
        "properties": {"namn": "Granby centrum"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    sent = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    answer = world.client("per").post(
        "/p/ekdala/partnerships/new/", {**NEW, "areas": areas_file(sent), "form_token": uuid4()}
    )
    assert answer.status_code == 302
    made = Partnership.objects.get(name="Granby")
    assert AreaSet.objects.get(party__partnership=made).names == ["Granby centrum"]


def test_a_file_that_holds_no_areas_founds_nothing(world: World) -> None:
    sent = {**NEW, "areas": areas_file(b"inte alls"), "form_token": uuid4()}
    answer = world.client("per").post("/p/ekdala/partnerships/new/", sent)
    assert answer.status_code == 422 and "GeoJSON" in answer.content.decode()
    assert not Partnership.objects.filter(name="Granby").exists()
