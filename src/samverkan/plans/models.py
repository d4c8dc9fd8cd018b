"""The agreement: its text while it is written, the signing of a frozen version, and who has been told of it."""

from django.db import models
from django.utils import timezone

from samverkan.documents.frozen import Frozen
from samverkan.documents.models import DocumentVersion
from samverkan.partnerships.models import Cycle, Party, User
from samverkan.plans.rules import SectionKey, SigningWay

FILE_KINDS = [(kind, kind.upper()) for kind in ("pdf", "png", "jpg")]


class Agreement(models.Model):
    """The parties' agreement in a cycle, as it is written (handbook p. 59–60). Signed versions stand as documents."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="agreement")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.cycle)


class AgreementSection(models.Model):
    """One part in the parties' own words.

    `proposal` is what the work said when it was last taken in, or looked at and let be; empty when it never has been.
    `inherited`: it came along from the cycle before, and nobody has looked at it since.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=16, choices=SectionKey.choices())
    text = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    inherited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="agreement_section_once")]

    def __str__(self) -> str:
        return self.key


class Annex(models.Model):
    """A document that belongs to the agreement, in exactly the version named."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="annexes")
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.document)


class Signing(models.Model):
    """A version put forward to be signed. What it says and its file without signatures never change.

    `number` is the version it becomes when all have signed: after one that was stopped, the next bears the same.
    `pdf_sha256` is the newest file: the prepared one until the first signature, then the one with the latest. When all
    parties have signed, `document` is the adopted version. `overall`: the first part that step 1 gives, before problems
    have been chosen.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signings")
    number = models.PositiveSmallIntegerField()
    overall = models.BooleanField(default=False)
    content = models.JSONField()  # what the agreement said, as data
    printed = models.JSONField()  # a typeset Document
    content_sha256 = models.CharField(max_length=64)
    prepared_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    stopped_because = models.TextField(blank=True)
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(stopped_at=None, document=None),
                name="signing_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and self.document_id is None


class Signature(Frozen):
    """A leader's signature on a signing: `file_sha256` is the file it was put into, or the scan of the paper.

    `by` signed, or sent in the scan that `name` signed on `signed_on`. `factor`: how the person proved who they were.
    """

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=SigningWay.choices())
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=80)
    signed_on = models.DateField()
    factor = models.CharField(max_length=40, blank=True)
    file_sha256 = models.CharField(max_length=64)
    file_kind = models.CharField(max_length=4, choices=FILE_KINDS, default="pdf")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["signing", "party"], name="signature_once_a_party")]

    def __str__(self) -> str:
        return f"{self.name} {self.signing}"


class Informed(models.Model):
    """Somebody who is affected by the agreement, and when they were told what it means for them (handbook p. 60)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="informed")
    who = models.CharField(max_length=160)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    expected = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=160, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.who
