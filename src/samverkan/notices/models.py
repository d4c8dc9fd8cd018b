"""The outbox, and which mails each person wants."""

from django.db import models
from django.utils import timezone

from samverkan.access.models import Invitation
from samverkan.notices.rules import Kind
from samverkan.partnerships.models import Partnership, User


class Notice(models.Model):
    """One mail to one person, written in the transaction of what caused it and sent afterwards.

    `text` says what kind of thing waits and never what stands in it; the mail itself is made when it is sent. Whoever
    sends it holds it until `leased_until`, so that a sender that is killed leaves it for the next. `dropped_at`: it
    will not be sent, and `last_error` says why. `key` keeps the same thing from being told twice.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="notices", null=True)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices())
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)  # of any outcome: how long to wait for the next
    refusals = models.PositiveIntegerField(default=0)  # by a server that answered: when to give up
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(invitation=None), name="notice_to_user_or_invited"
            ),
            models.UniqueConstraint(
                fields=["user", "key"], condition=~models.Q(key=""), name="notice_told_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None, dropped_at=None),
                name="notice_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def address(self) -> str:
        if self.invitation is not None:
            return self.invitation.email
        assert self.user is not None
        return self.user.email

    @property
    def is_digest(self) -> bool:
        return self.kind == Kind.DIGEST


class NoticeChoice(models.Model):
    """Whether a person wants a kind of mail. Without a row: yes."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices())
    wanted = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once")]

    def __str__(self) -> str:
        return self.kind
