"""What the map on the dataset page draws: squares with incidents, or areas. Never a single incident's place."""

from django.http import Http404, HttpResponse, JsonResponse

from samverkan.datasets.map_layer import outlines, squares
from samverkan.steps.prepare.dataset_choice import shown
from samverkan.web.screens import ScopedRequest, screen


@screen("dataset.view", feature="2.7")
def grid(request: ScopedRequest, pk: int) -> HttpResponse:
    """The squares of a choice as GeoJSON; 404 where it has no places or has not been counted."""
    _choice, prepared = shown(request, pk, request.GET)
    if not prepared.figures.get("grid"):
        raise Http404
    return JsonResponse(squares(prepared.figures["grid"]))


@screen("dataset.view", feature="2.7")
def areas(request: ScopedRequest, pk: int) -> HttpResponse:
    """The areas of a choice as GeoJSON; 404 where it is read without areas or has not been counted."""
    choice, prepared = shown(request, pk, request.GET)
    if choice.linked.areas is None or not prepared.figures.get("areas"):
        raise Http404
    counts = {area["name"]: area["count"] for area in prepared.figures["areas"]["areas"]}
    return JsonResponse(outlines(choice.linked.areas.geojson, counts))
