"""Every write is checked, whole and logged, and the same form sent twice is one record."""

from uuid import uuid4

import pytest

from samverkan.access.actions import Conflict, Unlogged, action, change, once, record
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty, Scope
from samverkan.partnerships.models import Organisation
from samverkan.pictures.models import Picture
from tests.conftest import World


@action("picture.edit")
def write(scope: Scope, *, told: bool = True, fail: bool = False) -> Organisation:
    made = Organisation.objects.create(name="Ny", kind="company", short_name="Ny")
    if told:
        record(scope, "written", made)
    if fail:
        raise ValueError
    return made


def test_an_action_without_the_right_does_nothing(world: World) -> None:
    with pytest.raises(Forbidden, match="kommunpolisen"):
        write(world.scope("karin"))
    assert not Organisation.objects.filter(name="Ny").exists()


def test_an_action_that_fails_leaves_neither_change_nor_log(world: World) -> None:
    with pytest.raises(ValueError):
        write(world.scope("anna"), fail=True)
    assert not Organisation.objects.filter(name="Ny").exists()
    assert not LogEntry.objects.exists()


def test_an_action_that_forgets_the_log_is_undone(world: World) -> None:
    with pytest.raises(Unlogged):
        write(world.scope("anna"), told=False)
    assert not Organisation.objects.filter(name="Ny").exists()


def test_the_log_says_who_on_what_for_which_party(world: World) -> None:
    made = write(world.scope("anna"))
    entry = LogEntry.objects.get()
    assert (entry.user.name, entry.party, entry.object_id) == ("Anna", world.municipality, made.pk)


def test_an_observer_acts_for_no_party_and_is_told_so_loudly(world: World) -> None:
    with pytest.raises(NoParty):
        _ = world.scope("olle").party


def test_the_same_form_sent_twice_is_one_record(world: World) -> None:
    token = uuid4()

    @action("picture.edit")
    def submit(scope: Scope) -> Organisation:
        record(scope, "submitted", world.municipality.organisation)
        return once(scope, "submit", token, lambda: write(scope), Organisation)

    assert submit(world.scope("anna")) == submit(world.scope("anna"))
    assert Organisation.objects.filter(name="Ny").count() == 1


def test_the_second_to_save_is_told_what_stands_now(world: World) -> None:
    picture = Picture.objects.create(cycle=world.cycle, party=world.municipality)
    change(picture, 1, outlook="Först")
    with pytest.raises(Conflict) as conflict:
        change(Picture.objects.get(), 1, outlook="Sedan")
    assert conflict.value.current.outlook == "Först"  # type: ignore[attr-defined]
