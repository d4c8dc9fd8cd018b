"""Who stood behind a picture, in the role they had when they did."""

from datetime import timedelta

from django.utils import timezone

from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from samverkan.pictures.queries.approvals import approval
from samverkan.pictures.queries.road import road
from tests.conftest import World
from tests.pictures.conftest import Cast, write


def test_an_approval_names_the_role_of_the_time(world: World, kommun: Cast) -> None:
    write(kommun.writer, "Fler cykelstölder")
    kommun.review()
    review = road(kommun.writer).review
    assert review
    own = Membership.objects.get(user=world.people["anna"])
    once = {"user": own.user, "partnership": own.partnership, "party": own.party}
    Membership.objects.create(**once, role=Role.ANALYST, ended_at=timezone.now() - timedelta(days=30))
    assert approval(review, "")["role"] == Role.COORDINATOR.swedish
    Membership.objects.filter(pk=own.pk).update(ended_at=timezone.now() + timedelta(seconds=1))
    Membership.objects.create(**once, role=Role.CONTROLLER)
    assert approval(review, "")["role"] == Role.COORDINATOR.swedish
