"""The few things python-docx has no name for, written straight into the XML."""

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def _child(parent, name: str, **attributes: str):  # type: ignore[no-untyped-def]  # lxml elements
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def set_language(word: Word, language: str) -> None:
    """The language of all text, so that the reader speaks and checks spelling in it."""
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    _child(defaults, "w:lang", val=language, eastAsia=language, bidi=language)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """By id, without python-docx's search through every style, which a long table would pay for per cell."""
    paragraph._p.style = style_id


def repeat_heading(row: _Row) -> None:
    """The row is a heading row: read as such, and repeated on every page the table covers."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader", val="true")


def keep_whole(row: _Row) -> None:
    _child(row._tr.get_or_add_trPr(), "w:cantSplit", val="true")


def rule_below(cell: _Cell, colour: str, eighths: int) -> None:
    """A line under the cell, in eighths of a point."""
    borders = _child(cell._tc.get_or_add_tcPr(), "w:tcBorders")
    _child(borders, "w:bottom", val="single", sz=str(eighths), space="0", color=colour)


def describe_table(table: Table, words: str) -> None:
    _child(table._tbl.tblPr, "w:tblCaption", val=words)


def shade(run: Run, colour: str) -> None:
    """A coloured ground behind the run."""
    _child(run._r.get_or_add_rPr(), "w:shd", val="clear", color="auto", fill=colour)


def bar_at_left(paragraph: Paragraph, colour: str, ground: str) -> None:
    """A bar along the left edge and a quiet ground, for a note."""
    properties = paragraph._p.get_or_add_pPr()
    borders = _child(properties, "w:pBdr")
    _child(borders, "w:left", val="single", sz="20", space="8", color=colour)
    _child(properties, "w:shd", val="clear", color="auto", fill=ground)


def field(paragraph: Paragraph, code: str) -> None:
    """A field Word fills in, such as PAGE or NUMPAGES."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            _child(run._r, "w:fldChar", fldCharType=kind)
        else:
            _child(run._r, "w:instrText").text = code


def alternative_text(run: Run, words: str) -> None:
    """What the picture in the run shows, for one who cannot see it."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", words)
