"""The people every permission test is told with.

Anna is the coordinator and Per the kommunpolis of the same partnership; Cecilia coordinates another one. Olle watches
from the county board. Karin and Lars lead Anna's and Per's organisations. Amir is Anna's analyst.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from samverkan.access.scope import Scope, find_scope
from samverkan.cycles.actions import open_next_cycle
from samverkan.partnerships.models import Cycle, Membership, Organisation, Partnership, Party, User
from samverkan.partnerships.rules import OrganisationKind, Role


@dataclass(frozen=True)
class World:
    """Two partnerships with their people; `scope("anna")` and `client("anna")` act as one of them."""

    partnership: Partnership
    elsewhere: Partnership
    municipality: Party
    police: Party
    cycle: Cycle
    people: dict[str, User]

    def scope(self, name: str) -> Scope:
        slug = self.elsewhere.slug if name == "cecilia" else self.partnership.slug
        scope = find_scope(self.people[name], slug)
        assert scope is not None
        return scope

    def client(self, name: str | None) -> Client:
        client = Client()
        if name:
            client.force_login(self.people[name])
        return client


def _partnership(name: str, slug: str) -> tuple[Partnership, Party, Party, Cycle]:
    partnership = Partnership.objects.create(name=name, slug=slug)
    parties = [
        Party.objects.create(
            partnership=partnership,
            position=position,
            organisation=Organisation.objects.create(
                name=f"{kind.swedish} {name}", kind=kind, short_name=short
            ),
        )
        for position, (kind, short) in enumerate(
            [(OrganisationKind.MUNICIPALITY, "Kommunen"), (OrganisationKind.POLICE, "Polisen")], 1
        )
    ]
    cycle = Cycle.objects.create(
        partnership=partnership, number=1, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    return partnership, parties[0], parties[1], cycle


def make_world(place: str = "Ekdala", other: str = "Furuvik", domain: str = "example.test") -> World:
    """Two partnerships with their people; other names make a second world beside the first."""
    partnership, municipality, police, cycle = _partnership(place, place.lower())
    elsewhere, other_municipality, _, _ = _partnership(other, other.lower())
    people: dict[str, User] = {}
    for name, role, where, party in [
        ("anna", Role.COORDINATOR, partnership, municipality),
        ("amir", Role.ANALYST, partnership, municipality),
        ("karin", Role.CHAIR, partnership, municipality),
        ("per", Role.MUNICIPAL_POLICE_OFFICER, partnership, police),
        ("lars", Role.POLICE_CHIEF, partnership, police),
        ("olle", Role.OBSERVER, partnership, None),
        ("cecilia", Role.COORDINATOR, elsewhere, other_municipality),
    ]:
        people[name] = User.objects.create_user(f"{name}@{domain}", "lösenord", name=name.capitalize())
        Membership.objects.create(user=people[name], partnership=where, party=party, role=role)
    return World(partnership, elsewhere, municipality, police, cycle, people)


def begin_next_cycle(scope: Scope, year: int = 2027) -> Cycle:
    """As a coordinator does when a year is done."""
    return open_next_cycle(
        scope,
        None,
        name=str(year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        picture_due_on=None,
        lessons="",
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()
