"""A second partnership beside the first: its own people, and no sign of it in any other."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from samverkan.access.actions import Refused
from samverkan.access.founding import Founder, Person, found_another
from samverkan.access.models import Invitation, LogEntry
from samverkan.access.scope import Forbidden, find_scope
from samverkan.datasets.models import Source
from samverkan.partnerships.models import Cycle, Partnership
from samverkan.partnerships.rules import OrganisationKind, Role
from tests.conftest import World

pytestmark = pytest.mark.django_db
OTHER = Founder("Granby kommun", "Kommunen", OrganisationKind.MUNICIPALITY, (), "9903")
FIRST = Person("Gun", "gun@granby.test", Role.COORDINATOR)


def test_per_founds_a_second_partnership_and_works_in_both(world: World) -> None:
    made = found_another(world.scope("per"), None, name="Granby", other=OTHER, first=FIRST)
    scope = find_scope(world.people["per"], made.slug)
    assert scope and scope.role == Role.MUNICIPAL_POLICE_OFFICER
    assert scope.party.organisation == world.police.organisation
    assert [party.name for party in made.parties.all()] == ["Granby kommun", world.police.name]
    assert {each.slug for each in scope.partnerships} == {"ekdala", made.slug}
    assert Invitation.objects.get().party.name == "Granby kommun"  # type: ignore[union-attr]
    assert Source.objects.filter(party=scope.party).exists()
    # A day in the running year that has passed is nobody's to keep.
    assert all(cycle.picture_due_on is None or cycle.picture_due_on.month == 3 for cycle in made.cycles.all())


def test_the_old_partnership_is_told_nothing(world: World) -> None:
    before = LogEntry.objects.filter(partnership=world.partnership).count()
    found_another(world.scope("per"), None, name="Granby", other=OTHER, first=FIRST)
    assert LogEntry.objects.filter(partnership=world.partnership).count() == before
    assert find_scope(world.people["anna"], "granby") is None


def test_an_address_never_tells_whether_another_has_the_name(world: World) -> None:
    """Furuvik is there already, Granby is not."""
    for name in ("Furuvik", "Granby"):
        other = replace(OTHER, name=f"{name}s kommun")
        made = found_another(world.scope("per"), None, name=name, other=other, first=FIRST)
        assert re.fullmatch(rf"{name.lower()}-[a-z0-9]{{5}}", made.slug)


def test_another_authoritys_name_is_not_its_own_organisation(world: World) -> None:
    """Nothing is hung on the organisation of a party that the founder does not belong to."""
    theirs = world.elsewhere.parties.get(position=1).organisation
    other = Founder(theirs.name, "Kommunen", OrganisationKind.MUNICIPALITY, ())
    made = found_another(world.scope("per"), None, name="Granby", other=other, first=FIRST)
    assert made.parties.get(organisation__kind=OrganisationKind.MUNICIPALITY).organisation != theirs


def test_the_same_two_do_not_cooperate_twice(world: World) -> None:
    other = Founder(world.municipality.name, "Kommunen", OrganisationKind.MUNICIPALITY, ())
    with pytest.raises(Refused, match="redan"):
        found_another(world.scope("per"), None, name="Ekdala", other=other, first=FIRST)


def test_a_double_click_founds_one(world: World) -> None:
    token = uuid4()
    made = {
        found_another(world.scope("per"), token, name="Granby", other=OTHER, first=FIRST).pk for _ in range(2)
    }
    assert len(made) == 1
    assert Partnership.objects.filter(name="Granby").count() == 1
    assert Cycle.objects.filter(partnership__name="Granby").count() == 1


def test_only_those_who_coordinate_found_and_never_with_themselves(world: World) -> None:
    with pytest.raises(Forbidden):
        found_another(world.scope("lars"), None, name="Granby", other=OTHER, first=FIRST)
    own = world.police.organisation
    myself = Founder(own.name, "Polisen", OrganisationKind.POLICE, ())
    with pytest.raises(Refused, match="annan organisation"):
        found_another(world.scope("per"), None, name="Granby", other=myself, first=FIRST)
    assert not Partnership.objects.filter(name="Granby").exists()
