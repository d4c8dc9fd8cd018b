"""Every address asks for a right, and says which row of the catalogue it serves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from samverkan.access.permissions import PERMISSIONS
from samverkan.web.screens import Screen

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
FEATURE = re.compile(r"(P|[1-5]\.|L)\d*")


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """(address, name with namespace, view) of every route that is ours."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, address, inner)
        elif isinstance(entry, URLPattern) and not address.startswith("account/"):
            yield address, f"{namespace}{entry.name}", entry.callback


def test_every_route_is_marked_with_a_right_and_a_feature() -> None:
    for address, name, view in routes():
        mark = getattr(view, "screen", None)
        assert isinstance(mark, Screen), (
            f"{address} ({name}) is open to anyone who guesses it: mark it with @screen(permission, feature=…) "
            "or, if it truly shows nothing of a partnership, @public_screen"
        )
        assert FEATURE.match(mark.feature), f"{name}: {mark.feature!r} is no row of the feature catalogue"


def test_only_addresses_under_a_partnership_carry_its_screens() -> None:
    for address, name, view in routes():
        inside = address.startswith("p/<slug:slug>/")
        assert inside == (view.screen.permission is not None), (
            f"{name}: a screen with a right stands under p/<slug>/, a public one outside it"
        )


def test_no_permission_is_granted_that_nothing_asks_for() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    asked = set(re.findall(r'@(?:action|screen)\(\s*"([a-z_.]+)"', source))
    assert set(PERMISSIONS) - asked == set(), "take unused rows out of access/permissions.py"
