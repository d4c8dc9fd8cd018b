"""The document store: what the process has produced, version by version. An adopted version never changes."""

from django.db import models
from django.utils import timezone

from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Cycle, Partnership, Party, User


class Document(models.Model):
    """`party` is set while only that party may see it; null when it belongs to the partnership."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="documents")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30, choices=DocumentKind.choices())
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """A frozen version: its content as plain blocks, and the files made from them, found by their hash."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # a typeset Document
    content_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)
    registry_number = models.CharField(max_length=60, blank=True)
    adopted_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"
