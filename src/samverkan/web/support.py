"""The support questions of an area, folded beside the work they are about, and the way to where each is answered."""

from typing import Any

from django.urls import reverse

from samverkan.access.scope import Scope
from samverkan.partnerships.content import QuestionArea, question_area
from samverkan.process.questions import asked
from samverkan.questions.rules import IN_THE_PICTURE

# The own picture's questions are answered on its own screens, by those who write the picture.
PICTURE_SCREENS = {"own_picture": "prepare:mapping_answer", "patterns": "prepare:pattern"}


def may_answer(scope: Scope, area: QuestionArea) -> bool:
    return scope.may("picture.edit" if area.key in IN_THE_PICTURE else "question.answer")


def answer_url(scope: Scope, question: str) -> str:
    """Where the question with this key is answered."""
    slug, (area, _, name) = scope.partnership.slug, question.partition(".")
    if area in PICTURE_SCREENS:
        return reverse(PICTURE_SCREENS[area], args=[slug, name])
    return reverse("overview:answer", args=[slug, question])


def support_questions(context: dict[str, Any], key: str) -> dict[str, Any]:
    """``{% support_questions "inventory" %}`` on any page with a scope. One query; nothing for an observer."""
    scope: Scope = context["scope"]
    if not scope.may("question.view"):
        return {}
    area = question_area(key)
    rows = asked(scope, area)
    return {
        "area": area,
        "rows": [(row, answer_url(scope, row.question.key)) for row in rows],
        "done": sum(1 for row in rows if row.finished),
        "drafts": sum(1 for row in rows if row.state == "now"),
        "may_answer": may_answer(scope, area),
        "scope": scope,
    }
