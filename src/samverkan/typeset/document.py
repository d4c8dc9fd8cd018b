"""A document: its title, what is known about it, and its blocks in reading order."""

from dataclasses import dataclass
from datetime import UTC, datetime

from samverkan.typeset.blocks import Block
from samverkan.typeset.clean import is_blank


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about the document, every field as it is to be shown.

    `date` is the date in words ("12 mars 2026"). `created` is the moment written into the file: the same
    content with the same moment gives the same bytes. ValueError when it has no time zone.
    """

    created: datetime
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    registry_number: str = ""
    status: str = ""
    version: str = ""
    date: str = ""

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("created needs a time zone")

    @property
    def created_utc(self) -> datetime:
        return self.created.astimezone(UTC).replace(microsecond=0)

    @property
    def facts(self) -> tuple[str, ...]:
        """The line under the title: status, version, registry number and date, those that are given."""
        version = f"Version {self.version}" if self.version else ""
        registry = f"Diarienummer {self.registry_number}" if self.registry_number else ""
        return tuple(fact for fact in (self.status, version, registry, self.date) if fact)


@dataclass(frozen=True, slots=True)
class Document:
    """ValueError without a title: a reader's tab and a screen reader name the document by it."""

    title: str
    meta: Meta
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    language: str = "sv"

    def __post_init__(self) -> None:
        if is_blank(self.title):
            raise ValueError("a document needs a title")
