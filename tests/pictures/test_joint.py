"""Two pictures become one that both parties stand behind, and nobody can be left out unseen."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.access.actions import Conflict, Refused
from samverkan.access.scope import Forbidden
from samverkan.documents.models import DocumentVersion
from samverkan.pictures import actions
from samverkan.pictures.models import Finding, HandOver
from samverkan.pictures.queries.joint import get_joint_finding, joint_picture
from tests.conftest import World
from tests.pictures.conftest import Cast, confirm, numbers, write

Handed = tuple[HandOver, HandOver]


def decide_all(cast: Cast) -> None:
    for entry in joint_picture(cast.writer).entries:
        actions.keep_finding(cast.writer, entry.number, 0)


def seen(cast: Cast, number: int) -> int:
    """The version of the choice about a finding, as it stands on the page."""
    choice = joint_picture(cast.writer).entry(number).choice
    return choice.version if choice else 0


def test_until_two_have_handed_over_it_says_who_is_awaited(kommun: Cast, world: World) -> None:
    finding = write(kommun.writer, "Fler cykelstölder")
    kommun.hand_over()
    joint = joint_picture(world.scope("per"))
    assert not joint.is_open
    assert joint.awaited == [world.police]
    with pytest.raises(Refused):
        actions.keep_finding(kommun.writer, finding.pk, 0)


def test_every_finding_of_every_party_waits_for_a_decision(handed_over: Handed, kommun: Cast) -> None:
    joint = joint_picture(kommun.writer)
    assert [(side.total, side.undecided) for side in joint.sides] == [(2, 2), (2, 2)]
    assert not joint.is_ready


def test_a_kept_finding_reads_as_it_was_handed_over(handed_over: Handed, kommun: Cast) -> None:
    first = numbers(handed_over[0])[0]
    finding = actions.keep_finding(kommun.writer, first, 0)
    assert (finding.what, finding.where) == ("Mer klotter vid skolan", "Centrum")
    joint = joint_picture(kommun.writer)
    assert joint.sides[0].kept == 1
    assert [entry.number for entry in joint.origins(finding)] == [first]


def test_merging_makes_one_finding_that_remembers_both(handed_over: Handed, polis: Cast) -> None:
    ours, theirs = numbers(handed_over[1])[0], numbers(handed_over[0])[0]
    finding = actions.merge_findings(polis.writer, ours, 0, [theirs])
    assert finding.what == "Mer cykelstölder vid stationen\n\nMer klotter vid skolan"
    assert finding.where == "Centrum"
    joint = joint_picture(polis.writer)
    assert {origin["party"] for origin in joint.content["findings"][0]["origins"]} == {
        "Kommun Ekdala",
        "Lokalpolisområde Ekdala",
    }
    assert [side.merged for side in joint.sides] == [1, 1]


def test_a_third_finding_can_be_merged_into_what_is_already_there(handed_over: Handed, kommun: Cast) -> None:
    (first, second), (third, _) = map(numbers, handed_over)
    kept = actions.keep_finding(kommun.writer, first, 0)
    merged = actions.merge_findings(kommun.writer, third, 0, [first])
    assert merged == kept
    assert actions.merge_findings(kommun.writer, second, 0, [third]) == kept
    joint = joint_picture(kommun.writer)
    assert len(joint.findings) == 1
    assert [side.merged for side in joint.sides] == [2, 1]
    assert "Mer cykelstölder" in joint.findings[0].what and "Mindre klotter" in joint.findings[0].what


def test_merging_what_already_stands_keeps_the_words_both_have_edited(
    handed_over: Handed, kommun: Cast
) -> None:
    (first, second), (third, _) = map(numbers, handed_over)
    one, other = actions.keep_finding(kommun.writer, first, 0), actions.keep_finding(kommun.writer, third, 0)
    actions.change_joint_finding(kommun.writer, other, 1, what="Det vi skrev ihop")
    merged = actions.merge_findings(kommun.writer, second, 0, [first, third])
    joint = joint_picture(kommun.writer)
    assert merged == one and joint.findings == (one,)
    for words in ("Mer klotter", "Det vi skrev ihop", "Mindre klotter"):
        assert words in joint.findings[0].what
    assert [side.merged for side in joint.sides] == [2, 1]


def test_what_somebody_has_just_left_out_is_not_merged_over_their_head(
    handed_over: Handed, kommun: Cast
) -> None:
    (first, _), (third, _) = map(numbers, handed_over)
    actions.leave_out_finding(kommun.writer, third, 0, "Hör inte hit.")
    with pytest.raises(Refused):
        actions.merge_findings(kommun.writer, first, 0, [third])
    assert joint_picture(kommun.writer).sides[1].left_out == 1


def test_leaving_out_demands_a_reason_that_the_picture_tells(handed_over: Handed, kommun: Cast) -> None:
    number = numbers(handed_over[1])[1]
    with pytest.raises(Refused, match="varför"):
        actions.leave_out_finding(kommun.writer, number, 0, " ")
    actions.leave_out_finding(kommun.writer, number, 0, "Rör ett annat område.")
    assert joint_picture(kommun.writer).content["left_out"] == [
        {
            "party": "Lokalpolisområde Ekdala",
            "what": "Mindre cykelstölder vid stationen",
            "reason": "Rör ett annat område.",
        }
    ]


def test_a_decision_can_be_undone(handed_over: Handed, kommun: Cast) -> None:
    ours, theirs = numbers(handed_over[0])[0], numbers(handed_over[1])[0]
    finding = actions.merge_findings(kommun.writer, ours, 0, [theirs])
    actions.undo_choice(kommun.writer, theirs, seen(kommun, theirs))
    joint = joint_picture(kommun.writer)
    assert joint.findings == (finding,)
    assert [str(entry.decision) for entry in joint.origins(finding)] == ["keep"]
    actions.undo_choice(kommun.writer, ours, seen(kommun, ours))
    assert not joint_picture(kommun.writer).findings


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="here writers wait for each other")
@pytest.mark.parametrize("verb", [actions.undo_choice, actions.stand_by_choice, actions.keep_finding])
def test_who_decides_waits_for_who_is_deciding(handed_over: Handed, kommun: Cast, verb: Any) -> None:
    number = numbers(handed_over[0])[0]
    actions.keep_finding(kommun.writer, number, 0)
    version = seen(kommun, number)
    with CaptureQueriesContext(connection) as queries:
        verb(kommun.writer, number, version)
    asked = [query["sql"] for query in queries]
    locked = next(place for place, sql in enumerate(asked) if "FOR UPDATE" in sql)
    assert not any('"pictures_choice"' in sql for sql in asked[:locked])


def test_two_who_decide_at_once_about_the_same_finding_are_told(
    handed_over: Handed, kommun: Cast, polis: Cast
) -> None:
    number = numbers(handed_over[0])[0]
    actions.keep_finding(kommun.writer, number, 0)
    with pytest.raises(Conflict):
        actions.leave_out_finding(polis.writer, number, 0, "Hör inte hit.")


def test_a_choice_made_anew_is_not_taken_for_the_one_it_replaced(
    handed_over: Handed, kommun: Cast, polis: Cast
) -> None:
    number = numbers(handed_over[0])[0]
    actions.keep_finding(kommun.writer, number, 0)
    on_pers_page = seen(polis, number)
    actions.undo_choice(kommun.writer, number, on_pers_page)
    actions.leave_out_finding(kommun.writer, number, 0, "Hör inte hit.")
    with pytest.raises(Conflict):
        actions.undo_choice(polis.writer, number, on_pers_page)
    assert joint_picture(kommun.writer).sides[0].left_out == 1


def test_deciding_again_replaces_what_was_decided(handed_over: Handed, kommun: Cast) -> None:
    number = numbers(handed_over[0])[0]
    actions.keep_finding(kommun.writer, number, 0)
    actions.leave_out_finding(kommun.writer, number, seen(kommun, number), "Hör inte hit.")
    joint = joint_picture(kommun.writer)
    assert not joint.findings
    assert joint.sides[0].left_out == 1


def test_two_who_edit_the_same_joint_finding_see_the_difference(
    handed_over: Handed, kommun: Cast, polis: Cast
) -> None:
    finding = actions.keep_finding(kommun.writer, numbers(handed_over[0])[0], 0)
    actions.change_joint_finding(kommun.writer, finding, 1, what="Klotter vid skolan")
    with pytest.raises(Conflict) as conflict:
        actions.change_joint_finding(polis.writer, Finding.objects.get(pk=finding.pk), 1, what="Klotter")
    assert conflict.value.current.what == "Klotter vid skolan"  # type: ignore[attr-defined]


def test_other_partners_knowledge_is_added_by_organisation_and_can_be_removed(
    handed_over: Handed, kommun: Cast
) -> None:
    finding = actions.add_partner_knowledge(
        kommun.writer, None, contributed_by="Ekdalabostäder", what="Inbrott i källare"
    )
    assert joint_picture(kommun.writer).content["findings"][0]["contributed_by"] == "Ekdalabostäder"
    actions.remove_partner_knowledge(kommun.writer, finding)
    kept = actions.keep_finding(kommun.writer, numbers(handed_over[0])[0], 0)
    with pytest.raises(Refused):
        actions.remove_partner_knowledge(kommun.writer, kept)


def test_all_decided_and_confirmed_by_both_is_adopted(handed_over: Handed, kommun: Cast, polis: Cast) -> None:
    with pytest.raises(Refused, match="avgjorda"):
        confirm(kommun.writer)
    decide_all(kommun)
    confirm(kommun.writer)
    assert not joint_picture(kommun.writer).is_adopted
    confirm(polis.writer)
    joint = joint_picture(polis.writer)
    assert joint.is_confirmed and joint.is_adopted
    adopted = DocumentVersion.objects.get(document__kind="joint_picture")
    assert [each["name"] for each in adopted.approvals] == ["Anna", "Per"]
    assert adopted.approved_sha256 == joint.sha256


def test_a_change_withdraws_the_confirmations_and_shows_who_had_given_them(
    handed_over: Handed, kommun: Cast, polis: Cast
) -> None:
    decide_all(kommun)
    confirm(kommun.writer)
    actions.write_joint_texts(polis.writer, 0, summary="Kort sagt", outlook="")
    stand = joint_picture(kommun.writer).stands[0]
    assert stand.confirmation is not None and stand.confirmation.by.name == "Anna"
    assert not stand.counts
    confirm(polis.writer)
    assert not joint_picture(kommun.writer).is_adopted


def test_a_party_confirms_once(handed_over: Handed, kommun: Cast) -> None:
    decide_all(kommun)
    confirm(kommun.writer)
    with pytest.raises(Refused, match="redan bekräftat"):
        confirm(kommun.writer)
    assert not joint_picture(kommun.writer).is_confirmed


def test_an_adopted_picture_that_is_changed_becomes_a_new_version(
    handed_over: Handed, kommun: Cast, polis: Cast
) -> None:
    decide_all(kommun)
    for cast in (kommun, polis):
        confirm(cast.writer)
    actions.write_joint_texts(polis.writer, 0, summary="Kort sagt", outlook="")
    for cast in (kommun, polis):
        confirm(cast.writer)
    assert [v.number for v in DocumentVersion.objects.filter(document__kind="joint_picture")] == [2, 1]


def test_a_new_hand_over_keeps_the_choices_about_what_is_unchanged(handed_over: Handed, kommun: Cast) -> None:
    decide_all(kommun)
    first, second = numbers(handed_over[0])
    actions.change_finding(kommun.writer, Finding.objects.get(pk=first), 1, what="Mycket mer klotter")
    kommun.hand_over()
    joint = joint_picture(kommun.writer)
    assert joint.entry(second).is_decided
    changed = joint.entry(first)
    assert not changed.is_decided and changed.before is not None
    assert (changed.before["what"], changed.finding["what"]) == (
        "Mer klotter vid skolan",
        "Mycket mer klotter",
    )
    assert not joint.is_ready
    actions.stand_by_choice(kommun.writer, first, seen(kommun, first))
    assert joint_picture(kommun.writer).is_ready


def test_a_finding_that_its_party_has_taken_back_must_be_settled(handed_over: Handed, kommun: Cast) -> None:
    decide_all(kommun)
    first = numbers(handed_over[0])[0]
    actions.remove_finding(kommun.writer, Finding.objects.get(pk=first))
    kommun.hand_over()
    joint = joint_picture(kommun.writer)
    assert joint.entry(first).withdrawn and not joint.is_ready
    with pytest.raises(Refused):
        actions.keep_finding(kommun.writer, first, seen(kommun, first))
    actions.undo_choice(kommun.writer, first, seen(kommun, first))
    joint = joint_picture(kommun.writer)
    assert joint.is_ready and len(joint.findings) == 3


def test_own_findings_are_not_reached_through_the_joint_picture(handed_over: Handed, kommun: Cast) -> None:
    draft = write(kommun.writer, "Bara vårt än så länge")
    with pytest.raises(Finding.DoesNotExist):
        get_joint_finding(kommun.writer, draft.pk)


def test_only_coordinators_decide(handed_over: Handed, world: World) -> None:
    for name in ("amir", "karin", "lars"):
        with pytest.raises(Forbidden):
            actions.keep_finding(world.scope(name), numbers(handed_over[0])[0], 0)


def test_personal_data_stop_the_confirmation(handed_over: Handed, kommun: Cast) -> None:
    decide_all(kommun)
    actions.write_joint_texts(kommun.writer, 0, summary="Ring 070-123 45 67", outlook="")
    with pytest.raises(Refused, match="personuppgifter"):
        confirm(kommun.writer)
