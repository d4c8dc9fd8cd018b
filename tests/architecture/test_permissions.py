"""Every address as every person: what stands in access/permissions.py and in who owns what is what happens.

To someone who has not signed in every address leads to the login; to someone from elsewhere it does not exist; a member
without the right is told so; and what belongs to the other party does not exist either.
"""

from collections.abc import Iterator

import pytest

from samverkan.access.permissions import allowed
from samverkan.partnerships.rules import Role
from tests.addresses import ADDRESSES, PRESSES
from tests.architecture.conftest import each, private_routes
from tests.architecture.test_routes import routes
from tests.architecture.walk import CURIOUS, PEOPLE, Answer, Route, Walk, has_numbers, owners, urls_of
from tests.scenario import Scenario

ROLES = {
    "anna": Role.COORDINATOR,
    "amir": Role.ANALYST,
    "karin": Role.CHAIR,
    "per": Role.MUNICIPAL_POLICE_OFFICER,
    "lars": Role.POLICE_CHIEF,
    "olle": Role.OBSERVER,
}
# What a page or a button may answer to the one who may use it.
USABLE = {200, 302, 303, 409, 422}


def expected(route: Route, person: str, owner: str) -> str:
    """login, missing, forbidden or usable: what the table and the ownership say."""
    _, name, view = route
    if person == "anonymous":
        return "login"
    if person == "cecilia":
        return "missing"
    if not allowed(ROLES[person], view.screen.permission):
        return "forbidden"
    if owner in ("nobody", PEOPLE[person]) or ADDRESSES[name].shared or ADDRESSES[name].everyones:
        return "usable"
    return "missing"


def got(answer: Answer) -> str:
    if answer.status == 302 and answer.location.startswith("/account/login/"):
        return "login"
    known = {404: "missing", 403: "forbidden"} | dict.fromkeys(USABLE, "usable")
    return known.get(answer.status, f"status {answer.status}")


def wrong(answer: Answer, name: str, wanted: str) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    if answer.status == 405:
        if wanted not in ("usable", "missing") and answer.method == "get":
            yield f"{answer} gives 405 before asking who it is: put @screen outside @require_POST"
    elif got(answer) != wanted:
        yield f"{answer} gives {answer.status}, not {wanted}"
    if not answer.written:
        return
    if answer.method == "get" or wanted != "usable":
        yield f"{answer} writes: {answer.written}"
    elif name not in PRESSES:
        yield (
            f"{answer} writes: {answer.written}. If pressing the button says everything there is to say, "
            f"add {name!r} to PRESSES in tests/addresses.py"
        )
    elif not answer.logged:
        yield f"{answer} writes without a line in the log: {answer.written}"


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


@pytest.mark.parametrize("route", each(private_routes()))
def test_each_meets_what_the_table_says(walk: Walk, route: Route) -> None:
    told = [
        words
        for answer in walk.answers(route)
        for words in wrong(answer, route[1], expected(route, answer.person, answer.owner))
    ]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("route", each(private_routes()))
def test_what_another_partnership_has_does_not_exist_in_ones_own(
    scenario: Scenario, walk: Walk, route: Route
) -> None:
    address, name, view = route
    here = not has_numbers(address) or ADDRESSES[name].everyones
    right = allowed(Role.COORDINATOR, view.screen.permission)
    wanted = "forbidden" if not right else "usable" if here else "missing"
    told = [
        words
        for url in urls_of(name, address, scenario.municipality, scenario.world.elsewhere.slug)
        for method in ("get", "post")
        for words in wrong(walk.ask("cecilia", "municipality", method, url), name, wanted)
    ]
    assert not told, "\n".join(told)


def test_each_kind_of_answer_is_expected_of_each_person_that_can_meet_it() -> None:
    """Keeps the generated test honest: were `expected` always the same, it could not fail."""
    answers = {
        (person, expected(route, person, owner))
        for route in private_routes()
        for person in PEOPLE
        for owner in owners(route[0], person)
    }
    assert {answer for person, answer in answers if person == "anonymous"} == {"login"}
    assert {answer for person, answer in answers if person == "cecilia"} == {"missing"}
    for person in ROLES:
        assert {(person, "forbidden"), (person, "usable")} <= answers
        assert ((person, "missing") in answers) == (person in CURIOUS)


def test_the_walk_sees_what_is_written(walk: Walk) -> None:
    """Keeps "writes nothing" honest: moving a finding is a press that writes."""
    route = next(route for route in private_routes() if route[1] == "prepare:finding_move")
    moved = [answer for answer in walk.answers(route) if answer.person == "anna" and answer.method == "post"]
    assert any(answer.written and answer.logged for answer in moved)


def test_no_form_is_taken_from_another_site() -> None:
    for _, name, view in routes():
        assert not getattr(view, "csrf_exempt", False), f"{name} takes forms from anywhere"
