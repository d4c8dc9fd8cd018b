"""What can be read of the problems; what other rooms ask for stands here by name."""

from samverkan.problems.queries.decided import NEXT, SUBJECT, priorities_evidence, priorities_stage
from samverkan.problems.queries.priorities import focus_areas, get_problem, problems

__all__ = [
    "NEXT",
    "SUBJECT",
    "focus_areas",
    "get_problem",
    "priorities_evidence",
    "priorities_stage",
    "problems",
]
