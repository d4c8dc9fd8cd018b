"""The party's own catalogue: what its sources can tell, and how far its crime types can be trusted."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from samverkan.access.actions import Refused, action, change, once, record
from samverkan.access.scope import Scope
from samverkan.datasets.content import ready_crime_types, ready_sources
from samverkan.datasets.models import CrimeType, Source

Row = TypeVar("Row", Source, CrimeType)


class NameTaken(Exception):
    """The party already has a row with that name."""


@action("catalogue.edit")
def start_catalogue(scope: Scope) -> None:
    """Give the party the ready rows it lacks. What it has, under whatever name, is left as it stands."""
    sources = [
        Source(
            party=scope.party,
            key=row.key,
            name=row.name,
            holder=row.holder,
            tells=row.tells,
            strengths=row.strengths,
            weaknesses=row.weaknesses,
            open_statistics=row.open_statistics,
        )
        for row in ready_sources()
    ]
    crime_types = [
        CrimeType(
            party=scope.party,
            key=row.key,
            name=row.name,
            category=row.category,
            dark_figure=row.dark_figure,
            found_by_police=row.found_by_police,
            note=row.note,
            also_called=list(row.also_called),
        )
        for row in ready_crime_types()
    ]
    added, named = _add_missing(scope, sources), _add_missing(scope, crime_types)
    record(scope, "start_catalogue", scope.party, sources=added, crime_types=named)


@action("catalogue.edit")
def add_source(scope: Scope, /, token: UUID | None, **fields: Any) -> Source:
    """Raises NameTaken."""
    source = Source(party=scope.party, **fields)
    return once(scope, "add_source", token, lambda: _add(scope, "add_source", source), Source)


@action("catalogue.edit")
def change_source(scope: Scope, /, source: Source, version: int, **fields: Any) -> Source:
    """Raises Conflict when somebody else has saved since `version`, and NameTaken."""
    return _change(scope, "change_source", source, version, **fields)


@action("catalogue.edit")
def add_crime_type(scope: Scope, /, token: UUID | None, **fields: Any) -> CrimeType:
    """Raises NameTaken."""
    crime_type = CrimeType(party=scope.party, **fields)
    return once(scope, "add_crime_type", token, lambda: _add(scope, "add_crime_type", crime_type), CrimeType)


@action("catalogue.edit")
def change_crime_type(scope: Scope, /, crime_type: CrimeType, version: int, **fields: Any) -> CrimeType:
    """Raises Conflict when somebody else has saved since `version`, and NameTaken."""
    return _change(scope, "change_crime_type", crime_type, version, **fields)


def _add_missing(scope: Scope, rows: list[Row]) -> int:
    manager: Any = type(rows[0])._default_manager
    held = manager.filter(party=scope.party).values_list("key", "name")
    keys, names = {key for key, _ in held}, {name for _, name in held}
    missing = [row for row in rows if row.key not in keys and row.name not in names]
    manager.bulk_create(missing)
    return len(missing)


def _add(scope: Scope, verb: str, row: Row) -> Row:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NameTaken from error
    record(scope, verb, row)
    return row


def _change(scope: Scope, verb: str, row: Row, version: int, **fields: Any) -> Row:
    if row.party_id != scope.party.pk:
        raise Refused("Raden hör till en annan part.")
    try:
        with transaction.atomic():
            row = change(row, version, **fields)
    except IntegrityError as error:
        raise NameTaken from error
    record(scope, verb, row, version=row.version)
    return row
