"""The demo's cause analyses: chain, perspectives, the tree that two people grew, and the hypotheses that tried it."""

from datetime import timedelta

from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.demo.own import dated
from samverkan.demo.story_causes import AFTER_THE_SUMMER, ANALYSES, Analysis, Note, Tried
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.actions.analysis import (
    add_risk_factor,
    add_situation,
    finish_analysis,
    write_analysis_text,
)
from samverkan.problems.actions.causes import add_cause
from samverkan.problems.actions.hypotheses import add_evidence, pose_hypothesis, tell_hypothesis_outcome
from samverkan.problems.analysis_printing import print_analysis
from samverkan.problems.models import Cause, Hypothesis
from samverkan.problems.models import Problem as Row
from samverkan.problems.queries.analysis import analysis_state
from samverkan.problems.rules import EvidenceKind
from samverkan.problems.tree import Spot


def seek(scopes: dict[str, Scope], made: dict[str, Row], year: int) -> None:
    for told in ANALYSES:
        problem = made[told.problem]
        notes = _write(scopes, problem, told, year)
        for tried in told.tried:
            _try(scopes, notes[tried.cause], tried, year)
        anna = scopes["anna"]
        now = analysis_state(anna, problem)
        finish_analysis(anna, None, problem, content_sha256=now.sha256, printed=print_analysis(anna, now))


def go_on(per: Scope, made: dict[str, Row]) -> None:
    """After the summer a note is put up in a finished analysis, which then has to be finished anew."""
    told, (branch, words) = ANALYSES[1], AFTER_THE_SUMMER
    under = Cause.objects.get(problem=made[told.problem], text=branch)
    add_cause(per, None, made[told.problem], text=words, to=Spot.read(f"under:{under.pk}"))


def _write(scopes: dict[str, Scope], problem: Row, told: Analysis, year: int) -> dict[str, Cause]:
    anna, per = scopes["anna"], scopes["per"]
    for key, text in told.texts.items():
        write_analysis_text(anna, problem, key, 0, text=text)
    for what, broken_by in told.chain:
        add_situation(per, None, problem, what=what, broken_by=broken_by)
    for level, what, known_from in told.risks:
        add_risk_factor(anna, None, problem, level=level, what=what, known_from=dated(known_from, year))
    notes: dict[str, Cause] = {}
    for perspective, branches in told.tree.items():
        for place, branch in enumerate(branches):
            _grow(per if place % 2 else anna, problem, branch, f"branch:{perspective}", notes)
    return notes


def _grow(scope: Scope, problem: Row, note: Note, to: str, notes: dict[str, Cause]) -> None:
    made = notes[note.text] = add_cause(scope, None, problem, text=note.text, to=Spot.read(to))
    for hanging in note.hanging:
        _grow(scope, problem, hanging, f"under:{made.pk}", notes)


def _try(scopes: dict[str, Scope], cause: Cause, told: Tried, year: int) -> None:
    per, by = scopes["per"], scopes[told.by]
    hypothesis = pose_hypothesis(
        per,
        None,
        cause,
        question=told.question,
        assumption=told.assumption,
        test=told.test,
        responsible=by.membership.pk,
        due_on=timezone.localdate() + timedelta(days=told.within),
    )
    if told.outcome:
        _answer(by, hypothesis, told, year)


def _answer(by: Scope, hypothesis: Hypothesis, told: Tried, year: int) -> None:
    if told.finding:
        finding = next(each for each in joint_findings(by) if told.finding in each.what)
        add_evidence(by, None, hypothesis, kind=EvidenceKind.FINDING, finding=finding)
    if told.dialogue:
        add_evidence(
            by,
            None,
            hypothesis,
            kind=EvidenceKind.DIALOGUE,
            what=told.dialogue,
            held_on=timezone.localdate(),
            who=told.who,
        )
    if told.other:
        add_evidence(by, None, hypothesis, kind=EvidenceKind.OTHER, what=dated(told.other, year))
    hypothesis.refresh_from_db()
    tell_hypothesis_outcome(
        by,
        hypothesis,
        hypothesis.version,
        outcome=told.outcome,
        conclusion=told.conclusion,
        tested_on=timezone.localdate(),
    )
