"""The answer to a pattern question, and what it is about. docs/algorithms/questions.md"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from samverkan.analysis import numbers
from samverkan.analysis.evenness import Verdict

Key = Literal["above_reference", "trend", "season", "weekday", "hour", "place"]


@dataclass(frozen=True)
class About:
    """What the figures describe: `what` "cykelstöld", `where` "Gävle kommun", `period` "2021–2023"."""

    what: str
    where: str
    period: str
    unit: str = "brott"

    def opening(self, n: float, period: str | None = None, unit: str | None = None) -> str:
        """`Cykelstöld i Gävle kommun 2021–2023 (1 234 brott)`: every sentence names place, period and number."""
        what = self.what[:1].upper() + self.what[1:]
        return f"{what} i {self.where} {period or self.period} ({numbers.number(n)} {unit or self.unit})"


@dataclass(frozen=True)
class Answer:
    """`sentence` is plain Swedish and says no more than `based_on`, the numbers it was made from."""

    key: Key
    verdict: Verdict
    sentence: str
    method: str
    based_on: Mapping[str, float | str | None]


def nothing_to_answer_with(key: Key, about: About, missing: str, to_do: str) -> Answer:
    """cannot_tell when there is no figure: what is missing, and what to do about it."""
    what = f"{about.what} i {about.where} {about.period}"
    return Answer(key, "cannot_tell", f"Det går inte att svara för {what}: {missing}. {to_do}", "", {})
