"""The action log, the record of forms already received, invitations, and the secret addresses of calendars."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone

from samverkan.partnerships.models import Membership, Partnership, Party, User
from samverkan.partnerships.rules import Role

VALID_FOR = timedelta(days=14)


class LogEntry(models.Model):
    """One write: who did what to which object, for which party.

    Never holds a party's draft. Of what the parties write together `facts` tells what a change replaced.
    """

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["partnership", "party", "-at"], name="log_by_party")]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"


class Submission(models.Model):
    """A form that has been received: the same form sent twice leads to the same record."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    action = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.token)


def two_weeks_ahead() -> datetime:
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """A person asked to join a party (an observer: none). `email` is in lower case.

    The link's token is made of `nonce` and the installation's key (access/tokens.py) and kept as a hash only.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=30, choices=Role.choices())
    name = models.CharField(max_length=120)
    email = models.EmailField()
    nonce = models.UUIDField(default=uuid4)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=two_weeks_ahead)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "party", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None) & ~models.Q(party=None),
                name="invitation_once_per_party",
            ),
            models.UniqueConstraint(
                fields=["partnership", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None, party=None),
                name="invitation_once_as_observer",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_name(self) -> str:
        return Role(self.role).swedish

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def is_expired(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_open

    @property
    def from_name(self) -> str:
        """The organisation that the invitation comes from; an observer is invited by the partnership."""
        return self.party.name if self.party else self.partnership.name


class CalendarFeed(models.Model):
    """A secret address where a person's calendar is read without signing in. Only the fingerprint is kept."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="calendar_feeds")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(revoked_at=None), name="calendar_feed_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.token_sha256[:8]
