"""A person's calendar at its secret address: the address itself is the key, so nobody signs in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samverkan.access.calendar_feed import scope_of
from samverkan.process.feed import feed
from samverkan.web.screens import public_screen


@public_screen(feature="2.8")
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """404 whatever is wrong, so that a guess learns nothing."""
    scope = scope_of(secret)
    if scope is None:
        raise Http404
    return HttpResponse(
        feed(scope),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": 'inline; filename="samverkan.ics"',
            "X-Robots-Tag": "noindex",
        },
    )
