"""The page of cycles, an old one to read, and the start of the next."""

from typing import Any
from uuid import uuid4

import pytest

from samverkan.partnerships.rules import Step
from samverkan.pictures.actions import add_finding
from samverkan.pictures.queries import own
from samverkan.pictures.queries.carrying import carriable
from tests.conftest import World
from tests.planted.cycles import confirm

NEXT = "/p/ekdala/cycles/next/"
CARRY = "/p/ekdala/cycles/findings/"


def answers(**more: Any) -> dict[str, Any]:
    return {
        "lessons": "Börja med dialogerna",
        "name": "2027",
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        "picture_due_on": "2027-03-31",
        "typed": "2026",
        "ends": "1",
        "form_token": str(uuid4()),
    } | more


def test_the_form_proposes_the_year_after(world: World) -> None:
    page = world.client("anna").get(NEXT).content.decode()
    for proposed in ('value="2027"', 'value="2027-01-01"', 'value="2027-12-31"', "Skriv ”2026”"):
        assert proposed in page


def test_the_next_cycle_is_started_with_the_findings_that_still_hold(world: World) -> None:
    kept = add_finding(world.scope("anna"), None, what="Klotter vid skolan")
    add_finding(world.scope("anna"), None, what="Mopeder på torget")
    sent = world.client("anna").post(NEXT, answers(findings=[kept.pk]))
    assert sent.headers["Location"] == "/p/ekdala/"
    assert world.scope("per").cycle.name == "2027"
    assert [each.what for each in own.findings(world.scope("anna"))] == ["Klotter vid skolan"]
    assert [each.what for each in carriable(world.scope("anna"))] == ["Mopeder på torget"]


def test_sent_twice_it_is_one_cycle_and_the_second_is_told_so(world: World) -> None:
    client, sent = world.client("anna"), answers()
    assert [client.post(NEXT, sent).status_code for _ in range(2)] == [302, 302]
    assert world.partnership.cycles.count() == 2
    assert "har redan börjat" in client.get("/p/ekdala/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lessons": ""}, "Skriv minst en mening"),
        ({"typed": "2025"}, "så vet vi att du menar det"),
        ({"name": "2026"}, "Ett varv heter redan så"),
        ({"ends_on": "2026-12-31"}, "sluta efter"),
        ({"picture_due_on": "2028-01-01"}, "en dag inom varvet"),
        ({"starts_on": "31/2 2027"}, "finns inte"),
        ({"lessons": "Ring 070-123 45 67"}, "Alla parter läser den"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    world: World, wrong: dict[str, str], words: str
) -> None:
    answer = world.client("anna").post(NEXT, answers(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    kept = {"lessons": "Börja med dialogerna", "name": "2027"} | wrong
    assert all(typed in page for typed in kept.values())
    assert world.partnership.cycles.count() == 1


def test_there_may_be_nothing_to_carry_on(world: World) -> None:
    world.client("anna").post(NEXT, answers(lessons="", nothing="on"))
    world.cycle.refresh_from_db()
    assert world.cycle.closing.lessons == ""


def test_an_old_cycle_is_read_with_who_answered_for_what(world: World) -> None:
    confirm(world.scope("per"), Step.IMPLEMENT)
    world.client("anna").post(NEXT, answers())
    every = world.client("karin").get("/p/ekdala/cycles/").content.decode()
    assert "7 av 24 kriterier" in every and "Börja med dialogerna" in every and NEXT not in every
    old = world.client("karin").get(f"/p/ekdala/cycles/{world.cycle.pk}/").content.decode()
    for told in ("Bekräftat av Per", "Beslutat på mötet", "Börja med dialogerna", "Blev inte uppfyllt"):
        assert told in old


def test_the_observer_sees_how_far_each_came_and_no_words_of_it(world: World) -> None:
    confirm(world.scope("per"), Step.IMPLEMENT)
    world.client("anna").post(NEXT, answers())
    client = world.client("olle")
    for address in ("/p/ekdala/cycles/", f"/p/ekdala/cycles/{world.cycle.pk}/"):
        page = client.get(address).content.decode()
        assert "7 av 24 kriterier" in page
        for hidden in ("Börja med dialogerna", "Beslutat på mötet", "Bekräftat av", NEXT):
            assert hidden not in page


def test_each_party_carries_over_its_own_when_it_begins(world: World) -> None:
    add_finding(world.scope("anna"), None, what="Klotter vid skolan")
    mine = add_finding(world.scope("per"), None, what="Cykelstölder vid stationen")
    world.client("anna").post(NEXT, answers())
    client = world.client("per")
    page = client.get(CARRY).content.decode()
    assert "Cykelstölder vid stationen" in page and "Klotter vid skolan" not in page
    sent = {"form_token": str(uuid4())}
    assert client.post(CARRY, sent).status_code == 422
    sent["findings"] = str(mine.pk)
    assert [client.post(CARRY, sent).status_code for _ in range(2)] == [302, 302]
    assert [each.what for each in own.findings(world.scope("per"))] == ["Cykelstölder vid stationen"]
    assert "Inget väntar" in client.get(CARRY).content.decode()


def test_another_partys_finding_can_not_be_carried_over(world: World) -> None:
    hers = add_finding(world.scope("anna"), None, what="Klotter vid skolan")
    add_finding(world.scope("per"), None, what="Cykelstölder vid stationen")
    world.client("anna").post(NEXT, answers())
    assert world.client("per").post(CARRY, {"findings": [hers.pk]}).status_code == 422
    assert not own.findings(world.scope("per"))
