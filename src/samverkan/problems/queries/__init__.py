"""What can be read of the problems; what other rooms ask for stands here by name."""

from samverkan.problems.queries.analysis import analysis_state, analysis_states, cause_marks
from samverkan.problems.queries.decided import SUBJECT
from samverkan.problems.queries.hypotheses import my_open_hypotheses
from samverkan.problems.queries.priorities import focus_areas, get_problem, problems, problems_by_finding
from samverkan.problems.queries.standing import (
    NEXT,
    analysis_evidence,
    analysis_stages,
    priorities_evidence,
    priorities_stage,
)

__all__ = [
    "NEXT",
    "SUBJECT",
    "analysis_evidence",
    "analysis_stages",
    "analysis_state",
    "analysis_states",
    "cause_marks",
    "focus_areas",
    "get_problem",
    "my_open_hypotheses",
    "priorities_evidence",
    "priorities_stage",
    "problems",
    "problems_by_finding",
]
