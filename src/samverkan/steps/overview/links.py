"""Addresses of what the process tells about, for those who may open them."""

from collections.abc import Mapping
from typing import Any

from django.urls import resolve, reverse

from samverkan.access.scope import Scope


def address(scope: Scope, url_name: str, url_kwargs: Mapping[str, Any]) -> str:
    """Empty where there is no page, or none that the person may open: then the words stand without a link."""
    if not url_name:
        return ""
    url = reverse(url_name, kwargs={"slug": scope.partnership.slug, **url_kwargs})
    return url if scope.may(resolve(url).func.screen.permission) else ""  # type: ignore[attr-defined]
