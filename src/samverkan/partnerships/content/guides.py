"""The guidance beside the work: one per step and one per row of the feature catalogue."""

from dataclasses import dataclass
from functools import cache

from samverkan.partnerships.content.tables import rows
from samverkan.partnerships.rules import Step


@dataclass(frozen=True)
class FurtherReading:
    title: str
    text: str


@dataclass(frozen=True)
class Guidance:
    """`key` is the row of the catalogue ("1.1") or "step." and the step."""

    key: str
    step: Step
    title: str
    page: int
    what: str
    why: str
    how: tuple[str, ...]
    pitfalls: tuple[str, ...]
    more: tuple[FurtherReading, ...]


@cache
def guidances() -> tuple[Guidance, ...]:
    return tuple(
        Guidance(
            **{
                **row,
                "step": Step(row["step"]),
                "how": tuple(row["how"]),
                "pitfalls": tuple(row["pitfalls"]),
                "more": tuple(FurtherReading(**reading) for reading in row["more"]),
            }
        )
        for row in rows("guidance.toml", "guidance")
    )


def guidance(key: str) -> Guidance:
    return next(row for row in guidances() if row.key == key)
