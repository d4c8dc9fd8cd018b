"""The completion criteria: what must hold for a step to be done ("klart när")."""

from dataclasses import dataclass
from functools import cache

from samverkan.partnerships.content.tables import rows
from samverkan.partnerships.rules import Step


@dataclass(frozen=True)
class Criterion:
    """`evidence` says what proves it; `url_name` is the screen where the work is done, empty until there is one."""

    key: str
    step: Step
    page: int
    text: str
    evidence: str
    url_name: str


@cache
def criteria() -> tuple[Criterion, ...]:
    return tuple(
        Criterion(**{**row, "step": Step(row["step"])}) for row in rows("criteria.toml", "criterion")
    )


def criteria_of(step: Step) -> tuple[Criterion, ...]:
    return tuple(row for row in criteria() if row.step == step)


def criterion(key: str) -> Criterion:
    return next(row for row in criteria() if row.key == key)
