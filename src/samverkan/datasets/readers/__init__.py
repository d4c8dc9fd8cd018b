"""Raw files as Swedish offices save them, made into canonical incidents and figures. No Django here.

`inspect` looks, `read` reads. See docs/reading-files.md for what is understood and how each choice is made. A name is
loaded when it is first asked for: who only wants to know `ReadError` does not wait for the readers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samverkan.datasets.readers.errors import PersonalDataFound, PersonalFinding, ReadCancelled, ReadError
    from samverkan.datasets.readers.inspecting import Inspection, inspect
    from samverkan.datasets.readers.mapping import (
        FIELD_LABELS,
        FIGURE_FIELDS,
        INCIDENT_FIELDS,
        Mapping,
        signature,
    )
    from samverkan.datasets.readers.reading import read
    from samverkan.datasets.readers.result import ReadResult, rejected_csv
    from samverkan.datasets.readers.schemas import FIGURES, INCIDENTS

__all__ = [
    "FIELD_LABELS",
    "FIGURES",
    "FIGURE_FIELDS",
    "INCIDENTS",
    "INCIDENT_FIELDS",
    "Inspection",
    "Mapping",
    "PersonalDataFound",
    "PersonalFinding",
    "ReadCancelled",
    "ReadError",
    "ReadResult",
    "inspect",
    "read",
    "rejected_csv",
    "signature",
]

_NAMES_IN = {
    "errors": ("PersonalDataFound", "PersonalFinding", "ReadCancelled", "ReadError"),
    "inspecting": ("Inspection", "inspect"),
    "mapping": ("FIELD_LABELS", "FIGURE_FIELDS", "INCIDENT_FIELDS", "Mapping", "signature"),
    "reading": ("read",),
    "result": ("ReadResult", "rejected_csv"),
    "schemas": ("FIGURES", "INCIDENTS"),
}


def __getattr__(name: str) -> Any:
    for module, names in _NAMES_IN.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
