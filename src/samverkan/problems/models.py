"""Problems and their priorities, what each comes from, and the hypotheses that try it. The parties' together."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samverkan.documents.frozen import Frozen
from samverkan.documents.models import DocumentVersion
from samverkan.partnerships.models import Cycle, Membership, User
from samverkan.pictures.models import Finding
from samverkan.problems.rules import (
    CauseEvent,
    EvidenceKind,
    MatrixCriterion,
    Outcome,
    Perspective,
    RiskLevel,
    Standing,
)


class Written(models.Model):
    """A row that people change together: by whom last, and a version so that nobody writes over another unseen."""

    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Problem(Written):
    """What the parties consider doing something about together, and what they have come to (handbook p. 47–49).

    `findings` are those of the joint picture that it rests on. `reason` is why it is in focus or set aside, in the
    words of `chosen_by` at `chosen_at`.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="problems")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    findings = models.ManyToManyField(Finding, related_name="problems", blank=True)
    resources = models.TextField(blank=True)
    influence = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices(), default=Standing.OPEN)
    reason = models.TextField(blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Mark(Written):
    """Whether a criterion fits a problem, as the parties have set it. No row, or None: nobody has answered.

    A mark that is taken away keeps its row, so that its version never begins anew. `rests_on` tells what the figures
    said when it was set: the verdict in words first (yes, no or cannot tell), then what each said and the rule. Empty
    where no figure spoke of the criterion. `answered_*`: who set it so, when, and in which version; `changed_by` may be
    somebody who has explained it since.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=20, choices=MatrixCriterion.choices())
    fits = models.BooleanField(null=True)
    why = models.TextField(blank=True)
    rests_on = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    answered_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "criterion"], name="mark_once")]

    def __str__(self) -> str:
        return self.criterion


class Analysis(models.Model):
    """The cause analysis of a focus area. `document` is its newest finished version, `content` what that says as data.

    The data are missing where it was finished before they were kept.
    """

    problem = models.OneToOneField(Problem, models.PROTECT, related_name="analysis")
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+", null=True, blank=True)
    content = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.problem)


class AnalysisText(Written):
    """One part of an analysis in running text: a key of problems/content (why, situation, victim, offender …).

    `set_aside`: the parties have said that the part means nothing here; the text may say why.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="texts")
    key = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    set_aside = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "key"], name="analysis_text_once")]

    def __str__(self) -> str:
        return self.key


class Situation(Written):
    """A link in the chain of events that leads to the crime, and how it could be broken there (handbook p. 50)."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="situations")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.TextField()
    broken_by = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.what[:60]


class RiskFactor(Written):
    """Something that makes it likelier that a young person breaks norms, seen here (handbook p. 51)."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="risk_factors")
    level = models.CharField(max_length=16, choices=RiskLevel.choices())
    what = models.TextField()
    known_from = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what[:60]


class Cause(Written):
    """A note in the cause tree (handbook p. 52). Without `parent` it is a branch that grows from the trunk.

    A branch has a perspective; what hangs on it has its branch's. Siblings stand in the order of `position`.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="causes")
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True)
    perspective = models.CharField(max_length=12, choices=Perspective.choices(), blank=True)
    position = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class CauseChange(Frozen):
    """What was done to a note, to undo it and to read its wordings: {text} or {parent, position, perspective}.

    Each one is a version of the note: the first ADDED is version 1. `act` is the same for all that one press did.
    """

    act = models.UUIDField(default=uuid4)
    cause = models.ForeignKey(Cause, models.PROTECT, related_name="changes")
    event = models.CharField(max_length=10, choices=CauseEvent.choices())
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, related_name="undone_by", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.event


class Hypothesis(Written):
    """An assumed cause put so that it can be tried, and what the test showed (handbook p. 54)."""

    cause = models.ForeignKey(Cause, models.PROTECT, related_name="hypotheses")
    question = models.TextField()
    assumption = models.TextField()
    test = models.TextField()
    responsible = models.ForeignKey(Membership, models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices(), default=Outcome.UNTESTED)
    conclusion = models.TextField(blank=True)
    tested_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.question[:60]


class HypothesisEvidence(models.Model):
    """What the answer rests on: a finding of the joint picture, a dialogue, a file in the store, or something else.

    Of a dialogue `held_on` is when and `who` with whom, by function and never by name.
    """

    hypothesis = models.ForeignKey(Hypothesis, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices())
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+", null=True, blank=True)
    what = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=160, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        """What it is in few words: no query where it was read with its finding."""
        return self.finding.what if self.finding else self.file_name or self.what
