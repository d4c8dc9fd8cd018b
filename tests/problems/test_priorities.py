"""Problems, marks and choices: what can be done with them, and what never is lost."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import NoParty, Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.printing import meta
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import Decision
from samverkan.pictures.actions import undo_choice
from samverkan.pictures.models import Choice, Finding
from samverkan.problems import actions
from samverkan.problems.models import Cause, Mark, Problem
from samverkan.problems.printing import print_priorities, priorities_draft
from samverkan.problems.priorities_document import PrioritiesContent, priorities_document
from samverkan.problems.queries import (
    focus_areas,
    get_problem,
    priorities_evidence,
    priorities_stage,
    problems,
)
from samverkan.problems.queries.priorities import latest_mark, pulse, rows
from samverkan.problems.queries.prioritised import prioritised
from samverkan.problems.rules import MatrixCriterion as C
from samverkan.problems.rules import Standing
from samverkan.typeset import Facts, to_data
from tests.conftest import World, begin_next_cycle
from tests.problems.conftest import choose_all, decide, problem

# The handbook's own matrix (p. 48), crime by crime.
HANDBOOK = {
    "Brott A": {C.RISES_MOST},
    "Brott B": {C.COMMON, C.DEVIATES, C.EXPOSED_PLACE, C.CAN_BE_INFLUENCED, C.AFFECTS_MANY},
    "Brott C": {C.DEVIATES, C.COSTS_MUCH},
    "Brott D": {C.EXPOSED_PLACE, C.CAN_BE_INFLUENCED},
    "Brott E": {C.AFFECTS_MANY},
}


def test_the_handbooks_example_adds_up(anna: Scope) -> None:
    for name, fitting in HANDBOOK.items():
        made = problem(anna, name)
        for criterion in C:
            actions.set_mark(anna, made, criterion, 0, fits=criterion in fitting)
    assert [row.sum for row in rows(anna)] == [1, 5, 2, 2, 1]


def test_a_problem_made_of_a_finding_bears_its_words(anna: Scope, joint: list[Finding]) -> None:
    made = actions.add_problem(anna, None, findings=[joint[0].pk])
    assert made.name == joint[0].what and list(made.findings.all()) == [joint[0]]


def test_a_problem_needs_a_name_or_a_finding(anna: Scope) -> None:
    with pytest.raises(Refused):
        actions.add_problem(anna, None, name=" ")


def test_a_finding_that_has_left_the_joint_picture_is_told_as_gone(anna: Scope, joint: list[Finding]) -> None:
    made = problem(anna, "Cykelstöld", *joint)
    choice = Choice.objects.get(joint_finding=joint[0])
    undo_choice(anna, choice.finding_number, choice.version)
    (row,) = rows(anna)
    assert (row.gone, row.findings) == ((joint[0],), (joint[1],))
    assert not row.proposals
    actions.change_problem(anna, made, 1, findings=[])
    assert rows(anna)[0].gone == (joint[0],)


def test_two_who_set_the_same_both_succeed(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    first = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    assert actions.set_mark(per, made, C.COMMON, 0, fits=True) == first
    assert Mark.objects.get().changed_by == anna.user


def test_of_two_who_set_different_things_the_second_sees_the_first(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    with pytest.raises(Conflict) as conflict:
        actions.set_mark(per, made, C.COMMON, 0, fits=False)
    assert conflict.value.current.fits is True  # type: ignore[attr-defined]
    assert conflict.value.current.changed_by == anna.user  # type: ignore[attr-defined]


def test_a_mark_taken_away_can_not_be_mistaken_for_one_never_set(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    actions.set_mark(anna, made, C.COMMON, mark.version, fits=None)
    assert rows(anna)[0].answered == 0
    with pytest.raises(Conflict):
        actions.set_mark(per, made, C.COMMON, 0, fits=False)


def test_a_mark_keeps_what_the_figures_said_when_it_was_set(anna: Scope, joint: list[Finding]) -> None:
    made = problem(anna, "Cykelstöld vid stationen", joint[0])
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    verdict, said, rule = mark.rests_on.split("\n")
    assert verdict == "Siffrorna: ja." and rule.startswith("Regel: ")
    assert said.startswith("Cykelstöld är nummer 2 av 6 typer") and "Polisen" in said
    assert actions.set_mark(anna, made, C.AFFECTS_MANY, 0, fits=True).rests_on == ""


def test_why_is_kept_with_the_mark(anna: Scope, per: Scope) -> None:
    mark = actions.set_mark(anna, problem(anna), C.COMMON, 0, fits=True)
    actions.explain_mark(per, mark, mark.version, why="Vi ser det varje vecka.")
    with pytest.raises(Conflict):
        actions.explain_mark(anna, mark, 1, why="Något annat")


def test_who_explains_a_mark_has_not_answered_it(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    actions.explain_mark(per, mark, mark.version, why="Vi ser det varje vecka.")
    found = latest_mark(rows(anna))
    assert found and (found[1].answered_by, found[1].changed_by) == (anna.user, per.user)
    again = actions.set_mark(anna, made, C.COMMON, mark.version, fits=False)
    assert again.fits is False and "Vi ser det varje vecka." in again.why, "an explanation stopped a press"
    with pytest.raises(Conflict):
        actions.set_mark(per, made, C.COMMON, mark.version, fits=None)


def test_the_log_tells_what_a_choice_and_a_mark_replaced(anna: Scope, joint: list[Finding]) -> None:
    made = problem(anna, "Cykelstöld", joint[0])
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    actions.set_mark(anna, made, C.COMMON, mark.version, fits=None)
    actions.change_problem(anna, made, 1, findings=[joint[1].pk], name="Cykelstölder")
    actions.choose_focus(anna, made, 2, reason="Det ökar.")

    def facts(verb: str) -> dict[str, object]:
        entry = LogEntry.objects.filter(action=verb).first()
        assert entry and entry.party is None
        return entry.facts

    assert (facts("set_mark")["before"], facts("set_mark")["fits"]) == (True, None)
    assert facts("change_problem")["changed"] == {
        "name": ["Cykelstöld", "Cykelstölder"],
        "findings": [[joint[0].pk], [joint[1].pk]],
    }
    assert facts("choose_focus")["changed"] == {"standing": ["open", "focus"], "reason": ["", "Det ökar."]}


def test_words_written_to_one_answer_do_not_stand_under_the_other(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True, why="Vi ser det varje vecka.")
    told = []
    for fits in (False, None, True):
        mark = actions.set_mark(per, made, C.COMMON, mark.version, fits=fits)
        told.append(mark.why)
    written = "Skrevs till svaret ja: Vi ser det varje vecka."
    assert told == [written, written, "Vi ser det varje vecka."]
    mark = actions.set_mark(per, made, C.COMMON, mark.version, fits=False, why="Bara på sommaren.")
    assert (mark.fits, mark.why) == (False, "Bara på sommaren.")


def test_the_same_answer_with_other_words_does_not_write_over_them(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True, why="Vi ser det varje vecka.")
    with pytest.raises(Conflict):
        actions.set_mark(per, made, C.COMMON, 0, fits=True, why="Det är vanligt.")


def test_other_words_for_a_choice_leave_it_standing_and_keep_the_former_in_the_log(
    anna: Scope, per: Scope
) -> None:
    made = problem(anna)
    with pytest.raises(Refused):
        actions.change_reason(per, made, 1, reason="Det ökar.")
    chosen = actions.choose_focus(anna, made, 1, reason="Det öakr.")
    changed = actions.change_reason(per, made, chosen.version, reason="Det ökar.")
    assert (changed.standing, changed.reason) == (Standing.FOCUS, "Det ökar.")
    assert changed.chosen_by == per.user, "nobody's words stand under another's name"
    assert LogEntry.objects.get(action="change_reason").facts["changed"] == {
        "reason": ["Det öakr.", "Det ökar."]
    }


@pytest.mark.parametrize("verb", [actions.choose_focus, actions.set_aside, actions.reopen_choice])
def test_every_choice_has_its_reason(anna: Scope, verb: object) -> None:
    made = problem(anna)
    with pytest.raises(Refused):
        verb(anna, made, 1, reason="  ")  # type: ignore[operator]
    chosen = verb(anna, made, 1, reason="Det ökar.")  # type: ignore[operator]
    assert (chosen.reason, chosen.chosen_by) == ("Det ökar.", anna.user)


def test_two_choices_at_once_do_not_write_over_each_other(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    actions.choose_focus(anna, made, 1, reason="Det ökar.")
    with pytest.raises(Conflict):
        actions.set_aside(per, made, 1, reason="Det får vänta.")


def test_a_removed_problem_comes_back_as_it_was(anna: Scope) -> None:
    made = problem(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    actions.remove_problem(anna, made)
    assert not problems(anna)
    with pytest.raises(Refused):
        actions.set_mark(anna, made, C.COMMON, 1, fits=False)
    actions.remove_problem(anna, made)
    actions.put_back_problem(anna, made)
    assert rows(anna)[0].sum == 1
    assert LogEntry.objects.filter(action="remove_problem").count() == 1, "removed again is done already"


def test_what_is_in_focus_or_analysed_is_not_removed(anna: Scope) -> None:
    focus, analysed = problem(anna, "A"), problem(anna, "B")
    actions.choose_focus(anna, focus, 1, reason="Det ökar.")
    Cause.objects.create(problem=analysed, text="Mörkt", changed_by=anna.user)
    for each in (focus, analysed):
        with pytest.raises(Refused):
            actions.remove_problem(anna, each)


def test_the_order_is_the_parties_own(anna: Scope, per: Scope) -> None:
    first, second = problem(anna, "A"), problem(anna, "B")
    actions.move_problem(per, second, up=True)
    assert list(problems(anna)) == [second, first]
    actions.move_problem(per, second, up=True)
    assert list(problems(anna)) == [second, first]


def test_nothing_is_read_or_written_from_elsewhere(world: World, anna: Scope) -> None:
    made = problem(anna)
    cecilia = world.scope("cecilia")
    assert not problems(cecilia)
    for write in (
        lambda: actions.set_mark(cecilia, made, C.COMMON, 0, fits=True),
        lambda: actions.change_problem(cecilia, made, 1, name="X"),
        lambda: actions.choose_focus(cecilia, made, 1, reason="X"),
        lambda: actions.put_back_problem(cecilia, made),
        lambda: get_problem(cecilia, made.pk),
    ):
        with pytest.raises(Problem.DoesNotExist):
            write()
    with pytest.raises(NoParty):
        problems(world.scope("olle"))


def test_the_next_cycle_starts_without_problems(world: World, anna: Scope) -> None:
    made = problem(anna)
    begin_next_cycle(anna)
    now = world.scope("anna")
    assert not problems(now)
    with pytest.raises(Problem.DoesNotExist):
        actions.set_mark(now, made, C.COMMON, 0, fits=True)


def test_the_pulse_beats_when_something_happens_and_asks_once(anna: Scope, per: Scope) -> None:
    made = problem(anna)
    seen = [pulse(per).seen]
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    seen.append(pulse(per).seen)
    actions.change_problem(anna, made, 1, name="Cykelstölder")
    seen.append(pulse(per).seen)
    assert len(set(seen)) == 3
    with CaptureQueriesContext(connection) as queries:
        assert pulse(per).seen == seen[-1]
    assert len(queries) == 1


def test_the_evidence_holds_when_all_is_chosen_and_the_steering_group_has_decided_since(
    anna: Scope, per: Scope
) -> None:
    for name in ("A", "B"):
        problem(anna, name)
    assert priorities_stage(anna) == {"priorities": "mark"}
    actions.set_mark(anna, get_problem(anna, Problem.objects.all()[0].pk), C.COMMON, 0, fits=True)
    assert priorities_stage(anna) == {"priorities": "choose"}
    choose_all(anna, focus=0)
    assert priorities_stage(anna) == {"priorities": "focus"}
    first = problems(anna)[0]
    actions.choose_focus(anna, first, first.version, reason="Det ökar.")
    assert priorities_stage(anna) == {"priorities": "decide"} and not priorities_evidence(anna)
    decide(anna)
    assert len(priorities_evidence(anna)) == 2 and priorities_stage(anna) == {"priorities": "adopt"}
    last = problems(anna)[1]
    actions.reopen_choice(per, last, last.version, reason="Nya siffror.")
    assert not priorities_evidence(anna)
    last.refresh_from_db()
    actions.set_aside(per, last, last.version, reason="Det får vänta ändå.")
    assert not priorities_evidence(anna), "the decision was about what was chosen before"


def test_the_decision_is_about_what_stood_when_it_was_made(anna: Scope, per: Scope) -> None:
    """Else the steering group is said to have decided what it never saw."""
    made, waiting = problem(anna, "Cykelstöld"), problem(anna, "Klotter")
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    choose_all(anna, focus=1)
    decide(anna)
    changes: list[Callable[[], object]] = [
        lambda: actions.change_problem(per, made, get_problem(per, made.pk).version, name="Narkotikahandel"),
        lambda: actions.set_mark(per, made, C.COMMON, mark.version, fits=False),
        lambda: actions.change_reason(
            per, waiting, get_problem(per, waiting.pk).version, reason="Det får vänta ett år."
        ),
        lambda: actions.remove_problem(per, waiting),
        lambda: actions.put_back_problem(per, waiting),
    ]
    for change in changes:
        assert prioritised(anna).standings.holds
        change()
        now = prioritised(anna)
        assert not now.standings.holds and now.standings.lapsed and not priorities_evidence(anna)
        with pytest.raises(Refused):
            adopt(anna)
        decide(anna, now.standings.lapsed.group)


def test_a_decision_of_a_day_to_come_does_not_count(anna: Scope) -> None:
    """None can be recorded; one that was before they were refused does not count either."""
    problem(anna)
    choose_all(anna)
    decide(anna)
    Decision.objects.update(decided_on=timezone.localdate() + timedelta(days=1))
    assert not prioritised(anna).standings.holds and not priorities_evidence(anna)


def test_what_has_changed_since_the_decision_is_named(anna: Scope) -> None:
    made, other = problem(anna, "Cykelstöld"), problem(anna, "Klotter")
    choose_all(anna)
    decide(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    assert prioritised(anna).changed_since == ["Cykelstöld"]
    actions.remove_problem(anna, other)
    assert prioritised(anna).changed_since == ["Cykelstöld", "Klotter (borttaget)"]


def adopt(scope: Scope) -> DocumentVersion:
    now = prioritised(scope)
    return actions.adopt_priorities(
        scope, None, content_sha256=now.sha256, printed=print_priorities(scope, now)
    )


def test_the_prioritisation_is_adopted_once_decided_and_not_before(anna: Scope) -> None:
    made = problem(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    with pytest.raises(Refused):
        adopt(anna)
    choose_all(anna)
    decide(anna)
    version = adopt(anna)
    assert version.document.kind == DocumentKind.PRIORITIES and version.number == 1
    assert priorities_stage(anna) == {"priorities": ""}
    assert prioritised(anna).is_adopted
    with pytest.raises(Refused):
        adopt(anna)


def test_a_press_after_the_adoption_has_to_be_decided_and_adopted_anew_or_put_right(
    anna: Scope, per: Scope
) -> None:
    made = problem(anna, "Cykelstöld")
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True, why="Vi ser det varje vecka.")
    choose_all(anna)
    group = decide(anna).group
    adopt(anna)
    for fits, stage in ((False, "decide"), (None, "decide"), (True, "")):
        mark = actions.set_mark(per, made, C.COMMON, mark.version, fits=fits)
        now = prioritised(anna)
        assert priorities_stage(anna) == {"priorities": stage}
        assert (now.is_adopted, now.changed_since_adopted) == (not stage, ["Cykelstöld"] if stage else [])
        assert len(priorities_evidence(anna)) == (0 if stage else 2)
    actions.set_mark(per, made, C.COMMON, mark.version, fits=False)
    decide(anna, group)
    assert priorities_stage(anna) == {"priorities": "adopt"}
    assert adopt(anna).number == 2 and priorities_stage(anna) == {"priorities": ""}


def test_a_decision_about_what_is_adopted_already_asks_for_no_new_version(anna: Scope) -> None:
    problem(anna)
    choose_all(anna)
    group = decide(anna).group
    adopt(anna)
    decide(anna, group)
    assert priorities_stage(anna) == {"priorities": ""}


def test_a_problem_that_nobody_has_answered_is_remarked_on_and_stops_nothing(anna: Scope) -> None:
    answered, _ = problem(anna, "Cykelstöld"), problem(anna, "Klotter")
    actions.set_mark(anna, answered, C.COMMON, 0, fits=False)
    choose_all(anna)
    decide(anna)
    now = prioritised(anna)
    assert [(each.where, each.blocking) for each in now.remarks] == [("”Klotter”", False)]
    assert now.can_be_adopted


def test_personal_data_stops_the_adoption(anna: Scope) -> None:
    actions.add_problem(anna, None, name="Klotter", description="Av 850709-9805")
    choose_all(anna)
    decide(anna)
    now = prioritised(anna)
    assert now.is_blocked
    with pytest.raises(Refused):
        adopt(anna)
    assert "personuppgifter som behöver tas bort" in str(to_data(priorities_draft(anna, now)))


def test_the_document_tells_every_mark_and_reason(anna: Scope, joint: list[Finding]) -> None:
    made = problem(anna, "Cykelstöld", joint[0])
    mark = actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    actions.explain_mark(anna, mark, mark.version, why="Vi ser det varje vecka.")
    choose_all(anna)
    decide(anna)
    told = str(adopt(anna).content)
    for words in ("Cykelstöld", "Det ryms i det vi kan göra.", "Vi ser det varje vecka.", "nummer 2 av 6"):
        assert words in told


def test_the_document_tells_whether_the_figures_agreed_who_marked_and_when(
    anna: Scope, per: Scope, joint: list[Finding]
) -> None:
    made = problem(anna, "Cykelstöld", joint[0])
    actions.set_mark(per, made, C.COMMON, 0, fits=True)
    actions.set_mark(anna, made, C.AFFECTS_MANY, 0, fits=True)
    Mark.objects.update(answered_at=datetime(2026, 6, 3, 12, tzinfo=UTC))
    told = told_about_marks(prioritised(anna).content)
    assert told["Vanligt: ja"].startswith("Siffrorna: ja. Cykelstöld är nummer 2")
    assert told["Vanligt: ja"].endswith(f"Svarat av {per.user.name}, 3 juni 2026.")
    assert told["Berör många: ja"] == (
        f"Utan skäl. Siffrorna: inget om det här. Svarat av {anna.user.name}, 3 juni 2026."
    )
    assert rows(anna)[0].unexplained == 1


def test_a_document_from_before_marks_had_a_name_and_a_day_can_still_be_read(anna: Scope) -> None:
    made = problem(anna, "Cykelstöld")
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    content = deepcopy(prioritised(anna).content)
    (mark,) = content["problems"][0]["marks"]
    del mark["by"], mark["on"]
    mark["rests_on"] = "Cykelstöld är nummer 2 av 6 typer. (Polisen)"
    assert told_about_marks(content) == {"Vanligt: ja": "Cykelstöld är nummer 2 av 6 typer. (Polisen)"}


def told_about_marks(content: PrioritiesContent) -> dict[str, str]:
    blocks = priorities_document(content, [], meta("Ekdala", subject="", status="")).blocks
    return dict(row for block in blocks if isinstance(block, Facts) for row in block.items)


def test_findings_are_told_as_the_parts_of_one_sentence(anna: Scope) -> None:
    content = prioritised(anna).content | {
        "problems": [
            {
                **dict.fromkeys(("description", "resources", "influence", "cost", "reason"), ""),
                **{"number": 1, "name": "Klotter", "marks": [], "gone": [], "standing": "open"},
                "findings": ["Mest i Norrängen.\n", "Var tredje\nsomrar."],
            }
        ]
    }
    document = priorities_document(content, (), meta("", subject="", status=""))  # type: ignore[arg-type]
    assert "Mest i Norrängen; Var tredje somrar" in str(to_data(document))


def test_the_name_that_a_finding_gives_has_no_full_stop(anna: Scope, joint: list[Finding]) -> None:
    Finding.objects.filter(pk=joint[0].pk).update(what="Mest i Norrängen.\nVar tredje.")
    assert actions.add_problem(anna, None, findings=[joint[0].pk]).name == "Mest i Norrängen"


def test_all_of_it_is_logged_for_all_parties(anna: Scope) -> None:
    made = problem(anna)
    actions.set_mark(anna, made, C.COMMON, 0, fits=True)
    choose_all(anna)
    told = LogEntry.objects.filter(party=None).values_list("action", flat=True)
    assert {"add_problem", "set_mark", "choose_focus"} <= set(told)


def test_focus_areas_are_those_chosen(anna: Scope) -> None:
    for name in ("A", "B", "C"):
        problem(anna, name)
    choose_all(anna, focus=2)
    assert [each.name for each in focus_areas(anna)] == ["A", "B"]
    assert timezone.now() >= focus_areas(anna)[0].chosen_at  # type: ignore[operator]
