"""A file with signature fields stays accessible and archival: empty, with one signature and with both.

PDF/UA-1 (ISO 14289-1) 7.18, PDF/A-2a (ISO 19005-2) 6.3, 6.4 and 6.7; ISO 32000-1 12.7 and 14.7.
"""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from samverkan import typeset
from samverkan.documents import signing
from tests import signed

pytestmark = pytest.mark.usefixtures("own_home")

STAGES = {"prepared": signed.prepared, "one signature": signed.by_karin, "both": signed.by_both}


@pytest.fixture(params=list(STAGES))
def pdf(request: pytest.FixtureRequest, own_home: object) -> Iterator[pikepdf.Pdf]:
    signed.with_key()
    make: Callable[[], bytes] = STAGES[request.param]
    with pikepdf.open(io.BytesIO(make())) as opened:
        yield opened


def fields(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(pdf.Root.AcroForm.Fields)


def tag_of(pdf: pikepdf.Pdf, field: pikepdf.Object) -> pikepdf.Object:
    return pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(field.StructParent)]


def test_it_still_claims_to_be_accessible_and_archival(pdf: pikepdf.Pdf) -> None:
    made = pikepdf.open(io.BytesIO(typeset.to_pdf(signed.agreement())))
    assert pdf.Root.Metadata.read_bytes() == made.Root.Metadata.read_bytes()
    told, first = ({key: str(value) for key, value in one.trailer.Info.items()} for one in (pdf, made))
    assert told == first, "nothing that says otherwise than the metadata"
    assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.OutputIntents and pdf.pdf_version == "1.7"
    assert set(pdf.Root.get("/Extensions", {})) <= {"/ESIC"}, "PAdES itself, as ETSI names it"
    assert len(pdf.trailer.ID) == 2
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")


def test_every_field_has_a_name_in_words_and_its_tag_in_reading_order(pdf: pikepdf.Pdf) -> None:
    assert [(str(field.T), str(field.TU)) for field in fields(pdf)] == list(signed.FIELDS)
    read: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for part in node:
                walk(part)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/Type") == "/OBJR":
                read.append(str(node.Obj.T))
            elif "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    assert read == ["part-1", "part-2"]
    for field in fields(pdf):
        tag = tag_of(pdf, field)
        assert tag.S == "/Form" and tag.K.Type == "/OBJR"
        assert tag.K.Obj.objgen == field.objgen and tag.K.Pg.objgen == field.P.objgen
        assert any(child.objgen == tag.objgen for child in tag.P.K), "its parent knows it"


def test_every_field_is_a_printed_part_of_its_page(pdf: pikepdf.Pdf) -> None:
    for field in fields(pdf):
        assert (field.Subtype, field.FT) == ("/Widget", "/Sig")
        assert int(field.F) & 4 and not int(field.F) & (1 | 2 | 32 | 256), "printed, never hidden"
        assert list(field.AP.keys()) == ["/N"] and isinstance(field.AP.N, pikepdf.Stream)
        assert field.P.Tabs == "/S"
        assert field.objgen in [annotation.objgen for annotation in field.P.Annots]
        assert not {"/A", "/AA"} & set(field.keys()), "nothing happens when it is pressed"
    form = pdf.Root.AcroForm
    assert int(form.SigFlags) == 3
    assert not {"/NeedAppearances", "/XFA"} & set(form.keys())


def test_no_link_is_left_in_their_place(pdf: pikepdf.Pdf) -> None:
    assert [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/URI" in item] == []


def test_every_typeface_comes_along_and_nothing_shines_through(pdf: pikepdf.Pdf) -> None:
    items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
    described = [item for item in items if item.get("/Type") == "/FontDescriptor"]
    assert described and all("/FontFile2" in item or "/FontFile3" in item for item in described)
    composite = [item for item in items if item.get("/Subtype") == "/Type0"]
    assert composite and all("/ToUnicode" in item for item in composite)
    for item in items:
        assert item.get("/ca", 1) == 1 and item.get("/CA", 1) == 1
        assert item.get("/SMask", "/None") == "/None"
        assert "/Encrypt" not in item


def test_the_same_file_gives_the_same_prepared_file() -> None:
    made = typeset.to_pdf(signed.agreement())
    assert signing.prepare(made, signed.FIELDS) == signing.prepare(made, signed.FIELDS)


@pytest.mark.parametrize(
    "fields", [(), signed.FIELDS[:1], (*signed.FIELDS, ("part-3", "Tredje")), signed.FIELDS[:1] * 2]
)
def test_fields_and_places_must_be_the_same(fields: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(signing.CannotPrepare, match="places for"):
        signing.prepare(typeset.to_pdf(signed.agreement()), fields)


def test_a_file_is_prepared_once() -> None:
    with pytest.raises(signing.CannotPrepare, match="already"):
        signing.prepare(signed.prepared(), signed.FIELDS)
