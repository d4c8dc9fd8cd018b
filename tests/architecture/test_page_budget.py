"""Every page asks the database at most fifteen times, and as often with one of everything as with three.

Pages that draw a PDF are left out: they do work of another size. How long pages take is measured by bench/pages.py.
"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests import scenario as scenarios
from tests.architecture.conftest import Walkers, each, private_routes, urls_of
from tests.conftest import make_world
from tests.scenario import Scenario

BUDGET = 15
PAGES = [route for route in private_routes() if not route[2].screen.pdf]


@pytest.fixture(scope="module")
def small(kept_open: DjangoDbBlocker) -> tuple[Scenario, Walkers]:
    """Another partnership beside the first, with one of everything."""
    with kept_open.unblock():
        scenario = scenarios.build(make_world("Lillby", "Storby", "lillby.test"), size=1)
        return scenario, Walkers(scenario.world)


def asked(walkers: Walkers, url: str) -> int | None:
    """How often the page asks when everything it computes is computed; None where there is no page to get."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            status = walkers["anna"].get(url).status_code
    return len(queries) if status == 200 else None


@pytest.mark.parametrize(("address", "name", "view"), each(PAGES))
def test_a_page_asks_little_and_as_often_however_much_there_is(
    scenario: Scenario,
    walkers: Walkers,
    small: tuple[Scenario, Walkers],
    address: str,
    name: str,
    view: Any,
) -> None:
    many = [asked(walkers, url) for url in urls_of(name, address, scenario.municipality)]
    few = [asked(small[1], url) for url in urls_of(name, address, small[0].municipality)]
    assert many == few, f"{name} asks {few} times with one of everything and {many} with three"
    assert all(count is None or count <= BUDGET for count in many), f"{name} asks {many} times"


def test_most_pages_were_really_looked_at(scenario: Scenario, walkers: Walkers) -> None:
    looked_at = [
        name
        for address, name, _ in PAGES
        if any(asked(walkers, url) for url in urls_of(name, address, scenario.municipality))
    ]
    assert len(looked_at) > 25, looked_at
