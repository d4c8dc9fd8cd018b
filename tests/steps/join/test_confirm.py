"""Both coordinators stand behind the same picture, or there is none."""

import re

import pytest
from django.http import HttpResponse

from samverkan.documents.models import DocumentVersion
from samverkan.pictures.models import Confirmation
from tests.steps.join.conftest import ANNAS, Table, form_of, text


@pytest.fixture
def ready(table: Table) -> Table:
    """Everything is kept, and the picture waits for the two."""
    table.keep_everything()
    return table


def confirm(table: Table, who: str) -> HttpResponse:
    page = table.get(who, "confirm/")
    return table.post(who, "confirm/", **form_of(page), stands_behind="on")


@pytest.mark.parametrize("order", [("anna", "per"), ("per", "anna")])
def test_when_both_have_confirmed_the_picture_is_adopted(ready: Table, order: tuple[str, str]) -> None:
    assert confirm(ready, order[0]).status_code == 302
    assert not ready.picture.is_adopted
    assert confirm(ready, order[1]).status_code == 302
    assert ready.picture.is_adopted
    for who in ("anna", "per", "karin", "lars"):
        assert "Fastställd som version 1" in text(ready.get(who))
    page = text(ready.get(order[0], "page/"))
    assert "Utkast" not in page and "Bekräftad av" in page
    for file, start in (("picture.pdf", b"%PDF-"), ("picture.docx", b"PK")):
        first, second = (b"".join(ready.get(who, file)) for who in ("anna", "per"))
        assert first == second and first.startswith(start)


def test_it_is_not_confirmed_by_chance(ready: Table) -> None:
    form = form_of(ready.get("anna", "confirm/"))
    response = ready.post("anna", "confirm/", **form)
    assert response.status_code == 422
    assert not Confirmation.objects.exists()


def test_a_confirmation_sent_twice_is_one(ready: Table) -> None:
    form = form_of(ready.get("anna", "confirm/"))
    for _ in range(2):
        assert ready.post("anna", "confirm/", **form, stands_behind="on").status_code == 302
    assert Confirmation.objects.count() == 1


def test_what_has_changed_since_the_page_was_read_is_not_confirmed(ready: Table) -> None:
    form = form_of(ready.get("anna", "confirm/"))
    ready.post("per", "texts/", **form_of(ready.get("per", "texts/")), summary="Kort sagt", outlook="")
    late = ready.post("anna", "confirm/", **form, stands_behind="on")
    assert late.status_code == 409
    assert "har ändrats sedan du öppnade sidan" in text(late)
    assert not Confirmation.objects.exists()
    assert "/p/ekdala/join/page/" in late.content.decode()
    assert form_of(late)["content_sha256"] == ready.picture.sha256
    assert ready.post("anna", "confirm/", **form_of(late), stands_behind="on").status_code == 302


@pytest.mark.parametrize("confirmed_by", [("anna",), ("anna", "per")])
def test_a_later_change_withdraws_what_was_confirmed(ready: Table, confirmed_by: tuple[str, ...]) -> None:
    for who in confirmed_by:
        confirm(ready, who)
    ready.post("per", "texts/", **form_of(ready.get("per", "texts/")), summary="Kort sagt", outlook="")
    page = text(ready.get("anna"))
    assert page.count("Bilden har ändrats efter bekräftelsen") == len(confirmed_by)
    assert "Nu ska parterna bekräfta bilden" in page
    assert "Hämta utkast som PDF" in page
    assert not ready.picture.is_adopted


def test_a_changed_picture_confirmed_again_is_the_next_version_and_the_first_is_kept(ready: Table) -> None:
    for who in ("anna", "per"):
        confirm(ready, who)
    ready.post("per", "texts/", **form_of(ready.get("per", "texts/")), summary="Kort sagt", outlook="")
    for who in ("anna", "per"):
        confirm(ready, who)
    versions = DocumentVersion.objects.filter(document__kind="joint_picture")
    assert [version.number for version in versions] == [2, 1]
    assert "Fastställd som version 2" in text(ready.get("per"))


def test_a_party_that_stands_behind_it_is_told_so_and_not_asked_again(ready: Table) -> None:
    form = form_of(ready.get("anna", "confirm/")) | {"form_token": ""}
    confirm(ready, "anna")
    assert "Din organisation står redan bakom bilden" in text(ready.get("anna", "confirm/"))
    assert 'name="stands_behind"' not in ready.get("anna", "confirm/").content.decode()
    assert ready.post("anna", "confirm/", **form, stands_behind="on").status_code == 409
    assert Confirmation.objects.count() == 1


def test_what_is_not_decided_can_not_be_confirmed(table: Table) -> None:
    page = table.get("anna", "confirm/")
    assert "4 iakttagelser behöver avgöras innan bilden kan bekräftas" in text(page)
    assert 'name="stands_behind"' not in page.content.decode()
    sha256 = table.picture.sha256
    refused = table.post("anna", "confirm/", content_sha256=sha256, stands_behind="on")
    assert refused.status_code == 409


def test_a_picture_of_nothing_can_not_be_confirmed(table: Table) -> None:
    for entry in table.picture.entries:
        table.post(
            "anna", f"findings/{entry.number}/leave-out/", expected_version=0, reason="Rör ett annat område."
        )
    assert "Bilden har inga iakttagelser än" in text(table.get("anna", "confirm/"))


def test_personal_data_stop_it_and_are_not_repeated(ready: Table) -> None:
    ready.post(
        "anna", "joint-findings/new/", contributed_by="Ekdalabostäder", what="Ring 070-123 45 67 om källarna"
    )
    page = ready.get("per", "confirm/")
    assert "Ta bort personuppgifterna först" in text(page)
    assert "070-123 45 67" not in page.content.decode()
    assert 'name="stands_behind"' not in page.content.decode()


def test_the_files_say_that_they_are_drafts_until_both_stand_behind_them(ready: Table) -> None:
    response = ready.get("per", "picture.docx")
    assert "utkast" in response.headers["Content-Disposition"]
    assert "UTKAST" in text(ready.get("per", "page/"))


def test_a_handed_over_picture_is_read_by_both_as_it_was(ready: Table) -> None:
    page = ready.get("per").content.decode()
    assert len(set(re.findall(r"/join/handed-over/(\d+)/", page))) == 2
    assert ANNAS in page
