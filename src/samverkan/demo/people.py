"""The demo's people: made up, with addresses that lead nowhere. One password for all, printed at the start."""

from samverkan.access.founding import Founder, Person
from samverkan.access.scope import Scope, find_scope
from samverkan.partnerships.models import User
from samverkan.partnerships.rules import OrganisationKind, Role

SLUG = "bjorkvalla"
PASSWORD = "samverkan-demo"  # noqa: S105 - a demo that nobody should run for real; `samverkan found` sets none

MUNICIPALITY = Founder(
    "Björkvalla kommun",
    "Kommunen",
    OrganisationKind.MUNICIPALITY,
    (
        Person("Anna Berg", "anna@bjorkvalla.example", Role.COORDINATOR),
        Person("Karin Ek", "karin@bjorkvalla.example", Role.CHAIR),
        Person("Amir Haddad", "amir@bjorkvalla.example", Role.ANALYST),
        Person("Disa Nord", "disa@bjorkvalla.example", Role.HEAD_OF_ADMINISTRATION),
    ),
    municipality_code="9901",
)
POLICE = Founder(
    "Lokalpolisområde Björkvalla",
    "Polisen",
    OrganisationKind.POLICE,
    (
        Person("Per Lind", "per@polisen.example", Role.MUNICIPAL_POLICE_OFFICER),
        Person("Lars Sund", "lars@polisen.example", Role.POLICE_CHIEF),
        Person("Ylva Holm", "ylva@polisen.example", Role.AREA_POLICE),
    ),
)
COUNTY_BOARD = (Person("Olle Fors", "olle@lansstyrelsen.example", Role.OBSERVER),)

OTHER_MUNICIPALITY = Founder(
    "Strandhaga kommun",
    "Kommunen",
    OrganisationKind.MUNICIPALITY,
    (
        Person("Cecilia Dahl", "cecilia@strandhaga.example", Role.COORDINATOR),
        Person("Malin Sjö", "malin@strandhaga.example", Role.CHAIR),
    ),
    municipality_code="9902",
)
OTHER_POLICE = Founder(
    "Lokalpolisområde Strandhaga",
    "Polisen",
    OrganisationKind.POLICE,
    (
        Person("Sven Alm", "sven@polisen.example", Role.MUNICIPAL_POLICE_OFFICER),
        Person("Jens Åberg", "jens@polisen.example", Role.POLICE_CHIEF),
    ),
)


def acting(email: str, slug: str = SLUG) -> Scope:
    """As one of the demo's people."""
    scope = find_scope(User.objects.get(email=email), slug)
    assert scope is not None
    return scope
