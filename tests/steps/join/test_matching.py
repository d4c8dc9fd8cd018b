"""Deciding about a handed-over finding through the screens: nothing typed is lost, nobody decides unseen."""

from collections.abc import Callable

import pytest

from samverkan.access.models import LogEntry
from samverkan.pictures.models import Choice, HandOver
from samverkan.pictures.rules import Decision
from tests.steps.join.conftest import ANNAS, PERS, Table, form_of, text


@pytest.mark.parametrize("who", ["anna", "per"])
@pytest.mark.parametrize("what", [ANNAS, PERS])
def test_either_coordinator_keeps_a_finding_of_either_party(table: Table, who: str, what: str) -> None:
    response = table.decide(who, "keep", what)
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"#iakttagelse-{table.number(what)}")
    assert [finding.what for finding in table.picture.findings] == [what]


@pytest.mark.parametrize("who", ["anna", "per"])
@pytest.mark.parametrize("what", [ANNAS, PERS])
def test_both_see_the_same_page_with_the_same_buttons(table: Table, who: str, what: str) -> None:
    page = table.get(who).content.decode()
    for verb in ("keep", "merge", "leave-out"):
        assert f"/findings/{table.number(what)}/{verb}/" in page


def test_the_page_says_how_much_is_decided_and_what_each_party_brought(table: Table) -> None:
    table.decide("anna", "keep", ANNAS)
    table.decide("per", "leave-out", PERS, reason="Rör ett annat område.")
    page = text(table.get("per"))
    assert "2 av 4 iakttagelser är avgjorda" in page
    assert "2 iakttagelser: 1 behålls, 0 slås ihop, 0 lämnas utanför." in page
    assert "2 iakttagelser: 0 behålls, 0 slås ihop, 1 lämnas utanför." in page
    assert "Rör ett annat område." in page


def test_merging_asks_which_ones_and_makes_them_one(table: Table) -> None:
    page = table.get("per", f"findings/{table.number(PERS)}/merge/")
    assert f"Kommunen: {ANNAS}" in text(page)
    assert f"Polisen: {PERS}" not in text(page)
    response = table.decide("per", "merge", PERS, others=[table.number(ANNAS)])
    assert response.status_code == 302
    (merged,) = table.picture.findings
    assert merged.what == f"{PERS}\n\n{ANNAS}"
    assert response["Location"].endswith(f"joint-findings/{merged.pk}/")


def test_whoever_leaves_out_what_is_decided_is_told_who_decided_and_how(table: Table) -> None:
    address = f"findings/{table.number(ANNAS)}/leave-out/"
    assert "Det finns redan ett beslut" not in text(table.get("per", address))
    table.decide("anna", "keep", ANNAS)
    page = text(table.get("per", address))
    assert "Det finns redan ett beslut" in page
    assert "Så här bestämde Anna" in page


def test_merging_with_nothing_is_refused_in_words(table: Table) -> None:
    response = table.decide("anna", "merge", ANNAS)
    assert response.status_code == 422
    assert "Det här behöver rättas" in text(response)
    assert not Choice.objects.exists()


def test_a_finding_can_not_be_merged_with_itself_or_with_what_is_not_there(table: Table) -> None:
    for other in (table.number(ANNAS), 999_999):
        assert table.decide("anna", "merge", ANNAS, others=[other]).status_code == 422
    assert not Choice.objects.exists()


def test_leaving_out_demands_a_reason(table: Table) -> None:
    response = table.decide("anna", "leave-out", PERS, reason="   ")
    assert response.status_code == 422
    assert "Varför lämnas den utanför?" in text(response)
    assert not Choice.objects.exists()


def test_a_reason_that_is_too_long_is_kept_in_the_form(table: Table) -> None:
    reason = "Rör ett annat område. " * 100
    response = table.decide("anna", "leave-out", PERS, reason=reason)
    assert response.status_code == 422
    assert reason.strip() in text(response)


def test_the_reason_is_told_to_both_and_follows_into_the_picture(table: Table) -> None:
    table.decide("anna", "leave-out", PERS, reason="Rör ett annat område.")
    for who in ("anna", "per", "karin", "lars"):
        assert "Rör ett annat område." in text(table.get(who))
        assert "Rör ett annat område." in text(table.get(who, "page/"))


def test_a_decision_is_undone_by_either(table: Table) -> None:
    table.decide("anna", "keep", ANNAS)
    table.decide("per", "undo", ANNAS, version=table.seen(ANNAS))
    assert table.entry(ANNAS).choice is None
    assert not table.picture.findings


@pytest.mark.parametrize("verb", ["keep", "undo"])
def test_a_button_pressed_twice_does_its_work_once(table: Table, verb: str) -> None:
    version = 0
    if verb == "undo":
        table.decide("anna", "keep", ANNAS)
        version = table.seen(ANNAS)
    first, second = (table.decide("anna", verb, ANNAS, version=version) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert LogEntry.objects.filter(action__startswith=verb).count() == 1
    assert len(table.picture.findings) == (1 if verb == "keep" else 0)


def test_who_presses_twice_is_not_told_that_somebody_else_was_first(table: Table) -> None:
    client = table.world.client("anna")
    for _ in range(2):
        page = client.post(
            f"/p/ekdala/join/findings/{table.number(ANNAS)}/keep/", {"expected_version": 0}, follow=True
        )
    assert "Du hade redan bestämt om iakttagelsen" in text(page)
    assert "före dig" not in text(page)


def test_who_comes_second_is_told_who_was_first_and_nothing_is_overwritten(table: Table) -> None:
    table.decide("anna", "leave-out", PERS, reason="Rör ett annat område.")
    page = table.world.client("per").post(
        f"/p/ekdala/join/findings/{table.number(PERS)}/keep/", {"expected_version": 0}, follow=True
    )
    assert "Anna bestämde om iakttagelsen före dig. Inget av ditt är sparat." in text(page)
    assert table.entry(PERS).decision is Decision.LEAVE_OUT


def test_a_reason_written_in_vain_is_kept_with_what_was_decided_and_can_be_sent_again(table: Table) -> None:
    table.decide("anna", "keep", PERS)
    late = table.decide("per", "leave-out", PERS, reason="Det gäller inte längre.")
    assert late.status_code == 409
    assert "Så här bestämde Anna: Behålls." in text(late)
    assert "Det gäller inte längre." in text(late)
    assert table.entry(PERS).decision is Decision.KEEP
    again = table.decide(
        "per",
        "leave-out",
        PERS,
        version=int(form_of(late)["expected_version"]),
        reason="Det gäller inte längre.",
    )
    assert again.status_code == 302
    assert table.entry(PERS).decision is Decision.LEAVE_OUT


def test_ticks_made_in_vain_are_kept_with_what_was_decided(table: Table) -> None:
    table.decide("anna", "leave-out", PERS, reason="Rör ett annat område.")
    late = table.decide("per", "merge", PERS, others=[table.number(ANNAS)])
    assert late.status_code == 409
    assert "Så här bestämde Anna: Lämnas utanför. Rör ett annat område." in text(late)
    assert f'value="{table.number(ANNAS)}"' in late.content.decode().partition(" checked")[0][-200:]
    assert form_of(late)["expected_version"] == str(table.seen(PERS))


def test_a_form_without_its_version_never_replaces_a_decision(table: Table) -> None:
    table.decide("anna", "keep", ANNAS)
    response = table.post("per", f"findings/{table.number(ANNAS)}/leave-out/", reason="Hör inte hit.")
    assert response.status_code == 409
    assert table.entry(ANNAS).decision is Decision.KEEP


def test_a_version_that_is_no_number_decides_nothing(table: Table) -> None:
    table.decide("anna", "keep", ANNAS)
    assert (
        table.post("per", f"findings/{table.number(ANNAS)}/undo/", expected_version="ett").status_code == 302
    )
    assert table.entry(ANNAS).decision is Decision.KEEP


def test_a_kept_finding_that_its_party_changes_waits_for_a_new_word(
    table: Table, changed: Callable[[str], HandOver]
) -> None:
    table.decide("per", "keep", ANNAS)
    changed("Mer klotter vid skolan och badhuset")
    page = table.get("per")
    assert "Har ändrats sedan beslutet" in text(page)
    assert "[tillagt: och badhuset]" in text(page)
    assert "3 av" not in text(page)
    assert not table.entry(ANNAS).is_decided


def test_standing_by_a_decision_keeps_it_for_the_new_words(
    table: Table, changed: Callable[[str], HandOver]
) -> None:
    table.decide("per", "keep", ANNAS)
    changed("Mer klotter vid skolan och badhuset")
    assert table.decide("anna", "stand-by", ANNAS, version=table.seen(ANNAS)).status_code == 302
    assert table.entry(ANNAS).is_decided
    assert [finding.what for finding in table.picture.findings] == [ANNAS]


def test_standing_by_what_somebody_has_undone_says_so(
    table: Table, changed: Callable[[str], HandOver]
) -> None:
    table.decide("per", "keep", ANNAS)
    changed("Mer klotter vid skolan och badhuset")
    table.decide("anna", "undo", ANNAS, version=table.seen(ANNAS))
    client = table.world.client("per")
    page = client.post(
        f"/p/ekdala/join/findings/{table.number(ANNAS)}/stand-by/", {"expected_version": 1}, follow=True
    )
    assert page.status_code == 200
    assert "Det finns inget beslut om iakttagelsen längre" in text(page)


@pytest.mark.parametrize("verb", ["keep", "merge", "leave-out", "undo", "stand-by"])
def test_only_coordinators_decide_and_only_about_what_is_handed_over(table: Table, verb: str) -> None:
    address = f"findings/{table.number(ANNAS)}/{verb}/"
    for who, status in (("amir", 403), ("karin", 403), ("olle", 403), ("cecilia", 404), (None, 302)):
        assert table.post(who, address, expected_version=0, reason="Nej.").status_code == status
    assert table.post("anna", f"findings/999999/{verb}/").status_code == 404
    assert not Choice.objects.exists()


def test_leaders_see_everything_and_have_no_buttons_to_decide_with(table: Table) -> None:
    for who in ("karin", "lars", "amir"):
        page = table.get(who)
        assert ANNAS in text(page) and PERS in text(page)
        assert "/keep/" not in page.content.decode()


def test_before_two_have_handed_over_the_page_says_who_is_awaited(apart: Table) -> None:
    page = text(apart.get("anna"))
    assert "Det går att börja när två parter har lämnat över" in page
    assert "Kommunen" in page and "Polisen" in page


def test_a_side_where_nothing_is_decided_says_what_waits(table: Table) -> None:
    page = text(table.get("per"))
    assert page.count("2 iakttagelser väntar på beslut.") == 2
    assert "0 behålls" not in page
