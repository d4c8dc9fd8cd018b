"""What this room proves to the others, and what in it is next."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from samverkan.access.scope import Scope
from samverkan.cycles.rules import Evidence
from samverkan.problems.models import Hypothesis, Mark
from samverkan.problems.queries.analysis import AnalysisState, analysis_states
from samverkan.problems.queries.decided import standings
from samverkan.problems.queries.priorities import focus_areas
from samverkan.problems.queries.prioritised import reads_as_adopted
from samverkan.problems.rules import Outcome

# What to do at each stage of the prioritisation, who may, and where.
NEXT = {
    "begin": ("problem.edit", "Välj vilka problem ni ska väga mot varandra", "join:problems"),
    "mark": ("problem.edit", "Sätt märken i prioriteringsmatrisen", "join:matrix"),
    "choose": ("problem.choose", "Välj fokusområden och vad som får vänta", "join:focus"),
    "focus": ("problem.choose", "Välj minst ett fokusområde", "join:focus"),
    "decide": ("decision.record", "Ta upp prioriteringen på ett möte och anteckna beslutet", "join:focus"),
    "adopt": ("problem.choose", "Fastställ prioriteringen", "join:focus"),
}


def priorities_evidence(scope: Scope) -> list[Evidence]:
    """Empty until every problem is a focus area or set aside and the steering group has decided about it.

    What reads as it was adopted rests on what was decided then, whatever has been pressed and put right since.
    """
    now = standings(scope)
    decision = now.decision or (now.lapsed if now.lapsed and reads_as_adopted(scope) else None)
    if decision is None:
        return []
    many = f"{now.focus} fokusområden är valda" if now.focus > 1 else "Ett fokusområde är valt"
    day = date_format(decision.decided_on, "j F Y")
    return [
        Evidence(f"{many} och {now.set_aside} får vänta, alla med skäl.", "join:focus", {}, now.written_at),
        Evidence(
            f"Styrgruppen har beslutat om prioriteringen, {day}.",
            "initiate:decision",
            {"pk": decision.pk},
            decision.recorded_at,  # type: ignore[attr-defined]
        ),
    ]


def priorities_stage(scope: Scope) -> dict[str, Any]:
    """What the prioritisation waits for: begin, mark, choose, focus, decide, adopt or nothing.

    Three queries until something has been adopted, and then at most seven.
    """
    now = standings(scope)
    if not now.total:
        stage = "begin"
    elif now.open:
        marked = Mark.objects.filter(problem__cycle=scope.cycle, problem__removed_at=None)
        stage = "choose" if marked.exclude(fits=None).exists() else "mark"
    elif not now.focus:
        stage = "focus"
    elif reads_as_adopted(scope):
        stage = ""
    else:
        stage = "adopt" if now.decision else "decide"
    return {"priorities": stage}


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
