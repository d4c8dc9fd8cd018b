"""Files of adopted documents, and of evidence, found by their own hash: written once, whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from django.conf import settings

# `bin` is whatever somebody has brought: kept as it came, and never opened here.
Kind = Literal["pdf", "docx", "png", "jpg", "bin"]
DRAFTS_KEPT = 200


class Damaged(Exception):
    """A stored file is missing or no longer what it was when it was adopted."""


def put(content: bytes, kind: Kind) -> str:
    """Keep `content` so that it survives a power cut; gives its SHA-256, by which it is found again."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256, kind)
    if not path.exists():
        _write(path, content)
    return sha256


def read(sha256: str, kind: Kind) -> bytes:
    """The file as it was put; raises `Damaged` rather than giving out something else under its name."""
    try:
        content = path_of(sha256, kind).read_bytes()
    except FileNotFoundError as error:
        raise Damaged(f"{sha256}.{kind} is missing") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(f"{sha256}.{kind} has changed")
    return content


def path_of(sha256: str, kind: Kind) -> Path:
    return Path(settings.DOCUMENTS_DIR) / f"{sha256}.{kind}"


def draft(content_sha256: str, kind: Kind, make: Callable[[], bytes]) -> bytes:
    """A file made from content that is not adopted: kept beside the store for the next time it is asked for.

    The hash is of the content, so a changed draft never gives an old file. The oldest are cleared away.
    """
    folder = Path(settings.DRAFTS_DIR)
    path = folder / f"{content_sha256}.{kind}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        made = make()
    _write(path, made)
    for old in sorted(folder.iterdir(), key=_made_at, reverse=True)[DRAFTS_KEPT:]:
        old.unlink(missing_ok=True)
    return made


def _made_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # somebody else was making it, or clearing it away
        return 0


def _write(path: Path, content: bytes) -> None:
    """Aside first, flushed to the disk, then into place, so that no reader ever meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
