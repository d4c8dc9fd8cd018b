"""What the frame around every page needs: where we are, whose turn it is, which partnerships there are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samverkan.access.scope import Scope
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Step


def frame(request: HttpRequest) -> dict[str, Any]:
    """`scope` (None outside a partnership), `partnerships` to switch between, `steps`, and the map's tile server."""
    scope: Scope | None = getattr(request, "scope", None)
    context: dict[str, Any] = {
        "scope": scope,
        "steps": [{"key": step.value, "name": step.swedish, "number": n} for n, step in enumerate(Step, 1)],
        "tile_url": settings.TILE_URL,
        "tile_attribution": settings.TILE_ATTRIBUTION,
    }
    user = getattr(request, "user", None)
    if scope and user is not None and user.is_authenticated:
        context["partnerships"] = [
            m.partnership
            for m in Membership.objects.filter(user=user, ended_at=None)
            .select_related("partnership")
            .order_by("partnership__name")
        ]
    return context
