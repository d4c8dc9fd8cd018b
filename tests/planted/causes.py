"""A cause tree in a focus area, with notes that hang, one that has been moved and worded, and one taken away."""

from typing import Any

from samverkan.access.scope import Scope
from samverkan.problems.actions.causes import add_cause, move_cause, remove_cause, word_cause
from samverkan.problems.models import Cause, Problem
from samverkan.problems.rules import Standing
from samverkan.problems.tree import Spot
from tests.address import Address, planted


def focus_area(scope: Scope, name: str = "Våld utomhus") -> Problem:
    return Problem.objects.create(
        cycle=scope.cycle, name=name, standing=Standing.FOCUS, changed_by=scope.user
    )


def put(scope: Scope, problem: Problem, text: str, to: str = "branch:situation") -> Cause:
    return add_cause(scope, None, problem, text=text, to=Spot.read(to))


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    problem = focus_area(anna)
    for number in range(size):
        branch = put(anna, problem, f"Många samlas på liten yta {number}")
        note = put(per, problem, f"Överservering {number}", f"under:{branch.pk}")
        gone = put(anna, problem, f"Togs bort {number}", "branch:victim")
        move_cause(anna, note, 1, Spot.read("branch:offender"))
        word_cause(per, note, 2, text=f"Servering till berusade {number}")
        remove_cause(anna, gone, 1, hanging_on_it=0)
    return {
        name: {"municipality": made, "police": made}
        for name, made in {"tree": problem, "cause": branch, "removed_cause": gone}.items()
    }


ADDRESSES: dict[str, Address] = {
    **{
        f"join:{name}": planted("tree", shared=True)
        for name in (
            *("tree", "tree_live", "tree_undo", "tree_drawn", "tree_log", "cause_add", "causes_group"),
        )
    },
    **{
        f"join:{name}": planted("cause", shared=True) for name in ("cause_word", "cause_move", "cause_remove")
    },
    "join:cause_history": planted("cause", "removed_cause", shared=True),
    "join:cause_put_back": planted("removed_cause", shared=True),
}
PRESSES = {"join:tree_undo", "join:cause_put_back"}
NO_DRAFT_IN = {"what is there for all parties to read": {"Problem.*", "Cause.*", "CauseChange.*"}}
DATA = {"join:tree_live", *PRESSES, "join:cause_add", "join:causes_group"}
