"""How a DOCX is dressed: paper, styles, header and footer, and what is known about the document."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from samverkan.typeset import docx_parts as parts
from samverkan.typeset.document import Document

INK, MUTED, LINE, GROUND, PRIMARY = "1B2428", "55615F", "D9D6CE", "F6F4EF", "0F5562"
NOTE_COLOURS = {"trust": PRIMARY, "warning": "7A5200"}
PARTIES = {"kommun": "0072B2", "polis": "6A4C93", "third": "00795C", "fourth": "B0561C"}

# Every office has Calibri or a typeface of the same widths; the PDF is the place for our own.
_TYPEFACE = "Calibri"
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def dress(word: Word, document: Document) -> None:
    """A4, our styles, the document's language, header and footer, and the properties of the file."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    parts.set_language(word, _LANGUAGES.get(document.language, document.language))
    _styles(word)
    _header_and_footer(word, document)
    _properties(word, document)


def _styles(word: Word) -> None:
    _style(word, "Normal", 11, INK, below=6)
    _style(word, "Title", 26, INK, bold=True, below=4)
    _style(word, "Subtitle", 14, MUTED, below=6)
    for level, size, colour in ((1, 17, PRIMARY), (2, 13.5, INK), (3, 12, INK), (4, 11, INK)):
        _style(word, f"Heading {level}", size, colour, bold=True, above=18 - 3 * level, below=5, keep=True)
    _style(word, "Caption", 11, INK, bold=True, above=12, below=4, keep=True)
    _style(word, "List Bullet", 11, INK, below=3)
    _style(word, "Document Facts", 9.5, MUTED, below=12)
    _style(word, "Table Heading", 9.5, INK, bold=True, above=2, below=2)
    _style(word, "Table Text", 9.5, INK, above=2, below=2)
    _style(word, "Table Note", 9, MUTED, above=4, below=10)
    _style(word, "Drawing", 11, INK, below=4)
    _style(word, "Source Note", 9, MUTED, below=10)
    _style(word, "Note", 10, INK, above=6, below=10)
    _style(word, "Fact", 11, INK, below=2)
    _style(word, "Party", 10, INK, above=12, below=3, keep=True)
    _style(word, "Signature Label", 11, INK, above=18, below=2, keep=True)
    _style(word, "Signature Line", 11, INK, above=16, below=2, keep=True)
    _style(word, "Signature Name", 10, INK, above=2, below=12)
    line = word.styles["Signature Line"].paragraph_format
    line.tab_stops.add_tab_stop(Mm(124), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    fact = word.styles["Fact"].paragraph_format
    fact.tab_stops.add_tab_stop(Mm(50))
    fact.left_indent, fact.first_line_indent = Mm(50), Mm(-50)


def _style(
    word: Word,
    name: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    above: float = 0,
    below: float = 0,
    keep: bool = False,
) -> None:
    known = {style.name for style in word.styles}
    style = word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = _TYPEFACE, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    # The template names theme typefaces in its headings; those would win over the name set here.
    names = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        names.attrib.pop(qn(f"w:{theme}"), None)
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(above), Pt(below), keep


def _header_and_footer(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"{document.title}\t{document.meta.status}"
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.add_run(f"{document.meta.registry_number}\tSida ")
        parts.field(paragraph, "PAGE")
        paragraph.add_run(" av ")
        parts.field(paragraph, "NUMPAGES")
    for name in ("Header", "Footer"):
        _style(word, name, 8.5, MUTED)
        stops = word.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)


def _properties(word: Word, document: Document) -> None:
    about, meta = word.core_properties, document.meta
    about.title, about.subject, about.author = document.title, meta.subject, meta.author
    about.keywords, about.language = ", ".join(meta.keywords), document.language
    about.identifier, about.content_status, about.version = meta.registry_number, meta.status, meta.version
    about.last_modified_by, about.comments, about.category, about.revision = meta.author, "", "", 1
    about.created = about.modified = meta.created_utc.replace(tzinfo=None)
