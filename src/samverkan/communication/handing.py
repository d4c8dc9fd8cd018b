"""What a person answers for in the plans goes to whoever takes over the assignment."""

from django.db.models import F

from samverkan.communication.models import Activity, Communicator
from samverkan.communication.rules import ActivityState
from samverkan.partnerships.models import Membership


def hand_over_activities(leaving: Membership, taking_over: Membership) -> int:
    """What is still to be done, and the post as communicator, in cycles that run. What is done keeps its name.

    Who answers is part of what the parties have confirmed, so a confirmed plan of the running cycle then shows as
    changed and is confirmed anew. That is right: they stood behind another name. A change of role alone changes no
    name, and the plan stands.
    """
    planned = Activity.objects.filter(
        responsible=leaving, state=ActivityState.PLANNED, removed_at=None, plan__cycle__closed_at=None
    )
    posts = Communicator.objects.filter(responsible=leaving, cycle__closed_at=None)
    # The version too: a form that was opened before would otherwise put the old name back unseen.
    now = {"responsible": taking_over, "version": F("version") + 1}
    return planned.update(**now) + posts.update(**now)
