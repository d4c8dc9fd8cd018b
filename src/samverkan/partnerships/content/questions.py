"""The support questions: what the parties think through, step by step."""

from dataclasses import dataclass
from functools import cache

from samverkan.partnerships.content.tables import rows
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
    return tuple(
        QuestionArea(
            **{
                **area,
                "step": Step(area["step"]),
                "questions": tuple(Question(**asked) for asked in area["questions"]),
            }
        )
        for area in rows("questions.toml", "area")
    )


def question_area(key: str) -> QuestionArea:
    return next(area for area in question_areas() if area.key == key)


def question(key: str) -> Question:
    return next(q for area in question_areas() for q in area.questions if q.key == key)
