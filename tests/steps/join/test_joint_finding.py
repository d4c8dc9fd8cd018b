"""Writing the joint picture together: who saves second sees the difference, and what partners know has its place."""

from uuid import uuid4

import pytest

from samverkan.pictures.models import Finding
from tests.steps.join.conftest import ANNAS, PERS, Table, form_of, text


@pytest.fixture
def kept(table: Table) -> Finding:
    """Anna's finding, kept: the first joint one."""
    table.decide("anna", "keep", ANNAS)
    return table.picture.findings[0]


@pytest.mark.parametrize("who", ["anna", "per"])
def test_either_coordinator_changes_the_joint_words_and_not_what_was_handed_over(
    table: Table, kept: Finding, who: str
) -> None:
    page = table.get(who, f"joint-findings/{kept.pk}/")
    assert ANNAS in text(page)
    sent = form_of(page) | {"what": "Klottret ökar vid skolan", "where": "Skolgården"}
    assert table.post(who, f"joint-findings/{kept.pk}/", **sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.what, kept.where) == ("Klottret ökar vid skolan", "Skolgården")
    assert table.entry(ANNAS).finding["what"] == ANNAS


def test_the_second_to_save_sees_both_texts_and_may_save_on_top(table: Table, kept: Finding) -> None:
    address = f"joint-findings/{kept.pk}/"
    annas, pers = form_of(table.get("anna", address)), form_of(table.get("per", address))
    table.post("anna", address, **annas, what="Klottret ökar vid skolan")
    late = table.post("per", address, **pers, what="Klottret minskar vid skolan")
    assert late.status_code == 409
    assert "Anna sparade" in text(late)
    assert "[borttaget: ökar]" in text(late)
    assert "[tillagt: minskar]" in text(late)
    assert "Klottret minskar vid skolan" in late.content.decode().rpartition("<form")[2]
    kept.refresh_from_db()
    assert kept.what == "Klottret ökar vid skolan"
    again = table.post("per", address, **form_of(late), what="Klottret minskar vid skolan")
    kept.refresh_from_db()
    assert (again.status_code, kept.what) == (302, "Klottret minskar vid skolan")


def test_a_form_without_its_version_shows_the_difference_too(table: Table, kept: Finding) -> None:
    assert table.post("per", f"joint-findings/{kept.pk}/", what="Något annat").status_code == 409


def test_a_finding_says_something_or_is_not_saved(table: Table, kept: Finding) -> None:
    sent = form_of(table.get("anna", f"joint-findings/{kept.pk}/")) | {"what": " ", "where": "Skolgården"}
    response = table.post("anna", f"joint-findings/{kept.pk}/", **sent)
    assert response.status_code == 422
    assert "Skolgården" in text(response)


def test_the_page_shows_whose_words_the_joint_ones_come_from(table: Table) -> None:
    table.decide("anna", "merge", ANNAS, others=[table.number(PERS)])
    page = text(table.get("per", f"joint-findings/{table.picture.findings[0].pk}/"))
    assert ANNAS in page and PERS in page


def test_a_finding_of_an_own_picture_can_not_be_reached_as_a_joint_one(table: Table) -> None:
    number = table.number(ANNAS)
    assert table.get("anna", f"joint-findings/{number}/").status_code == 404
    for verb in ("move", "remove"):
        assert table.post("anna", f"joint-findings/{number}/{verb}/").status_code == 404


def test_a_finding_moves_and_the_page_comes_back_to_it(table: Table) -> None:
    table.keep_everything()
    last = table.picture.findings[-1]
    response = table.post("per", f"joint-findings/{last.pk}/move/", up="1")
    assert response.headers["Location"].endswith(f"#gemensam-{last.pk}")
    assert [finding.pk for finding in table.picture.findings].index(last.pk) == 2


def test_what_a_partner_knows_stands_under_its_organisation(table: Table) -> None:
    form = form_of(table.get("anna", "joint-findings/new/"))
    knowledge = {"contributed_by": "Ekdalabostäder", "what": "Inbrott i källare", "where": "Gamla stan"}
    response = table.post("anna", "joint-findings/new/", **form, **knowledge)
    assert response.status_code == 302
    for who in ("per", "karin"):
        page = text(table.get(who))
        assert "Inbrott i källare" in page and "Ekdalabostäder" in page


def test_the_same_partner_form_sent_twice_is_one_finding(table: Table) -> None:
    form = form_of(table.get("anna", "joint-findings/new/"))
    for _ in range(2):
        table.post(
            "anna", "joint-findings/new/", **form, contributed_by="Ekdalabostäder", what="Inbrott i källare"
        )
    assert len(table.picture.findings) == 1


def test_a_form_sent_twice_by_another_person_is_refused_and_not_theirs(table: Table) -> None:
    sent = {"form_token": str(uuid4()), "contributed_by": "Ekdalabostäder", "what": "Inbrott i källare"}
    table.post("anna", "joint-findings/new/", **sent)
    refused = table.post("per", "joint-findings/new/", **sent)
    assert refused.status_code == 422
    assert "hörde till en annan sida" in text(refused) and "Inbrott i källare" in text(refused)
    assert len(table.picture.findings) == 1


def test_knowledge_without_an_organisation_is_asked_for_it_and_kept(table: Table) -> None:
    response = table.post("anna", "joint-findings/new/", what="Inbrott i källare")
    assert response.status_code == 422
    assert "Inbrott i källare" in text(response)
    assert not table.picture.findings


def test_a_partners_knowledge_can_be_removed_and_a_partys_not(table: Table, kept: Finding) -> None:
    table.post("anna", "joint-findings/new/", contributed_by="Ekdalabostäder", what="Inbrott i källare")
    added = table.picture.findings[-1]
    assert table.post("per", f"joint-findings/{added.pk}/remove/").status_code == 302
    refused = table.post("per", f"joint-findings/{kept.pk}/remove/")
    assert refused.status_code == 409
    assert "lämnas utanför med ett skäl i stället" in text(refused)
    assert table.picture.findings == (kept,)


def test_nothing_is_added_before_two_have_handed_over(apart: Table) -> None:
    sent = {"contributed_by": "Ekdalabostäder", "what": "Inbrott i källare"}
    refused = apart.post("anna", "joint-findings/new/", **sent)
    assert refused.status_code == 422
    assert "när två parter har lämnat över" in text(refused) and "Inbrott i källare" in text(refused)
    assert not apart.picture.findings


def test_two_who_begin_the_summary_at_once_see_the_difference(table: Table) -> None:
    annas, pers = form_of(table.get("anna", "texts/")), form_of(table.get("per", "texts/"))
    table.post("anna", "texts/", **annas, summary="Läget är lugnare", outlook="Nya bostäder")
    late = table.post("per", "texts/", **pers, summary="Läget är oroligare", outlook="")
    assert late.status_code == 409
    assert "[borttaget: lugnare]" in text(late)
    assert "Läget är oroligare" in late.content.decode().rpartition("<form")[2]
    assert table.picture.content["summary"] == "Läget är lugnare"


@pytest.mark.parametrize("place", ["joint-findings/new/", "texts/", "confirm/"])
def test_only_coordinators_write(table: Table, place: str) -> None:
    for who, status in (("amir", 403), ("karin", 403), ("olle", 403), ("cecilia", 404), (None, 302)):
        assert table.get(who, place).status_code == status


def test_the_right_is_told_in_words(table: Table) -> None:
    page = text(table.get("karin", "texts/"))
    assert "Det här är till för kommunens samordnare och kommunpolisen." in page


def test_to_a_stranger_it_is_as_if_the_partnership_did_not_exist(table: Table) -> None:
    there = table.get("cecilia")
    nowhere = table.world.client("cecilia").get("/p/ingenstans/join/")
    assert there.status_code == nowhere.status_code == 404
    assert text(there) == text(nowhere)


def test_personal_data_in_the_joint_words_are_told_when_they_are_saved(table: Table, kept: Finding) -> None:
    address = f"joint-findings/{kept.pk}/"
    sent = form_of(table.get("anna", address)) | {"what": "Ring 070-174 06 05 om klottret"}
    page = text(table.world.client("anna").post(f"/p/ekdala/join/{address}", sent, follow=True))
    assert "Texten ser ut att innehålla ett telefonnummer (07*-*** ** **)." in page
