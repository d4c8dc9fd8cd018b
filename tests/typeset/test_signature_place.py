"""A place for a signature: in the PDF a box that can become a field, then what is seen in it when it is signed."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from samverkan.typeset import Document, Paragraph, SignaturePlace, to_pdf
from samverkan.typeset.signed import signed

PLACE = SignaturePlace("Underskrift för kommunen", "Karin Åkesson", "ordförande", "Lindviks kommun", "part-1")


def links(made: bytes) -> list[tuple[str, list[float]]]:
    """Each link's address and its four edges."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return [
            (str(link.A.URI), [float(edge) for edge in link.Rect])
            for page in pdf.pages
            for link in page.obj.get("/Annots", [])
        ]


def test_where_the_signature_goes_can_be_found(document: Document) -> None:
    ((address, (left, bottom, right, top)),) = links(to_pdf(document))
    assert address == "underskrift:part-1"
    assert right - left > 300 and 40 < top - bottom < 60


def test_a_place_without_a_field_is_only_a_line(document: Document) -> None:
    assert links(to_pdf(replace(document, blocks=(replace(PLACE, field=""),)))) == []


def test_a_place_is_never_torn_between_two_pages(document: Document) -> None:
    for paragraphs in range(20, 34):
        blocks = (
            *(Paragraph(f"Stycke {n}") for n in range(paragraphs)),
            PLACE,
            replace(PLACE, field="part-2"),
        )
        found = links(to_pdf(replace(document, blocks=blocks)))
        assert len(found) == 2
        assert all(edges[1] > 75 for _, edges in found), "its name stands below it, above the foot"


@pytest.mark.parametrize("name", ["Karin Åkesson", "Ett mycket långt namn " * 12, "Žižek 😀 #x $y$ *z*"])
def test_the_whole_name_is_seen_in_exactly_the_place(name: str, tmp_path: Path) -> None:
    made = signed(name, ["Underskrivet i Samverkan 3 november 2026 kl. 14.05"], 320, 48)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (page,) = pdf.pages
        assert [round(float(edge)) for edge in page.MediaBox] == [0, 0, 320, 48]
        assert "/StructTreeRoot" not in pdf.Root
        assert page.Resources.Font, "with its typeface"
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    told = subprocess.run(
        ["pdftotext", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    words = " ".join(told.split())
    assert name.replace("😀", "□").strip() in words and "Underskrivet i Samverkan 3 november 2026" in words
