"""The ready catalogue: source types and crime types with how far they can be trusted, as data beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samverkan.datasets.rules import DarkFigure, DatasetKind


@dataclass(frozen=True)
class ReadySource:
    """A source type; `page` is the page of the handbook it rests on."""

    key: str
    name: str
    holder: str
    page: int
    kinds: tuple[DatasetKind, ...]
    open_statistics: bool
    tells: str
    strengths: str
    weaknesses: str


@dataclass(frozen=True)
class ReadyCrimeType:
    """A crime type; `page` is None where the handbook does not name it."""

    key: str
    name: str
    category: str
    dark_figure: DarkFigure
    note: str
    also_called: tuple[str, ...]
    found_by_police: bool = False
    page: int | None = None
    redefined_from: int | None = None  # none is ready: it depends on the years that a file holds


@cache
def ready_sources() -> tuple[ReadySource, ...]:
    return tuple(
        ReadySource(**{**row, "kinds": tuple(DatasetKind(kind) for kind in row["kinds"])})
        for row in _rows("sources.toml", "source")
    )


@cache
def ready_crime_types() -> tuple[ReadyCrimeType, ...]:
    return tuple(
        ReadyCrimeType(
            **{
                **row,
                "dark_figure": DarkFigure(row["dark_figure"]),
                "also_called": tuple(row["also_called"]),
            }
        )
        for row in _rows("crime_types.toml", "type")
    )


def page_of(key: str) -> int | None:
    """The handbook page a ready source or crime type rests on; None for a party's own rows."""
    rows: list[ReadySource | ReadyCrimeType] = [*ready_sources(), *ready_crime_types()]
    return next((row.page for row in rows if row.key == key), None)


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((files(__package__) / file).read_text(encoding="utf-8"))[table]
    return rows
