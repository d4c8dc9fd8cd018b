import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn

from samverkan import typeset
from samverkan.typeset import Column, Document, to_docx


@pytest.fixture
def word(document: Document) -> Word:
    return docx.Document(io.BytesIO(to_docx(document)))


def test_headings_have_real_styles(word: Word) -> None:
    told = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.style]
    assert ("Title", "Lägesbild för Lindvik") in told
    assert ("Heading 1", "Det viktigaste") in told
    assert ("Heading 2", "Norrstrand har flest") in told
    assert ("List Bullet", "Först åäö ÅÄÖ é") in told
    assert ("Caption", "Tabell 1. Källor") in told


def test_emphasis_is_kept(word: Word) -> None:
    (paragraph,) = (one for one in word.paragraphs if one.text.startswith("Inbrotten är"))
    assert [run.text for run in paragraph.runs if run.bold] == ["39 % fler"]


def test_tables_have_heading_rows_that_repeat_and_numbers_to_the_right(word: Word) -> None:
    assert len(word.tables) == 2
    for table in word.tables:
        first = table.rows[0]._tr.trPr
        assert first is not None and first.find(qn("w:tblHeader")) is not None
        assert table.rows[1].cells[1].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert word.tables[1].rows[1].cells[1].text == "2\u202f960"


def test_a_drawing_is_a_picture_with_alternative_text_and_its_figures_beneath(word: Word) -> None:
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Norrstrand har 14,2 procent."
    assert shape.width.mm == pytest.approx(162, abs=0.1)
    assert word.tables[0].rows[1].cells[0].text == "Norrstrand"


def test_the_language_is_swedish_everywhere(word: Word) -> None:
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    assert word.core_properties.language == "sv"


def test_the_file_knows_what_it_is(word: Word, document: Document) -> None:
    about = word.core_properties
    assert (about.title, about.author, about.subject) == (
        "Lägesbild för Lindvik",
        "Lindviks kommun",
        "Egen lägesbild",
    )
    assert (about.identifier, about.content_status, about.version) == ("KS 2026/123", "Utkast", "2")
    assert about.created == document.meta.created
    assert "Utkast" in word.sections[0].header.paragraphs[0].text
    assert word.sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert to_docx(document) == to_docx(document)


def test_hostile_words_are_kept_whole(hostile: Document) -> None:
    word = docx.Document(io.BytesIO(to_docx(hostile)))
    assert "<b>fet</b> &amp; ]]>" in word.paragraphs[0].text
    assert "😀" in word.paragraphs[0].text, "Word finds a typeface for it, so nothing is replaced"
    assert "\x00" not in "".join(paragraph.text for paragraph in word.paragraphs)


def test_an_empty_document_says_so(document: Document) -> None:
    word = docx.Document(io.BytesIO(to_docx(replace(document, blocks=()))))
    assert word.paragraphs[-1].text == "Dokumentet har inget innehåll ännu."


def test_a_table_of_five_hundred_rows_is_whole(document: Document) -> None:
    rows = tuple((f"Rad {n}", str(n)) for n in range(500))
    table = typeset.Table("Lång", (Column("Namn"), Column("Antal", "right")), rows)
    word = docx.Document(io.BytesIO(to_docx(replace(document, blocks=(table,)))))
    assert len(word.tables[0].rows) == 501


def test_a_place_for_a_signature_has_lines_to_sign_on(word: Word) -> None:
    told = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs[-4:] if paragraph.style]
    assert told == [
        ("Signature Label", "Underskrift för kommunen\nLindviks kommun"),
        ("Signature Line", "Ort och datum\t"),
        ("Signature Line", "Underskrift\t"),
        ("Signature Name", "Karin Åkesson, ordförande"),
    ]
    assert all(paragraph.paragraph_format.keep_with_next is not False for paragraph in word.paragraphs[-4:-1])
