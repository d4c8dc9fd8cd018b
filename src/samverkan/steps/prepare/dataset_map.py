"""What the map on the dataset page draws: squares with incidents, or areas. Never a single incident's place."""

import json
from functools import lru_cache

from django.http import Http404, HttpResponse, JsonResponse

from samverkan.datasets import figure_store
from samverkan.datasets.map_layer import outlines, squares
from samverkan.steps.prepare.dataset_choice import shown
from samverkan.web.screens import ScopedRequest, screen


@screen("dataset.view", feature="2.7")
def grid(request: ScopedRequest, pk: int) -> HttpResponse:
    """The squares of a choice as GeoJSON; 404 where it has no places or has not been counted."""
    _choice, prepared = shown(request, pk, request.GET)
    if not prepared.figures.get("grid"):
        raise Http404
    return HttpResponse(_squares(prepared.name), content_type="application/geo+json")


@lru_cache(maxsize=32)
def _squares(name: str) -> bytes:
    """Written out once for each choice: turning metres into degrees takes most of the time."""
    figures = figure_store.load(name) or {}
    return json.dumps(squares(figures["grid"]), ensure_ascii=False, separators=(",", ":")).encode()


@screen("dataset.view", feature="2.7")
def areas(request: ScopedRequest, pk: int) -> HttpResponse:
    """The areas of a choice as GeoJSON; 404 where it is read without areas or has not been counted."""
    choice, prepared = shown(request, pk, request.GET)
    if choice.linked.areas is None or not prepared.figures.get("areas"):
        raise Http404
    counts = {area["name"]: area["count"] for area in prepared.figures["areas"]["areas"]}
    return JsonResponse(outlines(choice.linked.areas.geojson, counts))
