"""What a frozen figure is to the proposals, and what it answers about a criterion. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverkan.pictures.rules import Verdict


@dataclass(frozen=True)
class Facts:
    """A figure, without what is only drawn. `message` is what it says in one line, `about` what was counted.

    `where` is the part of the municipality it is narrowed to, empty for all of it. `caveats` are the reservations that
    the figure itself makes.
    """

    key: str
    message: str
    source_line: str
    about: str
    sections: Mapping[str, Any]
    where: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Growth:
    """The slope of a line through the years in percent of their mean a year, with its 95 % interval.

    Two are `alike` where they run over the same years and count in the same way: (first, last, per inhabitant).
    """

    yearly: float
    low: float
    high: float
    alike: tuple[int, int, bool]


@dataclass(frozen=True)
class Answer:
    """What one figure says about one criterion of a problem."""

    verdict: Verdict
    sentence: str
    growth: Growth | None = None
    caveats: tuple[str, ...] = ()


def cannot_tell(sentence: str) -> Answer:
    return Answer(Verdict.CANNOT_TELL, sentence)
