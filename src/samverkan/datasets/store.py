"""The datasets' rows on disk: Parquet files named by their own SHA-256, written once and never changed."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

ASIDE = "part-"


class Missing(Exception):
    """Rows that a dataset rests on are no longer on the disk."""


def parquet_path(sha256: str) -> Path:
    """Where the rows with this fingerprint lie, whether or not they are there."""
    return Path(settings.DATASETS_DIR) / f"{sha256}.parquet"


def rows_of(sha256: str) -> Path:
    """The same for who is going to read them; raises Missing."""
    path = parquet_path(sha256)
    if not path.exists():
        raise Missing(f"{path} is missing")
    return path


def keep(write: Callable[[Path], object]) -> str:
    """Store the file that `write` makes at the path it is given; returns its SHA-256.

    Written aside and renamed: a file under its own name is always whole, and on disk when this returns.
    """
    folder = Path(settings.DATASETS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=ASIDE) as aside:
        draft = Path(aside) / "rows.parquet"
        write(draft)
        with draft.open("rb+") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        draft.rename(parquet_path(sha256))
    _settle(folder)
    return sha256


def forget_halves() -> None:
    """Remove what a fallen server left half written. To be called while nothing is being read."""
    for aside in Path(settings.DATASETS_DIR).glob(f"{ASIDE}*"):
        shutil.rmtree(aside)


def _settle(folder: Path) -> None:
    """Have the folder's list of names on disk too, so that a power cut does not lose the new one."""
    listing = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
