"""One file with everything an installation owns, and the way back.

The archive is a tar file: `manifest.json` (migrations, number of rows per table, SHA-256 of every other member),
`rows.jsonl` (every row, in Django's own serialisation, so that SQLite and PostgreSQL can read each other's) and the
files under `datasets/`, `documents/`, `uploads/` and `keys/`. A restore proves it all before anything is replaced.
"""

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
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from samverkan.config import integrity, server

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
    """Write the archive beside `target` and move it into place when it is whole."""
    server.prepare()
    counts: dict[str, int] = {}
    hashes: dict[str, str] = {}
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(part, "w") as archive:
        rows = Path(folder) / "rows.jsonl"
        with transaction.atomic(), rows.open("w", encoding="utf-8") as out:
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for model in _models():
                queryset = model._base_manager.order_by("pk")
                counts[model._meta.label] = queryset.count()
                serializers.serialize("jsonl", queryset.iterator(), stream=out)
        # Files are written before the rows that name them and never changed, so what the rows need is here now.
        for path, name in [(rows, "rows.jsonl"), *_files()]:
            hashes[name] = integrity.sha256(path)
            archive.add(path, name)
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
    part.replace(target)
    print(f"{target}: {sum(counts.values())} rader i {len(counts)} tabeller och {len(hashes) - 1} filer.")
    return 0


def _files() -> Iterator[tuple[Path, str]]:
    for folder in FOLDERS:
        for path in sorted((settings.HOME / folder).rglob("*")):
            if path.is_file() and not path.name.endswith(".part"):
                yield path, path.relative_to(settings.HOME).as_posix()


def restore(source: Path, *, replace: bool) -> int:
    server.prepare()
    lock = server.hold_home()
    if lock is None:
        print("Samverkan körs med den här mappen. Stoppa den först.")
        return 1
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
        except Broken as problem:
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
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / name, target.with_name(target.name + ".part"))
        target.with_name(target.name + ".part").replace(target)
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
            (settings.HOME / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(folder / name, settings.HOME / name)


def _load(rows: IO[str]) -> None:
    for row in serializers.deserialize("jsonl", rows):
        row.save()
