"""Links to what decisions and agenda items are about, for those who may open it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from samverkan.access.scope import Scope
from samverkan.groups.models import Decision


def linked(
    decisions: Iterable[Decision], addresses: Mapping[str, tuple[str, dict[str, Any]]], scope: Scope
) -> list[tuple[Decision, str]]:
    """Each decision with the address of its subject, empty where there is none that the person may open."""
    return [
        (decision, link(scope, *addresses[decision.about]) if decision.about in addresses else "")
        for decision in decisions
    ]


def link(scope: Scope, url_name: str, url_kwargs: Mapping[str, Any]) -> str:
    """The address, or nothing where the person lacks the right, or the page has gone since it was written down."""
    if not url_name:
        return ""
    try:
        url = reverse(url_name, kwargs={"slug": scope.partnership.slug, **url_kwargs})
    except NoReverseMatch:
        return ""
    return url if scope.may(resolve(url).func.screen.permission) else ""  # type: ignore[attr-defined]
