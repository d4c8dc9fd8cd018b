"""What can be read of the first step; what other rooms ask for stands here by name."""

from samverkan.conditions.queries.evidence import (
    BudgetMonth,
    budget_months,
    conditions_evidence,
    decision_evidence,
    joint_stages,
    next_for,
    own_stages,
)

__all__ = [
    "BudgetMonth",
    "budget_months",
    "conditions_evidence",
    "decision_evidence",
    "joint_stages",
    "next_for",
    "own_stages",
]
