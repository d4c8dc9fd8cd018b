"""Every write to datasets, by what it is about."""

from samverkan.datasets.actions.areas import add_area_set, found_with_areas
from samverkan.datasets.actions.catalogue import (
    NameTaken,
    add_crime_type,
    add_source,
    change_crime_type,
    change_source,
    start_catalogue,
)
from samverkan.datasets.actions.importing import (
    Choices,
    ReadBefore,
    cancel_import,
    look_anew,
    look_at,
    queue_import,
)

__all__ = [
    "Choices",
    "NameTaken",
    "ReadBefore",
    "add_area_set",
    "add_crime_type",
    "add_source",
    "cancel_import",
    "change_crime_type",
    "change_source",
    "found_with_areas",
    "look_anew",
    "look_at",
    "queue_import",
    "start_catalogue",
]
