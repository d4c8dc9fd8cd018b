"""Raw files as Swedish offices save them, made into canonical incidents and figures. No Django here.

`inspect` looks, `read` reads. See docs/reading-files.md for what is understood and how each choice is made.
"""

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
from samverkan.datasets.readers.rejected import to_csv as _to_csv
from samverkan.datasets.readers.result import ReadResult
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


def rejected_csv(result: ReadResult) -> bytes:
    """The rejected rows of a reading as a CSV file for Swedish Excel."""
    return _to_csv(result.rejected)
