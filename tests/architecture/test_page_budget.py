"""Every page asks the database at most fifteen times, and as often with one of everything as with three.

Three hundred other partnerships share the installation meanwhile (tests/crowd.py).

Pages that draw a PDF are left out: they do work of another size. How long pages take is measured by bench/pages.py.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from samverkan.access.permissions import allowed
from samverkan.partnerships.rules import Role
from tests import scenario as scenarios
from tests.addresses import PRESSES
from tests.architecture.conftest import each, private_routes
from tests.architecture.walk import Route, Walkers, urls_of
from tests.conftest import make_world
from tests.planted import gathered
from tests.scenario import Scenario

BUDGET = 15
# Addresses that only take a form: what is shown stands on another page.
FORMS_ONLY = PRESSES - {"prepare:finding_removed"} | {
    "prepare:import_confirm",
    "prepare:dataset_count",
    "overview:document_register",
}
FORMS_ONLY = FORMS_ONLY.union(*gathered("FORMS_ONLY")).difference(*gathered("PAGES_TOO"))
PAGES = [route for route in private_routes() if not route[2].screen.pdf]


@pytest.fixture(scope="module")
def small(kept_open: DjangoDbBlocker) -> tuple[Scenario, Walkers]:
    """Another partnership beside the first, with one of everything."""
    with kept_open.unblock():
        scenario = scenarios.build(make_world("Lillby", "Storby", "lillby.test"), size=1)
        return scenario, Walkers(scenario.world)


def asked(client: Client, url: str) -> int | None:
    """How often the page asks when everything it computes is computed; None where there is no page to get."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            status = client.get(url).status_code
    assert status in (200, 405), (
        f"GET {url} gives {status}: add an object to tests/scenario.py that has a page there"
    )
    return len(queries) if status == 200 else None


@pytest.mark.parametrize("route", each(PAGES))
def test_a_page_asks_little_and_as_often_however_much_there_is(
    scenario: Scenario, walkers: Walkers, small: tuple[Scenario, Walkers], route: Route
) -> None:
    address, name, view = route
    who = "anna" if allowed(Role.COORDINATOR, view.screen.permission) else "karin"
    many = [asked(walkers[who], url) for url in urls_of(name, address, scenario.municipality)]
    few = [asked(small[1][who], url) for url in urls_of(name, address, small[0].municipality)]
    assert many == few, f"{name} asks {few} times with one of everything and {many} with three"
    assert all(count is None or 0 < count <= BUDGET for count in many), f"{name} asks {many} times"
    assert (None in many) == (name in FORMS_ONLY), (
        f"{name}: is it in FORMS_ONLY and has a page, or the other way?"
    )
