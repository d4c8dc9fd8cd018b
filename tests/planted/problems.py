"""Problems in every standing, with marks; a decision about them, and one that has been removed. All both parties'."""

from typing import Any

from samverkan.access.scope import Scope
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems import actions
from samverkan.problems.models import Problem
from samverkan.problems.queries import focus_areas, get_problem
from samverkan.problems.rules import MatrixCriterion, Standing
from tests.address import Address, planted


def focus_problem(anna: Scope) -> Problem:
    """A focus area that rests on a finding of the joint picture; the same one whenever it is asked for."""
    found = focus_areas(anna).first()
    if found:
        return found
    findings = [finding.pk for finding in joint_findings(anna)[:1]]
    made = actions.add_problem(
        anna,
        None,
        name="Cykelstölder vid stationen",
        findings=findings,
        resources="Två områdespoliser",
        influence="Stationen är vår",
        cost="Ingen har räknat",
    )
    return actions.choose_focus(anna, made, made.version, reason="Det ökar och vi kan göra något åt det.")


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    focus = focus_problem(anna)
    for number in range(size):
        waiting = actions.add_problem(per, None, name=f"Klotter vid skolan {number}")
        actions.set_aside(per, waiting, 1, reason="Det får vänta till nästa varv.")
        opened = actions.add_problem(anna, None, name=f"Otrygga gångvägar {number}", description="Mörkt")
        gone = actions.add_problem(anna, None, name=f"Buskörning {number}")
        actions.remove_problem(anna, gone)
        mark = actions.set_mark(per, opened, MatrixCriterion.COMMON, 0, fits=True)
        actions.set_mark(anna, focus, list(MatrixCriterion)[number], 0, fits=number % 2 == 0)
    mark = actions.explain_mark(per, mark, mark.version, why="Vi ser det varje vecka.")
    return {
        name: {"municipality": made, "police": made}
        for name, made in {
            "focus": get_problem(anna, focus.pk),
            "open": opened,
            "aside": waiting,
            "gone": gone,
            "mark": mark,
        }.items()
    }


def _marked(mine: Any) -> list[dict[str, Any]]:
    mark = mine.more["mark"]
    return [{"pk": mark.problem_id, "criterion": mark.criterion}]


def _choices(mine: Any) -> list[dict[str, Any]]:
    return [{"pk": mine.more["open"].pk, "standing": standing.value} for standing in Standing]


ADDRESSES = {
    "join:problem": planted("focus", "open", "aside", shared=True),
    "join:problem_edit": planted("open", shared=True),
    "join:problem_move": planted("open", shared=True),
    "join:problem_remove": planted("open", shared=True),
    "join:problem_put_back": planted("gone", shared=True),
    "join:problem_from": Address(lambda mine: [{"pk": mine.partner_finding.pk}], shared=True),
    "join:mark": Address(_marked, shared=True),
    "join:mark_why": Address(_marked, shared=True),
    "join:choice": Address(_choices, shared=True),
    "overview:thread_problem": planted("focus", "open", "aside", shared=True),
}
PRESSES = {
    "join:problem_move",
    "join:problem_remove",
    "join:problem_put_back",
    "join:problem_from",
}
FORMS_ONLY = {"join:set_mark", "join:mark_why", "join:priorities_adopt"}
DATA = PRESSES | FORMS_ONLY | {"join:workshop_marks"}
NO_DRAFT_IN = {
    "what is there for all parties to read": {"Problem.*", "Mark.*"},
}
