"""Every address as every person: what stands in access/permissions.py and in who owns what is what happens.

To someone who has not signed in every address leads to the login; to someone from elsewhere it does not exist; a member
without the right is told so; and what belongs to the other party does not exist either.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverkan.access.models import LogEntry
from samverkan.access.permissions import allowed
from samverkan.partnerships.rules import Role
from tests.addresses import ADDRESSES, PRESSES
from tests.architecture.conftest import PEOPLE, Walkers, each, has_numbers, private_routes, urls_of
from tests.architecture.test_routes import routes
from tests.scenario import Scenario

ROLES = {
    "anna": Role.COORDINATOR,
    "amir": Role.ANALYST,
    "karin": Role.CHAIR,
    "per": Role.MUNICIPAL_POLICE_OFFICER,
    "olle": Role.OBSERVER,
}
PARTY = {
    "anna": "municipality",
    "amir": "municipality",
    "karin": "municipality",
    "per": "police",
}
# What a page or a button may answer to the one who may use it.
USABLE = {200, 302, 303, 409, 422}


def owners(address: str, person: str) -> tuple[str, ...]:
    """Whose object stands in the address: both parties' for those who could own one, else anybody's."""
    if not has_numbers(address):
        return ("nobody",)
    return ("municipality", "police") if person in PARTY else ("police",)


def expected(name: str, view: Any, person: str, owner: str) -> str:
    """login, missing, forbidden or usable: what the table and the ownership say."""
    if person == "anonymous":
        return "login"
    if person == "cecilia":
        return "missing"
    if not allowed(ROLES[person], view.screen.permission):
        return "forbidden"
    if owner not in ("nobody", PARTY.get(person)) and not ADDRESSES[name].shared:
        return "missing"
    return "usable"


def answered(status: int, location: str) -> str:
    if status == 302 and location.startswith("/account/login/"):
        return "login"
    return {404: "missing", 403: "forbidden"}.get(
        status, "usable" if status in USABLE else f"status {status}"
    )


def written(queries: CaptureQueriesContext) -> list[str]:
    """What was written and not taken back, except that somebody was here (sessions)."""
    kept: list[tuple[str, str]] = []
    for query in queries:
        sql = query["sql"] or ""
        word, _, rest = sql.partition(" ")
        if word == "SAVEPOINT":
            kept.append((rest, ""))
        elif sql.startswith("ROLLBACK TO SAVEPOINT "):
            point = sql.removeprefix("ROLLBACK TO SAVEPOINT ")
            while kept and kept.pop()[0] != point:
                pass
        elif word in {"INSERT", "UPDATE", "DELETE", "REPLACE"} and "django_session" not in sql:
            kept.append(("", sql))
    return [sql for _, sql in kept if sql]


def ask(client: Client, method: str, url: str) -> tuple[str, int, list[str], bool]:
    """What is answered, with which status, what was written, and whether that was logged; then it is taken back."""
    with transaction.atomic():
        before = LogEntry.objects.count()
        with CaptureQueriesContext(connection) as queries:
            response = getattr(client, method)(url)
        logged = LogEntry.objects.count() > before
        transaction.set_rollback(True)
    return (
        answered(response.status_code, response.get("Location", "")),
        response.status_code,
        written(queries),
        logged,
    )


def test_every_address_says_which_object_stands_in_it() -> None:
    named = {name for address, name, _ in private_routes() if has_numbers(address)}
    assert named <= set(ADDRESSES), (
        f"{sorted(named - set(ADDRESSES))}: add a line to ADDRESSES in tests/addresses.py that fills in the address "
        "with an object of a party (shared=True where both parties may open it)"
    )
    assert not set(ADDRESSES) - named, (
        f"{sorted(set(ADDRESSES) - named)}: no such address any longer; take the line out of tests/addresses.py"
    )
    assert not PRESSES - {name for _, name, _ in private_routes()}


@pytest.mark.parametrize(("address", "name", "view"), each(private_routes()))
def test_each_meets_what_the_table_says(
    scenario: Scenario, walkers: Walkers, address: str, name: str, view: Any
) -> None:
    wrong = [
        f"{person}: {told}"
        for person in PEOPLE
        for owner in owners(address, person)
        for url in urls_of(name, address, scenario.of(owner))
        for told in met(walkers[person], name, url, expected(name, view, person, owner))
    ]
    assert not wrong, "\n".join(wrong)


def met(client: Client, name: str, url: str, wanted: str) -> Iterator[str]:
    """What is wrong with the answers to a GET and to a form with nothing in it, in words."""
    got, status, writes, _ = ask(client, "get", url)
    if status != 405 and got != wanted:
        yield f"GET {url} gives {status}, not {wanted}"
    if status == 405 and wanted not in ("usable", "missing"):
        yield f"GET {url} gives 405 before asking who it is, not {wanted}: put @screen outside @require_POST"
    if writes:
        yield f"GET {url} writes: {writes}"
    got, status, writes, logged = ask(client, "post", url)
    if status != 405 and got != wanted:
        yield f"an empty POST {url} gives {status}, not {wanted}"
    if writes and wanted != "usable":
        yield f"an empty POST {url} writes: {writes}"
    elif writes and name not in PRESSES:
        yield (
            f"an empty POST {url} writes: {writes}. If pressing the button says everything there is to say, "
            f"add {name!r} to PRESSES in tests/addresses.py"
        )
    elif writes and not logged:
        yield f"POST {url} writes without a line in the log: {writes}"


def test_each_kind_of_answer_is_expected_of_each_person_that_can_meet_it() -> None:
    """Keeps the generated test honest: were `expected` always the same, it could not fail."""
    answers = {
        (person, expected(name, view, person, owner))
        for address, name, view in private_routes()
        for person in PEOPLE
        for owner in owners(address, person)
    }
    assert {answer for person, answer in answers if person == "anonymous"} == {"login"}
    assert {answer for person, answer in answers if person == "cecilia"} == {"missing"}
    for person in ("anna", "per", "karin", "amir", "olle"):
        assert {(person, "forbidden"), (person, "usable")} <= answers
    for person in PARTY:
        assert (person, "missing") in answers


def test_no_form_is_taken_from_another_site() -> None:
    for _, name, view in routes():
        assert not getattr(view, "csrf_exempt", False), f"{name} takes forms from anywhere"
