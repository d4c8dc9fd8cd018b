"""Builds the demo: two finished years and a running one, through the same actions a person takes."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samverkan.access.founding import Founder, Person, found_partnership, open_next_cycle
from samverkan.access.scope import Scope, find_scope
from samverkan.datasets.actions import start_catalogue
from samverkan.demo import groups, own, people, story
from samverkan.demo.clock import at
from samverkan.demo.joining import join
from samverkan.partnerships.models import Partnership, User

SLUG = "bjorkvalla"


def build_if_missing() -> None:
    """Whole or not at all: a start that was interrupted leaves nothing, and the next one begins again."""
    if Partnership.objects.filter(slug=SLUG).exists():
        return
    print("Bygger exempelsamverkan …", flush=True)
    with transaction.atomic():
        _build(timezone.localdate().year)


def welcome(address: str) -> str:
    lines = [
        "",
        f"Samverkan finns på {address}",
        f"Lösenordet är {people.PASSWORD} för alla. Några att logga in som:",
    ]
    for founder in (people.MUNICIPALITY, people.POLICE):
        lines += [_account(person, founder.name) for person in founder.people[:3]]
    lines += [_account(people.COUNTY_BOARD[0], "Länsstyrelsen")]
    lines += [_account(people.OTHER_MUNICIPALITY.people[0], "en annan samverkan")]
    return "\n".join([*lines, ""])


def _account(person: Person, where: str) -> str:
    return f"  {person.email:<30} {person.name}, {person.role.swedish}, {where}"


def _build(this_year: int) -> None:
    first = this_year - 2
    with at(_day(first, 1, 15)):
        partnership = _found(
            "Björkvalla", SLUG, (people.MUNICIPALITY, people.POLICE), people.COUNTY_BOARD, first
        )
        _found("Strandhaga", "strandhaga", (people.OTHER_MUNICIPALITY, people.OTHER_POLICE), (), first)
        _give_passwords()
        own.read_areas_in(_as("anna@bjorkvalla.example"))
        own.read_areas_in(_as("per@polisen.example"))
    with at(_day(first, 1, 20)):
        _desk().organise()
    for year in range(first, this_year + 1):
        running = year == this_year
        if year > first:
            with at(_day(year, 1, 10)):
                open_next_cycle(partnership, year, User.objects.get(email="anna@bjorkvalla.example"))
        _prepare(year, hand_over_municipality=not running)
        desk = _desk()
        if running:
            groups.running_year(desk, year)
        else:
            groups.finished_year(desk, year, joint=False)
            with at(_day(year, 4, 22)):
                join(_as("anna@bjorkvalla.example"), _as("per@polisen.example"), story.joint(year))
            groups.finished_year(desk, year, joint=True)


def _desk() -> groups.Desk:
    names = ("anna", "karin", "amir", "disa"), ("per", "lars", "ylva")
    domains = ("bjorkvalla.example", "polisen.example")
    return groups.Desk(
        {name: _as(f"{name}@{domain}") for domain, of in zip(domains, names, strict=True) for name in of}
    )


def _prepare(year: int, *, hand_over_municipality: bool) -> None:
    """Both parties' own preparations. In the running year the municipality's picture waits for its secrecy review."""
    anna, karin = _as("anna@bjorkvalla.example"), _as("karin@bjorkvalla.example")
    per, lars = _as("per@polisen.example"), _as("lars@polisen.example")
    municipality, police = story.municipality(year), story.police(year)
    with at(_day(year, 2, 3)):
        own.read_files(anna, municipality, year)
        own.read_files(per, police, year)
    with at(_day(year, 2, 20)):
        own.write(anna, municipality, year)
        own.write(per, police, year)
    with at(_day(year, 3, 12)):
        own.take_to_the_others(per, lars, police)
    if hand_over_municipality:
        with at(_day(year, 3, 26)):
            own.take_to_the_others(anna, karin, municipality)


def _found(
    name: str, slug: str, founders: tuple[Founder, ...], observers: tuple[Person, ...], year: int
) -> Partnership:
    partnership = found_partnership(name, slug, founders, observers, year)
    for founder in founders:
        start_catalogue(_as(founder.people[0].email, slug))
    return partnership


def _give_passwords() -> None:
    no_password = Q(password__startswith="!")  # noqa: S106 - Django's mark
    User.objects.filter(no_password).update(password=make_password(people.PASSWORD))


def _as(email: str, slug: str = SLUG) -> Scope:
    scope = find_scope(User.objects.get(email=email), slug)
    assert scope is not None
    return scope


def _day(year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 10, 24))
