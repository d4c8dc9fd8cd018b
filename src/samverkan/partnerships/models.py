"""Who works together with whom, as what, and in which turn of the five steps."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from samverkan.partnerships.rules import OrganisationKind, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in with their e-mail address. What they may do stands in their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices())
    short_name = models.CharField(max_length=40)
    municipality_code = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """Two or more parties that work together through the process in an area."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """An organisation's place in a partnership. `position` decides colour and order, never weight."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["partnership", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"], name="party_once_per_partnership"
            ),
            models.UniqueConstraint(fields=["partnership", "position"], name="party_position_once"),
        ]

    def __str__(self) -> str:
        return self.organisation.short_name

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def initial(self) -> str:
        return self.organisation.short_name[:1].upper()


class Membership(models.Model):
    """A person's role in a partnership. An observer has no party; everyone else acts for exactly one.

    `successor` is the membership that took over what this one was responsible for, if any did.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, models.PROTECT, related_name="memberships", null=True, blank=True)
    role = models.CharField(max_length=30, choices=Role.choices())
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership"], condition=models.Q(ended_at=None), name="membership_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(role="observer", party=None)
                | (~models.Q(role="observer") & ~models.Q(party=None)),
                name="membership_only_observers_lack_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    @property
    def role_name(self) -> str:
        return Role(self.role).swedish


class Cycle(models.Model):
    """One turn (varv) of the five steps."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    picture_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="cycle_number_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=models.Q(closed_at=None), name="cycle_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """A party's answer to a support question in a cycle; `party` is null where the partnership answers together."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    question = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    finished = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "party", "question"],
                condition=~models.Q(party=None),
                name="answer_once_per_party",
            ),
            models.UniqueConstraint(
                fields=["cycle", "question"], condition=models.Q(party=None), name="answer_once_together"
            ),
        ]

    def __str__(self) -> str:
        return self.question
