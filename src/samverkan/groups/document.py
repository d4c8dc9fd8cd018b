"""What minutes look like as a document: the same blocks for the PDF, the DOCX and the web page. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from samverkan.charts.months import day_in_words
from samverkan.groups.rules import Presence
from samverkan.typeset import (
    Block,
    BulletList,
    Column,
    Document,
    Facts,
    Heading,
    Meta,
    Note,
    Paragraph,
    Table,
)

NOTHING_NOTED = "Inget är antecknat."


def minutes_document(
    content: Mapping[str, Any],
    day_in_words: str,
    meta: Meta,
    facts: Sequence[tuple[str, str]] = (),
    warning: str = "",
) -> Document:
    """`content` is groups/content.py's; `facts` stand on the last page."""
    blocks: list[Block] = []
    if warning:
        blocks.append(Note("warning", warning))
    if content["corrected_because"]:
        blocks.append(Note("warning", f"Rättelse av en tidigare version: {content['corrected_because']}"))
    told = (("Dag", day_in_words), ("Tid", content["time"]), ("Plats", content["place"]))
    blocks.append(Facts(tuple((name, value) for name, value in told if value)))
    blocks += _attendance(content["attendance"], content["guests"])
    for number, item in enumerate(content["items"], 1):
        blocks.append(Heading(f"{number}. {item['title']}", 1))
        blocks += _paragraphs(item["note"] or NOTHING_NOTED)
        blocks += _decided(item["decisions"])
    if content["decisions"]:
        blocks.append(Heading("Fler beslut" if content["items"] else "Beslut", 1))
        blocks += _decided(content["decisions"])
    if content["other"].strip():
        blocks.append(Heading("Övrigt", 1))
        blocks += _paragraphs(content["other"])
    blocks += _to_do(content)
    if facts:
        blocks += [Heading("Om anteckningarna", 1), Facts(tuple(facts))]
    return Document("Minnesanteckningar", meta, tuple(blocks), f"{content['group']}, {day_in_words}")


def _attendance(attendance: Mapping[str, Sequence[str]], guests: Sequence[str]) -> Iterator[Block]:
    yield Heading("Deltagare", 1)
    if not any(attendance.values()) and not guests:
        yield Paragraph("Närvaron är inte antecknad.")
    for presence in Presence:
        if people := attendance.get(presence.value):
            yield Heading(presence.swedish, 2)
            yield BulletList(tuple(people))
    if guests:
        yield Heading("Gäster", 2)
        yield BulletList(tuple(guests))


def _paragraphs(text: str) -> Iterator[Block]:
    return (Paragraph(part.strip()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _decided(decisions: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    for decision in decisions:
        yield Heading("Beslut", 2)
        yield from _paragraphs(decision["text"])
        told = (
            ("Gäller", decision["about"]),
            ("Ansvarig", decision["responsible"]),
            ("Senast", day_in_words(decision["due_on"])),
            ("Diarienummer", decision["registry_number"]),
        )
        if kept := tuple((name, value) for name, value in told if value):
            yield Facts(kept)


def _to_do(content: Mapping[str, Any]) -> Iterator[Block]:
    """All that somebody is to do, in one table, the soonest first."""
    taken = [*content["decisions"], *(each for item in content["items"] for each in item["decisions"])]
    rows = sorted(
        (decision["due_on"] or date.max.isoformat(), decision["text"].strip(), decision["responsible"])
        for decision in taken
        if decision["responsible"]
    )
    if rows:
        yield Heading("Att göra", 1)
        last = date.max.isoformat()
        yield Table(
            "Vem som gör vad, och till när",
            (Column("Vad"), Column("Vem"), Column("Senast")),
            tuple((text, who, "–" if due == last else day_in_words(due)) for due, text, who in rows),
        )
