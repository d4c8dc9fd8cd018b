"""What the joint communication plan says as a document: the same blocks for the PDF, the DOCX and the web page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from samverkan.communication.rules import Importance, Repeats, SectionKind
from samverkan.communication.wording import when
from samverkan.typeset import (
    Block,
    BulletList,
    Column,
    Document,
    Facts,
    Heading,
    Meta,
    Paragraph,
    PartyTag,
    Table,
)

# The headings of a section's texts, in reading order.
PARTS = {
    "background": "Bakgrund och syfte",
    "main_message": "Huvudbudskap",
    "part_messages": "Delbudskap",
    "follow_up": "Så följer vi upp kommunikationen",
}
AIMS = {"think": "Tänka", "feel": "Känna", "act": "Göra"}


def plan_document(
    content: Mapping[str, Any], tags: Sequence[PartyTag], meta: Meta, facts: Sequence[tuple[str, str]]
) -> Document:
    """`content` as queries.plans gives it; `facts` is told on the last page."""
    blocks: list[Block] = [*tags]
    blocks += _communicators(content["communicators"])
    blocks += _section(content["sections"][SectionKind.PLAN], 1)
    blocks += _audiences(content["audiences"])
    blocks += _activities("Aktiviteter", SectionKind.PLAN, content["activities"])
    blocks += _promises(content)
    blocks += [Heading("Om planen", 1), Facts(tuple(facts))]
    return Document("Kommunikationsplan", meta, tuple(blocks), f"{meta.author}, {content['cycle']}")


def _communicators(answer: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    yield Heading("Kommunikationsansvariga", 1)
    yield Facts(tuple((each["party"], each["who"] or "Inte utsedd än") for each in answer))


def _section(texts: Mapping[str, str], level: int) -> Iterator[Block]:
    """Parts that nobody has written are left out. The aims come after the background, before the messages."""
    for part, heading in PARTS.items():
        if texts[part].strip():
            yield Heading(heading, level)
            yield from _bullets(texts[part]) if part == "part_messages" else _paragraphs(texts[part])
        if part == "background":
            yield from _aims(texts, level)


def _aims(texts: Mapping[str, str], level: int) -> Iterator[Block]:
    told = tuple((name, texts[aim].strip()) for aim, name in AIMS.items() if texts[aim].strip())
    if told:
        yield Heading("Det vi vill att målgrupperna ska", level)
        yield Facts(told)


def _paragraphs(text: str) -> Iterator[Block]:
    return (Paragraph(part.strip()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _bullets(text: str) -> Iterator[Block]:
    """Part messages are written one a line."""
    yield BulletList(tuple(line.strip(" \t-–•") for line in text.splitlines() if line.strip(" \t-–•")))


def _audiences(audiences: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if not audiences:
        return
    yield Heading("Målgrupper", 1)
    columns = (Column("Målgrupp"), Column("Varför de ska lyssna"), Column("Vikt"))
    rows = tuple(
        (each["who"], each["why"] or "–", Importance(each["importance"]).swedish) for each in audiences
    )
    yield Table("Vilka vi vill nå, de viktigaste först", columns, rows)


def _activities(
    heading: str, section: SectionKind, activities: Sequence[Mapping[str, Any]]
) -> Iterator[Block]:
    rows = tuple(_row(each) for each in activities if each["section"] == section)
    if not rows:
        return
    yield Heading(heading, 1 if section is SectionKind.PLAN else 2)
    names = ("Vad", "Hur", "Målgrupper", "När", "Vem")
    yield Table("Vad som ska göras och när", tuple(Column(name) for name in names), rows)


def _row(activity: Mapping[str, Any]) -> tuple[str, ...]:
    said = when(
        date.fromisoformat(activity["starts_on"]),
        date.fromisoformat(activity["ends_on"]),
        Repeats(activity["repeats"]),
        in_months=activity["in_months"],
    )
    return (
        activity["what"],
        activity["channel"] or "–",
        ", ".join(activity["audiences"]) or "–",
        said[:1].upper() + said[1:],
        activity["who"] or "–",
    )


def _promises(content: Mapping[str, Any]) -> Iterator[Block]:
    told = [
        *_section(content["sections"][SectionKind.PROMISES], 2),
        *_activities("Aktiviteter för medborgarlöftena", SectionKind.PROMISES, content["activities"]),
    ]
    if told:
        yield Heading("Medborgarlöftena", 1)
        yield from told
