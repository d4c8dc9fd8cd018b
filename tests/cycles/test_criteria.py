"""What a person answers for: with name, date and grounds, once, and taken back with a reason."""

from uuid import uuid4

import pytest

from samverkan.access.actions import Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden
from samverkan.cycles.actions import confirm_criterion, withdraw_confirmation
from samverkan.cycles.models import CriterionConfirmation
from samverkan.cycles.queries import get_confirmation, standing
from samverkan.partnerships.content import criterion
from samverkan.partnerships.models import Cycle
from tests.conftest import World

DIALOGUES = criterion("prepare.dialogues")


def confirm(world: World, who: str = "anna", note: str = "Mötet den 3 mars") -> CriterionConfirmation:
    return confirm_criterion(world.scope(who), None, DIALOGUES, note=note)


def test_a_confirmation_says_who_when_and_on_what_grounds_and_the_criterion_holds(world: World) -> None:
    made = confirm(world)
    found = get_confirmation(world.scope("per"), DIALOGUES.key)
    assert (found, found.confirmed_by.name, found.note) == (made, "Anna", "Mötet den 3 mars")
    assert DIALOGUES.key in standing(world.cycle).met


def test_the_same_form_sent_twice_is_one_confirmation(world: World) -> None:
    token, scope = uuid4(), world.scope("anna")
    first = confirm_criterion(scope, token, DIALOGUES, note="Mötet")
    assert confirm_criterion(scope, token, DIALOGUES, note="Mötet") == first
    assert CriterionConfirmation.objects.count() == 1


def test_what_one_party_has_confirmed_the_other_does_not_confirm_again(world: World) -> None:
    confirm(world)
    with pytest.raises(Refused, match="redan bekräftat av Anna"):
        confirm(world, "per")


def test_a_withdrawn_confirmation_is_kept_and_the_criterion_has_turned_back(world: World) -> None:
    made = confirm(world)
    withdraw_confirmation(world.scope("per"), made, reason="Dialogen hos oss blev inställd.")
    made.refresh_from_db()
    assert made.withdrawn_by == world.people["per"] and made.reason and made.note
    now = standing(world.cycle)
    assert DIALOGUES.key not in now.met and DIALOGUES.key in now.lost
    confirm(world, "per")
    assert DIALOGUES.key not in standing(world.cycle).lost


def test_a_confirmation_is_withdrawn_once(world: World) -> None:
    made = confirm(world)
    withdraw_confirmation(world.scope("anna"), made, reason="Fel")
    with pytest.raises(Refused):
        withdraw_confirmation(world.scope("per"), made, reason="Fel")
    made.refresh_from_db()
    assert made.withdrawn_by == world.people["anna"]


def test_what_the_system_finds_nobody_confirms_by_hand(world: World) -> None:
    with pytest.raises(Refused, match="av sig självt"):
        confirm_criterion(world.scope("anna"), None, criterion("prepare.picture"), note="Jag tycker det")


@pytest.mark.parametrize("who", ["amir", "karin", "lars", "olle"])
def test_only_the_two_who_lead_the_work_confirm_and_withdraw(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        confirm(world, who)
    made = confirm(world)
    with pytest.raises(Forbidden):
        withdraw_confirmation(world.scope(who), made, reason="Nej")


def test_both_are_in_the_log_for_all_parties_without_the_texts(world: World) -> None:
    withdraw_confirmation(world.scope("per"), confirm(world), reason="Blev inställd")
    entries = LogEntry.objects.filter(action__in=["confirm_criterion", "withdraw_confirmation"])
    assert [(entry.party, entry.facts) for entry in entries] == [(None, {"criterion": DIALOGUES.key})] * 2


def test_nothing_is_confirmed_when_the_cycle_has_ended(world: World) -> None:
    Cycle.objects.update(closed_at="2026-12-01T10:00Z")
    with pytest.raises(Refused, match="avslutat"):
        confirm(world)


def test_another_partnership_sees_and_changes_nothing(world: World) -> None:
    made = confirm(world)
    with pytest.raises(CriterionConfirmation.DoesNotExist):
        get_confirmation(world.scope("cecilia"), DIALOGUES.key)
    with pytest.raises(Refused):
        withdraw_confirmation(world.scope("cecilia"), made, reason="Bus")
    assert DIALOGUES.key in standing(world.cycle).met
