import io
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan import typeset
from samverkan.typeset import Column, Document, Meta, to_pdf
from samverkan.typeset.clean import GLYPHS

# The smallest drawing there is; the fixtures hold a real one.
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 9" width="640" height="9"></svg>'


@pytest.fixture
def pdf(document: Document) -> pikepdf.Pdf:
    return opened(document)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(to_pdf(document)))


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every element of the structure tree in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for part in node:
                walk(part)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def names(pdf: pikepdf.Pdf) -> list[str]:
    return [str(tag.S) for tag in tags(pdf)]


def text_of(document: Document, tmp_path: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "document.pdf"
    file.write_bytes(to_pdf(document))
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True)
    return told.stdout.decode()


def test_it_claims_to_be_accessible_and_archival(pdf: pikepdf.Pdf) -> None:
    """PDF/UA-1 (ISO 14289-1) 5 and PDF/A-2a (ISO 19005-2) 6.6.4: the claim stands in the XMP metadata."""
    with pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["dc:title"] == "Lägesbild för Lindvik"
        assert xmp["dc:creator"] == ["Lindviks kommun"]
        assert xmp["dc:description"] == "Egen lägesbild"


def test_a_reader_is_told_the_language_and_shows_the_title(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert str(root.Lang).startswith("sv")
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle


def test_everything_has_its_tag(pdf: pikepdf.Pdf) -> None:
    found = names(pdf)
    for tag in (
        "/Title",
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/LBody",
        "/Figure",
        "/Caption",
        "/Table",
        "/TH",
        "/TD",
    ):
        assert tag in found, tag
    assert found.count("/Table") == 2, "the table, and the figures behind the drawing"
    assert found.count("/TH") == 4


def test_headings_are_tagged_in_order_and_are_the_outline(pdf: pikepdf.Pdf) -> None:
    told = [(str(tag.S), str(tag.T)) for tag in tags(pdf) if re.fullmatch(r"/H\d", str(tag.S))]
    assert told == [
        ("/H1", "Det viktigaste"),
        ("/H2", "Norrstrand har flest"),
        ("/H1", "Siffrorna bakom figurerna"),
    ]
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Det viktigaste", "Siffrorna bakom figurerna"]


def test_a_figure_has_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    (figure,) = (tag for tag in tags(pdf) if str(tag.S) == "/Figure")
    assert str(figure.Alt) == "Norrstrand har 14,2 procent."


def test_column_headings_say_that_they_head_a_column(pdf: pikepdf.Pdf) -> None:
    heads = [tag for tag in tags(pdf) if str(tag.S) == "/TH"]
    assert all("/Column" in repr(tag.A) for tag in heads)


def test_every_typeface_is_embedded_and_is_ours(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    described = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
    assert described
    assert all("/FontFile2" in item or "/FontFile3" in item for item in described)
    assert all("SourceSans3" in str(item.FontName) for item in described)
    composite = [item for item in fonts if item.get("/Subtype") == "/Type0"]
    assert composite and all("/ToUnicode" in item for item in composite)


def test_all_words_can_be_read_out(document: Document, tmp_path: Path) -> None:
    told = text_of(document, tmp_path)
    for words in (
        "Lägesbild för Lindvik", "Kommunens egen lägesbild", "Utkast", "Version 2", "Diarienummer KS 2026/123",
        "1 016", "Först åäö ÅÄÖ é", "LK", "Lindviks kommun", "Källa: Den egna enkäten", "Tillförlitlighet. Få",
        "Observera. Uppgifterna", "Figur 1", "Tabell 1", "2 960", "Inlästa rader.", "Sida 1 av 2",
        "Norrstrand 14,2 %",
    ):  # fmt: skip
        assert words in told, words


def test_thin_spaces_stay_thin_spaces_for_those_who_copy_a_number(pdf: pikepdf.Pdf) -> None:
    maps = [
        item.ToUnicode.read_bytes()
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item
    ]
    assert any(b"<202F>" in unicode_map.upper() for unicode_map in maps)


def test_the_same_document_gives_the_same_bytes_and_another_moment_other_bytes(document: Document) -> None:
    later = replace(document.meta, created=document.meta.created.replace(year=2027))
    assert to_pdf(document) == to_pdf(document)
    assert to_pdf(document) != to_pdf(replace(document, meta=later))


def test_hostile_words_are_shown_never_obeyed(hostile: Document, tmp_path: Path) -> None:
    told = " ".join(text_of(hostile, tmp_path).split())
    for words in (
        '#import "x": *',
        "$x^2$",
        "<b>fet</b> &amp; ]]>",
        "*stark* _kursiv_",
        "{% if %} tab omvänt",
    ):
        assert words in told, words
    assert "fi é 1 016" in told.replace("\u202f", " ")
    assert "Tecken som dokumentets typsnitt saknar visas som □." in told
    assert names(opened(hostile)).count("/H1") == 2


@given(st.text(min_size=1) | st.text(sorted(GLYPHS), min_size=1))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_stops_the_document(meta: Meta, words: str) -> None:
    table = typeset.Table(words, (Column(words), Column("B", "right")), ((words, words),), words)
    blocks = (
        typeset.Heading(words),
        typeset.Paragraph(words),
        table,
        typeset.Figure(SVG, f"x{words}", words, table),
    )
    assert to_pdf(Document(f"x{words}", meta, blocks)).startswith(b"%PDF-1.7")


def test_an_empty_document_says_so(document: Document, tmp_path: Path) -> None:
    told = text_of(replace(document, blocks=()), tmp_path)
    assert "Dokumentet har inget innehåll ännu." in told


def test_a_word_without_end_stays_on_the_paper(document: Document) -> None:
    """Glyph positions are not in the structure, so the bounding box of the page's text is asked for."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    words = "x" * 400
    table = typeset.Table("", (Column("A"), Column(words), Column("C", "right")), ((words, words, "1"),))
    made = to_pdf(replace(document, blocks=(typeset.Paragraph(words), table)))
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', told)) <= 595 - 60


def test_a_long_table_repeats_its_heading_and_stays_one_table(document: Document) -> None:
    rows = tuple((f"Rad {n}", str(n)) for n in range(500))
    table = typeset.Table("Lång", (Column("Namn"), Column("Antal", "right")), rows)
    started = time.perf_counter()
    pdf = opened(replace(document, blocks=(table,)))
    assert time.perf_counter() - started < 5
    assert len(pdf.pages) > 8
    assert names(pdf).count("/Table") == 1
    assert names(pdf).count("/TD") == 1000
    assert names(pdf).count("/TH") == 2, "a repeated heading is an artifact, not read again"


def test_a_table_without_rows_and_a_note_of_several_lines_can_be_made(document: Document) -> None:
    blocks = (
        typeset.Table("Tom", (Column("A"), Column("B")), ()),
        typeset.Note("warning", "Ett\r\ntvå\u2028tre"),
        typeset.BulletList(()),
        typeset.Facts(()),
        typeset.PageBreak(),
    )
    assert opened(replace(document, blocks=blocks)).Root.MarkInfo.Marked
