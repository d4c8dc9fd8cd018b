"""What can be done with the problems. A verb is a right, a change and a line in the log, as one."""

from samverkan.problems.actions.adopting import adopt_priorities
from samverkan.problems.actions.priorities import (
    add_problem,
    change_problem,
    change_reason,
    choose_focus,
    explain_mark,
    make_problem_of,
    move_problem,
    put_back_problem,
    remove_problem,
    reopen_choice,
    set_aside,
    set_mark,
)

__all__ = [
    "add_problem",
    "adopt_priorities",
    "change_problem",
    "change_reason",
    "choose_focus",
    "explain_mark",
    "make_problem_of",
    "move_problem",
    "put_back_problem",
    "remove_problem",
    "reopen_choice",
    "set_aside",
    "set_mark",
]
