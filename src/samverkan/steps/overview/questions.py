"""The support questions: how far they have come, the answers, and answering (handbook p. 88–93)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.personal_data import blocking, find
from samverkan.partnerships.content import QuestionArea, question_areas
from samverkan.partnerships.rules import Step
from samverkan.process.questions import asked, unanswered
from samverkan.questions import queries
from samverkan.questions.actions import answer_question, hide_area, show_area
from samverkan.questions.rules import IN_THE_PICTURE, can_be_shown, find_area, find_question
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen
from samverkan.web.support import answer_url, may_answer


class AnswerForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Svar"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Några meningar räcker. Skriv också det ni inte vet än."),
    )
    finished = forms.BooleanField(
        label=gettext_lazy("Svaret är klart"),
        required=False,
        help_text=gettext_lazy("Det går att ändra ett klart svar."),
    )

    def __init__(self, *args: Any, shown: bool = False, **kwargs: Any) -> None:
        """`shown`: the other parties read the answer as soon as it is finished."""
        super().__init__(*args, **kwargs)
        self._shown = shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        if cleaned.get("finished") and not text:
            self.add_error("text", _("Skriv ett svar innan du kryssar för att det är klart."))
        if cleaned.get("finished") and self._shown and (found := blocking(text)):
            words = _("Den andra parten läser svaret, och det ser ut att innehålla %(told)s. Ta bort det.")
            self.add_error("text", words % {"told": found[0].told})
        return cleaned


@screen("question.view", feature="P3")
def questions(request: ScopedRequest) -> HttpResponse:
    counts = unanswered(request.scope)
    by_step = [
        (step, [(area, counts[area.key]) for area in question_areas() if area.step == step]) for step in Step
    ]
    done, drafts, total = (sum(each) for each in zip(*counts.values(), strict=True))
    context = {"by_step": by_step, "done": done, "drafts": drafts, "total": total}
    context["progress_words"] = _("%(done)s av %(all)s frågor är klara") % {"done": done, "all": total}
    return render(request, "overview/questions.html", context)


@screen("question.view", feature="P3")
def question_area(request: ScopedRequest, key: str) -> HttpResponse:
    scope, area = request.scope, _area(key)
    rows, before = asked(scope, area), queries.earlier(scope, area)
    done = sum(1 for row in rows if row.finished)
    showable = can_be_shown(area)
    context = {
        "area": area,
        "rows": [(row, answer_url(scope, row.question.key), before.get(row.question.key)) for row in rows],
        "done": done,
        "progress_words": _("%(done)s av %(all)s frågor är klara") % {"done": done, "all": len(rows)},
        "may_answer": may_answer(scope, area),
        "in_the_picture": area.key in IN_THE_PICTURE,
        "showable": showable,
        "may_show": showable and scope.may("question.show"),
        "shown": queries.shown_area(scope, area) if showable else None,
        "others": queries.shown_by_others(scope, area) if showable else (),
        "next_area": _after(area),
    }
    return render(request, "overview/question_area.html", context)


@screen("question.answer", feature="P3")
def answer(request: ScopedRequest, key: str) -> HttpResponse:
    scope, found = request.scope, find_question(key)
    if found is None or found[0].key in IN_THE_PICTURE:
        raise Http404
    area, question = found
    stored = queries.find_answer(scope, key)
    before = queries.earlier(scope, area).get(key)
    showable = can_be_shown(area)
    shown = queries.shown_area(scope, area) if showable else None
    start: dict[str, Any] = {"expected_version": stored.version if stored else 0}
    if stored:
        start |= {"text": stored.text, "finished": stored.finished}
    elif before and "earlier" in request.GET:
        start |= {"text": before.text}
    form = AnswerForm(request.POST or None, initial=start, shown=bool(shown))
    outcome = save(
        request,
        form,
        lambda version: answer_question(
            scope, key, version, text=form.cleaned_data["text"], finished=form.cleaned_data["finished"]
        ),
        _("Svaret är sparat."),
        f"{_address(request, area)}#question-{key.partition('.')[2]}",
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "area": area,
        "question": question,
        "stored": stored,
        "before": before,
        "shown": shown,
        "others": [
            (party, row)
            for party, rows in (queries.shown_by_others(scope, area) if showable else ())
            for row in rows
            if row.question.key == key
        ],
    }
    return outcome.response or render(request, "overview/answer.html", context, status=outcome.status(form))


@screen("question.show", feature="P3")
@require_POST
def area_show(request: ScopedRequest, key: str) -> HttpResponse:
    area = _showable(key)
    show_area(request.scope, area)
    messages.success(request, _("De klara svaren visas nu för den andra parten."))
    finished = [row.text for row in queries.asked(request.scope, area) if row.finished]
    if found := [match for text in finished for match in find(text)]:
        told = ", ".join(dict.fromkeys(match.told for match in found))
        words = _("Svaren ser ut att innehålla %(what)s. Ta bort det som den andra parten inte ska läsa.")
        messages.warning(request, words % {"what": told})
    return redirect(_address(request, area))


@screen("question.show", feature="P3")
@require_POST
def area_hide(request: ScopedRequest, key: str) -> HttpResponse:
    area = _showable(key)
    hide_area(request.scope, area)
    messages.success(request, _("Svaren är era egna igen. Den andra parten ser dem inte längre."))
    return redirect(_address(request, area))


def _area(key: str) -> QuestionArea:
    area = find_area(key)
    if area is None:
        raise Http404
    return area


def _showable(key: str) -> QuestionArea:
    area = _area(key)
    if not can_be_shown(area):
        raise Http404
    return area


def _address(request: ScopedRequest, area: QuestionArea) -> str:
    return reverse("overview:question_area", args=[request.scope.partnership.slug, area.key])


def _after(area: QuestionArea) -> QuestionArea | None:
    areas = question_areas()
    place = areas.index(area) + 1
    return areas[place] if place < len(areas) else None
