"""People of the demo who come and go: one who has left, one who is invited, and one who works in two partnerships."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from samverkan.access.accepting import accept
from samverkan.access.ending import end_assignment
from samverkan.access.founding import Person
from samverkan.access.inviting import invite
from samverkan.access.models import Invitation
from samverkan.access.scope import Scope
from samverkan.access.tokens import token_of
from samverkan.demo import people
from samverkan.demo.clock import at
from samverkan.notices.models import Notice
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role

LEFT = Person("Viktor Åkesson", "viktor@polisen.example", Role.AREA_POLICE)
INVITED = Person("Moa Lindgren", "moa@bjorkvalla.example", Role.COMMUNICATOR)


def leave(police: Scope, joined: datetime, left: datetime) -> None:
    """Viktor is with the police for most of the first year; Ylva takes over."""
    with at(joined):
        membership = accept(token_of(_invite(police, LEFT).nonce), None, password=people.PASSWORD)
    with at(left):
        successor = Membership.objects.get(user__email="ylva@polisen.example", ended_at=None)
        end_assignment(police, membership, last_day=timezone.localdate(), successor=successor)


def join_two(elsewhere: Scope, officer: Scope, moment: datetime) -> None:
    """Per's police area covers two municipalities: he is kommunpolis in both."""
    me = Person(officer.user.name, officer.user.email, Role.MUNICIPAL_POLICE_OFFICER)
    with at(moment):
        accept(token_of(_invite(elsewhere, me).nonce), officer.user)


def wait_for_answer(municipality: Scope, moment: datetime) -> None:
    with at(moment):
        _invite(municipality, INVITED)


def empty_outbox() -> None:
    """What the demo's people were told is history: none of it is to be sent now."""
    Notice.objects.filter(sent_at=None).update(sent_at=F("created_at"), attempts=1)


def _invite(scope: Scope, person: Person) -> Invitation:
    return invite(scope, None, name=person.name, email=person.email, role=person.role)
