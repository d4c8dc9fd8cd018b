"""What this room proves to the others, and what in it is next."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from samverkan.access.scope import Scope
from samverkan.cycles.rules import Evidence
from samverkan.problems.models import Hypothesis
from samverkan.problems.queries.analysis import AnalysisState, analysis_states
from samverkan.problems.queries.priorities import focus_areas
from samverkan.problems.rules import Outcome


def analysis_evidence(scope: Scope) -> list[Evidence]:
    """Empty until every focus area has a finished analysis that reads as it did then, and there is at least one."""
    analysed = focus_areas(scope).values_list("analysis__document", flat=True)
    if not analysed or None in analysed:  # what there is to read is read only when all may be there
        return []
    states = analysis_states(scope)
    if not all(each.is_finished for each in states):
        return []
    return [
        Evidence(
            f"Orsaksanalysen av fokusområde {place} är klar, version {state.document.number}, "
            f"{date_format(localtime(state.document.adopted_at), 'j F Y')}.",
            "join:analysis",
            {"pk": state.problem.pk},
            state.document.adopted_at,
        )
        for place, state in enumerate(states, 1)
        if state.document
    ]


def analysis_stages(scope: Scope) -> dict[str, Any]:
    """How far each focus area's analysis has come, and which hypotheses wait for whom. Eight queries.

    `analyses` by the problem's number: begin, write, finish or nothing. `untested`: each hypothesis' number, its
    problem's, the membership that is to try it (None where nobody who is still there is), and the day as `2026-02-05`,
    or nothing.
    """
    states = analysis_states(scope)
    return {
        "analyses": [[state.problem.pk, _stage(state)] for state in states],
        "untested": [
            [each.pk, state.problem.pk, _waits_for(each), each.due_on.isoformat() if each.due_on else ""]
            for state in states
            for each in state.hypotheses
            if each.outcome == Outcome.UNTESTED
        ],
    }


def _waits_for(hypothesis: Hypothesis) -> int | None:
    person = hypothesis.responsible
    return person.pk if person and person.ended_at is None else None


def _stage(state: AnalysisState) -> str:
    if state.is_finished:
        return ""
    if not state.is_begun:
        return "begin"
    return "finish" if state.is_ready else "write"
