"""The parts, questions and examples of a cause analysis (handbook p. 49–54), kept as data beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samverkan.problems.rules import Perspective, RiskLevel


@dataclass(frozen=True)
class Part:
    """One text of the analysis. `key` is that of AnalysisText."""

    key: str
    title: str
    page: int
    question: str
    hint: str


@dataclass(frozen=True)
class PerspectiveHelp:
    perspective: Perspective
    page: int
    about: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class RiskHelp:
    level: RiskLevel
    page: int
    about: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class StrategicCrimes:
    """What a report of a certain year found; `others` are crimes it found not to be strategic."""

    year: int
    page: int
    source: str
    crimes: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class HypothesisHelp:
    key: str
    page: int
    text: str
    example: str


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((files(__package__) / "content.toml").read_text(encoding="utf-8"))


@cache
def parts() -> tuple[Part, ...]:
    """In the order they are read."""
    return tuple(Part(**row) for row in _tables()["part"])


def part(key: str) -> Part:
    """Raises KeyError."""
    for each in parts():
        if each.key == key:
            return each
    raise KeyError(key)


@cache
def perspectives() -> tuple[PerspectiveHelp, ...]:
    return tuple(
        PerspectiveHelp(Perspective(row["key"]), row["page"], row["about"], tuple(row["questions"]))
        for row in _tables()["perspective"]
    )


@cache
def risk_levels() -> tuple[RiskHelp, ...]:
    return tuple(
        RiskHelp(RiskLevel(row["level"]), row["page"], row["about"], tuple(row["examples"]))
        for row in _tables()["risk"]
    )


@cache
def strategic_crimes() -> tuple[StrategicCrimes, ...]:
    """The newest report first."""
    found = (
        StrategicCrimes(row["year"], row["page"], row["source"], tuple(row["crimes"]), tuple(row["others"]))
        for row in _tables()["strategic"]
    )
    return tuple(sorted(found, key=lambda each: -each.year))


@cache
def hypothesis_help() -> dict[str, HypothesisHelp]:
    """By the field of a hypothesis that it helps with."""
    return {row["key"]: HypothesisHelp(**row) for row in _tables()["hypothesis"]}
