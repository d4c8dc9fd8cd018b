"""A file that an answer rests on: of a known sort by name and by content, and safe in the store before it is noted.

It is never opened, drawn or run here: it is kept under its own hash and given back as it came.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from samverkan.access.personal_data import find
from samverkan.documents import store

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120
ENDINGS = "PDF, PNG, JPEG, XLSX, DOCX eller CSV"


class Unfit(Exception):
    """The file cannot be kept. The message is shown as it stands."""


@dataclass(frozen=True)
class StoredFile:
    name: str
    sha256: str


def keep_file(file: UploadedFile[bytes]) -> StoredFile:
    """Raises Unfit, and then nothing is kept."""
    name = safe_name(file.name or "")
    if (file.size or 0) > LARGEST:
        raise Unfit("Filen är större än 20 MB. Dela upp den eller spara den i ett mindre format.")
    ending = PurePath(name).suffix.lower().removeprefix(".")
    looks = SORTS.get(ending)
    if looks is None:
        raise Unfit(f"Filer av det slaget går inte att lägga till. Välj en fil som är {ENDINGS}.")
    # As it was sent: what makes a name safe may hide what is in it.
    for match in find((file.name or "").removesuffix(f".{ending}")):
        raise Unfit(f"Filens namn ser ut att innehålla {match.told}. Döp om filen och välj den igen.")
    content = file.read()
    if not content:
        raise Unfit("Filen är tom. Välj en annan.")
    if not looks(content):
        raise Unfit(f"Filen heter .{ending}, men innehållet är något annat. Spara om den och välj den igen.")
    return StoredFile(name, store.put(content, "bin"))


def read_file(sha256: str) -> bytes:
    """Raises store.Damaged rather than giving out something else."""
    return store.read(sha256, "bin")


def safe_name(sent: str) -> str:
    """The last part of the path, without what a file system or a header could take for something else."""
    last = PurePath(sent.replace("\\", "/")).name
    cleaned = re.sub(r"[^\w .,()+–-]", "_", last).strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    return f"{stem[:LONGEST_NAME].strip() or 'fil'}.{ending.lower()}" if dot else cleaned[:LONGEST_NAME]


def _office(part: str) -> Callable[[bytes], bool]:
    """A document of Office's newer kind, which is a zip with known parts in it, and no macros."""

    def looks(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
        return {"[Content_Types].xml", part} <= names and not any(
            name.lower().endswith("vbaproject.bin") for name in names
        )

    return looks


def _text(content: bytes) -> bool:
    """Rows of characters: no other sort's marks, and nothing below a space but tabs and line ends."""
    text = content.removeprefix(b"\xef\xbb\xbf")
    if text.lstrip()[:1] in (b"<", b"%") or text.startswith((b"PK", b"\xff\xd8", b"\x89PNG", b"MZ")):
        return False
    return not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)


def _starts(mark: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(mark)


SORTS: dict[str, Callable[[bytes], bool]] = {
    "pdf": _starts(b"%PDF-"),
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "jpeg": _starts(b"\xff\xd8\xff"),
    "xlsx": _office("xl/workbook.xml"),
    "docx": _office("word/document.xml"),
    "csv": _text,
}
