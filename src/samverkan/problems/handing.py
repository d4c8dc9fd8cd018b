"""A person's hypotheses to try go to whoever takes over the assignment."""

from django.db.models import F

from samverkan.partnerships.models import Membership
from samverkan.problems.models import Hypothesis
from samverkan.problems.rules import Outcome


def hand_over_hypotheses(leaving: Membership, taking_over: Membership) -> int:
    """Those that nobody has tried yet, in a cycle that runs. A form that is open on one then meets a conflict."""
    waiting = Hypothesis.objects.filter(
        responsible=leaving,
        outcome=Outcome.UNTESTED,
        removed_at=None,
        cause__problem__cycle__closed_at=None,
    )
    return waiting.update(responsible=taking_over, version=F("version") + 1)
