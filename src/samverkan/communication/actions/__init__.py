"""What can be done with communication plans. A verb is a right, a change and a line in the log, as one."""

from samverkan.communication.actions.activities import (
    add_activity,
    change_activity,
    remove_activity,
    tell_outcome,
)
from samverkan.communication.actions.audiences import add_audience, change_audience, remove_audience
from samverkan.communication.actions.confirming import confirm_plan, share_plan
from samverkan.communication.actions.writing import name_communicator, start_plan, write_section

__all__ = [
    "add_activity",
    "add_audience",
    "change_activity",
    "change_audience",
    "confirm_plan",
    "name_communicator",
    "remove_activity",
    "remove_audience",
    "share_plan",
    "start_plan",
    "tell_outcome",
    "write_section",
]
