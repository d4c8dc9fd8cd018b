"""What the frame around every page needs: where we are, how far the steps have come, which partnerships there are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samverkan.access.scope import Scope
from samverkan.process.state import cycle_state
from samverkan.process.steps import step_states
from samverkan.web.menu import places_menu, steps_menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """`scope` (None outside a partnership), `partnerships`, `steps` and `places`, and the map's tile server."""
    scope: Scope | None = getattr(request, "scope", None)
    context: dict[str, Any] = {
        "scope": scope,
        "tile_url": settings.TILE_URL,
        "tile_attribution": settings.TILE_ATTRIBUTION,
    }
    if scope:
        state = getattr(request, "cycle_state", None) or cycle_state(scope)
        context |= {
            "state": state,
            "partnerships": scope.partnerships,
            "steps": steps_menu(scope, step_states(state), request.path),
            "places": places_menu(scope, request.path),
        }
    return context
