"""The problems of the running cycle, set against each other."""

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.problems.models import Problem
from samverkan.problems.rules import Standing


def problems(scope: Scope) -> QuerySet[Problem]:
    """Those of the running cycle that nobody has removed, in the parties' order. No observer reads them."""
    _ = scope.party
    return Problem.objects.filter(cycle=scope.cycle, removed_at=None).select_related("changed_by")


def focus_areas(scope: Scope) -> QuerySet[Problem]:
    """The problems that have been chosen."""
    return problems(scope).filter(standing=Standing.FOCUS)


def get_problem(scope: Scope, pk: int) -> Problem:
    """Raises Problem.DoesNotExist for another cycle's, another partnership's or a removed one."""
    problem: Problem = problems(scope).get(pk=pk)
    return problem
