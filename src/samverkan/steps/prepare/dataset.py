"""A dataset and what it says: figures by type, period and area, each one press away from becoming a finding."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverkan.datasets import figure_store, queries
from samverkan.datasets.figure_store import Choice, Prepared
from samverkan.datasets.figures import freeze
from samverkan.datasets.linked import Companions, companions
from samverkan.datasets.models import Dataset
from samverkan.pictures.actions import answer_pattern, freeze_figure
from samverkan.pictures.queries import own
from samverkan.pictures.rules import Verdict
from samverkan.steps.prepare.dataset_filter import FilterForm
from samverkan.steps.prepare.dataset_layout import lay_out
from samverkan.web.screens import ScopedRequest, screen


@screen("dataset.view", feature="2.5")
def dataset(request: ScopedRequest, pk: int) -> HttpResponse:
    found = _dataset(request, pk)
    offered = companions(request.scope.party, found.kind)
    form, choice = _choice(request, found, request.GET, offered)
    context: dict[str, Any] = {"dataset": found, "form": form, "rejected": _rejected_url(request, found)}
    if choice is None:
        return render(request, "prepare/dataset.html", context, status=422)
    prepared = figure_store.figures_for(request.scope, choice)
    fields = choice.filter.as_dict() | choice.linked.fields(found)
    shown = FilterForm(found, offered, fields)
    context |= {"form": shown, "choice": choice, "fields": fields.items(), "query": urlencode(fields)}
    if prepared is None:
        return render(
            request, "prepare/dataset_counting.html", context | {"asked": figure_store.is_asked(choice)}
        )
    if request.headers.get("HX-Request"):  # the page that waited asks again until the figures are here
        return HttpResponse(headers={"HX-Refresh": "true"})
    context |= {
        "layout": lay_out(prepared),
        "context": prepared.context,
        "has_map": "hot_spots" in prepared.figures,
        "may_write": request.scope.may("picture.edit"),
        "form_token": uuid4,
    }
    return render(request, "prepare/dataset.html", context)


@require_POST
@screen("dataset.view", feature="2.5")
def count(request: ScopedRequest, pk: int) -> HttpResponse:
    """Have the figures of a choice counted in the background."""
    found = _dataset(request, pk)
    _form, choice = _choice(request, found, request.POST, companions(request.scope.party, found.kind))
    if choice is None:
        raise Http404
    figure_store.ask(choice)
    return _back(request, choice)


@require_POST
@screen("picture.edit", feature="2.6")
def to_finding(request: ScopedRequest, pk: int, key: str) -> HttpResponse:
    """Freeze a figure as it is drawn now and go on to the finding it became."""
    choice, prepared = _shown(request, pk)
    figure = next((figure for figure in prepared.drawn() if figure.key == key and figure.chart), None)
    if figure is None:
        raise Http404
    finding = freeze_figure(
        request.scope,
        dataset=choice.dataset,
        key=key,
        filter=choice.filter.as_dict() | choice.linked.fields(choice.dataset),
        data=freeze(key, prepared.figures, prepared.context),
        source_line=figure.source_line,
        token=_token(request),
    )
    messages.success(request, _("Diagrammet är en iakttagelse nu. Skriv med egna ord vad den säger."))
    return redirect("prepare:finding", request.scope.partnership.slug, finding.pk)


@require_POST
@screen("picture.edit", feature="2.6")
def to_answers(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take the figures' answers to the pattern questions into the picture, those nobody has answered yet."""
    choice, prepared = _shown(request, pk)
    answered = {question.key for question, answer in own.pattern_answers(request.scope) if answer}
    new = [
        answer
        for answer in prepared.figures.get("questions", ())
        if f"patterns.{answer['key']}" not in answered
    ]
    for answer in new:
        answer_pattern(
            request.scope,
            answer["key"],
            0,
            verdict=Verdict(answer["verdict"]),
            sentence=answer["sentence"],
            dataset=choice.dataset,
            filter=choice.filter.as_dict() | choice.linked.fields(choice.dataset),
            proposed_verdict=answer["verdict"],
            proposed_sentence=answer["sentence"],
        )
    messages.success(request, _taken_over(len(new), len(prepared.figures.get("questions", ()))))
    return _back(request, choice)


def _taken_over(new: int, total: int) -> str:
    if not new:
        return str(_("Frågorna är redan besvarade i lägesbilden. Där kan ni ändra svaren."))
    taken = ngettext("%(number)s svar står nu i lägesbilden.", "%(number)s svar står nu i lägesbilden.", new)
    kept = str(_(" De andra var redan besvarade och är som de var.")) if new < total else ""
    return taken % {"number": new} + kept


def _dataset(request: ScopedRequest, pk: int) -> Dataset:
    return get_object_or_404(queries.datasets(request.scope), pk=pk)


def _choice(
    request: ScopedRequest, found: Dataset, fields: QueryDict, offered: Companions
) -> tuple[FilterForm, Choice | None]:
    """The form, and what it chooses; None where it was filled in wrongly."""
    form = FilterForm(found, offered, fields)
    if not form.is_valid():
        return form, None
    linked = offered.choose(found, form.linked_fields())
    return form, figure_store.choose(request.scope.party, found, form.chosen(), linked)


def _shown(request: ScopedRequest, pk: int) -> tuple[Choice, Prepared]:
    """What a form on the page was sent from; 404 where the figures have not been counted."""
    found = _dataset(request, pk)
    _form, choice = _choice(request, found, request.POST, companions(request.scope.party, found.kind))
    prepared = figure_store.figures_for(request.scope, choice) if choice else None
    if choice is None or prepared is None:
        raise Http404
    return choice, prepared


def _back(request: ScopedRequest, choice: Choice) -> HttpResponseRedirect:
    fields = choice.filter.as_dict() | choice.linked.fields(choice.dataset)
    address = reverse("prepare:dataset", args=[request.scope.partnership.slug, choice.dataset.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(fields)}")


def _token(request: ScopedRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None


def _rejected_url(request: ScopedRequest, found: Dataset) -> str:
    if not found.rows_rejected:
        return ""
    return reverse("prepare:rejected", args=[request.scope.partnership.slug, found.origin.pk])
