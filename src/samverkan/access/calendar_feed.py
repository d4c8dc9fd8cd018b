"""The secret address of a person's calendar: given once, kept only as a fingerprint, and revoked at any time."""

import hashlib
import secrets
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, already_done, once, record
from samverkan.access.models import CalendarFeed
from samverkan.access.scope import Scope, find_scope

SECRET_BYTES = 32
LONGEST = 100  # longer than any secret that was ever given out


@action("calendar.subscribe", proves=False)
def open_feed(scope: Scope, token: UUID | None) -> tuple[CalendarFeed, str]:
    """A new address in place of the old one, with its secret: empty when the same form has been received before."""
    given: list[str] = []

    def make() -> CalendarFeed:
        _revoke(scope)
        given.append(secrets.token_urlsafe(SECRET_BYTES))
        feed = CalendarFeed.objects.create(membership=scope.membership, token_sha256=_sha256(given[0]))
        record(scope, "open_feed", feed, shared=_has_no_party(scope))
        return feed

    feed = once(scope, "open_feed", token, make, CalendarFeed)
    return feed, given[0] if given else ""


@action("calendar.subscribe", proves=False)
def revoke_feed(scope: Scope) -> None:
    """From now on the address leads nowhere."""
    feed = current_feed(scope)
    if feed is None:
        already_done()
        return
    _revoke(scope)
    record(scope, "revoke_feed", feed, shared=_has_no_party(scope))


def current_feed(scope: Scope) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(membership=scope.membership, revoked_at=None).first()


def scope_of(secret: str) -> Scope | None:
    """For whom the address stands, as they are now; None when it was revoked, or the person has left or is shut out.

    Looked up by fingerprint, so that how long it takes says nothing of how near a guess came.
    """
    if len(secret) > LONGEST:
        return None
    feed = (
        CalendarFeed.objects.select_related("membership__user", "membership__partnership")
        .filter(token_sha256=_sha256(secret), revoked_at=None)
        .first()
    )
    if feed is None:
        return None
    scope = find_scope(feed.membership.user, feed.membership.partnership.slug)
    return scope if scope and scope.membership.pk == feed.membership_id else None


def _revoke(scope: Scope) -> None:
    CalendarFeed.objects.filter(membership=scope.membership, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def _has_no_party(scope: Scope) -> bool:
    """An observer's line in the log belongs to no party."""
    return scope.membership.party is None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
