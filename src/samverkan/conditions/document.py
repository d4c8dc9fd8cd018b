"""Decision, inventory and assignment as documents: the same blocks for PDF, DOCX and web page. No Django here."""

from collections.abc import Iterator, Mapping, Sequence

from samverkan.charts.months import MONTH_NAMES
from samverkan.conditions.content import (
    ASSIGNMENT_PARTS,
    COOPERATION_PARTS,
    ITEM_PARTS,
    AssignmentContent,
    CooperationContent,
    InventoryContent,
    ItemContent,
)
from samverkan.conditions.rules import ItemKind
from samverkan.typeset import Block, Document, Facts, Heading, Meta, Note, Paragraph, PartyTag

FIRST_PART = (
    "Beslutet är den första, övergripande delen av parternas samverkansöverenskommelse. Problem, mål och åtgärder "
    "läggs till senare, när lägesbilderna har lagts ihop."
)


def cooperation_document(
    content: CooperationContent,
    tags: Sequence[PartyTag],
    meta: Meta,
    facts: Sequence[tuple[str, str]] = (),
    warning: str = "",
) -> Document:
    """`facts` is told on the last page: who decided, and the fingerprint."""
    blocks: list[Block] = [*tags]
    if warning:
        blocks.append(Note("warning", warning))
    blocks.append(Paragraph(FIRST_PART))
    for key, name in COOPERATION_PARTS.items():
        if key == "mandates":
            blocks += _section("Tidsram", _time(content))
        blocks += _section(name, str(content[key]))  # type: ignore[literal-required]
    blocks += _closing("Om beslutet", facts)
    return Document(
        "Beslut om samverkan", meta, tuple(blocks), f"{content['partnership']}, {content['cycle']}"
    )


def inventory_document(
    content: InventoryContent, tag: PartyTag, meta: Meta, facts: Sequence[tuple[str, str]] = ()
) -> Document:
    blocks: list[Block] = [tag]
    for kind in ItemKind:
        found = [item for item in content["items"] if item["kind"] == kind]
        blocks.append(Heading(kind.swedish, 1))
        if not found:
            blocks.append(Paragraph("Inget är noterat här."))
        for item in found:
            blocks += _item(item)
    blocks += _closing("Om inventeringen", facts)
    return Document(
        "Inventering av förutsättningar", meta, tuple(blocks), f"{content['party']}, {content['cycle']}"
    )


def assignment_document(
    content: AssignmentContent, tag: PartyTag, meta: Meta, facts: Sequence[tuple[str, str]] = ()
) -> Document:
    blocks: list[Block] = [tag]
    told = [("Uppdraget har", content["holder"])]
    if content["share"] is not None:
        told.append(("Tid", f"{content['share']} procent av heltid"))
    if given := tuple((name, text) for name, text in told if text.strip()):
        blocks.append(Facts(given))
    for key, name in ASSIGNMENT_PARTS.items():
        blocks += _section(name, str(content[key]))  # type: ignore[literal-required]
    blocks += _closing("Om uppdraget", facts)
    return Document("Samordnarens uppdrag", meta, tuple(blocks), f"{content['party']}, {content['cycle']}")


def item_facts(item: Mapping[str, object]) -> list[tuple[str, str]]:
    """What is told about an item beside what it is, in the words of its kind."""
    kind = ItemKind(str(item["kind"]))
    told = [(name, str(item[key])) for key, name in ITEM_PARTS[kind].items() if str(item[key]).strip()]
    months = item["months"]
    if kind is ItemKind.BUDGET and isinstance(months, list) and months:
        told.insert(0, ("När", month_words(months)))
    return told


def month_words(months: Sequence[int]) -> str:
    """`juni, oktober och november`."""
    names = [MONTH_NAMES[month - 1] for month in months]
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _time(content: CooperationContent) -> str:
    if not content["starts_on"] and not content["ends_on"]:
        return ""
    return f"Från {content['starts_on'] or '–'} till {content['ends_on'] or '–'}."


def _item(item: ItemContent) -> Iterator[Block]:
    first, _, rest = item["what"].strip().partition("\n")
    if len(first) <= 120:
        yield Heading(first, 2)
        yield from _paragraphs(rest)
    else:
        yield from _paragraphs(item["what"])
    if told := tuple(item_facts(item)):
        yield Facts(told)


def _section(name: str, text: str) -> Iterator[Block]:
    """The part and its heading; nothing where nothing is written."""
    if text.strip():
        yield Heading(name, 1)
        yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[Block]:
    return (Paragraph(part.strip()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _closing(name: str, facts: Sequence[tuple[str, str]]) -> Iterator[Block]:
    if facts:
        yield Heading(name, 1)
        yield Facts(tuple(facts))
