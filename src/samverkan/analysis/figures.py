"""Everything the incidents of one dataset or selection tell, and how it was counted. docs/analyse.md"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverkan.analysis.answer import Answer
from samverkan.analysis.aoristic import Aoristic
from samverkan.analysis.areas_table import InAreas
from samverkan.analysis.hot_spots import HotSpots
from samverkan.analysis.profile import Breakdown
from samverkan.analysis.repeats import Repeats
from samverkan.analysis.season import Season
from samverkan.analysis.tally import Tally
from samverkan.analysis.trend import Trend

METHOD_VERSION = "1"
"""Raise it when a method changes its numbers: stored figures with another version are counted anew."""


@dataclass(frozen=True)
class Rows:
    """Rows of the source file: `read` is `accepted` and `rejected` together."""

    read: int
    accepted: int
    rejected: int


@dataclass(frozen=True)
class Population:
    """Inhabitants of the whole place, and by area name where they are known. `year` they are counted for."""

    whole: float | None = None
    areas: Mapping[str, float] | None = None
    year: int | None = None


@dataclass(frozen=True)
class Reference:
    """What the place is compared with: `name` "hela landet", and its crimes per 100 000 inhabitants and year."""

    name: str
    per_100_000: float


@dataclass(frozen=True)
class Figures:
    """None where the incidents do not carry what the figure needs. `choices`: everything decided automatically."""

    rows: Rows
    tally: Tally
    week: Aoristic
    season: Season | None
    trend: Trend | None
    areas: InAreas | None
    profile: tuple[Breakdown, ...]
    hot_spots: HotSpots | None
    near_repeat: Repeats | None
    questions: tuple[Answer, ...]
    crs: int
    choices: tuple[str, ...]
    method_version: str = METHOD_VERSION

    def as_json(self) -> dict[str, Any]:
        """Plain values as docs/analyse.md describes them: the form that is stored and handed on."""
        from samverkan.analysis.as_json import as_json

        return as_json(self)
