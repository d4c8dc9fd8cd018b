"""A dataset and what it says: figures by type, period and area, each one press away from becoming a finding."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverkan.datasets import figure_store
from samverkan.datasets.figure_store import Choice
from samverkan.datasets.figures import freeze
from samverkan.datasets.models import Dataset
from samverkan.pictures.actions import answer_pattern, freeze_figure
from samverkan.pictures.queries import own
from samverkan.pictures.rules import Verdict
from samverkan.steps.prepare.dataset_choice import asked, fields_of, shown
from samverkan.steps.prepare.dataset_layout import lay_out
from samverkan.web.screens import ScopedRequest, screen


@screen("dataset.view", feature="2.5")
def dataset(request: ScopedRequest, pk: int) -> HttpResponse:
    found = asked(request, pk, request.GET)
    choice = found.choice
    context: dict[str, Any] = {
        "dataset": found.dataset,
        "form": found.form,
        "rejected": _rejected_url(request, found.dataset),
    }
    if choice is None:
        return render(request, "prepare/dataset.html", context, status=422)
    fields = fields_of(choice)
    context |= {
        "form": found.settled_form(choice),
        "fields": fields.items(),
        "query": urlencode(fields),
        "form_token": uuid4,
    }
    prepared = figure_store.figures_for(request.scope, choice)
    if prepared is None:
        context["asked"] = figure_store.is_asked(choice)
        return render(request, "prepare/dataset_counting.html", context)
    if request.headers.get("HX-Request"):  # the page that waited asks again until the figures are here
        return HttpResponse(headers={"HX-Refresh": "true"})
    context |= {
        "layout": lay_out(prepared),
        "context": prepared.context,
        "map": _map_url(request, choice, prepared.figures),
        "may_write": request.scope.may("picture.edit"),
    }
    return render(request, "prepare/dataset.html", context)


@screen("dataset.view", feature="2.5")
@require_POST
def count(request: ScopedRequest, pk: int) -> HttpResponse:
    """Have the figures of a choice counted in the background."""
    choice = asked(request, pk, request.POST).choice
    if choice is None:
        raise Http404
    figure_store.ask(choice)
    return _back(request, choice)


@screen("picture.edit", feature="2.6")
@require_POST
def to_finding(request: ScopedRequest, pk: int, key: str) -> HttpResponse:
    """Freeze a figure as it is drawn now and go on to the finding it became."""
    choice, prepared = shown(request, pk, request.POST)
    figure = next((figure for figure in prepared.drawn() if figure.key == key and figure.chart), None)
    if figure is None:
        raise Http404
    finding = freeze_figure(
        request.scope,
        dataset=choice.dataset,
        key=key,
        filter=fields_of(choice),
        data=freeze(key, prepared.figures, prepared.context),
        source_line=figure.source_line,
        token=_token(request),
    )
    messages.success(request, _("Diagrammet är en iakttagelse nu. Skriv med egna ord vad den säger."))
    return redirect("prepare:finding", request.scope.partnership.slug, finding.pk)


@screen("picture.edit", feature="2.6")
@require_POST
def to_answers(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take the figures' answers to the pattern questions into the picture, those nobody has answered yet."""
    choice, prepared = shown(request, pk, request.POST)
    answers = prepared.figures.get("questions") or []
    answered = {question.key for question, answer in own.pattern_answers(request.scope) if answer}
    new = [answer for answer in answers if f"patterns.{answer['key']}" not in answered]
    for answer in new:
        answer_pattern(
            request.scope,
            answer["key"],
            0,
            verdict=Verdict(answer["verdict"]),
            sentence=answer["sentence"],
            dataset=choice.dataset,
            filter=fields_of(choice),
            proposed_verdict=answer["verdict"],
            proposed_sentence=answer["sentence"],
        )
    messages.success(request, _taken_over(len(new), len(answers)))
    return _back(request, choice)


def _taken_over(new: int, total: int) -> str:
    if not new:
        return str(_("Frågorna är redan besvarade i lägesbilden. Där kan ni ändra svaren."))
    taken = ngettext("%(number)s svar står nu i lägesbilden.", "%(number)s svar står nu i lägesbilden.", new)
    kept = str(_(" De andra var redan besvarade och är som de var.")) if new < total else ""
    return taken % {"number": new} + kept


def _map_url(request: ScopedRequest, choice: Choice, figures: dict[str, Any]) -> str:
    """The address of the map's squares, or of its areas where there are no coordinates; nothing without places."""
    if figures.get("grid"):
        name = "prepare:dataset_map"
    elif figures.get("areas") and choice.linked.areas:
        name = "prepare:dataset_map_areas"
    else:
        return ""
    address = reverse(name, args=[request.scope.partnership.slug, choice.dataset.pk])
    return f"{address}?{urlencode(fields_of(choice))}"


def _back(request: ScopedRequest, choice: Choice) -> HttpResponseRedirect:
    address = reverse("prepare:dataset", args=[request.scope.partnership.slug, choice.dataset.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(fields_of(choice))}")


def _token(request: ScopedRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None


def _rejected_url(request: ScopedRequest, found: Dataset) -> str:
    if not found.rows_rejected or not hasattr(found, "origin"):
        return ""
    return reverse("prepare:rejected", args=[request.scope.partnership.slug, found.origin.pk])
