"""The whole product in the middle of its work, for tests that walk every address as every person.

The scenario (tests/scenario.py) takes a second or two, so it is built once for this package, in a transaction that is
rolled back after it. Every test runs in its own transaction inside that one, so what it writes is gone after it. No
test here may ask for `transactional_db`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django_tasks import default_task_backend
from pytest_django import DjangoDbBlocker

from tests import scenario as scenarios
from tests.architecture.test_routes import routes
from tests.architecture.walk import Route, Walk, Walkers
from tests.conftest import make_world
from tests.crowd import gather
from tests.scenario import Scenario


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
def built(kept_open: DjangoDbBlocker) -> tuple[Scenario, Walkers, Walk]:
    with kept_open.unblock():
        gather(300)
        scenario = scenarios.build(make_world(), size=3)
        walkers = Walkers(scenario.world)
        return scenario, walkers, Walk(scenario, walkers)


@pytest.fixture
def scenario(built: tuple[Scenario, Walkers, Walk], db: None) -> Scenario:
    return built[0]


@pytest.fixture
def walkers(built: tuple[Scenario, Walkers, Walk], db: None) -> Walkers:
    return built[1]


@pytest.fixture
def walk(built: tuple[Scenario, Walkers, Walk], db: None) -> Walk:
    return built[2]


def private_routes() -> list[Route]:
    """Everything that stands under a partnership."""
    return [route for route in routes() if route[2].screen.permission]


def each(chosen: list[Route]) -> list[Any]:
    """The routes as parameters of a test, called by their names."""
    return [pytest.param(route, id=route[1]) for route in chosen]
