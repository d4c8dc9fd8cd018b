"""The process's own words, kept as data files beside this module.

Support questions, completion criteria, glossary and guidance, each with the page of the handbook it rests on.
"""

from samverkan.partnerships.content.completion import Criterion, criteria, criteria_of, criterion
from samverkan.partnerships.content.guides import FurtherReading, Guidance, guidance, guidances
from samverkan.partnerships.content.questions import (
    Question,
    QuestionArea,
    question,
    question_area,
    question_areas,
)
from samverkan.partnerships.content.terms import Term, glossary, term

__all__ = [
    "Criterion",
    "FurtherReading",
    "Guidance",
    "Question",
    "QuestionArea",
    "Term",
    "counts",
    "criteria",
    "criteria_of",
    "criterion",
    "glossary",
    "guidance",
    "guidances",
    "question",
    "question_area",
    "question_areas",
    "term",
]


def counts() -> dict[str, int]:
    """How much of the handbook's content there is, counted from the files."""
    return {
        "criteria": len(criteria()),
        "question areas": len(question_areas()),
        "questions": sum(len(area.questions) for area in question_areas()),
        "terms": len(glossary()),
    }
