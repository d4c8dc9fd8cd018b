"""Answering the support questions, showing an area to the other parties, and putting guidance away."""

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, record, running_cycle, start_or_change
from samverkan.access.personal_data import blocking
from samverkan.access.scope import Scope
from samverkan.partnerships.content import QuestionArea
from samverkan.partnerships.models import Answer
from samverkan.questions.models import ClosedGuidance, SharedArea
from samverkan.questions.queries import asked, shown_area
from samverkan.questions.rules import IN_THE_PICTURE, can_be_shown, find_question

PERSONAL = "Svaret ser ut att innehålla personuppgifter, och den andra parten läser det. Ta bort dem först."


@action("question.answer", proves=False)
def answer_question(scope: Scope, question: str, version: int, *, text: str, finished: bool) -> Answer:
    """Answer for the party, or for all where they answer together. `version` is 0 where nobody has; raises Conflict.

    The same words sent twice are one answer: the second finds them there. No criterion and no stage rests on these
    answers, and they are saved by themselves while somebody writes, so nothing is derived anew after them.
    """
    found = find_question(question)
    if found is None or found[0].key in IN_THE_PICTURE:
        raise Answer.DoesNotExist
    area, _ = found
    if finished and can_be_shown(area) and blocking(text) and shown_area(scope, area):
        raise Refused(PERSONAL)
    fields = {"text": text, "finished": finished, "changed_by": scope.user, "changed_at": timezone.now()}
    key = {
        "cycle": running_cycle(scope),
        "party": scope.party if area.per_party else None,
        "question": question,
    }
    same = Answer.objects.filter(**key, text=text, finished=finished).first()
    if same is not None:
        already_done()
        return same
    answer = start_or_change(Answer, version, key, fields)
    record(scope, "answer_question", answer, shared=not area.per_party, question=question)
    return answer


@action("question.show")
def show_area(scope: Scope, area: QuestionArea) -> SharedArea:
    """Let the other parties read the party's finished answers in the area, now and as they are finished."""
    if not can_be_shown(area):
        raise SharedArea.DoesNotExist
    for row in asked(scope, area):
        if row.finished and blocking(row.text):
            raise Refused(f"Svaret på frågan ”{row.question.text}” ser ut att innehålla personuppgifter.")
    shared, made = SharedArea.objects.get_or_create(
        cycle=running_cycle(scope), party=scope.party, area=area.key, defaults={"shared_by": scope.user}
    )
    if not made:
        already_done()
        return shared
    record(scope, "show_area", shared, shared=True, area=area.key)
    return shared


@action("question.show")
def hide_area(scope: Scope, area: QuestionArea) -> None:
    """Take back `show_area`: from now on the others read none of it."""
    shared = shown_area(scope, area)
    if shared is None:
        already_done()
        return
    record(scope, "hide_area", shared, shared=True, area=area.key)
    shared.delete()


@action("guidance.close", proves=False)
def close_guidance(scope: Scope, key: str) -> None:
    """Put the guidance away for good, for this person in every partnership and browser."""
    closed, made = ClosedGuidance.objects.get_or_create(user=scope.user, key=key)
    if not made:
        already_done()
        return
    record(scope, "close_guidance", closed, shared=scope.membership.party is None, key=key)


@action("guidance.close", proves=False)
def open_guidance(scope: Scope, key: str) -> None:
    closed = ClosedGuidance.objects.filter(user=scope.user, key=key).first()
    if closed is None:
        already_done()
        return
    record(scope, "open_guidance", closed, shared=scope.membership.party is None, key=key)
    closed.delete()
