"""The own picture's questions: six about patterns, with answers proposed by the figures, and four about the mapping."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.partnerships.content import Question
from samverkan.partnerships.models import Answer
from samverkan.pictures.actions import answer_mapping, answer_pattern
from samverkan.pictures.models import PatternAnswer
from samverkan.pictures.queries.own import mapping_answers, pattern_answers, short
from samverkan.pictures.queries.proposals import Proposal, proposals
from samverkan.pictures.rules import Verdict
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class PatternForm(Form):
    verdict = forms.TypedChoiceField(
        label=gettext_lazy("Ert svar"), choices=Verdict.choices(), coerce=Verdict, widget=forms.RadioSelect
    )
    sentence = forms.CharField(
        label=gettext_lazy("Med egna ord"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=gettext_lazy(
            "Säg inte mer än siffrorna gör. Skriv till om ni vet något som inte syns i dem."
        ),
    )


class MappingForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Svar"), widget=forms.Textarea, required=False, max_length=10000
    )
    finished = forms.BooleanField(label=gettext_lazy("Svaret är klart"), required=False)


@dataclass(frozen=True)
class PatternRow:
    """A question with the picture's answer, and what the figures of the party's datasets propose."""

    key: str
    text: str
    answer: PatternAnswer | None
    proposals: tuple[Proposal, ...]

    @property
    def verdict(self) -> str:
        return Verdict(self.answer.verdict).swedish if self.answer else ""

    @property
    def proposed_verdict(self) -> str:
        proposed = self.answer.proposed_verdict if self.answer else ""
        return Verdict(proposed).swedish if proposed else ""


@screen("picture.view", feature="2.6")
def patterns(request: ScopedRequest) -> HttpResponse:
    found = proposals(request.scope)
    rows = [
        PatternRow(
            short(question.key),
            question.text,
            answer,
            tuple(proposal for proposal in found if proposal.question == short(question.key)),
        )
        for question, answer in pattern_answers(request.scope)
    ]
    done = sum(1 for row in rows if row.answer)
    context = {
        "rows": rows,
        "done": done,
        "progress_words": _("%(done)s av %(all)s frågor är besvarade") % {"done": done, "all": len(rows)},
        "may_edit": request.scope.may("picture.edit"),
    }
    return render(request, "prepare/patterns.html", context)


@screen("picture.edit", feature="2.6")
def pattern(request: ScopedRequest, question: str) -> HttpResponse:
    """Answer one question. `?dataset=` chooses whose figures the answer starts from."""
    asked, answer = _asked(pattern_answers(request.scope), f"patterns.{question}")
    offered = [proposal for proposal in proposals(request.scope) if proposal.question == question]
    chosen = _chosen(request, offered, answer)
    form = PatternForm(request.POST or None, initial=_start(answer, chosen))
    outcome = save(
        request,
        form,
        lambda version: answer_pattern(
            request.scope,
            question,
            version,
            verdict=form.cleaned_data["verdict"],
            sentence=form.cleaned_data["sentence"],
            **_basis(answer, chosen),
        ),
        _("Svaret är sparat."),
        reverse("prepare:patterns", args=[request.scope.partnership.slug]),
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "question": asked,
        "chosen": chosen,
        "offered": offered,
        "answer": answer,
    }
    return outcome.response or render(request, "prepare/pattern.html", context, status=outcome.status(form))


def _chosen(request: ScopedRequest, offered: list[Proposal], answer: PatternAnswer | None) -> Proposal | None:
    """The proposal asked for; an unanswered question starts from the first, an answered one from what it rests on."""
    wanted = request.GET.get("dataset", "")
    found = next((proposal for proposal in offered if str(proposal.dataset.pk) == wanted), None)
    return found or (offered[0] if offered and not answer and not wanted else None)


def _start(answer: PatternAnswer | None, chosen: Proposal | None) -> dict[str, Any]:
    if chosen:
        start: dict[str, Any] = {"verdict": chosen.verdict, "sentence": chosen.sentence}
    elif answer:
        start = {"verdict": answer.verdict, "sentence": answer.sentence}
    else:
        start = {}
    return start | {"expected_version": answer.version if answer else 0}


def _basis(answer: PatternAnswer | None, chosen: Proposal | None) -> dict[str, Any]:
    """What is kept beside the answer: the proposal it started from, as it was."""
    if chosen:
        return {
            "dataset": chosen.dataset,
            "filter": chosen.filter,
            "proposed_verdict": chosen.verdict,
            "proposed_sentence": chosen.sentence,
        }
    if answer:
        names = ("dataset", "filter", "proposed_verdict", "proposed_sentence")
        return {name: getattr(answer, name) for name in names}
    return {}


@dataclass(frozen=True)
class MappingRow:
    """`name` is the question's part of the address."""

    name: str
    text: str
    answer: Answer | None


@screen("picture.view", feature="2.1")
def mapping(request: ScopedRequest) -> HttpResponse:
    rows = [
        MappingRow(question.key.removeprefix("own_picture."), question.text, answer)
        for question, answer in mapping_answers(request.scope)
    ]
    done = sum(1 for row in rows if row.answer and row.answer.finished)
    context = {
        "rows": rows,
        "done": done,
        "progress_words": _("%(done)s av %(all)s frågor är klara") % {"done": done, "all": len(rows)},
        "may_edit": request.scope.may("picture.edit"),
    }
    return render(request, "prepare/mapping.html", context)


@screen("picture.edit", feature="2.1")
def mapping_answer(request: ScopedRequest, question: str) -> HttpResponse:
    asked, answer = _asked(mapping_answers(request.scope), f"own_picture.{question}")
    form = MappingForm(request.POST or None, initial=_as_answered(answer))
    outcome = save(
        request,
        form,
        lambda version: answer_mapping(
            request.scope,
            asked.key,
            version,
            text=form.cleaned_data["text"],
            finished=form.cleaned_data["finished"],
        ),
        _("Svaret är sparat."),
        reverse("prepare:mapping", args=[request.scope.partnership.slug]),
    )
    context = {"form": form, "clashes": outcome.clashes, "question": asked}
    return outcome.response or render(
        request, "prepare/mapping_answer.html", context, status=outcome.status(form)
    )


def _as_answered(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"expected_version": 0}
    return {"text": answer.text, "finished": answer.finished, "expected_version": answer.version}


def _asked(rows: list[tuple[Question, Any]], key: str) -> tuple[Question, Any]:
    """The question with this key and its answer; 404 for a key nobody asks."""
    for asked, answer in rows:
        if asked.key == key:
            return asked, answer
    raise Http404
