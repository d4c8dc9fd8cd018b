"""What is known of communication: the plans, when their activities happen, and what they prove and wait for."""

from samverkan.communication.queries.standing import (
    Waiting,
    communication_evidence,
    joint_stages,
    overdue_activities,
    to_confirm,
)
from samverkan.communication.queries.times import Occurrence, activities_between

__all__ = [
    "Occurrence",
    "Waiting",
    "activities_between",
    "communication_evidence",
    "joint_stages",
    "overdue_activities",
    "to_confirm",
]
