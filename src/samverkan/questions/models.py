"""What a party shows the others of its answers, and the guidance a person has put away.

The answers themselves are partnerships.Answer.
"""

from django.db import models
from django.utils import timezone

from samverkan.partnerships.models import Cycle, Party, User


class SharedArea(models.Model):
    """A party lets the others read its finished answers in an area, for as long as the row is there."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    area = models.CharField(max_length=40)
    shared_at = models.DateTimeField(default=timezone.now)
    shared_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "party", "area"], name="area_shared_once"),
        ]

    def __str__(self) -> str:
        return self.area


class ClosedGuidance(models.Model):
    """Guidance that this person does not want to see beside the work, wherever they sign in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="guidance_closed_once")]

    def __str__(self) -> str:
        return self.key
