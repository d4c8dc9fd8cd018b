"""The document store: what the process has produced, version by version. An adopted version never changes."""

from django.db import models
from django.utils import timezone

from samverkan.documents.frozen import Frozen
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Cycle, Partnership, Party, User


class Document(models.Model):
    """`author` is the party whose document it is, null when the parties made it together.

    A `private` document exists only for its author. `about` tells those apart of which a cycle has many, such as the
    minutes of each meeting.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="documents")
    author = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    private = models.BooleanField(default=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30, choices=DocumentKind.choices())
    about = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind", "about", "author"],
                condition=~models.Q(author=None),
                name="document_once_per_author",
            ),
            models.UniqueConstraint(
                fields=["cycle", "kind", "about"],
                condition=models.Q(author=None),
                name="document_once_together",
            ),
            models.CheckConstraint(
                condition=models.Q(private=False) | ~models.Q(author=None),
                name="document_private_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return DocumentKind(self.kind).swedish


class DocumentVersion(Frozen):
    """A frozen version: its content as plain blocks, and the files made from them, found by their hash.

    `title` is what it was called then: a problem that is renamed gives the next version of its analysis another one.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    content = models.JSONField()  # a typeset Document
    approved_sha256 = models.CharField(max_length=64)  # of what was approved, such as a picture's content
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)
    registry_number = models.CharField(max_length=60, blank=True)
    # Who stood behind it, as they were then: [{"name", "role", "party", "did", "at"}].
    approvals = models.JSONField(default=list)
    adopted_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def registered(self) -> str:
        """Its registry numbers: each party's latest, else the one it was adopted with."""
        latest: dict[int, Registration] = {}
        for noted in self.registrations.all():  # the latest first
            latest.setdefault(noted.party_id, noted)
        if self.document.author_id:
            return next((noted.number for noted in latest.values()), self.registry_number)
        told = [f"{noted.number} ({noted.party})" for noted in latest.values()]
        return "; ".join(filter(None, [self.registry_number, *told]))


class Registration(Frozen):
    """The registry number (diarienummer) a party gave a version after it was adopted. Its latest one counts."""

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="registrations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number
