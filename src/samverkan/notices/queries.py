"""Reads of the outbox: what waits to be sent, and what somebody has been sent."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from samverkan.access.models import Invitation
from samverkan.access.scope import Scope
from samverkan.notices.models import Notice, NoticeChoice
from samverkan.notices.rules import CHOOSABLE, Kind
from samverkan.partnerships.models import User


def waiting(now: datetime) -> QuerySet[Notice]:
    """What should be sent by now and nobody is sending."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Notice.objects.filter(free, sent_at=None, dropped_at=None, due_at__lte=now)


def unwanted(users: Iterable[User], kind: Kind) -> set[int]:
    """The keys of those among `users` who have turned `kind` off."""
    off = NoticeChoice.objects.filter(user__in=list(users), kind=kind, wanted=False)
    return set(off.values_list("user_id", flat=True))


def wanted_kinds(user: User) -> list[Kind]:
    off = set(NoticeChoice.objects.filter(user=user, wanted=False).values_list("kind", flat=True))
    return [kind for kind in CHOOSABLE if kind not in off]


def latest(scope: Scope, count: int = 10) -> list[Notice]:
    """The newest that were sent to this person about this partnership."""
    sent = Notice.objects.filter(user=scope.user, partnership=scope.partnership).exclude(sent_at=None)
    return list(sent.order_by("-sent_at", "-pk")[:count])


def mails_of(invitations: Iterable[Invitation]) -> dict[int, Notice]:
    """The newest mail of each invitation."""
    found = Notice.objects.filter(invitation__in=list(invitations)).order_by("pk")
    return {notice.invitation_id: notice for notice in found if notice.invitation_id is not None}
