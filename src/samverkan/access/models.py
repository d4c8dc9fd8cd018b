"""The action log, the record of forms already received, and the secret addresses of calendars."""

from django.db import models
from django.utils import timezone

from samverkan.partnerships.models import Membership, Partnership, Party, User


class LogEntry(models.Model):
    """One write: who did what to which object, for which party. Never holds a draft's content."""

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
