"""DOCX for those who go on writing: real styles, heading rows and alt texts, the same content as the PDF.

The same document gives the same bytes. Drawings become pictures, each with its figures in a table beneath.
"""

import io
import zipfile

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from samverkan.typeset import docx_parts as parts
from samverkan.typeset.blocks import (
    Block,
    BulletList,
    Facts,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    PartyTag,
    Run,
    SignaturePlace,
    Table,
)
from samverkan.typeset.document import Document
from samverkan.typeset.docx_styles import GROUND, INK, LINE, MUTED, NOTE_COLOURS, PARTIES, dress
from samverkan.typeset.drawing import to_png, width_share
from samverkan.typeset.prepare import labels, prepared
from samverkan.typeset.widths import widths

_TEXT_WIDTH = 162


def to_docx(document: Document) -> bytes:
    """The document for Word and its like, A4, in the document's language."""
    ready = prepared(document)
    word = docx.Document()
    dress(word, ready)
    word.add_paragraph(ready.title, "Title")
    if ready.subtitle:
        word.add_paragraph(ready.subtitle, "Subtitle")
    if ready.meta.facts:
        word.add_paragraph("  ·  ".join(ready.meta.facts), "Document Facts")
    for block, label in zip(ready.blocks, labels(ready.blocks), strict=True):
        _add(word, block, label)
    written = io.BytesIO()
    word.save(written)
    return _without_clock(written.getvalue())


def _add(word: Word, block: Block, label: str) -> None:
    match block:
        case Heading():
            word.add_paragraph(block.text, f"Heading {block.level}")
        case Paragraph():
            _runs(word.add_paragraph(), block.runs)
        case BulletList():
            for runs in block.item_runs:
                _runs(word.add_paragraph(style="List Bullet"), runs)
        case Table():
            _table(word, block, f"{label}. {block.caption}".strip(" ."))
        case Figure():
            _figure(word, block, label)
        case Note():
            _note(word, block)
        case Facts():
            _facts(word, block)
        case PageBreak():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case PartyTag():
            _party(word, block)
        case SignaturePlace():
            _signature(word, block)


def _runs(paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold = run.emphasis == "strong" or None
        added.italic = run.emphasis == "emphasis" or None


def _table(word: Word, block: Table, caption: str) -> None:
    if caption:
        word.add_paragraph(caption, "Caption")
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    table.autofit = True
    parts.describe_table(table, caption)
    rows = [tuple(column.heading for column in block.columns), *block.rows]
    shares = _millimetres(block)
    # Rows and cells are walked once: looking cells up by place takes quadratic time in a long table.
    for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        parts.keep_whole(row)
        if place == 0:
            parts.repeat_heading(row)
        for cell, text, column, share in zip(row.cells, cells, block.columns, shares, strict=True):
            cell.width = Mm(share)
            parts.rule_below(cell, INK if place == 0 else LINE, 8 if place == 0 else 4)
            paragraph = cell.paragraphs[0]
            parts.set_style(paragraph, "TableHeading" if place == 0 else "TableText")
            paragraph.add_run(text)
            if column.align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph(block.note, "Table Note")


def _millimetres(block: Table) -> list[float]:
    """The text width shared as in the PDF; a number beside prose gets room for about ten digits."""
    shares = widths(block)
    fixed = 22.0 * shares.count(0)
    return [share / sum(shares) * (_TEXT_WIDTH - fixed) if share else 22.0 for share in shares]


def _figure(word: Word, block: Figure, label: str) -> None:
    word.add_paragraph(f"{label}. {block.caption}".strip(" ."), "Caption")
    paragraph = word.add_paragraph(style="Drawing")
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(to_png(block.svg)), width=Mm(_TEXT_WIDTH * width_share(block.svg)))
    parts.alternative_text(run, block.alt)
    if block.data is not None:
        _table(word, block.data, f"Siffrorna bakom {label.lower()}")


def _note(word: Word, block: Note) -> None:
    if block.about == "source":
        paragraph = word.add_paragraph(f"{block.label}: ", "Source Note")
    else:
        colour = NOTE_COLOURS[block.about]
        paragraph = word.add_paragraph(style="Note")
        parts.bar_at_left(paragraph, colour, GROUND)
        label = paragraph.add_run(f"{block.label}. ")
        label.bold = True
        label.font.color.rgb = RGBColor.from_string(colour)
    _runs(paragraph, block.runs)


def _facts(word: Word, block: Facts) -> None:
    for key, value in block.items:
        paragraph = word.add_paragraph(style="Fact")
        paragraph.add_run(f"{key}\t").font.color.rgb = RGBColor.from_string(MUTED)
        paragraph.add_run(value)


def _party(word: Word, block: PartyTag) -> None:
    colour = PARTIES[block.slot]
    paragraph = word.add_paragraph(style="Party")
    initials = paragraph.add_run(f"\u00a0{block.initials}\u00a0")
    initials.bold = True
    initials.font.size = Pt(9)
    initials.font.color.rgb = RGBColor(255, 255, 255)
    parts.shade(initials, colour)
    name = paragraph.add_run(f"  {block.name}")
    name.bold = True
    name.font.color.rgb = RGBColor.from_string(colour)


def _signature(word: Word, block: SignaturePlace) -> None:
    """Lines to sign on with a pen, or who has signed: a signature in the file itself is made in the PDF."""
    label = word.add_paragraph(style="Signature Label")
    label.add_run(block.label).bold = True
    if block.party:
        label.add_run(f"\n{block.party}")
    if block.signed:
        word.add_paragraph(block.signed)
        return
    for line in ("Ort och datum", "Underskrift"):
        word.add_paragraph(f"{line}\t", "Signature Line")
    if block.signatory:
        word.add_paragraph(block.signatory, "Signature Name")


def _without_clock(written: bytes) -> bytes:
    """The same archive with fixed times on its members: the clock must not show in a file that is hashed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, source.read(member), zipfile.ZIP_DEFLATED)
    return result.getvalue()
