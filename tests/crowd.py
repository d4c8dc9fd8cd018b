"""Hundreds of other partnerships in the same installation, each with its people, all of one telling name."""

from datetime import date

from samverkan.partnerships.models import Cycle, Membership, Organisation, Partnership, Party, User
from samverkan.partnerships.rules import OrganisationKind, Role

STRANGERS = "qzvfrämlingar"  # in every name of the crowd, and in no other text
KINDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.POLICE)
ROLES = (Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER)


def gather(partnerships: int) -> None:
    """So many partnerships of two parties, with a cycle each and a person in each party."""
    numbers = range(partnerships)
    made = Partnership.objects.bulk_create(
        Partnership(name=f"{STRANGERS} {number}", slug=f"qzv-{number}") for number in numbers
    )
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"{STRANGERS} {number} {kind}", kind=kind, short_name=f"{STRANGERS} {number}")
        for number in numbers
        for kind in KINDS
    )
    parties = Party.objects.bulk_create(
        Party(partnership=made[place // 2], organisation=organisation, position=1 + place % 2)
        for place, organisation in enumerate(organisations)
    )
    users = User.objects.bulk_create(
        User(email=f"{STRANGERS}{place}@elsewhere.test", name=f"{STRANGERS} {place}", password="!")
        for place in range(len(parties))
    )
    Membership.objects.bulk_create(
        Membership(user=user, partnership_id=party.partnership_id, party=party, role=ROLES[place % 2])
        for place, (user, party) in enumerate(zip(users, parties, strict=True))
    )
    Cycle.objects.bulk_create(
        Cycle(
            partnership=partnership,
            number=1,
            name="2026",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
        )
        for partnership in made
    )
