"""What the rooms that find evidence tell this one. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """One thing that proves a criterion, where it is seen and since when. Quotes nothing of what anybody has written.

    `url_name` may be empty; who may not open it is shown the text alone.
    """

    text: str
    url_name: str = ""
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None


# Keys of the criteria that the system finds by itself, which nobody confirms by hand. Filled in by process/apps.py.
found_by_system: set[str] = set()
