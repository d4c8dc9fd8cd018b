"""What each room adds to the scenario (tests/scenario.py), and what its routes need: one module a room.

A module may have `plant(anna, per, size)`, which builds with the scopes of the two who write and gives objects by
name and party, `{"meeting": {"municipality": …, "police": …}}`; and the names below, which `gathered` gathers.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def rooms() -> Iterator[ModuleType]:
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        yield import_module(f"{__name__}.{found.name}")


def gathered(name: str) -> list[Any]:
    """The values of `name` in the rooms that have it: ADDRESSES, PRESSES, FORMS_ONLY, NO_DRAFT_IN, WAITING, DATA."""
    return [getattr(room, name) for room in rooms() if hasattr(room, name)]
