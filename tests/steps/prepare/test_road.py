"""The way to the others on screen: reviewed, acknowledged, handed over, each told plainly."""

import io
import zipfile
from uuid import uuid4

import pikepdf
import pytest

from samverkan.pictures import actions
from samverkan.pictures.models import Acknowledgement, HandOver, SecrecyReview
from tests.pictures.conftest import dataset, figure_data
from tests.steps.prepare.conftest import Desk, text


def test_a_picture_goes_all_the_way_and_the_other_party_can_read_it(desk: Desk) -> None:
    desk.write()
    assert desk.review().status_code == 302
    assert desk.acknowledge(note="Bra genomgång.").status_code == 302
    assert "Bra genomgång." in text(desk.get("anna"))
    assert desk.hand_over(registry_number="KS 2026/12").status_code == 302
    made = HandOver.objects.get()
    assert "Överlämnad som version 1" in text(desk.get("anna"))
    page = desk.world.client("per").get(f"/p/ekdala/join/handed-over/{made.pk}/")
    assert "Fler cykelstölder" in text(page)


def test_the_pdf_that_is_handed_over_is_accessible_and_says_whose_it_is(desk: Desk) -> None:
    actions.freeze_figure(
        desk.kommun.writer,
        dataset=dataset(desk.world.municipality, desk.kommun.writer.user),
        key="by_type",
        filter={},
        data=figure_data(Cykelstöld=60, Klotter=20),
        source_line="Polisen.",
        token=None,
    )
    desk.review()
    desk.acknowledge()
    desk.hand_over()
    version = HandOver.objects.get().document
    response = desk.world.client("per").get(f"/p/ekdala/documents/{version.pk}/document.pdf")
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "sv"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Lägesbild"
        kinds = [str(element.get("/S")) for element in structure(pdf.Root.StructTreeRoot)]
    assert {"/H1", "/H2", "/Figure", "/Table"} <= set(kinds)
    docx = desk.world.client("per").get(f"/p/ekdala/documents/{version.pk}/document.docx")
    with zipfile.ZipFile(io.BytesIO(docx.content)) as archive:
        assert "Cykelstöld" in archive.read("word/document.xml").decode()


def structure(root: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Every structure element of a tagged PDF, in reading order."""
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                waiting.append(element.K)
    return found


def test_a_draft_is_marked_and_only_for_its_own_party(desk: Desk) -> None:
    desk.write("Hemligord")
    for kind in ("pdf", "docx"):
        response = desk.get("anna", f"picture/draft.{kind}")
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        disposition = response["Content-Disposition"]
        assert (
            disposition.startswith("attachment;")
            and "utkast" in disposition
            and "Hemligord" not in disposition
        )
        assert desk.get("olle", f"picture/draft.{kind}").status_code == 403
        assert desk.get("cecilia", f"picture/draft.{kind}").status_code == 404
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "UTKAST" in archive.read("word/document.xml").decode()
    assert "UTKAST" in text(desk.get("anna", "picture/page/"))


def test_a_change_after_the_review_is_told_on_the_picture_and_where_it_is_reviewed(desk: Desk) -> None:
    desk.write()
    desk.review()
    desk.acknowledge()
    actions.write_texts(desk.kommun.writer, 0, summary="", outlook="Nya bostäder")
    for place in ("picture/", "picture/secrecy/"):
        page = text(desk.get("anna", place))
        assert "Bilden har ändrats efter granskningen" in page and "framåtblicken" in page
    assert desk.hand_over().status_code in (200, 422)
    assert not HandOver.objects.exists()


def test_a_review_of_what_has_changed_since_keeps_what_was_typed(desk: Desk) -> None:
    desk.write()
    seen = desk.sha256
    desk.write("En till")
    response = desk.review(content_sha256=seen, consideration="Vi har tänkt länge.")
    assert response.status_code == 422
    page = response.content.decode()
    assert "Vi har tänkt länge." in page and "har ändrats sedan du öppnade sidan" in page
    assert desk.sha256 in page
    assert not SecrecyReview.objects.exists()


def test_a_review_needs_a_legal_basis_that_does_not_contradict_itself(desk: Desk) -> None:
    desk.write()
    assert desk.review(legal_bases=[]).status_code == 422
    assert "inte båda" in text(desk.review(legal_bases=["none", "35:1"]))
    assert not SecrecyReview.objects.exists()


def test_personal_data_are_pointed_out_masked_and_there_is_nothing_to_press(desk: Desk) -> None:
    desk.write(who="Ring 070-123 45 67")
    page = desk.get("anna", "picture/secrecy/")
    assert "telefonnummer" in text(page) and "070-123" not in text(page)
    assert 'name="consideration"' not in page.content.decode()
    assert desk.review().status_code == 422


def test_what_the_leader_acknowledges_is_what_the_leader_reads(desk: Desk) -> None:
    desk.write()
    desk.review()
    page = desk.get("karin", "picture/acknowledge/")
    assert "Fler cykelstölder" in text(page) and desk.sha256 in page.content.decode()
    seen = desk.sha256
    desk.write("En till")
    response = desk.acknowledge(content_sha256=seen)
    assert response.status_code == 422
    assert "checked" not in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_only_the_leadership_acknowledges_and_only_coordinators_hand_over(desk: Desk) -> None:
    desk.write()
    assert desk.get("anna", "picture/acknowledge/").status_code == 403
    assert desk.get("amir", "picture/hand-over/").status_code == 403
    assert desk.get("karin", "picture/hand-over/").status_code == 403
    form = {"legal_bases": ["none"], "consideration": "x", "content_sha256": desk.sha256}
    assert desk.post("amir", "picture/secrecy/", **form).status_code == 403


@pytest.mark.parametrize("typed", ["", "ja", "lämna"])
def test_a_hand_over_is_confirmed_by_typing(desk: Desk, typed: str) -> None:
    desk.write()
    desk.review()
    desk.acknowledge()
    assert desk.hand_over(typed=typed).status_code == 422
    assert not HandOver.objects.exists()


def test_the_page_says_what_follows_before_anything_is_handed_over(desk: Desk) -> None:
    desk.write()
    desk.review()
    desk.acknowledge()
    page = text(desk.get("anna", "picture/hand-over/"))
    assert (
        "allmän handling" in page and "Det går inte att ångra" in page and "Lokalpolisområde Ekdala" in page
    )


def test_the_same_hand_over_sent_twice_is_one(desk: Desk) -> None:
    desk.write()
    desk.review()
    desk.acknowledge()
    form = {"typed": "lämna över", "content_sha256": desk.sha256, "form_token": uuid4()}
    for _ in range(2):
        desk.post("anna", "picture/hand-over/", **form)
    assert HandOver.objects.count() == 1
