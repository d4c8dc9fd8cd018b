"""How far a cycle has come: criteria that hold, those a person has confirmed, steps opened again, and its end."""

from django.db import models
from django.utils import timezone

from samverkan.partnerships.models import Cycle, Partnership, Party, User
from samverkan.partnerships.rules import Step

STEPS = [(step.value, step.swedish) for step in Step]


class CycleStanding(models.Model):
    """Which criteria hold and since when, which no longer do, and which steps are open again: {kind: {key: time}}.

    Derived, and kept as one row because every page shows it. Written by `marks.note_standing`.
    """

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="standing")
    marks = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.cycle)


class CycleStages(models.Model):
    """How far each piece of a party's work has come and what it waits for (no `party`: of what they share).

    Derived, in our own words only: {what: stage}. To find it takes the whole content of a picture, an inventory and a
    plan, and the start page asks for it far more often than it changes. Written by `marks.note_stages`.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="stages")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    stages = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "party"], name="stages_once_for_a_party"),
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(party=None), name="stages_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return str(self.cycle)


class CriterionConfirmation(models.Model):
    """A named person says that a criterion holds, on what grounds, until somebody withdraws it with a reason."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="criterion_confirmations")
    criterion = models.CharField(max_length=60)
    note = models.TextField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "criterion"],
                condition=models.Q(withdrawn_at=None),
                name="criterion_confirmed_once",
            )
        ]

    def __str__(self) -> str:
        return self.criterion


class StepReopening(models.Model):
    """A finished step opened again, until it is finished again. `closed_by` is empty where its criteria closed it."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reopenings")
    step = models.CharField(max_length=20, choices=STEPS)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "step"], condition=models.Q(closed_at=None), name="step_reopened_once"
            )
        ]

    def __str__(self) -> str:
        return self.step


class CycleClosing(models.Model):
    """What a cycle taught those who went through it. Empty `lessons`: they said that there was nothing to carry on."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="closing")
    lessons = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.cycle)


class Visit(models.Model):
    """When a person last said that they had seen what was new."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "partnership"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.partnership}"
