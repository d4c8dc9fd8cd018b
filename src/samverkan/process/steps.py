"""How far each step has come, by the handbook's completion criteria (pages 20, 32, 46, 62, 80)."""

from dataclasses import dataclass

from samverkan.partnerships.rules import Step
from samverkan.process.state import CycleState

# How many criteria the handbook gives each step; those the product can prove today are counted in `met`.
CRITERIA = {Step.INITIATE: 4, Step.PREPARE: 3, Step.JOIN: 5, Step.IMPLEMENT: 7, Step.FOLLOW_UP: 5}


@dataclass(frozen=True)
class StepState:
    step: Step
    number: int
    met: int
    total: int
    words: str

    @property
    def current(self) -> bool:
        return bool(self.words)


def step_states(state: CycleState) -> tuple[StepState, ...]:
    """All five in order. A hand-over proves that the picture is made and that its leadership has taken note of it."""
    parties = len(state.parties)
    everyone = parties > 0 and state.handed_over == parties
    met = {Step.PREPARE: 2 if everyone else 0, Step.JOIN: 1 if state.joint_at else 0}
    words = {
        Step.PREPARE: "" if everyone else f"{state.handed_over} av {parties} lägesbilder överlämnade",
        Step.JOIN: "Nu läggs lägesbilderna ihop till en" if everyone and not state.joint_at else "",
    }
    return tuple(
        StepState(step, number, met.get(step, 0), CRITERIA[step], words.get(step, ""))
        for number, step in enumerate(Step, 1)
    )
