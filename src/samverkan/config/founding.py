"""`samverkan found`: the first partnership of a real installation, from the operator's keyboard."""

import argparse
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from samverkan.access.founding import Founder, Person, found_partnership
from samverkan.access.scope import find_scope
from samverkan.config import server
from samverkan.datasets.actions import start_catalogue
from samverkan.partnerships.models import Membership, Partnership
from samverkan.partnerships.rules import OrganisationKind, Role


def found(options: argparse.Namespace) -> int:
    server.prepare()
    try:
        coordinator = _person(options.coordinator, Role.COORDINATOR)
        officer = _person(options.police_officer, Role.MUNICIPAL_POLICE_OFFICER)
    except ValueError as problem:
        print(problem)
        return 2
    slug = slugify(options.name)
    if Partnership.objects.filter(slug=slug).exists():
        print(f"Det finns redan en samverkan som heter {options.name}. Välj ett annat namn.")
        return 2
    with transaction.atomic():
        partnership = found_partnership(
            options.name,
            slug,
            (
                Founder(
                    options.municipality, options.municipality, OrganisationKind.MUNICIPALITY, (coordinator,)
                ),
                Founder(options.police, "Polisen", OrganisationKind.POLICE, (officer,)),
            ),
            (),
            timezone.localdate().year,
        )
        for membership in Membership.objects.filter(partnership=partnership).select_related("user"):
            scope = find_scope(membership.user, slug)
            assert scope is not None
            start_catalogue(scope)
    base = settings.PUBLIC_URL.rstrip("/") or server.address().rstrip("/")
    print(f"{partnership} är upplagd. {coordinator.name} och {officer.name} väljer lösenord på")
    print(f"{base}{reverse('account_reset_password')} (länken kommer med e-post, se EMAIL_URL i README).")
    return 0


def _person(text: str, role: Role) -> Person:
    name, address = parseaddr(text)
    if not name or "@" not in address:
        raise ValueError(
            f'"{text}" går inte att läsa. Skriv till exempel "Anna Berg <anna.berg@kommunen.se>".'
        )
    return Person(name, address, role)
