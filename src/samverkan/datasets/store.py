"""The datasets' rows on disk: Parquet files named by their own SHA-256, written once and never changed."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings


def parquet_path(sha256: str) -> Path:
    """Where the rows with this fingerprint lie, whether or not they are there."""
    return Path(settings.DATASETS_DIR) / f"{sha256}.parquet"


def keep(table: pa.Table) -> str:
    """Store `table` and return its SHA-256. Written aside and renamed: a file under its own name is always whole."""
    folder = Path(settings.DATASETS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as draft:
        path = Path(draft.name)
        try:
            pq.write_table(table, draft, compression="zstd")
            draft.flush()
            os.fsync(draft.fileno())
            sha256 = _sha256(path)
            path.rename(parquet_path(sha256))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    _settle(folder)
    return sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """Have the folder's list of names on disk too, so that a power cut does not lose the new one."""
    listing = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
