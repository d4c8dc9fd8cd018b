"""One file with everything an installation owns, and the way back.

The archive is a tar file: `manifest.json` (migrations, number of rows per table, SHA-256 of every other member),
`rows.jsonl` (every row, in Django's own serialisation, so that SQLite and PostgreSQL can read each other's) and the
files under `datasets/`, `documents/`, `uploads/` and `keys/`. A restore proves it all before anything is replaced.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from samverkan.config import integrity, server
from samverkan.datasets.queries import files_of_open_imports
from samverkan.documents import keys

FOLDERS = ("datasets", "documents", "uploads", "keys")
# Rebuilt by themselves or worth nothing elsewhere: signed-in sessions, Django's own registers, queued work.
LEFT_OUT = {"sessions", "contenttypes", "django_tasks_db"}


class Broken(Exception):
    """The archive is not what its manifest says. The message tells where."""


def _models() -> list[type[models.Model]]:
    return [
        model
        for model in serializers.sort_dependencies(
            [(config, None) for config in apps.get_app_configs() if config.label not in LEFT_OUT | {"auth"}]
        )
        if not model._meta.proxy
    ]


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def backup(target: Path) -> int:
    """Write the archive beside `target` and move it into place when it is whole. The server may run meanwhile."""
    if not server.tables_are_current():
        print("Tabellerna är av en äldre version än programmet. Ta kopian med den version som de kördes med.")
        return 1
    part = target.with_name(target.name + ".part")
    try:
        counts, files = _write(part)
        part.replace(target)
    except OSError as problem:
        part.unlink(missing_ok=True)
        print(f"{target} gick inte att skriva: {problem.strerror}. Ingen kopia är tagen.")
        return 1
    print(f"{target}: {sum(counts.values())} rader i {len(counts)} tabeller och {files} filer.")
    return 0


def _write(part: Path) -> tuple[dict[str, int], int]:
    """The rows of each table and how many files beside them the archive at `part` got."""
    counts: dict[str, int] = {}
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, tarfile.open(part, "w") as archive:
        rows = Path(folder) / "rows.jsonl"
        with transaction.atomic(), rows.open("w", encoding="utf-8") as out:
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for model in _models():
                queryset = model._base_manager.order_by("pk")
                counts[model._meta.label] = queryset.count()
                serializers.serialize("jsonl", queryset.iterator(), stream=out)
            waited_for = set(files_of_open_imports())
        hashes["rows.jsonl"] = _add(archive, rows, "rows.jsonl")
        # Files are written before the rows that name them and never changed, so what the rows need is here now.
        for path, name in _files(waited_for):
            try:
                hashes[name] = _add(archive, path, name)
            except FileNotFoundError:  # an import that has ended since the rows were read
                continue
        manifest = {
            "made": timezone.now().isoformat(),
            "migrations": _migrations(),
            "rows": counts,
            "files": hashes,
        }
        described = Path(folder) / "manifest.json"
        described.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        archive.add(described, "manifest.json")
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return counts, len(hashes) - 1


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Take the file in; gives the SHA-256 of exactly the bytes that were taken."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
    return sha256


def _files(waited_for: set[str]) -> Iterator[tuple[Path, str]]:
    """What is whole: halves lie in folders or under names of their own, an upload counts when an import names it."""
    for folder in FOLDERS:
        for path in sorted((settings.HOME / folder).glob("[!.]*")):
            half = path.suffix == ".part" or (folder == "keys" and path.suffix != ".key")
            if path.is_file() and not half and (folder != "uploads" or path.name in waited_for):
                yield path, path.relative_to(settings.HOME).as_posix()


def restore(source: Path, *, replace: bool) -> int:
    lock = server.hold_home()
    if lock is None:
        print("Samverkan körs med den här mappen. Stoppa den först.")
        return 1
    server.prepare()
    with lock, tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        try:
            manifest = prove(source, Path(folder))
        except (Broken, OSError, tarfile.TarError, ValueError, KeyError) as problem:
            print(f"{source} går inte att läsa tillbaka: {problem}. Inget har ändrats.")
            return 1
        if not replace and any(model._base_manager.exists() for model in _models()):
            answer = input(f"Allt i {settings.HOME} ersätts av kopian från {manifest['made']}. Skriv JA: ")
            if answer.strip() != "JA":
                print("Inget har ändrats.")
                return 1
        try:
            _put_in_place(Path(folder), manifest)
        except (Broken, OSError, DatabaseError, DeserializationError) as problem:
            print(f"{source} går inte att läsa tillbaka: {problem}. Inget har ändrats.")
            return 1
    found = integrity.problems()
    print(f"Tillbakaläst: {sum(manifest['rows'].values())} rader och {len(manifest['files']) - 1} filer.")
    for line in found:
        print(f"- {line}")
    return 1 if found else 0


def prove(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack into `folder` and hold every file against the manifest; raises `Broken` with what does not fit."""
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["migrations"] != _migrations():
        raise Broken(
            "den är gjord med en annan version av programmet; läs tillbaka med den och uppgradera sedan"
        )
    for name, sha in manifest["files"].items():
        path = folder / name
        if name != "rows.jsonl" and (name.split("/")[0] not in FOLDERS or ".." in name):
            raise Broken(f"{name} hör inte till en säkerhetskopia")
        if not path.is_file():
            raise Broken(f"{name} saknas i den")
        if integrity.sha256(path) != sha:
            raise Broken(f"{name} har ändrats sedan den gjordes")
    with (folder / "rows.jsonl").open(encoding="utf-8") as rows:
        present = Counter(_label(line) for line in rows)
    for label, count in manifest["rows"].items():
        if present[label.lower()] != count:
            raise Broken(f"{label} har {present[label.lower()]} rader och ska ha {count}")
    return manifest


def _label(line: str) -> str:
    return str(json.loads(line)["model"])


def _put_in_place(folder: Path, manifest: dict[str, Any]) -> None:
    for name in manifest["files"]:
        target = settings.HOME / name
        if name.startswith("keys/") or name == "rows.jsonl":
            continue
        if target.exists() and integrity.sha256(target) == manifest["files"][name]:
            continue
        _place(folder / name, target)
    with transaction.atomic():
        for model in reversed(_models()):
            model._base_manager.all()._raw_delete(using="default")
        with (folder / "rows.jsonl").open(encoding="utf-8") as rows:
            _load(rows)
        for model in _models():
            if model._base_manager.count() != manifest["rows"][model._meta.label]:
                raise Broken(f"{model._meta.label} fick fel antal rader")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
                cursor.execute(statement)
        connection.check_constraints()
        for name in manifest["files"]:
            if name.startswith("keys/"):
                if name == "keys/signing.key":
                    keys.lay_aside_if_other((folder / name).read_bytes())
                _place(folder / name, settings.HOME / name)


def _place(source: Path, target: Path) -> None:
    """Copied aside, on disk, then into place: a power cut leaves the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(target.name + ".part")
    shutil.copy2(source, part)
    with part.open("rb") as copied:
        os.fsync(copied.fileno())
    part.replace(target)


def _load(rows: IO[str]) -> None:
    for row in serializers.deserialize("jsonl", rows):
        row.save()
