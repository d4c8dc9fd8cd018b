"""Criteria confirmed by hand, one step that is finished and one that is opened again. All of it is shared."""

from samverkan.access.scope import Scope
from samverkan.cycles.actions import confirm_criterion, mark_seen, reopen_step
from samverkan.cycles.rules import found_by_system
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.rules import Step
from tests.address import Address


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, object]]:
    mark_seen(anna)
    confirm(anna, Step.IMPLEMENT)
    confirm(per, Step.FOLLOW_UP)
    reopen_step(per, None, Step.FOLLOW_UP, reason="Nya uppgifter från bostadsbolaget.")
    return {}


def confirm(scope: Scope, step: Step) -> None:
    """Everything in the step that a person can answer for."""
    for criterion in criteria_of(step):
        if criterion.key not in found_by_system:
            confirm_criterion(scope, None, criterion, note="Beslutat på mötet i maj.")


def _same_for_all(**kwargs: str) -> Address:
    return Address(lambda mine: [kwargs], everyones=True)


ADDRESSES = {
    "overview:step": _same_for_all(step="prepare"),
    "overview:step_reopen": _same_for_all(step="implement"),
    "overview:step_finish": _same_for_all(step="follow_up"),
    "overview:criterion_confirm": _same_for_all(key="prepare.dialogues"),
    "overview:criterion_withdraw": _same_for_all(key="implement.goals"),
    "overview:cycle": Address(lambda mine: [{"pk": mine.writer.cycle.pk}], shared=True),
}
PRESSES = {"overview:seen", "overview:step_finish"}
NO_DRAFT_IN = {
    "keys that we have chosen": {
        "CycleStanding.marks",
        "CycleStages.stages",
        "CriterionConfirmation.criterion",
    },
    "what is there for all parties to read": {
        "CriterionConfirmation.note",
        "CriterionConfirmation.reason",
        "StepReopening.reason",
        "CycleClosing.lessons",
    },
}
# A finished step to open again is what the demo's running year has only where the walk does not look.
WAITING = {"overview:step_reopen"}
# Only a form is sent to them.
DATA = {"overview:seen", "overview:step_finish"}
