"""The server's half of js/autosave.js: a draft sent while someone is still writing."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from samverkan.web.words import clock


def is_autosave(request: HttpRequest) -> bool:
    """Whether the form was sent by itself. Answer then with `saved`, or with a bare 409 or 422, never with a page."""
    return request.headers.get("X-Autosave") == "1"


def saved(version: int) -> JsonResponse:
    """Tell the page when the draft was saved and which version it now edits."""
    return JsonResponse({"saved": clock(timezone.now()), "version": version})
