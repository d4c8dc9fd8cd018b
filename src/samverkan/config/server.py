"""Running an installation: web server and background worker as one command."""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# What the packages bring along and no page asks for: other versions, sources, sign-in ways we do not offer.
UNUSED_STATIC = ["ext", "htmx-4*", "htmax-4*", "htmx-2.js", "*-src.*", "*-src.esm.*", "mfa", "account"]
WORKER_RSS_LIMIT_MB = 1024  # the PDF engine keeps memory; a worker that has grown past this is replaced


def address() -> str:
    host = os.environ.get("HOST", "127.0.0.1")
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port()}/"


def port() -> int:
    return int(os.environ.get("PORT", "8000"))


def prepare() -> None:
    """Bring the home folder up to this version: tables and static files."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    stamp = settings.STATIC_ROOT / ".collected"
    current = _static_state()
    if not stamp.exists() or stamp.read_text() != current:
        call_command(
            "collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED_STATIC
        )
        stamp.write_text(current)


def tables_are_current() -> bool:
    """Whether the database has every table as this version wants it."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _static_state() -> str:
    """A line that changes when any static file does."""
    from django.contrib.staticfiles.finders import get_finders

    newest, count = 0.0, 0
    for finder in get_finders():
        for path, storage in finder.list([]):
            newest = max(newest, Path(storage.path(path)).stat().st_mtime)
            count += 1
    return f"{count} {newest}"


def hold_home() -> IO[str] | None:
    """Take the home folder for this process; None when another server has it."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    lock = (settings.HOME / "serve.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def run() -> int:
    """Serve until stopped. Imports that a stopped server left half-way are taken up again."""
    from granian import Granian
    from granian.constants import Interfaces

    from samverkan.datasets.tasks import resume_imports

    lock = hold_home()
    if lock is None:
        print(
            f"Samverkan körs redan med {settings.HOME}. Stoppa den först, eller välj en annan SAMVERKAN_HOME."
        )
        return 1
    prepare()
    resume_imports()
    stopping = threading.Event()
    worker = threading.Thread(target=_keep_worker, args=(stopping,), daemon=True)
    worker.start()
    try:
        Granian(
            "samverkan.config.wsgi:application",
            address=os.environ.get("HOST", "127.0.0.1"),
            port=port(),
            interface=Interfaces.WSGI,
            workers=int(os.environ.get("WEB_WORKERS", "1")),
            blocking_threads=4,
            respawn_failed_workers=True,
            workers_max_rss=WORKER_RSS_LIMIT_MB,
            websockets=False,
            log_level="warning",  # type: ignore[arg-type]
        ).serve()
    finally:
        stopping.set()
        worker.join(timeout=15)
        lock.close()
    return 0


def _keep_worker(stopping: threading.Event) -> None:
    """Start the background worker, and start it again should it fall."""
    while not stopping.is_set():
        process = subprocess.Popen([sys.executable, "-m", "samverkan.config.worker"])
        while process.poll() is None and not stopping.wait(0.5):
            pass
        if stopping.is_set():
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        else:
            stopping.wait(2)
