"""The agreement grows out of the work, stays the parties' own, and tells what it lacks."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.documents.signers import OWN_KEY
from samverkan.groups import actions as groups
from samverkan.groups.rules import GroupKind
from samverkan.plans import actions
from samverkan.plans.gaps import Against, Gap
from samverkan.plans.models import Agreement, AgreementSection, Annex, Informed
from samverkan.plans.printing import print_to_sign
from samverkan.plans.proposals import CauseLine, FocusLine, Tried, Work, propose
from samverkan.plans.queries import agreement_evidence, run_out
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.informed import affected, informed
from samverkan.plans.queries.versions import compared, versions_to_compare
from samverkan.plans.queries.work import changed_parts, proposals
from samverkan.plans.rules import SectionKey, kind_of_scan, text_sha256
from samverkan.problems.models import Cause, Hypothesis, Problem
from samverkan.problems.rules import Outcome, Perspective, Standing
from tests.conftest import begin_next_cycle
from tests.plans.conftest import OVERALL, Desk


def focus(desk: Desk, name: str = "Cykelstölder vid stationen", **fields: str) -> Problem:
    """A problem as it stands when the parties have chosen it."""
    return Problem.objects.create(
        cycle=desk.world.cycle,
        name=name,
        standing=Standing.FOCUS,
        changed_by=desk.anna.user,
        **fields,
    )


def take_in(desk: Desk, key: SectionKey) -> AgreementSection:
    text = proposals(desk.anna, [key])[key]
    return actions.take_in_proposal(desk.anna, key=key, proposal_sha256=text_sha256(text))


def test_it_begins_with_the_cycles_time_frame(desk: Desk) -> None:
    row = desk.start()
    assert (row.starts_on, row.ends_on) == (desk.world.cycle.starts_on, desk.world.cycle.ends_on)
    assert desk.start() == row


def test_the_next_cycle_begins_with_the_texts_of_the_last(desk: Desk) -> None:
    desk.start()
    desk.write(SectionKey.GOALS, words="Färre stölder")
    begin_next_cycle(desk.anna)
    desk.start()
    assert "Färre stölder" in desk.now.text(SectionKey.GOALS)
    assert Agreement.objects.count() == 2


def test_the_problems_are_told_with_why_they_were_chosen(desk: Desk) -> None:
    focus(desk, reason="De ökar mest.", description="Cyklar stjäls på dagtid.")
    Problem.objects.create(cycle=desk.world.cycle, name="Klotter", changed_by=desk.anna.user)
    text = proposals(desk.anna, [SectionKey.PROBLEMS])[SectionKey.PROBLEMS]
    assert "Cykelstölder vid stationen" in text and "De ökar mest." in text
    assert "Klotter" not in text


def test_causes_are_told_with_how_sure_the_parties_are(desk: Desk) -> None:
    problem, user = focus(desk), desk.anna.user
    branches = [
        Cause.objects.create(problem=problem, perspective=Perspective.SITUATION, text=text, changed_by=user)
        for text in ("Dåliga lås", "Skymd parkering")
    ]
    twig = Cause.objects.create(problem=problem, parent=branches[1], text="Buskar", changed_by=user)
    for cause, outcome, told in (
        (branches[0], Outcome.NOT_SUPPORTED, "Låsen är lika bra som förr"),
        (twig, Outcome.SUPPORTED, "Två av tre stölder sker där det är skymt"),
    ):
        Hypothesis.objects.create(
            cause=cause,
            question="?",
            assumption=cause.text,
            test="Räkna",
            outcome=outcome,
            conclusion=told,
            changed_by=user,
        )
    text = proposals(desk.anna, [SectionKey.CAUSES])[SectionKey.CAUSES]
    assert text.index("Skymd parkering") < text.index("Dåliga lås"), "what holds comes first"
    assert "- Skymd parkering. Prövat, och det får stöd om ”Buskar”: Buskar. Två av tre stölder" in text
    assert "får inte stöd: Dåliga lås. Låsen är lika bra" in text


def test_what_one_note_has_come_to_is_not_said_of_its_whole_branch() -> None:
    rusty = Tried("Rostiga lås", Outcome.NOT_SUPPORTED, "Låsen är rostiga", "De är nya")
    text = propose(
        SectionKey.CAUSES,
        Work(focus=(FocusLine("Cykelstöld", causes=(CauseLine("Enkla lås", "Situationen", (rusty,)),)),)),
    )
    believed, _, unsupported = text.partition("utan att det fick stöd")
    assert "- Enkla lås." in believed and "om ”Rostiga lås”" in believed and not unsupported


def test_a_text_from_last_year_is_told_to_be_held_against_this_years_work(desk: Desk) -> None:
    desk.start()
    desk.write(SectionKey.PROBLEMS, SectionKey.GOALS)
    begin_next_cycle(desk.anna)
    desk.start()
    assert changed_parts(desk.anna) == ()
    Problem.objects.create(
        cycle=desk.anna.cycle, name="Klotter", standing=Standing.FOCUS, changed_by=desk.anna.user
    )
    assert changed_parts(desk.anna) == ("problems",)
    gap = next(gap for gap in against_work(desk) if gap.where == "problems")
    assert gap.stops, "else the leaders sign what the work says otherwise"
    taken = take_in(desk, SectionKey.PROBLEMS)
    assert "Klotter" in taken.text and changed_parts(desk.anna) == ()


def test_what_came_along_from_last_year_is_looked_at_before_anybody_signs(desk: Desk) -> None:
    desk.start()
    desk.write(SectionKey.GOALS, SectionKey.OTHER)
    begin_next_cycle(desk.anna)
    desk.start()

    def unread() -> list[tuple[str, bool]]:
        return [(gap.where, gap.stops) for gap in desk.now.gaps if "följde med" in gap.what]

    assert unread() == [("goals", True), ("other", False)]
    actions.keep_own_text(desk.anna, key=SectionKey.GOALS, proposal_sha256=text_sha256(""))
    desk.write(SectionKey.OTHER, words="Nytt")
    assert unread() == []


def test_what_is_written_by_hand_is_held_against_what_the_work_said_beside_it(desk: Desk) -> None:
    focus(desk)
    desk.start()
    beside = text_sha256(proposals(desk.anna, [SectionKey.PROBLEMS])[SectionKey.PROBLEMS])
    actions.write_agreement_section(
        desk.anna, 0, key=SectionKey.PROBLEMS, text="Med egna ord.", proposal_sha256=beside
    )
    assert changed_parts(desk.anna) == ()
    focus(desk, "Klotter")
    assert changed_parts(desk.anna) == ("problems",)
    now = proposals(desk.anna, [SectionKey.PROBLEMS])[SectionKey.PROBLEMS]
    actions.keep_own_text(desk.anna, key=SectionKey.PROBLEMS, proposal_sha256=text_sha256(now))
    assert changed_parts(desk.anna) == ()


def test_the_next_cycle_begins_with_what_was_signed_and_not_with_what_was_written_after(desk: Desk) -> None:
    desk.ready()
    desk.on_paper(desk.open())
    desk.write(SectionKey.GOALS, words="Osignerat mål 2099")
    begin_next_cycle(desk.anna)
    desk.start()
    assert "Osignerat" not in desk.now.text(SectionKey.GOALS) and desk.now.text(SectionKey.GOALS)


def test_what_the_rest_of_the_work_lacks_is_told_and_stops_nothing(desk: Desk) -> None:
    desk.ready()
    found = agreement_state(desk.anna, Against(undecided=True, unfinished=2)).gaps
    assert [(gap.what, gap.stops) for gap in found if gap.where in ("choice", "analyses")] == [
        ("Styrgruppen har inte beslutat om prioriteringen som den är nu.", False),
        ("2 fokusområden saknar en färdig orsaksanalys.", False),
    ]


def against_work(desk: Desk) -> tuple[Gap, ...]:
    return agreement_state(desk.anna, Against(changed_parts(desk.anna))).gaps


def test_groups_and_coordinators_make_the_organisation(desk: Desk) -> None:
    groups.form_group(
        desk.anna, None, kind=GroupKind.STEERING, name="Styrgruppen", mandate="Beslutar", persons=[]
    )
    text = proposals(desk.anna, [SectionKey.ORGANISATION])[SectionKey.ORGANISATION]
    assert "Mandat: Beslutar" in text
    assert "Anna" in text and "Per" in text


def test_no_goals_are_made_up(desk: Desk) -> None:
    focus(desk)
    assert proposals(desk.anna, [SectionKey.GOALS])[SectionKey.GOALS] == ""
    desk.start()
    with pytest.raises(Refused, match="Skriv den själv"):
        take_in(desk, SectionKey.GOALS)


def test_what_the_parties_have_written_is_never_replaced(desk: Desk) -> None:
    focus(desk)
    desk.start()
    taken = take_in(desk, SectionKey.PROBLEMS)
    assert take_in(desk, SectionKey.PROBLEMS) == taken
    focus(desk, "Inbrott i källare")
    assert "Inbrott" in take_in(desk, SectionKey.PROBLEMS).text, "nobody had changed it"
    desk.write(SectionKey.PROBLEMS, words="Med våra egna ord")
    focus(desk, "Klotter")
    with pytest.raises(Refused, match="egen text"):
        take_in(desk, SectionKey.PROBLEMS)
    assert "våra egna ord" in desk.now.text(SectionKey.PROBLEMS)


def test_a_changed_work_is_kept_in_mind_until_somebody_has_seen_it(desk: Desk) -> None:
    focus(desk)
    desk.start()
    take_in(desk, SectionKey.PROBLEMS)
    focus(desk, "Klotter")
    now = proposals(desk.anna, [SectionKey.PROBLEMS])[SectionKey.PROBLEMS]
    kept = actions.keep_own_text(desk.anna, key=SectionKey.PROBLEMS, proposal_sha256=text_sha256(now))
    assert kept.proposal == now and "Klotter" not in kept.text
    with pytest.raises(Refused, match="har ändrats"):
        actions.keep_own_text(desk.anna, key=SectionKey.PROBLEMS, proposal_sha256="0" * 64)


def test_two_who_write_at_once_are_told(desk: Desk) -> None:
    desk.start()
    desk.write(SectionKey.GOALS)
    with pytest.raises(Conflict):
        actions.write_agreement_section(desk.anna, 0, key=SectionKey.GOALS, text="Något annat")


def test_what_is_missing_is_named(desk: Desk) -> None:
    desk.start()
    told = [gap.where for gap in desk.now.gaps if gap.stops]
    assert told == ["problems", "causes", "goals", "documentation", "follow_up", "shortfall", "annexes"]
    assert [gap.where for gap in desk.now.overall_gaps if gap.stops] == [
        "background",
        "organisation",
        "follow_up",
        "shortfall",
    ]
    desk.ready()
    assert desk.now.is_ready
    desk.write(SectionKey.GOALS, words="Alla ska må bättre")
    actions.write_agreement_section(
        desk.anna, desk.now.sections[SectionKey.GOALS].version, key=SectionKey.GOALS, text="Bättre"
    )
    told = [gap.what for gap in desk.now.gaps if gap.where == "goals"]
    assert desk.now.is_ready and len(told) == 2, "neither by when nor by how much"
    for text, lacks in (
        ("Färre än 80 anmälningar till den 31 december 2027", 0),
        ("Färre till 2027-12-31", 1),
        ("Färre till sommaren 2027", 1),
        ("Hälften så många, 40 i stället för 80", 1),
        ("Minska med minst en fjärdedel till den sista december 2027", 0),
    ):
        version = desk.now.sections[SectionKey.GOALS].version
        actions.write_agreement_section(desk.anna, version, key=SectionKey.GOALS, text=text)
        assert len([gap for gap in desk.now.gaps if gap.where == "goals"]) == lacks, text


def test_personal_data_stop_it_and_are_not_repeated(desk: Desk) -> None:
    desk.ready()
    version = desk.now.sections[SectionKey.GOALS].version
    actions.write_agreement_section(desk.anna, version, key=SectionKey.GOALS, text="Mål 1 för 850709-9805")
    stops = [gap.what for gap in desk.now.gaps if gap.stops]
    assert len(stops) == 1 and "personnummer" in stops[0] and "9805" not in stops[0]


@pytest.mark.parametrize(("starts", "ends"), [(None, None), (date(2025, 1, 1), date(2025, 12, 31))])
def test_a_period_that_is_missing_or_over_stops_it(
    desk: Desk, starts: date | None, ends: date | None
) -> None:
    desk.ready()
    assert desk.now.row
    actions.set_period(desk.anna, desk.now.row.version, starts_on=starts, ends_on=ends)
    assert [gap.where for gap in desk.now.gaps if gap.stops] == ["period"]


def test_an_annex_stands_in_its_version_and_a_newer_one_is_told(desk: Desk) -> None:
    desk.ready()
    newer = desk.joint_picture()
    assert desk.now.content["annexes"][0]["version"] == 1
    assert any("nyare version" in gap.what for gap in desk.now.gaps) and desk.now.is_ready
    actions.add_annex(desk.anna, None, newer)
    assert [each["version"] for each in desk.now.content["annexes"]] == [2]
    annex = Annex.objects.get(removed_at=None)
    actions.remove_annex(desk.anna, annex)
    assert desk.now.content["annexes"] == []


def test_the_criterion_turns_back_when_the_period_has_run_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ready()
    today = timezone.localdate()
    assert desk.now.row
    actions.set_period(desk.anna, desk.now.row.version, starts_on=today, ends_on=today + timedelta(days=30))
    desk.on_paper(desk.open())
    assert agreement_evidence(desk.anna) and run_out(desk.anna, today) is None
    later = today + timedelta(days=31)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    assert agreement_evidence(desk.anna) == []
    found = run_out(desk.anna, later)
    assert found and found.ended_on == today + timedelta(days=30)
    row = desk.now.row
    assert row
    actions.set_period(desk.anna, row.version, starts_on=later, ends_on=later + timedelta(days=30))
    desk.open()
    assert run_out(desk.anna, later) == found, (
        "no agreement is in force because a next one waits to be signed"
    )


def test_what_changed_since_the_last_signed_version_is_told_part_by_part(desk: Desk) -> None:
    desk.start()
    desk.write(*OVERALL)
    desk.on_paper(desk.open(overall=True))
    desk.ready()
    versions = versions_to_compare(desk.anna)
    found = compared(versions, "", "")
    assert found and [change.name for change in found[2]] == [
        "Problem i fokus",
        "Troliga orsaker",
        "Mål",
        "Hur arbetet dokumenteras",
        "Bilagor",
    ]
    assert compared(versions, "now", "now") and compared(versions[:1], "", "") is None


def test_who_is_affected_comes_from_the_work_and_is_told_with_a_day(desk: Desk) -> None:
    desk.start()
    group = groups.form_group(
        desk.anna, None, kind=GroupKind.STEERING, name="Styrgruppen", mandate="", persons=[]
    )
    assert [each.key for each in affected(desk.anna)] == [f"group:{group.pk}"]
    (row,) = actions.add_affected(desk.anna, [f"group:{group.pk}", "group:999"])
    assert affected(desk.anna) == []
    today = timezone.localdate()
    told = actions.note_told(desk.anna, row, row.version, told_on=today, how="På mötet")
    assert (told.told_on, told.how) == (today, "På mötet")
    with pytest.raises(Conflict):
        actions.note_told(desk.anna, row, 1, told_on=today, how="Igen")
    with pytest.raises(Refused, match="inte kommit än"):
        actions.note_told(desk.anna, row, told.version, told_on=today + timedelta(days=1), how="")
    noted = LogEntry.objects.get(action="note_told")
    assert noted.facts["changed"] == {"told_on": [None, today.isoformat()], "how": ["", "På mötet"]}
    actions.remove_informed(desk.anna, row)
    with pytest.raises(Refused, match="tagits bort från listan"):
        actions.change_informed(
            desk.anna, row, told.version, who="Styrgruppen", party=None, expected="Att ses"
        )
    assert not informed(desk.anna).exists() and Informed.objects.exists()


def test_it_is_the_parties_and_nobody_elses(desk: Desk) -> None:
    desk.ready()
    with pytest.raises(NoParty):
        agreement_state(desk.world.scope("olle"))
    assert agreement_state(desk.world.scope("cecilia")).row is None
    for who in ("karin", "amir"):
        with pytest.raises(Forbidden):
            actions.write_agreement_section(desk.world.scope(who), 0, key=SectionKey.OTHER, text="Nej")


def test_a_file_is_known_by_its_content(desk: Desk) -> None:
    assert kind_of_scan(b"%PDF-1.7 ...") == "pdf"
    assert kind_of_scan(b"\x89PNG\r\n\x1a\n...") == "png"
    assert kind_of_scan(b"\xff\xd8\xff...") == "jpg"
    assert kind_of_scan(b"MZ...") == ""


def test_the_log_tells_what_a_change_replaced(desk: Desk) -> None:
    desk.start()
    desk.write(SectionKey.GOALS, words="Färre inbrott")
    desk.write(SectionKey.GOALS, words="Hälften så många inbrott. Ring 070-174 06 05")
    later = LogEntry.objects.filter(action="write_agreement_section").first()
    assert later and later.facts["changed"] == {
        "text": ["Mål. Färre inbrott.", "Mål. Hälften så många inbrott. Ring 07*-*** ** **."]
    }, "personal data that somebody wrote by mistake are not kept for ever"
    row = desk.now.row
    assert row
    actions.set_period(desk.anna, row.version, starts_on=row.starts_on, ends_on=date(2027, 3, 31))
    period = LogEntry.objects.get(action="set_period").facts["changed"]
    assert period == {"ends_on": ["2026-12-31", "2027-03-31"]}


def test_the_paper_tells_each_annex_by_its_whole_hash_and_what_a_signature_is(desk: Desk) -> None:
    desk.ready()
    printed = print_to_sign(desk.anna, desk.now, overall=False)
    document = str(printed.content)
    assert " ".join(["1" * 8] * 8) in document and "sha256sum" in document
    assert OWN_KEY in document and "enkel elektronisk underskrift" in OWN_KEY
    assert printed.approved_sha256[:8] not in document, "what no reader can recompute is not printed"
    assert printed.content["meta"]["version"] == "1"
