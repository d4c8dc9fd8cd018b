"""People are invited to one's own party, once, with a role that fits; and the link is the only key there is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.accepting import SignInFirst, Unusable, accept, find_open
from samverkan.access.actions import Refused
from samverkan.access.ending import end_assignment
from samverkan.access.founding import Founder, Person, found_another
from samverkan.access.inviting import invite, send_again, withdraw
from samverkan.access.models import Invitation, LogEntry
from samverkan.access.people import invitations
from samverkan.access.scope import Forbidden, find_scope
from samverkan.access.tokens import token_of
from samverkan.datasets.models import Source
from samverkan.partnerships.models import Membership, User
from samverkan.partnerships.rules import OrganisationKind, Role
from tests.access.people import PASSWORD, invited, joined
from tests.conftest import World

pytestmark = pytest.mark.django_db


def test_whoever_accepts_is_with_the_party_that_invited(world: World) -> None:
    membership = joined(world.scope("anna"))
    scope = find_scope(membership.user, "ekdala")
    assert scope and scope.party == world.municipality and scope.role == Role.COMMUNICATOR
    assert membership.user.check_password(PASSWORD)
    assert LogEntry.objects.filter(action="accept", user=membership.user).exists()


@pytest.mark.parametrize("who", ["amir", "olle"])
def test_only_those_who_coordinate_or_lead_invite(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        invited(world.scope(who))


@pytest.mark.parametrize(
    ("who", "role"),
    [("anna", Role.MUNICIPAL_POLICE_OFFICER), ("lars", Role.CHAIR), ("karin", Role.OBSERVER)],
)
def test_a_role_that_does_not_fit_is_given_to_nobody(world: World, who: str, role: Role) -> None:
    with pytest.raises(Refused, match="passar inte"):
        invited(world.scope(who), role)


def test_an_observer_is_invited_by_a_coordinator_and_acts_for_no_party(world: World) -> None:
    membership = joined(world.scope("per"), Role.OBSERVER)
    assert membership.party is None


def test_a_double_click_is_one_invitation(world: World) -> None:
    token = uuid4()
    made = [
        invite(world.scope("anna"), token, name="Moa", email="moa@example.test", role=Role.ANALYST)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Invitation.objects.count() == 1


def test_an_address_is_the_same_however_it_is_written(world: World) -> None:
    invited(world.scope("anna"), email="Moa@Example.test")
    with pytest.raises(Refused, match="har redan en inbjudan"):
        invited(world.scope("anna"), email="moa@example.TEST")
    with pytest.raises(Refused, match="Amir är redan med"):
        invited(world.scope("anna"), email="AMIR@example.test")


def test_the_other_party_neither_sees_nor_touches_an_invitation(world: World) -> None:
    invitation = invited(world.scope("anna"))
    per = world.scope("per")
    assert invitation not in invitations(per)
    with pytest.raises(Refused):
        send_again(per, invitation)
    with pytest.raises(Refused):
        withdraw(per, invitation)
    assert invited(per).email == invitation.email  # the police may ask the same person


def test_the_token_is_kept_nowhere(world: World) -> None:
    invitation = invited(world.scope("anna"))
    token = token_of(invitation.nonce)
    assert token not in str(list(Invitation.objects.values()))
    assert find_open(token) == invitation


def test_a_link_sent_again_replaces_the_old_one(world: World) -> None:
    invitation = invited(world.scope("anna"))
    old = token_of(invitation.nonce)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with pytest.raises(Unusable):
        find_open(old)
    send_again(world.scope("anna"), invitation)
    with pytest.raises(Unusable):
        find_open(old)
    assert find_open(token_of(invitation.nonce)) == invitation


def test_what_is_withdrawn_used_or_made_up_opens_nothing(world: World) -> None:
    anna = world.scope("anna")
    withdrawn = invited(anna, email="a@example.test")
    withdraw(anna, withdrawn)
    used = invited(anna, email="b@example.test")
    accept(token_of(used.nonce), None, password=PASSWORD)
    for token in (token_of(withdrawn.nonce), token_of(used.nonce), "påhittad"):
        with pytest.raises(Unusable):
            accept(token, None, password=PASSWORD)
    assert not User.objects.filter(email="a@example.test").exists()


def test_an_account_that_exists_is_entered_only_by_its_owner(world: World) -> None:
    invitation = invited(world.scope("anna"), email="cecilia@example.test")
    token = token_of(invitation.nonce)
    for somebody in (None, world.people["per"]):
        with pytest.raises(SignInFirst):
            accept(token, somebody, password="ett annat lösenord")
    cecilia = world.people["cecilia"]
    assert accept(token, cecilia).user == cecilia
    assert cecilia.check_password("lösenord")
    assert {each.slug for each in find_scope(cecilia, "ekdala").partnerships} == {"ekdala", "furuvik"}  # type: ignore[union-attr]


def test_an_invitation_outlives_the_one_who_sent_it(world: World) -> None:
    invitation = invited(world.scope("anna"))
    successor = Membership.objects.get(user=world.people["amir"])
    end_assignment(
        world.scope("karin"),
        world.scope("anna").membership,
        last_day=timezone.localdate(),
        successor=successor,
    )
    assert accept(token_of(invitation.nonce), None, password=PASSWORD).party == world.municipality


def test_the_first_to_join_a_party_finds_its_catalogue_ready(world: World) -> None:
    assert not Source.objects.filter(party=world.police).exists()
    joined(world.scope("per"), Role.ANALYST)
    assert Source.objects.filter(party=world.police).count() > 3


def test_the_first_of_a_party_nobody_has_joined_is_looked_after_by_the_founder(world: World) -> None:
    """A wrong address is mended by whoever founded: nobody else is there to do it."""
    other = Founder("Granby kommun", "Kommunen", OrganisationKind.MUNICIPALITY, (), "9903")
    made = found_another(
        world.scope("per"),
        None,
        name="Granby",
        other=other,
        first=Person("Gun", "fel@granby.test", Role.COORDINATOR),
    )
    per = find_scope(world.people["per"], made.slug)
    assert per
    wrong = invitations(per).get()
    withdraw(per, wrong)
    right = invite(per, None, name="Gun", email="gun@granby.test", role=Role.COORDINATOR)
    assert right.party == wrong.party != per.party
    joined_as = accept(token_of(right.nonce), None, password=PASSWORD)
    assert joined_as.party == wrong.party
    with pytest.raises(Refused, match="passar inte"):  # from now on the party looks after itself
        invite(per, None, name="Eva", email="eva@granby.test", role=Role.COORDINATOR)


def test_whoever_is_invited_by_two_parties_joins_the_first_and_the_other_invitation_stands(
    world: World,
) -> None:
    first, second = (
        invited(world.scope("anna"), email="zeb@example.test"),
        invited(world.scope("per"), email="zeb@example.test"),
    )
    zeb = accept(token_of(first.nonce), None, password=PASSWORD)
    with pytest.raises(Refused, match="redan med"):
        accept(token_of(second.nonce), zeb.user)
    second.refresh_from_db()
    assert second.accepted_at is None
