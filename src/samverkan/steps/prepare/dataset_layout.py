"""The order of the dataset page: what is asked, what stands out, and the rest by group for the one who wants more."""

from dataclasses import dataclass

from samverkan.datasets.figure_store import Prepared
from samverkan.datasets.figures import Figure, kinds
from samverkan.partnerships.content import question_area
from samverkan.pictures.rules import Verdict

MOST_FIRST = 3


@dataclass(frozen=True)
class Question:
    """A pattern question with what the figures answer."""

    key: str
    text: str
    verdict: str
    sentence: str

    @property
    def answer(self) -> str:
        return Verdict(self.verdict).swedish


@dataclass(frozen=True)
class Group:
    name: str
    anchor: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Layout:
    questions: tuple[Question, ...]
    unanswered: tuple[Question, ...]
    first: tuple[Figure, ...]
    groups: tuple[Group, ...]
    missing: tuple[Figure, ...]


def lay_out(prepared: Prepared) -> Layout:
    """First the figures that answer a question with yes, at most three, else the first that can be drawn."""
    questions = _questions(prepared)
    yes = {question.key for question in questions if question.verdict == "yes"}
    answers = {kind.key: set(kind.questions) for kind in kinds(prepared.context.kind)}
    drawn = [figure for figure in prepared.drawn() if figure.chart]
    telling = [figure for figure in drawn if answers[figure.key] & yes] or drawn[:1]
    first = tuple(telling[:MOST_FIRST])
    names = dict.fromkeys(figure.group for figure in drawn if figure not in first)
    groups = tuple(
        Group(
            name,
            f"group-{place}",
            tuple(figure for figure in drawn if figure.group == name and figure not in first),
        )
        for place, name in enumerate(names, 1)
    )
    missing = tuple(figure for figure in prepared.drawn() if not figure.chart)
    answered = tuple(question for question in questions if question.verdict != "cannot_tell")
    unanswered = tuple(question for question in questions if question.verdict == "cannot_tell")
    return Layout(answered, unanswered, first, groups, missing)


def _questions(prepared: Prepared) -> tuple[Question, ...]:
    texts = {
        question.key.removeprefix("patterns."): question.text
        for question in question_area("patterns").questions
    }
    return tuple(
        Question(answer["key"], texts[answer["key"]], answer["verdict"], answer["sentence"])
        for answer in prepared.figures.get("questions", ())
    )
