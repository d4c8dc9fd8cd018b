"""All fifteen areas of support questions: the answers to those about patterns stand in the own picture."""

from samverkan.access.scope import Scope
from samverkan.partnerships.content import Question, QuestionArea, question_area
from samverkan.pictures.models import PatternAnswer
from samverkan.pictures.queries.own import pattern_answers
from samverkan.pictures.rules import Verdict
from samverkan.questions import queries
from samverkan.questions.queries import Asked


def asked(scope: Scope, area: QuestionArea) -> list[Asked]:
    """Every question of the area with the party's answer, or the one all parties share. One query."""
    if area.key == "patterns":
        return [_pattern(question, answer) for question, answer in pattern_answers(scope)]
    return queries.asked(scope, area)


def unanswered(scope: Scope) -> dict[str, tuple[int, int, int]]:
    """(finished, drafts, all) for every area. Two queries, which read no answer."""
    patterns = PatternAnswer.objects.filter(picture__cycle=scope.cycle, picture__party=scope.party)
    about_patterns = (patterns.count(), 0, len(question_area("patterns").questions))
    return queries.unanswered(scope) | {"patterns": about_patterns}


def _pattern(question: Question, answer: PatternAnswer | None) -> Asked:
    if answer is None:
        return Asked(question)
    words = f"{Verdict(answer.verdict).swedish}. {answer.sentence}"
    return Asked(question, words, True, answer.answered_by, answer.answered_at)
