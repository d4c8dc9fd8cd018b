"""What can be done with the organisation. A verb is a right, a change and a line in the log, as one."""

from samverkan.groups.actions.agenda import add_agenda_item, collect, move_agenda_item, remove_agenda_item
from samverkan.groups.actions.decisions import change_decision, follow_up, record_decision
from samverkan.groups.actions.groups import (
    add_member,
    change_group,
    change_member,
    end_group,
    end_member,
    form_group,
)
from samverkan.groups.actions.meetings import call_meeting, cancel_meeting, change_meeting, note_attendance
from samverkan.groups.actions.minutes import (
    approve_minutes,
    correct_minutes,
    take_over_minutes,
    write_minutes,
)

__all__ = [
    "add_agenda_item",
    "add_member",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "change_decision",
    "change_group",
    "change_meeting",
    "change_member",
    "collect",
    "correct_minutes",
    "end_group",
    "end_member",
    "follow_up",
    "form_group",
    "move_agenda_item",
    "note_attendance",
    "record_decision",
    "remove_agenda_item",
    "take_over_minutes",
    "write_minutes",
]
