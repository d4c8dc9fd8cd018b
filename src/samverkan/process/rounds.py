"""The background's daily round: tells of what is overdue, and on Mondays of what waits for each person.

Going twice tells nothing twice: every notice has its key. So a round in which something failed is made again later the
same day, and tells those who were not told.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from samverkan.access.scope import find_scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import tell
from samverkan.partnerships.models import Membership
from samverkan.process.digest import digest
from samverkan.process.overdue import overdue
from samverkan.process.state import cycle_state

NEWS = timedelta(days=14)  # a day that passed longer ago is no news: so after an upgrade, or a long stop
AGAIN = timedelta(hours=1)  # after a round in which something failed
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
    failed = 0
    for errand in _errands(today):
        try:
            errand()
        except Exception:  # the others are not to wait for one
            failed += 1
            logger.exception("%s failed for one (%s)", errand.func.__name__, errand.args[0].pk)
    again = timezone.now() + AGAIN
    if failed and day_of_round(again) == today:
        make_round.using(run_after=again).enqueue(day)


def _errands(today: date) -> Iterator[partial[None]]:
    members = Membership.objects.filter(ended_at=None, user__is_active=True)
    for membership in members.select_related("user", "partnership"):
        yield partial(tell_overdue, membership, today)
        if today.weekday() == MONDAY:
            yield partial(send_digest, membership, today)


def tell_overdue(membership: Membership, today: date) -> None:
    """What is the member's to do and late, once: what has been told has its key in the outbox."""
    partnership = membership.partnership
    scope = find_scope(membership.user, partnership.slug)
    if scope is None:
        return
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


def send_digest(membership: Membership, monday: date) -> None:
    """What waits for a member, gathered; nothing to those for whom nothing waits."""
    partnership = membership.partnership
    scope = find_scope(membership.user, partnership.slug)
    lines = digest(scope, monday) if scope else []
    if not lines:
        return
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
