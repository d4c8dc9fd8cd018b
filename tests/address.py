"""What stands in an address with more than the partnership in it. The table itself is in tests/addresses.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Address:
    """What an address is filled in with, once or more, from what a party has (`Belongings`).

    `shared`: both parties may open it, whoever's object it is. `everyones`: no object at all but a key that is the
    same for all, such as a question that each party answers for itself.
    """

    fill: Callable[[Any], list[dict[str, Any]]]
    shared: bool = False
    everyones: bool = False


def planted(*names: str, shared: bool = False) -> Address:
    """Objects that a module of tests/planted gave."""
    return Address(lambda mine: [{"pk": mine.more[name].pk} for name in names], shared=shared)
