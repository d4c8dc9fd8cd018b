"""The process's own words, kept as data files beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samverkan.partnerships.rules import Step


@dataclass(frozen=True)
class Question:
    key: str
    text: str


@dataclass(frozen=True)
class QuestionArea:
    """One of the handbook's areas of support questions, with the page it rests on."""

    key: str
    step: Step
    title: str
    page: int
    per_party: bool
    questions: tuple[Question, ...]


@cache
def question_areas() -> tuple[QuestionArea, ...]:
    data = tomllib.loads((files(__package__) / "questions.toml").read_text(encoding="utf-8"))
    return tuple(
        QuestionArea(
            key=area["key"],
            step=Step(area["step"]),
            title=area["title"],
            page=area["page"],
            per_party=area["per_party"],
            questions=tuple(Question(q["key"], q["text"]) for q in area["questions"]),
        )
        for area in data["area"]
    )


def question_area(key: str) -> QuestionArea:
    return next(area for area in question_areas() if area.key == key)


def question(key: str) -> Question:
    return next(q for area in question_areas() for q in area.questions if q.key == key)
