"""The pictures: findings with their frozen figures, the road to the hand-over, and the joint picture."""

from django.db import models
from django.utils import timezone

from samverkan.datasets.models import Dataset, Source
from samverkan.documents.frozen import Frozen
from samverkan.documents.models import DocumentVersion
from samverkan.partnerships.models import Cycle, Party, User
from samverkan.pictures.rules import Decision, Verdict


class Picture(models.Model):
    """A party's own picture in a cycle, or the joint one when `party` is null."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="pictures")
    party = models.ForeignKey(Party, models.PROTECT, related_name="pictures", null=True, blank=True)
    summary = models.TextField(blank=True)
    outlook = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "party"], condition=~models.Q(party=None), name="own_picture_once_per_cycle"
            ),
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(party=None), name="joint_picture_once_per_cycle"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party or 'Gemensam'} {self.cycle}"

    def next_position(self) -> int:
        last = self.findings.filter(removed_at=None).aggregate(last=models.Max("position"))["last"]
        return (last or 0) + 1


class FrozenFigure(Frozen):
    """A figure as it was when it became evidence: the data drawn, and dataset, filter and method it came from.

    `shared` is the same figure as another party may see it (pictures/small_cells.py); `hidden` tells in sentences
    what was left out of it. Both carry the SHA-256 of everything that is shown.
    """

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="figures")
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)  # of datasets/figures.py
    filter = models.JSONField(default=dict)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    shared = models.JSONField()
    shared_sha256 = models.CharField(max_length=64)
    hidden = models.JSONField(default=list)
    source_line = models.TextField()
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key


class Finding(models.Model):
    """One statement in a picture, with its evidence (handbook p. 33–34)."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.TextField()
    where = models.TextField(blank=True)
    who = models.TextField(blank=True)
    trend = models.TextField(blank=True)
    compared_with = models.TextField(blank=True)
    figure = models.ForeignKey(FrozenFigure, models.PROTECT, related_name="findings", null=True, blank=True)
    # Who brought the knowledge, where it was neither party: a property owner, an association (joint picture only).
    contributed_by = models.CharField(max_length=160, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.what[:60]


class SourceUse(models.Model):
    """A source the picture rests on, or was left aside, with its limits or the reason (handbook p. 34)."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="source_uses")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    used = models.BooleanField()
    remark = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "source"], name="source_use_once")]

    def __str__(self) -> str:
        return str(self.source)


class PatternAnswer(models.Model):
    """A pattern question (handbook p. 42) answered by the figures and confirmed or changed by a person."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="pattern_answers")
    question = models.CharField(max_length=40)  # above_reference, trend, season, weekday, hour, place
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+", null=True, blank=True)
    filter = models.JSONField(default=dict)
    proposed_verdict = models.CharField(max_length=12, choices=Verdict.choices(), blank=True)
    proposed_sentence = models.TextField(blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices())
    sentence = models.TextField()
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "question"], name="pattern_answer_once")]

    def __str__(self) -> str:
        return self.question


class SeasonalPattern(models.Model):
    """Something that comes back every year in the same months, for the year wheel (handbook p. 41)."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="seasonal_patterns")
    what = models.TextField()
    months = models.JSONField(default=list)  # 1–12, sorted
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what[:60]


class Stamp(Frozen):
    """Somebody stood behind exactly this content; it stops counting when the content changes."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="%(class)ss")
    content_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]


class SecrecyReview(Stamp):
    """A recorded secrecy review (handbook p. 43): what was found, what was weighed, on what legal basis."""

    legal_bases = models.JSONField(default=list)  # as sentences, in the words of the time
    consideration = models.TextField()
    warnings = models.JSONField(default=list)
    content = models.JSONField()  # what was reviewed, so that a later change can be told


class Acknowledgement(Stamp):
    """The leadership has taken note of the picture (handbook p. 32)."""

    note = models.TextField(blank=True)


class Confirmation(Stamp):
    """A party's coordinator stands behind the joint picture as it reads now."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")


class HandOver(Frozen):
    """One atomic, irrevocable event: a frozen snapshot that every party may read from then on.

    `sha256` is the fingerprint of `snapshot`, the same that was reviewed and acknowledged. The snapshot names its
    figures by their hashes; `figures` holds them, as they may be shown.
    """

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="hand_overs")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    figures = models.JSONField(default=dict)  # {sha256: figure}
    review = models.ForeignKey(SecrecyReview, models.PROTECT, related_name="+")
    acknowledgement = models.ForeignKey(Acknowledgement, models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=400)
    registry_number = models.CharField(max_length=60, blank=True)
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["picture", "number"], name="hand_over_number_once")]

    def __str__(self) -> str:
        return f"{self.picture} {self.number}"


class Choice(models.Model):
    """What the parties decided about one handed-over finding, and the joint finding it went into.

    The finding is known by its number in its own picture, the same in every hand-over. `finding_sha256` is how it
    read when it was decided: when a later hand-over says something else, it has to be decided again.
    """

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="choices")
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="+")
    finding_number = models.PositiveBigIntegerField()
    finding_sha256 = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision.choices())
    reason = models.TextField(blank=True)
    joint_finding = models.ForeignKey(Finding, models.PROTECT, related_name="choices", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "finding_number"], name="choice_once"),
            models.CheckConstraint(
                condition=models.Q(decision="leave_out", joint_finding=None)
                | (~models.Q(decision="leave_out") & ~models.Q(joint_finding=None)),
                name="choice_leads_somewhere_or_is_left_out",
            ),
        ]

    def __str__(self) -> str:
        return self.decision
