"""Whole pages: the pattern page, what went wrong, and signing in."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from samverkan.web.patterns import patterns
from tests.conftest import World

ERRORS = ["400", "403", "403_csrf", "404", "409", "422", "500", "503"]
SIGNED_OUT = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/signup/",
]
OWN_ACCOUNT = [
    "/account/password/change/",
    "/account/logout/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
]


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_nothing_from_the_request(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert re.search(r"<h1>[A-ZÅÄÖ]", html)
    assert "data-failed" in html


@pytest.mark.parametrize("name", ["403", "409", "422", "503"])
def test_an_error_page_tells_the_reason_it_was_given(name: str) -> None:
    assert "Fråga Anna Berg." in render_to_string(f"{name}.html", {"reason": "Fråga Anna Berg."})


def test_a_refused_member_keeps_the_menu() -> None:
    scope = SimpleNamespace(partnership=SimpleNamespace(name="Lindvik", slug="lindvik"))
    assert 'id="menu"' in render_to_string("403.html", {"scope": scope, "user": AnonymousUser()})
    assert 'id="menu"' not in render_to_string("403.html", {"user": AnonymousUser()})


def test_the_pattern_page_shows_every_part_and_its_form_with_errors() -> None:
    shown = patterns(RequestFactory().get("/"))
    assert shown.status_code == 200
    refused = patterns(RequestFactory().post("/", {"since": "31/2 2024"}))
    assert refused.status_code == 422
    assert "Datumet ”31/2 2024” finns inte." in refused.content.decode()


def is_our_page_in_swedish(html: str) -> bool:
    words = re.sub(r"<[^>]+>", " ", html)
    english = re.search(r"\b(Sign|Password|Email|Forgot|account|Code|Recovery|Confirm|Activate)\b", words)
    return '<html lang="sv">' in html and "web/tokens.css" in html and english is None


@pytest.mark.django_db
@pytest.mark.parametrize("address", SIGNED_OUT)
def test_signing_in_looks_like_the_rest_and_speaks_swedish(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert is_our_page_in_swedish(answer.content.decode())


@pytest.mark.parametrize("address", OWN_ACCOUNT)
def test_ones_own_account_looks_like_the_rest_and_speaks_swedish(address: str, world: World) -> None:
    client = Client()
    client.post("/account/login/", {"login": "anna@example.test", "password": "lösenord"})
    client.post("/account/reauthenticate/", {"password": "lösenord"})
    answer = client.get(address)
    assert answer.status_code == 200
    assert is_our_page_in_swedish(answer.content.decode())


def test_a_sensitive_page_asks_who_you_are_again(world: World) -> None:
    answer = world.client("anna").get("/account/2fa/totp/activate/", follow=True)
    assert "Visa att det är du" in answer.content.decode()
    assert is_our_page_in_swedish(answer.content.decode())


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_the_summary_and_the_address_is_kept() -> None:
    html = (
        Client().post("/account/login/", {"login": "anna@example.test", "password": "fel"}).content.decode()
    )
    assert "Det här behöver rättas" in html
    assert 'value="anna@example.test"' in html
    assert 'value="fel"' not in html
