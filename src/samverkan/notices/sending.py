"""Sending what waits: nothing lost when the mail server is down, nothing held up by one bad address.

A notice is held before it is sent and marked after. Killed between the two, the sender leaves it to the next one when
the hold runs out. Killed in the instant between the server's yes and our mark, it is sent again with the same
Message-ID: a mail too many rather than one too few.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from samverkan.notices.mail import mail_of
from samverkan.notices.models import Notice
from samverkan.notices.queries import unwanted, waiting
from samverkan.notices.rules import REFUSALS, Kind, wait_after
from samverkan.partnerships.models import Membership

LEASE = timedelta(minutes=5)
AT_A_TIME = 50
logger = logging.getLogger(__name__)


def send_due(limit: int = AT_A_TIME) -> int:
    """Send up to `limit` notices that are due; gives how many were sent. Ends when the mail server does not answer."""
    sent, connection = 0, get_connection()
    try:
        for _ in range(limit):
            notice = _take(timezone.now())
            if notice is None:
                break
            outcome = _send(notice, connection)
            if outcome is None:
                break
            sent += outcome
    finally:
        _close(connection)
    return sent


def _take(now: datetime) -> Notice | None:
    """The next one, held for this sender only."""
    while True:
        found = (
            waiting(now)
            .select_related(
                "user", "invitation__party__organisation", "invitation__invited_by", "partnership"
            )
            .first()
        )
        if found is None:
            return None
        held = waiting(now).filter(pk=found.pk)
        if held.update(leased_until=now + LEASE, attempts=F("attempts") + 1):
            found.attempts += 1
            return found


def _send(notice: Notice, connection: BaseEmailBackend) -> bool | None:
    """True when it went, False when it did not and the next may, None when no other would either."""
    if reason := _pointless(notice):
        _mark(notice, dropped_at=timezone.now(), last_error=reason)
        return False
    try:
        mail_of(notice, connection).send()
    except Exception as problem:
        _close(connection)
        if _is_about_the_mail(problem):
            _refused(notice, problem)
            return False
        _server_is_down(notice, problem)
        return None
    _mark(notice, sent_at=timezone.now(), last_error="")
    return True


def _pointless(notice: Notice) -> str:
    """Why the mail should no longer be sent, or nothing."""
    if notice.invitation is not None:
        notice.invitation.refresh_from_db()  # sent again in the last instant, it has a newer link
        return "" if notice.invitation.is_open else "Inbjudan gäller inte längre."
    assert notice.user is not None
    member = Membership.objects.filter(
        user=notice.user, partnership=notice.partnership, ended_at=None, user__is_active=True
    )
    if not member.exists():
        return "Personen är inte längre med."
    return "Personen vill inte ha mejlet." if unwanted([notice.user], Kind(notice.kind)) else ""


def _is_about_the_mail(problem: Exception) -> bool:
    """Whether another mail could still go: the address or the mail is refused, not we."""
    if isinstance(problem, SMTPRecipientsRefused | SMTPDataError):
        return True
    return not isinstance(problem, OSError | SMTPResponseException)


def _refused(notice: Notice, problem: Exception) -> None:
    """Given up after so many refusals. How often the server was silent before that does not count."""
    refusals = notice.refusals + 1  # the notice is held: nobody else raises it
    logger.warning("Notice %s was refused, for the %s. time", notice.pk, refusals)
    if refusals >= REFUSALS:
        _mark(notice, refusals=refusals, dropped_at=timezone.now(), last_error=_told(problem))
    else:
        later = timezone.now() + wait_after(notice.attempts)
        _mark(notice, refusals=refusals, due_at=later, last_error=_told(problem))


def _server_is_down(notice: Notice, problem: Exception) -> None:
    """All that is due waits: trying the next at once would only meet the same silence."""
    logger.warning("The mail server does not take mail: %s", type(problem).__name__)
    later = timezone.now() + wait_after(notice.attempts)
    _mark(notice, due_at=later, last_error=_told(problem))
    waiting(timezone.now()).update(due_at=later, attempts=F("attempts") + 1, last_error=_told(problem))


def _mark(notice: Notice, **fields: object) -> None:
    Notice.objects.filter(pk=notice.pk, sent_at=None).update(leased_until=None, **fields)


def _told(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:300]


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except Exception as problem:  # it is being given up either way
        logger.info("The connection to the mail server was already gone: %s", type(problem).__name__)
