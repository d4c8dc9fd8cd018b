"""What a document can be made of. Plain words and numbers, no markup: `<`, `#` and `$` are only characters.

Every block has a `kind`, so that a template can choose how to show it. Text is a string, or runs of it where
something is to be stressed.
"""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from samverkan.typeset.clean import is_blank

Align = Literal["left", "right"]
Emphasis = Literal["plain", "strong", "emphasis"]
About = Literal["source", "trust", "warning"]
PartySlot = Literal["kommun", "polis", "third", "fourth"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one emphasis."""

    text: str
    emphasis: Emphasis = "plain"


Text = str | tuple[Run, ...]


def runs_of(text: Text) -> tuple[Run, ...]:
    return (Run(text),) if isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class Heading:
    """Levels 1–4 under the document's title. A level that skips one is raised when it is typeset."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError("a heading has level 1 to 4")


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: Text

    @property
    def runs(self) -> tuple[Run, ...]:
        return runs_of(self.text)


@dataclass(frozen=True, slots=True)
class BulletList:
    kind: ClassVar[str] = "bullet_list"
    items: tuple[Text, ...]

    @property
    def item_runs(self) -> tuple[tuple[Run, ...], ...]:
        return tuple(runs_of(item) for item in self.items)


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers are aligned right, words left."""

    heading: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of ready-written cells under column headings. ValueError when a row has another length."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell per column")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its message (`caption`), what it shows for one who cannot see it (`alt`) and its figures.

    `svg` comes from our own charts, never from outside. ValueError without an alt text: an accessible
    document cannot be made without it.
    """

    kind: ClassVar[str] = "figure"
    svg: str
    alt: str
    caption: str
    data: Table | None = None

    def __post_init__(self) -> None:
        if is_blank(self.alt):
            raise ValueError("a figure needs an alt text")


@dataclass(frozen=True, slots=True)
class Note:
    """Where a figure comes from, how far it can be trusted, or what the reader must know."""

    kind: ClassVar[str] = "note"
    about: About
    text: Text

    @property
    def runs(self) -> tuple[Run, ...]:
        return runs_of(self.text)

    @property
    def label(self) -> str:
        return NOTE_LABELS[self.about]


NOTE_LABELS: dict[str, str] = {"source": "Källa", "trust": "Tillförlitlighet", "warning": "Observera"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Keys with their values: "Period" – "2020–2024"."""

    kind: ClassVar[str] = "facts"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: ClassVar[str] = "page_break"


@dataclass(frozen=True, slots=True)
class PartyTag:
    """Whose statement follows: colour by slot, always with initials and name."""

    kind: ClassVar[str] = "party_tag"
    name: str
    initials: str
    slot: PartySlot


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A ruled place for one signature: what it is for, and who is expected to sign, with role and party.

    With a `field` ("part-1") it can be signed in the PDF itself, once `documents.signing.prepare` has made its field;
    without one it is a line to sign on with a pen. `signed` tells who has signed, how and when, where it is known: for
    the copies that are no originals. ValueError when it does not say what it is for.
    """

    kind: ClassVar[str] = "signature_place"
    label: str
    name: str = ""
    role: str = ""
    party: str = ""
    field: str = ""
    signed: str = ""

    def __post_init__(self) -> None:
        if is_blank(self.label):
            raise ValueError("a place for a signature needs a label")
        if self.field and not re.fullmatch(r"[a-z0-9-]+", self.field):
            raise ValueError("a field is named by a-z, 0-9 and -")

    @property
    def signatory(self) -> str:
        return ", ".join(part for part in (self.name, self.role) if not is_blank(part))


Block = (
    Heading | Paragraph | BulletList | Table | Figure | Note | Facts | PageBreak | PartyTag | SignaturePlace
)

BLOCKS: dict[str, type[Block]] = {
    block.kind: block
    for block in (
        Heading,
        Paragraph,
        BulletList,
        Table,
        Figure,
        Note,
        Facts,
        PageBreak,
        PartyTag,
        SignaturePlace,
    )
}
