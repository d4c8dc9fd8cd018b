"""Every write to datasets, by what it is about."""

from samverkan.datasets.actions.areas import add_area_set
from samverkan.datasets.actions.catalogue import (
    NameTaken,
    add_crime_type,
    add_source,
    change_crime_type,
    change_source,
    start_catalogue,
)

__all__ = [
    "NameTaken",
    "add_area_set",
    "add_crime_type",
    "add_source",
    "change_crime_type",
    "change_source",
    "start_catalogue",
]
