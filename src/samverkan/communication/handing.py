"""What a person answers for in the plans goes to whoever takes over the assignment."""

from samverkan.communication.models import Activity, Communicator
from samverkan.communication.rules import ActivityState
from samverkan.partnerships.models import Membership


def hand_over_activities(leaving: Membership, taking_over: Membership) -> int:
    """What is still to be done, and the post as communicator in cycles that run. What is done keeps its name."""
    planned = Activity.objects.filter(responsible=leaving, state=ActivityState.PLANNED)
    posts = Communicator.objects.filter(responsible=leaving, cycle__closed_at=None)
    return planned.update(responsible=taking_over) + posts.update(responsible=taking_over)
