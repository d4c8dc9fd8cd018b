"""How far each step has come, by the handbook's completion criteria (pages 20, 32, 46, 62, 80)."""

from dataclasses import dataclass

from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.rules import Step
from samverkan.process.state import CycleState


@dataclass(frozen=True)
class StepState:
    """`current`: where the work stands now. `words`: what else there is to say of the step than its numbers."""

    step: Step
    number: int
    met: int
    total: int
    words: str
    reopened: bool
    current: bool

    @property
    def finished(self) -> bool:
        """All its criteria hold and nobody has opened it again."""
        return self.met == self.total and not self.reopened


def step_states(state: CycleState) -> tuple[StepState, ...]:
    """All five in order, from the marks that are kept of the criteria: no query."""
    now = _current(state)
    return tuple(
        StepState(
            step,
            number,
            state.standing.met_of(step),
            len(criteria_of(step)),
            _words(state, step),
            step in state.standing.reopened,
            step is now,
        )
        for number, step in enumerate(Step, 1)
    )


def _everyone(state: CycleState) -> bool:
    return bool(state.parties) and state.handed_over == len(state.parties)


def _words(state: CycleState, step: Step) -> str:
    if step in state.standing.reopened:
        return "Öppnat igen"
    if step is Step.PREPARE and state.handed_over and not _everyone(state):
        return f"{state.handed_over} av {len(state.parties)} lägesbilder överlämnade"
    if step is Step.JOIN and _everyone(state) and "join.joint_picture" not in state.standing.met:
        return "Nu läggs lägesbilderna ihop till en"
    return ""


def _current(state: CycleState) -> Step | None:
    """The last step that is begun and not finished. Follow-up runs all through: current when it alone is left."""
    standing = state.standing
    left = [step for step in Step if not standing.finished(step) or step in standing.reopened]
    begun = [step for step in left if step is not Step.FOLLOW_UP and _begun(state, step)]
    return begun[-1] if begun else left[0] if left else None


def _begun(state: CycleState, step: Step) -> bool:
    handed_over = {Step.PREPARE: bool(state.handed_over), Step.JOIN: _everyone(state)}
    return state.standing.met_of(step) > 0 or handed_over.get(step, False)
