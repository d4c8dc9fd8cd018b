"""The mark every route carries: which right it asks for and which catalogue row it serves."""

import errno
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from samverkan.access.actions import Refused
from samverkan.access.permissions import PERMISSIONS
from samverkan.access.scope import Forbidden, NoParty, Scope, find_scope
from samverkan.datasets.store import Missing
from samverkan.documents.store import Damaged
from samverkan.process.state import CycleState

P = ParamSpec("P")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Screen:
    permission: str | None
    feature: str
    pdf: bool = False


class ScopedRequest(HttpRequest):
    """A request that has passed `@screen`: it knows who is asking and for whom.

    A view that reads the cycle's state leaves it here for the frame, which else reads it again.
    """

    scope: Scope
    cycle_state: CycleState | None = None


def screen(
    permission: str, *, feature: str, pdf: bool = False
) -> Callable[[Callable[Concatenate[ScopedRequest, P], HttpResponse]], Callable[..., HttpResponse]]:
    """Only for members with `permission`: 404 to anyone else who is signed in, 403 to a member without the right.

    Whoever is not signed in is sent to the login page and from there back.

    The view's address starts with the partnership's slug, which is taken off before the view is called.
    """
    if permission not in PERMISSIONS:
        raise KeyError(f"{permission!r} stands in no row of access/permissions.py: add it there first")

    def mark(view: Callable[Concatenate[ScopedRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in(request)
            scope = find_scope(request.user, slug)
            if scope is None:
                raise Http404
            request.scope = scope
            try:
                scope.require(permission)
                response = view(request, *args, **kwargs)
                if response.status_code == 405 and request.method in ("GET", "HEAD"):
                    response = _not_done(request, response)
            except Forbidden as reason:
                response = render(request, "403.html", {"reason": str(reason)}, status=403)
            except NoParty as unscoped:
                raise Http404 from unscoped
            except Refused as reason:
                response = render(request, "409.html", {"reason": str(reason)}, status=409)
            except UnreadablePostError:  # whoever sent it has left
                raise
            except (Missing, Damaged, OSError, OperationalError) as problem:
                response = _out_of_order(request, problem)
            # A draft stays on no disk on the way, nor in a browser that somebody else sits down at.
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.screen = Screen(permission, feature, pdf)  # type: ignore[attr-defined]
        return guarded

    return mark


def _sign_in(request: Any) -> HttpResponse:
    """htmx follows a redirect and puts what it finds into the page: there the page itself is sent to sign in."""
    if not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path())
    # Back to the page that asked, not to the piece of it that was asked for.
    page = request.htmx.current_url_abs_path or request.get_full_path()
    return HttpResponse(headers={"HX-Redirect": redirect_to_login(page).url})


def _not_done(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """What is done with a press was asked for as a page: after a login, which cannot bring the press along."""
    response = render(request, "405.html", status=405)
    response["Allow"] = refused["Allow"]
    return response


def _out_of_order(request: HttpRequest, problem: Exception) -> HttpResponse:
    """What the house itself stands on fails: the person is told what, and the operator all that is known."""
    logger.error("Out of order: %s", request.path, exc_info=problem)
    if getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in str(problem):
        reason = _("Det finns inte plats att spara mer. Inget av det du just skickade är sparat.")
    elif isinstance(problem, OperationalError):
        reason = _("Databasen svarar inte som den ska. Det du just skickade är inte sparat.")
    else:
        reason = _("En fil som sidan bygger på går inte att komma åt. Det du just skickade är inte sparat.")
    return render(request, "503.html", {"reason": reason}, status=503)


def public_screen(*, feature: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for anyone, signed in or not.

    It must show nothing that belongs to a partnership, unless its address is itself a secret that a member was given.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view.screen = Screen(None, feature)  # type: ignore[attr-defined]
        return view

    return mark
