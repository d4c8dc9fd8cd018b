"""The background's daily round: tells of what is overdue, and on Mondays of what waits for each person.

Going twice tells nothing twice: every notice has its key.
"""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from samverkan.access.scope import find_scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import tell
from samverkan.partnerships.models import Membership, Partnership
from samverkan.process.digest import digest
from samverkan.process.overdue import overdue
from samverkan.process.state import cycle_state

NEWS = timedelta(days=14)  # a day that passed longer ago is no news: so after an upgrade, or a long stop
HOUR = 7  # not before: nobody is to be told at midnight
MONDAY = 0
logger = logging.getLogger(__name__)


def day_of_round(now: datetime) -> date | None:
    """The day whose round may be made at `now`, or None while it is too early."""
    here = timezone.localtime(now)
    return here.date() if here.hour >= HOUR else None


@task()
def make_round(day: str) -> None:
    """The round of `day` (`2026-03-02`)."""
    today = date.fromisoformat(day)
    for partnership in Partnership.objects.all():
        try:
            tell_overdue(partnership, today)
            if today.weekday() == MONDAY:
                send_digests(partnership, today)
        except Exception:  # the others are not to wait for one
            logger.exception("The round failed in one partnership (%s)", partnership.pk)


def tell_overdue(partnership: Partnership, today: date) -> None:
    """To each member what is theirs to do and late, once: what has been told has its key in the outbox."""
    for membership in _members(partnership):
        scope = find_scope(membership.user, partnership.slug)
        if scope is None:
            continue
        with transaction.atomic():
            for late in overdue(scope, cycle_state(scope), today):
                if not late.mine or late.due_on < today - NEWS:
                    continue
                tell(
                    partnership,
                    [membership.user],
                    Kind.OVERDUE,
                    subject="En dag har passerat",
                    text=f"{late.text}.\n\nDagen var {late.due_on.isoformat()}.",
                    path=reverse(late.url_name, kwargs={"slug": partnership.slug, **late.url_kwargs}),
                    key=f"overdue:{late.key}",
                )


def send_digests(partnership: Partnership, monday: date) -> None:
    """What waits for each member, gathered; nothing to those for whom nothing waits."""
    for membership in _members(partnership):
        scope = find_scope(membership.user, partnership.slug)
        lines = digest(scope, monday) if scope else []
        if not lines:
            continue
        with transaction.atomic():
            tell(
                partnership,
                [membership.user],
                Kind.DIGEST,
                subject="Det här väntar på dig",
                text="Det här väntar på dig i veckan:\n\n" + "\n".join(f"– {line}" for line in lines),
                path=reverse("overview:start", args=[partnership.slug]),
                key=f"digest:{partnership.pk}:{monday.isoformat()}",
            )


def _members(partnership: Partnership) -> QuerySet[Membership]:
    members = Membership.objects.filter(partnership=partnership, ended_at=None, user__is_active=True)
    return members.select_related("user")
