"""Bringing a file in: looked at, confirmed by a person, queued for reading, or cancelled.

What takes time (`datasets/receiving.py`) happens before the transaction, which only writes it down.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from samverkan.access.actions import Refused, action, already_done, once, record
from samverkan.access.scope import Scope
from samverkan.datasets import queries, tasks  # the tasks use actions.reading, so by module and not by name
from samverkan.datasets.looking import Look
from samverkan.datasets.models import Import, Source
from samverkan.datasets.rules import ImportState
from samverkan.datasets.uploads import Upload, discard_upload, readable


class ReadBefore(Exception):
    """The party has already read, or is reading, a file with exactly these bytes."""


@dataclass(frozen=True)
class Choices:
    """How a person wants a file read: what to call it, its source, and which column is what."""

    name: str
    source: Source
    mapping: dict[str, Any]  # as readers.Mapping.to_json
    crs: int | None = None


@action("dataset.import")
def look_at(
    scope: Scope, token: UUID | None, *, source: Source, file_name: str, upload: Upload, looked: Look
) -> Import:
    """Write down a received file and how it would be read."""

    def make() -> Import:
        made = Import.objects.create(
            party=scope.party,
            source=source,
            name=readable(file_name),
            file_name=file_name,
            file_sha256=upload.sha256,
            stored_as=upload.stored_as,
            created_by=scope.user,
            **looked.fields(),
        )
        record(scope, "look_at_file", made)
        return made

    return once(scope, "look_at_file", token, make, Import)


@action("dataset.import")
def look_anew(scope: Scope, waiting: Import, looked: Look) -> None:
    """Write down how a waiting file would be read instead. Raises Refused when it waits no longer."""
    _move(scope, waiting, [ImportState.LOOKED_AT], **looked.fields())
    record(scope, "look_at_file", waiting)


@action("dataset.import")
def queue_import(scope: Scope, waiting: Import, choices: Choices, *, again: bool = False) -> None:
    """Have a file read as confirmed. `again`: although it has been read before; else raises ReadBefore.

    Confirming twice queues it once.
    """
    current = Import.objects.select_for_update().get(pk=waiting.pk)
    if current.state in {ImportState.QUEUED, ImportState.RUNNING, ImportState.DONE}:
        return already_done()
    if not again and (queries.read_before(scope, current) or queries.being_read(scope, current)):
        raise ReadBefore
    _move(
        scope,
        waiting,
        [ImportState.LOOKED_AT],
        state=ImportState.QUEUED,
        created_by=scope.user,  # whoever confirms stands behind the reading, also when the sender has left
        name=choices.name,
        source=choices.source,
        mapping=choices.mapping,
        crs=choices.crs,
    )
    tasks.read_import.enqueue(waiting.pk)
    record(scope, "queue_import", waiting)


@action("dataset.import")
def cancel_import(scope: Scope, unwanted: Import) -> None:
    """Stop an import before it becomes a dataset; nothing of its file is kept. Cancelling twice cancels once."""
    current = Import.objects.select_for_update().get(pk=unwanted.pk)
    if current.state == ImportState.CANCELLED:
        return already_done()
    _move(scope, unwanted, queries.OPEN, state=ImportState.CANCELLED, inspection={})
    transaction.on_commit(lambda: discard_upload(unwanted.stored_as))
    record(scope, "cancel_import", unwanted)


def _move(scope: Scope, moving: Import, states: list[ImportState], **fields: Any) -> None:
    """Change an import of the party that is in one of `states`; raises Refused when it has moved on."""
    moved = Import.objects.filter(pk=moving.pk, party=scope.party, state__in=states).update(**fields)
    if not moved:
        raise Refused("Filen är redan färdigläst eller avbruten, så det går inte att ändra längre.")
