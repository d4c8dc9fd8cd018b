"""Bringing a file in: looked at, confirmed by a person, queued for reading, or cancelled.

What takes time (receiving and looking into the file) happens before the transaction, which only writes it down.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samverkan.access.actions import Refused, action, already_done, once, record
from samverkan.access.scope import Scope
from samverkan.datasets import queries, tasks  # the tasks use actions.reading, so by module and not by name
from samverkan.datasets.looking import Look, look
from samverkan.datasets.models import Import, Source
from samverkan.datasets.rules import ImportState
from samverkan.datasets.uploads import Upload, discard_upload, keep_upload, upload_path


class ReadBefore(Exception):
    """The party has already read, or is reading, a file with exactly these bytes."""


@dataclass(frozen=True)
class Choices:
    """How a person wants a file read: what to call it, its source, and which column is what."""

    name: str
    source: Source
    mapping: dict[str, Any]  # as readers.Mapping.to_json
    crs: int | None = None


def receive(
    scope: Scope, file: UploadedFile[bytes], *, source: Source, token: UUID | None, kind: str = ""
) -> Import:
    """Keep a sent file and look into it. Raises ReadError (PersonalDataFound too); then nothing of the file is kept."""
    scope.require("dataset.import")
    file_name = PurePath(file.name or "").name
    upload = keep_upload(file, file_name)
    try:
        looked = look(upload_path(upload.stored_as), file_name, source, kind=kind)
        looked_at = look_at(scope, token, source=source, file_name=file_name, upload=upload, looked=looked)
    except BaseException:
        discard_upload(upload.stored_as)
        raise
    if looked_at.stored_as != upload.stored_as:  # the same form sent twice: the first one's file is in use
        discard_upload(upload.stored_as)
    return looked_at


@action("dataset.import")
def look_at(
    scope: Scope, token: UUID | None, *, source: Source, file_name: str, upload: Upload, looked: Look
) -> Import:
    """Write down a received file and how it would be read."""

    def make() -> Import:
        made = Import.objects.create(
            party=scope.party,
            source=source,
            name=_readable(file_name),
            file_name=file_name,
            file_sha256=upload.sha256,
            stored_as=upload.stored_as,
            created_by=scope.user,
            **looked.fields(),
        )
        record(scope, "look_at_file", made)
        return made

    return once(scope, "look_at_file", token, make, Import)


def look_again(scope: Scope, waiting: Import, *, kind: str, sheet: str) -> None:
    """Look into a waiting file as another kind, or at another sheet. Raises ReadError and leaves it as it was."""
    scope.require("dataset.import")
    path = upload_path(waiting.stored_as)
    _look_anew(scope, waiting, look(path, waiting.file_name, waiting.source, kind=kind, sheet=sheet))


@action("dataset.import")
def _look_anew(scope: Scope, waiting: Import, looked: Look) -> None:
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


def _readable(file_name: str) -> str:
    """`Brott maj.csv` as the first proposal for the dataset's name."""
    return PurePath(file_name).stem.replace("_", " ").strip() or file_name
