"""The demo's prioritisation: problems out of the joint picture, marks, focus areas, and the steering group's decision."""

from samverkan.access.scope import Scope
from samverkan.demo.own import dated
from samverkan.demo.story_causes import PROBLEMS, Problem
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.actions.adopting import adopt_priorities
from samverkan.problems.actions.priorities import (
    add_problem,
    choose_focus,
    explain_mark,
    set_aside,
    set_mark,
)
from samverkan.problems.models import Problem as Row
from samverkan.problems.printing import print_priorities
from samverkan.problems.queries.prioritised import prioritised
from samverkan.problems.rules import MatrixCriterion


def set_against_each_other(anna: Scope, per: Scope) -> dict[str, Row]:
    """The problems by their key; every second mark is set by each."""
    year = anna.cycle.starts_on.year
    made = {told.key: _add(anna, told, year) for told in PROBLEMS}
    for told in PROBLEMS:
        for place, criterion in enumerate(MatrixCriterion):
            if criterion.value in told.unknown:
                continue
            scope = per if place % 2 else anna
            fits = criterion.value in told.marks
            mark = set_mark(scope, made[told.key], criterion, 0, fits=fits)
            if why := told.marks.get(criterion.value):
                explain_mark(scope, mark, mark.version, why=dated(why, year))
    return made


def choose(anna: Scope, made: dict[str, Row]) -> None:
    for told in PROBLEMS:
        row = made[told.key]
        row.refresh_from_db()
        (choose_focus if told.focus else set_aside)(anna, row, row.version, reason=told.reason)


def adopt(anna: Scope) -> None:
    """Once the steering group has decided, which it has not where its meeting is still to come."""
    now = prioritised(anna)
    if now.standings.holds:
        adopt_priorities(anna, None, content_sha256=now.sha256, printed=print_priorities(anna, now))


def _add(scope: Scope, told: Problem, year: int) -> Row:
    found = [
        finding.pk for finding in joint_findings(scope) if any(word in finding.what for word in told.findings)
    ]
    return add_problem(
        scope,
        None,
        name=told.name,
        description=told.description,
        findings=found,
        resources=told.resources,
        influence=told.influence,
        cost=dated(told.cost, year),
    )
