"""The whole product in the middle of its work, for tests that walk every address as every person.

The scenario (tests/scenario.py) takes a second or two, so it is built once for this package, in a transaction that is
rolled back after it. Every test runs in its own transaction inside that one, so what it writes is gone after it. No
test here may ask for `transactional_db`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_tasks import default_task_backend
from pytest_django import DjangoDbBlocker

from tests import scenario as scenarios
from tests.addresses import ADDRESSES
from tests.architecture.test_routes import routes
from tests.conftest import World, make_world
from tests.scenario import Belongings, Scenario

# Everyone with their place, and the one who has not signed in.
PEOPLE = ("anna", "amir", "karin", "per", "olle", "cecilia", "anonymous")


class Walkers:
    """`walkers["per"]` is a browser in which Per has signed in; each call gives a new one, in the same session."""

    def __init__(self, world: World) -> None:
        self._cookies: dict[str, str] = {}
        for name, user in world.people.items():
            client = Client()
            client.force_login(user)
            self._cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def __getitem__(self, name: str) -> Client:
        client = Client()
        if name in self._cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._cookies[name]
        return client


@pytest.fixture(scope="package")
def kept_open(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoDbBlocker]:
    """The transaction that everything in this package happens in."""
    outer = transaction.atomic()
    with django_db_blocker.unblock():
        outer.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
    default_task_backend.clear()  # what was asked of the background was about rows that are gone


@pytest.fixture(scope="package")
def built(kept_open: DjangoDbBlocker) -> tuple[Scenario, Walkers]:
    with kept_open.unblock():
        scenario = scenarios.build(make_world(), size=3)
        return scenario, Walkers(scenario.world)


@pytest.fixture
def scenario(built: tuple[Scenario, Walkers], db: None) -> Scenario:
    return built[0]


@pytest.fixture
def walkers(built: tuple[Scenario, Walkers], db: None) -> Walkers:
    return built[1]


def private_routes() -> list[tuple[str, str, Any]]:
    """(address, name, view) of everything that stands under a partnership."""
    return [(address, name, view) for address, name, view in routes() if view.screen.permission]


def each(chosen: list[tuple[str, str, Any]]) -> list[Any]:
    """The routes as parameters of a test, called by their names."""
    return [pytest.param(*route, id=route[1]) for route in chosen]


def has_numbers(address: str) -> bool:
    """Whether more than the partnership stands in an address."""
    return "<" in address.removeprefix("p/<slug:slug>/")


def urls_of(name: str, address: str, belongings: Belongings) -> list[str]:
    """The address filled in with what a party has, once for each object that stands for a state of its own."""
    slug = belongings.writer.partnership.slug
    filled = ADDRESSES[name].fill(belongings) if has_numbers(address) else [{}]
    return [reverse(name, kwargs={"slug": slug, **kwargs}) for kwargs in filled]
