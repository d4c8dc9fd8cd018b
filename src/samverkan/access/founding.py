"""Opening an installation for a partnership: its parties, its first people and its first cycle."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from samverkan.access.accepting import welcome
from samverkan.access.actions import Refused, action, once
from samverkan.access.inviting import ask
from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope, find_scope
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
    organisation: Organisation | None = (
        None  # the one that is there already, else one of that name, or a new one
    )


@transaction.atomic
def found_partnership(
    name: str,
    slug: str,
    founders: tuple[Founder, ...],
    observers: tuple[Person, ...],
    year: int,
    *,
    known: bool = True,
) -> Partnership:
    """Make the partnership with everyone in it. Nobody gets a password here: see `samverkan found`.

    `known`: organisations of the same name are the same one, which only an operator can say.
    """
    partnership = Partnership.objects.create(name=name, slug=slug)
    first: User | None = None
    for position, founder in enumerate(founders, 1):
        organisation = founder.organisation or (known and _of_that_name(founder)) or _new(founder)
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


@action("partnership.found")
def found_another(
    scope: Scope, token: UUID | None, *, name: str, other: Founder, first: Person
) -> Partnership:
    """A new partnership of one's own organisation and `other`, to which `first` is invited by e-mail."""

    def make() -> Partnership:
        own = scope.party.organisation
        if (own.name, own.kind) == (other.name, other.kind):
            raise Refused("Den andra parten behöver vara en annan organisation än er egen.")
        me = Person(scope.user.name, scope.user.email, scope.role)
        mine = Founder(own.name, own.short_name, OrganisationKind(own.kind), (me,), organisation=own)
        if there_already := _together_already(scope, other):
            raise Refused(f"Ni samverkar redan med {other.name}, i {there_already}.")
        founders = sorted((mine, other), key=lambda founder: founder.kind != OrganisationKind.MUNICIPALITY)
        today = timezone.localdate()
        partnership = found_partnership(name, free_slug(name), tuple(founders), (), today.year, known=False)
        # A day that has already passed when the work begins is nobody's to keep.
        partnership.cycles.filter(picture_due_on__lt=today).update(picture_due_on=None)
        welcome(scope.user, partnership.slug)
        there = find_scope(scope.user, partnership.slug)
        assert there is not None
        invited_to = partnership.parties.exclude(pk=there.party.pk).get()
        ask(there, invited_to, name=first.name, email=first.email, role=first.role)
        return partnership

    return once(scope, "found_another", token, make, Partnership)


def _of_that_name(founder: Founder) -> Organisation | None:
    return Organisation.objects.filter(name=founder.name, kind=founder.kind).first()


def _new(founder: Founder) -> Organisation:
    return Organisation.objects.create(
        name=founder.name,
        kind=founder.kind,
        short_name=founder.short_name,
        municipality_code=founder.municipality_code,
    )


def _together_already(scope: Scope, other: Founder) -> Partnership | None:
    """A partnership of the founder's own with the same two organisations."""
    return (
        Partnership.objects.filter(memberships__user=scope.user, memberships__ended_at=None)
        .filter(parties__organisation=scope.party.organisation)
        .filter(parties__organisation__name=other.name, parties__organisation__kind=other.kind)
        .first()
    )


def free_slug(name: str) -> str:
    """An address for a new partnership, with some letters by chance: none tells whether another has the name."""
    base = slugify(name)[:40] or "samverkan"
    return f"{base}-{get_random_string(5, 'abcdefghjkmnpqrstuvwxyz23456789')}"


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
