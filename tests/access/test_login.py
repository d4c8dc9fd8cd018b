"""Signing in opens the account somebody was invited to, and no other."""

import time

import pytest
from django.test import Client

from samverkan.access.founding import Person, admit
from samverkan.access.scope import find_scope
from samverkan.partnerships.models import Membership, User
from samverkan.partnerships.rules import Role
from tests.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(world: World) -> Client:
    """Just signed in with her password, so that nothing asks for it again."""
    client = world.client("anna")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def test_nobody_takes_the_address_of_someone_who_is_yet_to_be_invited(world: World, anna: Client) -> None:
    for press in ("action_add", "action_primary"):
        answer = anna.post("/account/email/", {press: "", "email": "ny.chef@example.test"})
        assert answer.status_code == 404
    new = admit(world.elsewhere, None, Person("Ny", "ny.chef@example.test", Role.OBSERVER))
    assert new != world.people["anna"]
    assert User.objects.get(pk=world.people["anna"].pk).email == "anna@example.test"


@pytest.mark.parametrize(
    "address", ["email/", "confirm-email/", "confirm-email/abc/", "3rdparty/", "3rdparty/signup/"]
)
def test_pages_of_the_login_package_without_a_use_here_are_closed(anna: Client, address: str) -> None:
    assert anna.get(f"/account/{address}").status_code == 404


def test_someone_who_is_shut_out_gets_no_further_with_a_page_they_had_open(world: World) -> None:
    client = world.client("anna")
    assert client.get("/p/ekdala/").status_code == 200
    User.objects.filter(pk=world.people["anna"].pk).update(is_active=False)
    assert client.get("/p/ekdala/").status_code == 302


def test_someone_who_is_shut_out_acts_in_no_partnership_even_in_the_background(world: World) -> None:
    User.objects.filter(pk=world.people["anna"].pk).update(is_active=False)
    assert find_scope(world.people["anna"], world.partnership.slug) is None


def test_a_membership_that_ends_and_a_role_that_changes_count_at_once(world: World) -> None:
    client = world.client("anna")
    own = Membership.objects.filter(user=world.people["anna"])
    assert client.get("/p/ekdala/prepare/imports/new/").status_code == 200
    own.update(role=Role.CONTROLLER)
    assert client.get("/p/ekdala/prepare/imports/new/").status_code == 403
    own.update(ended_at="2026-01-01T00:00Z")
    assert client.get("/p/ekdala/prepare/imports/new/").status_code == 404


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.test/", "//elsewhere.test/", "\\\\elsewhere.test"])
def test_signing_in_leads_nowhere_outside(world: World, elsewhere: str) -> None:
    answer = Client().post(
        f"/account/login/?next={elsewhere}",
        {"login": "per@example.test", "password": "lösenord", "next": elsewhere},
    )
    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]
