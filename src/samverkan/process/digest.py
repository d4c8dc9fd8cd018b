"""What waits for a person, for Monday's mail: what kind of thing each is, never what stands in it."""

from datetime import date

from samverkan.access.scope import Scope
from samverkan.process.next import next_tasks
from samverkan.process.overdue import overdue
from samverkan.process.state import cycle_state


def digest(scope: Scope, today: date) -> list[str]:
    """One line for each thing this person can do, what is late first; empty when there is nothing."""
    state = cycle_state(scope)
    late = [each.text for each in overdue(scope, state, today) if each.mine]
    return late + [task.text for task in next_tasks(scope, state) if task.mine]
