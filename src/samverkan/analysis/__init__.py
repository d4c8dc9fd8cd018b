"""Statistics on plain arrays and tables. Pure: no Django, no database, frozen dataclasses out.

The four names a script may rely on are reached as `from samverkan.analysis import rate`. Each lives in its
own module and is loaded when it is first asked for: importing one part of the room never pays for another.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samverkan.analysis.aoristic import aoristic
    from samverkan.analysis.getis_ord import getis_ord_star
    from samverkan.analysis.near_repeat import near_repeat
    from samverkan.analysis.rates import rate

__all__ = ["aoristic", "getis_ord_star", "near_repeat", "rate"]

_MODULE_OF = {
    "aoristic": "aoristic",
    "getis_ord_star": "getis_ord",
    "near_repeat": "near_repeat",
    "rate": "rates",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


class _Room(ModuleType):
    """Keeps `aoristic` and `near_repeat` meaning the function.

    Python binds every imported submodule as an attribute of its package. For a function that lives in a
    module of the same name that would hide the function as soon as anybody imports the module.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _MODULE_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room
