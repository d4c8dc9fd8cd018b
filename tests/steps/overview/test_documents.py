"""The document store on screen: what is adopted, by whom, and the files as they were."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.models import Document, DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.pictures.actions import add_finding
from samverkan.typeset import Document as Typeset
from samverkan.typeset import Meta, Paragraph, to_data
from tests.conftest import World


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"


@pytest.fixture
def version(world: World) -> DocumentVersion:
    return adopt(world)


def adopt(world: World) -> DocumentVersion:

    scope = world.scope("anna")
    content = to_data(
        Typeset("Lägesbild", Meta(created=datetime(2026, 3, 1, tzinfo=UTC)), (Paragraph("Ord i bilden"),))
    )
    return adopt_version(
        scope,
        kind=DocumentKind.OWN_PICTURE,
        author=scope.party,
        title="Lägesbild från Ekdala",
        printed=Printed(content, "a" * 64, store.put(b"%PDF", "pdf"), store.put(b"docx", "docx")),
        approvals=[
            {"name": "Karin", "role": "ordförande", "party": "Kommunen", "did": "tog del av", "at": ""}
        ],
        registry_number="KS 2026/12",
    )


def test_the_list_names_version_approval_and_registry_number(world: World, version: DocumentVersion) -> None:
    page = world.client("per").get("/p/ekdala/documents/").content.decode()
    for told in ("Lägesbild från Ekdala", "KS 2026/12", "Karin"):
        assert told in page


def test_a_document_reads_as_a_web_page(world: World, version: DocumentVersion) -> None:
    page = world.client("per").get(f"/p/ekdala/documents/{version.pk}/").content.decode()
    assert "Ord i bilden" in page and "Karin" in page


@pytest.mark.parametrize("kind, content", [("pdf", b"%PDF"), ("docx", b"docx")])
def test_the_files_are_given_as_they_were_adopted(
    world: World, version: DocumentVersion, kind: str, content: bytes
) -> None:
    response = world.client("per").get(f"/p/ekdala/documents/{version.pk}/document.{kind}")
    assert response.content == content
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (
        "attachment" in response["Content-Disposition"]
        and "L%C3%A4gesbild" in response["Content-Disposition"]
    )


@pytest.mark.parametrize("place", ["", "document.pdf", "document.docx"])
def test_documents_are_the_partnerships_own(world: World, version: DocumentVersion, place: str) -> None:
    address = f"/p/ekdala/documents/{version.pk}/{place}"
    assert world.client("olle").get(address).status_code == 403
    assert world.client("cecilia").get(address).status_code == 404
    assert world.client(None).get(address).status_code == 302
    assert world.client("cecilia").get(address.replace("ekdala", "furuvik")).status_code == 404
    Document.objects.update(private=True)
    assert world.client("per").get(address).status_code == 404
    assert world.client("amir").get(address).status_code == 200


def test_an_empty_store_says_what_will_come(world: World) -> None:
    assert "Här samlas dokumenten" in world.client("anna").get("/p/ekdala/documents/").content.decode()


def test_the_list_asks_as_much_of_the_database_however_long_it_is(world: World) -> None:
    asked = []
    for rows in (1, 2):
        for _ in range(rows):
            adopt(world)
        client = world.client("per")
        with CaptureQueriesContext(connection) as queries:
            client.get("/p/ekdala/documents/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15


def test_a_registry_number_is_noted_afterwards_and_changes_nothing_else(
    world: World, version: DocumentVersion
) -> None:
    anna, address = world.client("anna"), f"/p/ekdala/documents/{version.pk}/"
    token = uuid4()
    for _ in range(2):  # a double click is one note
        anna.post(f"{address}register/", {"number": "KS 2026/77", "form_token": token})
    assert "KS 2026/77" in anna.get(address).content.decode()
    assert "KS 2026/77" in world.client("per").get("/p/ekdala/documents/").content.decode()
    assert [noted.number for noted in version.registrations.all()] == ["KS 2026/77"]
    assert DocumentVersion.objects.get(pk=version.pk).registry_number == "KS 2026/12"


def test_a_registry_number_with_a_personal_number_in_it_is_not_taken(
    world: World, version: DocumentVersion
) -> None:
    """The number is made up: its check digit is right, the person does not exist."""
    sent = {"number": "850709-9805", "form_token": uuid4()}
    refused = world.client("anna").post(f"/p/ekdala/documents/{version.pk}/register/", sent)
    assert refused.status_code == 422 and "850709-9805" in refused.content.decode()
    assert not version.registrations.exists()


@pytest.mark.parametrize(("who", "status"), [("karin", 403), ("olle", 403), ("cecilia", 404), (None, 302)])
def test_only_those_who_keep_the_documents_register_them(
    world: World, version: DocumentVersion, who: str | None, status: int
) -> None:
    sent = {"number": "KS 2026/77", "form_token": uuid4()}
    address = f"/p/ekdala/documents/{version.pk}/register/"
    assert world.client(who).post(address, sent).status_code == status
    assert not version.registrations.exists()


def test_a_later_version_replaces_the_one_before_and_the_list_can_leave_it_out(
    world: World, version: DocumentVersion
) -> None:
    later = adopt(world)
    client = world.client("per")
    assert "Ersatt av en senare version" in client.get(f"/p/ekdala/documents/{version.pk}/").content.decode()
    assert "Ersatt av" not in client.get(f"/p/ekdala/documents/{later.pk}/").content.decode()
    listed = client.get("/p/ekdala/documents/", {"stands": "current"}).content.decode()
    assert f"/documents/{later.pk}/" in listed and f"/documents/{version.pk}/" not in listed
    nothing = client.get("/p/ekdala/documents/", {"kind": "minutes"}).content.decode()
    assert "Inget dokument i urvalet" in nothing


def test_a_draft_stands_in_the_store_for_its_own_party_only(world: World) -> None:
    add_finding(world.scope("anna"), None, what="Fler cykelstölder")
    assert "Er egen lägesbild" in world.client("karin").get("/p/ekdala/documents/").content.decode()
    assert "Er egen lägesbild" not in world.client("per").get("/p/ekdala/documents/").content.decode()


def test_a_partys_own_document_is_registered_by_that_party_alone(
    world: World, version: DocumentVersion
) -> None:
    address = f"/p/ekdala/documents/{version.pk}/"
    answer = world.client("per").post(f"{address}register/", {"number": "POL-2/2026", "form_token": uuid4()})
    assert answer.status_code == 409
    page = world.client("per").get(address).content.decode()
    assert "KS 2026/12" in page and "POL-2/2026" not in page and "Anteckna diarienumret" not in page


def test_each_party_has_its_own_number_on_what_they_made_together(world: World) -> None:
    printed = Printed(adopt(world).content, "b" * 64, store.put(b"%PDF", "pdf"), store.put(b"docx", "docx"))
    joint = adopt_version(
        world.scope("anna"),
        kind=DocumentKind.JOINT_PICTURE,
        author=None,
        title="Gemensam lägesbild",
        printed=printed,
        approvals=[],
    )
    for who, number in (("anna", "KS 2026/77"), ("per", "A017/2026"), ("anna", "KS 2026/78")):
        world.client(who).post(
            f"/p/ekdala/documents/{joint.pk}/register/", {"number": number, "form_token": uuid4()}
        )
    page = world.client("per").get("/p/ekdala/documents/").content.decode()
    assert "KS 2026/78 (Kommunen)" in page and "A017/2026 (Polisen)" in page and "KS 2026/77" not in page
