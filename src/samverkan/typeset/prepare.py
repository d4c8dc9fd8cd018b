"""What every writer does first: heading levels without gaps, numbers on figures and tables, nothing empty."""

from dataclasses import replace

from samverkan.typeset.blocks import Block, Figure, Heading, Note, Paragraph, Table
from samverkan.typeset.clean import BOX, every_text, is_blank, plain, with_glyphs
from samverkan.typeset.document import Document

NOTHING_YET = "Dokumentet har inget innehåll ännu."
BOXES_EXPLAINED = "Tecken som dokumentets typsnitt saknar visas som □."


def prepared(document: Document) -> Document:
    """The document with clean text and with headings that step down one level at a time."""
    cleaned = every_text(document, plain)
    blocks = _levelled(cleaned.blocks) or (Paragraph(NOTHING_YET),)
    return replace(cleaned, title=_one_line(cleaned.title), blocks=blocks)


def with_only_known_glyphs(document: Document) -> Document:
    """Every character can be shown; when something had to be replaced, the last block says so."""
    shown = every_text(document, with_glyphs)
    if _boxes(shown) == _boxes(document):
        return shown
    return replace(shown, blocks=(*shown.blocks, Note("warning", BOXES_EXPLAINED)))


def labels(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """`Figur 1`, `Tabell 1` … for the blocks that have one, counted separately; an empty string for others."""
    counted = {"Figur": 0, "Tabell": 0}
    result = []
    for block in blocks:
        word = "Figur" if isinstance(block, Figure) else "Tabell" if isinstance(block, Table) else ""
        if word:
            counted[word] += 1
        result.append(f"{word} {counted[word]}" if word else "")
    return tuple(result)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """PDF/UA allows no heading without words, which is left out, and no skipped level, which is raised."""
    result: list[Block] = []
    last = 0
    for block in blocks:
        if isinstance(block, Heading) and is_blank(block.text):
            continue
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            result.append(Heading(_one_line(block.text), last))
        else:
            result.append(block)
    return tuple(result)


def _boxes(document: Document) -> int:
    found = 0

    def count(text: str) -> str:
        nonlocal found
        found += text.count(BOX)
        return text

    every_text(document, count)
    return found
