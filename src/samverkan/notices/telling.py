"""Putting a mail in the outbox, in the same transaction as what it tells of."""

from collections.abc import Iterable

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samverkan.access.models import Invitation
from samverkan.access.scope import Scope
from samverkan.notices.models import Notice
from samverkan.notices.queries import unwanted
from samverkan.notices.rules import Kind
from samverkan.partnerships.models import Membership, Partnership, User


def notify(
    scope: Scope, users: Iterable[User], kind: Kind, *, subject: str, text: str, path: str, key: str = ""
) -> None:
    """Tell `users`, but for the acting person, that something of `kind` is found at `path`.

    To be called from an action. `subject` and `text` are our own sentences: they say what kind of thing it is, and
    never what somebody has written. A mail that is still unsent to the same page is not repeated.
    """
    others = [user for user in users if user != scope.user]
    tell(scope.partnership, others, kind, subject=subject, text=text, path=path, key=key)


def path_to(scope: Scope, url_name: str, *args: int) -> str:
    """The page in the partnership that a notice is about."""
    return reverse(url_name, args=[scope.partnership.slug, *args])


def tell(
    partnership: Partnership,
    users: Iterable[User],
    kind: Kind,
    *,
    subject: str,
    text: str,
    path: str,
    key: str = "",
) -> None:
    """The same where nobody acts: a day has passed, a week has begun. With a `key` a person is told once only."""
    if not connection.in_atomic_block:
        raise RuntimeError("a notice is written in the transaction of what caused it")
    users = list(users)
    subject = f"{subject} – {partnership.name}"[:200]
    silent = unwanted(users, kind) | _told(partnership, users, kind, path, subject, key)
    members = set(
        Membership.objects.filter(partnership=partnership, user__in=users, ended_at=None).values_list(
            "user_id", flat=True
        )
    )
    Notice.objects.bulk_create(
        [
            Notice(
                user=user,
                partnership=partnership,
                kind=kind,
                subject=subject,
                text=text,
                path=path,
                key=key,
            )
            for user in users
            if user.pk in members and user.pk not in silent
        ],
        ignore_conflicts=True,
    )


def _told(
    partnership: Partnership, users: list[User], kind: Kind, path: str, subject: str, key: str
) -> set[int]:
    """Those who have the same mail still waiting, or have been told under the same key."""
    told = Notice.objects.filter(user__in=users, partnership=partnership, kind=kind)
    waits = told.filter(path=path, subject=subject, sent_at=None, dropped_at=None)
    same = told.filter(key=key) if key else waits
    return {user_id for user_id in same.values_list("user_id", flat=True) if user_id is not None}


def mail_invitation(invitation: Invitation) -> None:
    """The mail with the link. One that nobody has begun to send will carry the newest link: it is sent at once."""
    waits = Notice.objects.filter(invitation=invitation, sent_at=None, dropped_at=None, leased_until=None)
    if waits.update(due_at=timezone.now()):
        return
    Notice.objects.create(
        invitation=invitation,
        partnership=invitation.partnership,
        kind=Kind.INVITATION,
        subject=f"{invitation.invited_by.name} bjuder in dig till Samverkan"[:200],
        text=(
            f"{invitation.invited_by.name} vid {invitation.from_name} bjuder in dig till samverkan "
            f"{invitation.partnership.name} som {invitation.role_name}.\n\n"
            "Följ länken för att tacka ja. Den gäller i två veckor och är bara till för dig, så skicka den "
            "inte vidare. Om du inte känner till samverkan kan du låta bli att svara."
        ),
    )
