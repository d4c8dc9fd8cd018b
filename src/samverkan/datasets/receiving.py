"""Receiving a file: kept aside and looked into, which takes time, before the action that writes it down."""

from pathlib import PurePath
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from samverkan.access.scope import Scope
from samverkan.datasets.actions import look_anew, look_at
from samverkan.datasets.looking import look
from samverkan.datasets.models import Import, Source
from samverkan.datasets.uploads import discard_upload, keep_upload, upload_path


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


def look_again(scope: Scope, waiting: Import, *, kind: str, sheet: str) -> None:
    """Look into a waiting file as another kind, or at another sheet. Raises ReadError and leaves it as it was."""
    scope.require("dataset.import")
    path = upload_path(waiting.stored_as)
    look_anew(scope, waiting, look(path, waiting.file_name, waiting.source, kind=kind, sheet=sheet))
