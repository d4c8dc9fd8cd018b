"""The page behind an invitation's link: a way in for the one who was asked, and for nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from samverkan.access.inviting import withdraw
from samverkan.access.models import Invitation
from samverkan.partnerships.models import Membership, User
from tests.access.people import PASSWORD, invited, link
from tests.conftest import World

pytestmark = pytest.mark.django_db


def accept(client: Client, url: str, **fields: str) -> HttpResponse:
    typed = {"name": "Moa Lind", "password1": PASSWORD, "password2": PASSWORD, "form_token": str(uuid4())}
    return client.post(url, typed | fields)


def test_the_one_who_was_asked_chooses_a_password_and_is_in(world: World) -> None:
    client, url = Client(), link(invited(world.scope("anna")))
    page = client.get(url).content.decode()
    assert "Kommun Ekdala har bjudit in dig" in page and "moa@example.test" in page
    answer = accept(client, url)
    assert answer["Location"] == "/p/ekdala/"
    assert client.get("/p/ekdala/").status_code == 200
    again = Client()
    signed_in = again.post("/account/login/", {"login": "MOA@example.test", "password": PASSWORD})
    assert signed_in.status_code == 302 and again.get("/p/ekdala/").status_code == 200


def test_opening_the_link_changes_nothing_and_is_kept_nowhere(world: World) -> None:
    answer = Client().get(link(invited(world.scope("anna"))))
    assert "no-store" in answer["Cache-Control"]
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email="moa@example.test").exists()


def test_a_second_press_makes_no_second_person(world: World) -> None:
    client, url = Client(), link(invited(world.scope("anna")))
    accept(client, url)
    assert accept(Client(), url).status_code == 410
    assert Membership.objects.filter(user__email="moa@example.test").count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"password2": "något helt annat"}, "Lösenorden är inte lika"),
        ({"password1": "kort", "password2": "kort"}, "12 tecken"),
        ({"name": ""}, "Fyll i ”Ditt namn”"),
    ],
)
def test_a_password_that_will_not_do_is_said_and_the_name_kept(
    world: World, fields: dict[str, str], told: str
) -> None:
    answer = accept(Client(), link(invited(world.scope("anna"))), **fields)
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page
    assert fields.get("name", "Moa Lind") in page and PASSWORD not in page
    assert not User.objects.filter(email="moa@example.test").exists()


def test_links_that_do_not_hold_are_all_answered_alike_whoever_has_an_account(world: World) -> None:
    anna = world.scope("anna")
    used, taken_back, old, known = (
        invited(anna, email=f"{name}@example.test") for name in ("used", "back", "old", "cecilia")
    )
    accept(Client(), link(used))
    for invitation in (taken_back, known):
        withdraw(anna, invitation)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    urls = [link(each) for each in (used, taken_back, old, known)] + ["/invitation/pahittad/"]
    answers = [Client().get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.content for answer in answers}) == 1
    page = answers[0].content.decode()
    assert "be den som bjöd in dig" in page
    assert not any(word in page for word in ("Ekdala", "Anna", "@example"))


def test_someone_with_an_account_signs_in_to_it_and_says_yes(world: World) -> None:
    url = link(invited(world.scope("anna"), email="cecilia@example.test"))
    page = Client().get(url).content.decode()
    assert f"/account/login/?next={url}" in page and "password1" not in page
    assert accept(Client(), url).status_code == 200
    assert not Membership.objects.filter(user=world.people["cecilia"], partnership=world.partnership).exists()
    client = world.client("cecilia")
    assert "Tacka ja och gå in" in client.get(url).content.decode()
    assert client.post(url)["Location"] == "/p/ekdala/"
    assert client.get("/p/ekdala/").status_code == client.get("/p/furuvik/").status_code == 200
    assert world.people["cecilia"].check_password("lösenord")


def test_someone_signed_in_as_another_is_told_and_gets_nothing(world: World) -> None:
    client, url = world.client("cecilia"), link(invited(world.scope("anna")))
    page = client.get(url).content.decode()
    assert "till en annan adress" in page and "moa@example.test" not in page
    accept(client, url)
    assert client.get("/p/ekdala/").status_code == 404
    assert not User.objects.filter(email="moa@example.test").exists()


def test_there_is_still_no_open_sign_up(world: World) -> None:
    accept(Client(), "/account/signup/", email="ny@example.test")
    assert not User.objects.filter(email="ny@example.test").exists()
