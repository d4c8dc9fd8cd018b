"""Answers to the support questions: private ones with a secret, one shown area, joint ones; guidance put away."""

from typing import Any

from samverkan.access.scope import Scope
from samverkan.partnerships.content import question_area
from samverkan.questions.actions import answer_question, close_guidance, show_area
from tests.address import Address

JOINT = ("decision.organisation", "decision.coordinator", "decision.guidelines")
OWN = ("inventory.governance", "inventory.timing", "inventory.conflicts")


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    """Anna's finished answers in an area she does not show, and drafts in one she does, are hers alone."""
    from tests.scenario import secret

    for number in range(size):
        answer_question(anna, JOINT[number], 0, text="Vi är överens.", finished=True)
        answer_question(anna, OWN[number], 0, text=secret("Answer.text"), finished=True)
        answer_question(per, OWN[number], 0, text="Polisen har två områdespoliser.", finished=True)
    for scope in (anna, per):
        answer_question(scope, "anchoring.partners", 0, text="Skolan och bostadsbolaget.", finished=True)
        answer_question(scope, "anchoring.knowledge", 0, text="Fråga dem.", finished=False)
        show_area(scope, question_area("anchoring"))
        close_guidance(scope, "2.8")
    answer_question(anna, "anchoring.knowledge", 1, text=secret("Answer.text"), finished=False)
    return {}


def _each(*keys: str) -> Address:
    return Address(lambda mine: [{"key": key} for key in keys], everyones=True)


ADDRESSES = {
    "overview:question_area": _each("decision", "inventory", "anchoring", "own_picture", "patterns"),
    "overview:area_show": _each("inventory"),
    "overview:area_hide": _each("anchoring"),
    "overview:answer": _each("decision.organisation", "inventory.governance", "anchoring.knowledge"),
    "overview:step_guide": _each("step.initiate", "step.follow_up"),
    "overview:guidance_close": _each("2.1"),
    "overview:guidance_open": _each("2.8"),
}
PRESSES = {"overview:area_show", "overview:area_hide", "overview:guidance_close", "overview:guidance_open"}
DATA = PRESSES
NO_DRAFT_IN = {"keys that we have chosen": {"SharedArea.area", "ClosedGuidance.key"}}
