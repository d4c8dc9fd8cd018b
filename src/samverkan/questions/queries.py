"""Answers to the support questions, as far as they stand in `Answer`: those about patterns stand in the picture."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from samverkan.access.scope import Scope
from samverkan.partnerships.content import Question, QuestionArea, question_areas
from samverkan.partnerships.models import Answer, Cycle, Party, User
from samverkan.questions.models import ClosedGuidance, SharedArea

NOT_BEGUN = Q(text="", finished=False)


@dataclass(frozen=True)
class Asked:
    """A question and how far its answer has come; `who` and `at` are None where nobody has begun."""

    question: Question
    text: str = ""
    finished: bool = False
    who: User | None = None
    at: datetime | None = None

    @property
    def name(self) -> str:
        """The question's own part of its key, for its place on a page."""
        return self.question.key.partition(".")[2]

    @property
    def state(self) -> str:
        """As the `status` tag knows it."""
        return "done" if self.finished else "now" if self.text else "todo"


@dataclass(frozen=True)
class Earlier:
    """What was answered the last time the question was asked."""

    cycle: Cycle
    text: str


def answers(scope: Scope) -> QuerySet[Answer]:
    """The running cycle's answers that the person's own party may read and write: its own and the joint ones."""
    return Answer.objects.filter(Q(party=scope.party) | Q(party=None), cycle=scope.cycle)


def find_answer(scope: Scope, question: str) -> Answer | None:
    return answers(scope).select_related("changed_by").filter(question=question).first()


def asked(scope: Scope, area: QuestionArea) -> list[Asked]:
    """Every question of the area with the party's answer, or the one all parties share. One query."""
    given = answers(scope).filter(question__startswith=f"{area.key}.").select_related("changed_by")
    return _in_order(area, given)


def unanswered(scope: Scope) -> dict[str, tuple[int, int, int]]:
    """(finished, drafts, all) for each area whose answers stand in `Answer`. One query, which reads no answer."""
    counted: Counter[tuple[str, bool]] = Counter()
    for key, finished in answers(scope).exclude(NOT_BEGUN).values_list("question", "finished"):
        counted[key.partition(".")[0], finished] += 1
    return {
        area.key: (counted[area.key, True], counted[area.key, False], len(area.questions))
        for area in question_areas()
        if area.key != "patterns"
    }


def earlier(scope: Scope, area: QuestionArea) -> dict[str, Earlier]:
    """The party's own, or the joint, finished answers of the newest cycle before this one that has any. One query."""
    before = (
        Answer.objects.filter(Q(party=scope.party) | Q(party=None), finished=True)
        .filter(cycle__partnership=scope.partnership, cycle__number__lt=scope.cycle.number)
        .filter(question__startswith=f"{area.key}.")
        .exclude(text="")
        .select_related("cycle")
        .order_by("cycle__number")
    )
    return {answer.question: Earlier(answer.cycle, answer.text) for answer in before}


def shown_area(scope: Scope, area: QuestionArea) -> SharedArea | None:
    """That the party shows its finished answers in the area to the others."""
    shown = SharedArea.objects.filter(cycle=scope.cycle, party=scope.party, area=area.key)
    return shown.select_related("shared_by").first()


def shown_by_others(scope: Scope, area: QuestionArea) -> list[tuple[Party, list[Asked]]]:
    """The other parties' finished answers in an area they have chosen to show. One query."""
    showing = SharedArea.objects.filter(cycle=scope.cycle, area=area.key).exclude(party=scope.party)
    given = (
        Answer.objects.filter(cycle=scope.cycle, party__in=showing.values("party"), finished=True)
        .filter(question__startswith=f"{area.key}.")
        .select_related("party__organisation", "changed_by")
        .order_by("party__position")
    )
    by_party: dict[Party, list[Answer]] = {}
    for answer in given:
        assert answer.party
        by_party.setdefault(answer.party, []).append(answer)
    return [
        (party, [row for row in _in_order(area, theirs) if row.finished])
        for party, theirs in by_party.items()
    ]


def guidance_is_closed(user: User, key: str) -> bool:
    return ClosedGuidance.objects.filter(user=user, key=key).exists()


def _in_order(area: QuestionArea, given: Iterable[Answer]) -> list[Asked]:
    found = {answer.question: answer for answer in given}
    return [
        Asked(question, answer.text, answer.finished, answer.changed_by, answer.changed_at)
        if (answer := found.get(question.key))
        else Asked(question)
        for question in area.questions
    ]
