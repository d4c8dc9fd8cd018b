"""Opening an installation for a partnership: its parties, its first people and its first cycle."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samverkan.access.models import LogEntry
from samverkan.partnerships.models import Cycle, Membership, Organisation, Partnership, Party, User
from samverkan.partnerships.rules import OrganisationKind, Role


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    role: Role


@dataclass(frozen=True)
class Founder:
    """An organisation that joins as a party, with its first people."""

    name: str
    short_name: str
    kind: OrganisationKind
    people: tuple[Person, ...]
    municipality_code: str = ""


@transaction.atomic
def found_partnership(
    name: str, slug: str, founders: tuple[Founder, ...], observers: tuple[Person, ...], year: int
) -> Partnership:
    """Make the partnership with everyone in it. Nobody gets a password here: see `samverkan found`."""
    partnership = Partnership.objects.create(name=name, slug=slug)
    first: User | None = None
    for position, founder in enumerate(founders, 1):
        organisation, _ = Organisation.objects.get_or_create(
            name=founder.name,
            kind=founder.kind,
            defaults={"short_name": founder.short_name, "municipality_code": founder.municipality_code},
        )
        party = Party.objects.create(partnership=partnership, organisation=organisation, position=position)
        for person in founder.people:
            user = admit(partnership, party, person)
            first = first or user
    for person in observers:
        admit(partnership, None, person)
    if first is None:
        raise ValueError("a partnership needs at least one person")
    open_first_cycle(partnership, year)
    LogEntry.objects.create(
        user=first,
        partnership=partnership,
        action="found_partnership",
        object_type=partnership._meta.label,
        object_id=partnership.pk,
    )
    return partnership


def admit(partnership: Partnership, party: Party | None, person: Person) -> User:
    user = User.objects.filter(email__iexact=person.email).first() or User.objects.create_user(
        person.email, name=person.name
    )
    Membership.objects.create(user=user, partnership=partnership, party=party, role=person.role)
    return user


def open_first_cycle(partnership: Partnership, year: int) -> Cycle:
    """The first one; those after it are opened by cycles.actions.open_next_cycle."""
    return Cycle.objects.create(
        partnership=partnership,
        number=1,
        name=str(year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        picture_due_on=date(year, 3, 31),
    )
