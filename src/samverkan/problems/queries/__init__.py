"""What others may ask of this room."""

from samverkan.problems.queries.priorities import focus_areas, get_problem, problems

__all__ = ["focus_areas", "get_problem", "problems"]
