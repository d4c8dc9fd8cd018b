"""Files on their way in: streamed to disk under a random name, and gone as soon as they have been read or refused."""

import hashlib
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePath
from string import ascii_lowercase
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# Letters only: a name of digits could look like a personal identity number to whoever checks the path.
NAME_LENGTH = 24
LONGEST_SUFFIX = 6
LONGEST_NAME = 160


@dataclass(frozen=True)
class Upload:
    """A received file: its name under UPLOADS_DIR, its SHA-256, and its size in bytes."""

    stored_as: str
    sha256: str
    size: int


def upload_path(stored_as: str) -> Path:
    return Path(settings.UPLOADS_DIR) / stored_as


def keep_upload(file: UploadedFile[bytes], file_name: str) -> Upload:
    """Copy `file` to UPLOADS_DIR piece by piece, under a random name with the ending of `file_name`."""
    Path(settings.UPLOADS_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
    stored_as = "".join(secrets.choice(ascii_lowercase) for _ in range(NAME_LENGTH)) + suffix(file_name)
    sha256, size = hashlib.sha256(), 0
    try:
        with upload_path(stored_as).open("xb") as target:
            for chunk in file.chunks():
                sha256.update(chunk)
                size += len(chunk)
                target.write(chunk)
    except BaseException:
        discard_upload(stored_as)
        raise
    return Upload(stored_as, sha256.hexdigest(), size)


def discard_upload(stored_as: str) -> None:
    """Remove a received file. Nothing happens when it is already gone."""
    if stored_as:
        upload_path(stored_as).unlink(missing_ok=True)


def forget_uploads_but(wanted: set[str]) -> None:
    """Remove every received or half-read file that nobody waits for. To be called while no server runs."""
    folder = Path(settings.UPLOADS_DIR)
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in wanted:
            path.unlink()


def readable(file_name: str) -> str:
    """`Brott_maj.csv` as a first proposal for what to call its contents: `Brott maj`."""
    return (PurePath(file_name).stem.replace("_", " ").strip() or file_name)[:LONGEST_NAME]


def suffix(file_name: str) -> str:
    """`.xlsx` of `Brott maj.XLSX`; nothing where the ending is not a plain short word."""
    ending = PurePath(file_name).suffix.lower()
    return ending if len(ending) <= LONGEST_SUFFIX and ending[1:].isalnum() and ending.isascii() else ""


class UploadLimit(FileUploadHandler):
    """Stops storing what is sent past UPLOAD_LIMIT. The rest of the form still arrives, so it can be answered.

    Stands first in FILE_UPLOAD_HANDLERS: the limit holds before any byte of the surplus reaches memory or disk. It is
    of all the files of a request together, for also someone who has not signed in can send them, to the login.
    """

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            assert self.request is not None
            self.request.META[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


TOO_LARGE = "samverkan.upload_too_large"
