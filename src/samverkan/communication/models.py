"""Communication plans: what is to be said of the work, to whom, when and by whom (handbook p. 17, 29–30)."""

from django.db import models
from django.utils import timezone

from samverkan.communication.rules import ActivityState, Importance, Repeats, SectionKind
from samverkan.communication.wording import when
from samverkan.documents.frozen import Frozen
from samverkan.partnerships.models import Cycle, Membership, Party, User


class CommunicationPlan(models.Model):
    """The joint plan (`party` null), or a party's own, which exists for nobody else until it is shared."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="communication_plans")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["party__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "party"], condition=~models.Q(party=None), name="plan_once_per_party"
            ),
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(party=None), name="plan_once_together"
            ),
        ]

    def __str__(self) -> str:
        return f"Kommunikationsplan för {self.party}" if self.party else "Gemensam kommunikationsplan"

    @property
    def is_joint(self) -> bool:
        return self.party_id is None

    @property
    def is_shared(self) -> bool:
        return self.is_joint or self.shared_at is not None


class Section(models.Model):
    """The texts of a plan: one section for the work at large and one for the promises."""

    plan = models.ForeignKey(CommunicationPlan, models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=10, choices=SectionKind.choices())
    background = models.TextField(blank=True)
    # How the audience shall think, feel and do when the messages have reached them.
    think = models.TextField(blank=True)
    feel = models.TextField(blank=True)
    act = models.TextField(blank=True)
    main_message = models.TextField(blank=True)
    part_messages = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "kind"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="section_once")]

    def __str__(self) -> str:
        return SectionKind(self.kind).swedish


class Answerable(models.Model):
    """Somebody answers for it: a member, or a function where no person is to be named. A member comes first."""

    responsible = models.ForeignKey(Membership, models.PROTECT, related_name="+", null=True, blank=True)
    function = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    @property
    def responsible_name(self) -> str:
        return self.responsible.user.name if self.responsible else self.function


class Communicator(Answerable):
    """Who answers for a party's communication in a cycle. All parties read it."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="communicators")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["party__position"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "party"], name="communicator_once_per_party"),
            models.CheckConstraint(
                condition=~models.Q(responsible=None, function=""), name="communicator_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.responsible_name


class Audience(models.Model):
    """Whom a plan wants to reach (målgrupp)."""

    plan = models.ForeignKey(CommunicationPlan, models.PROTECT, related_name="audiences")
    who = models.CharField(max_length=200)
    why = models.TextField(blank=True)  # why they should listen
    importance = models.PositiveSmallIntegerField(choices=Importance.choices(), default=Importance.SECOND)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["importance", "id"]

    def __str__(self) -> str:
        return self.who

    @property
    def importance_name(self) -> str:
        return Importance(self.importance).swedish


class Activity(Answerable):
    """Something that is done to reach an audience: on a day, or some time in a span of months, once or again and again.

    `in_months`: the days only say from the first of one month to the last of another.
    """

    plan = models.ForeignKey(CommunicationPlan, models.PROTECT, related_name="activities")
    section = models.CharField(max_length=10, choices=SectionKind.choices(), default=SectionKind.PLAN)
    what = models.CharField(max_length=200)
    channel = models.CharField(max_length=120, blank=True)
    audiences = models.ManyToManyField(Audience, related_name="activities", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    in_months = models.BooleanField(default=False)
    repeats = models.CharField(max_length=10, choices=Repeats.choices(), default=Repeats.ONCE)
    state = models.CharField(max_length=10, choices=ActivityState.choices(), default=ActivityState.PLANNED)
    outcome = models.TextField(blank=True)  # what came of it
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="activity_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def audience_ids(self) -> list[int]:
        return sorted(audience.pk for audience in self.audiences.all() if audience.removed_at is None)

    @property
    def timing(self) -> str:
        return "months" if self.in_months else "day"

    @property
    def first_month(self) -> str:
        return f"{self.starts_on:%Y-%m}" if self.in_months else ""

    @property
    def last_month(self) -> str:
        return f"{self.ends_on:%Y-%m}" if self.in_months else ""

    @property
    def when(self) -> str:
        return when(self.starts_on, self.ends_on, Repeats(self.repeats), in_months=self.in_months)

    @property
    def state_name(self) -> str:
        return ActivityState(self.state).swedish


class PlanConfirmation(Frozen):
    """A party's coordinator stands behind exactly this content; it stops counting when the content changes."""

    plan = models.ForeignKey(CommunicationPlan, models.PROTECT, related_name="confirmations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=60)  # in words, as it was then
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.party} {self.content_sha256[:8]}"
