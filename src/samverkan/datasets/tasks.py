"""Reading a queued file in the background: a dataset at the end, or nothing at all."""

import time
from functools import partial

import pyarrow.parquet as pq
from django.conf import settings
from django_tasks import task

from samverkan.access.scope import Scope, find_scope
from samverkan.datasets import queries, store
from samverkan.datasets.actions.reading import Marks, NoLongerRunning, Outcome, finish_import, stop_import
from samverkan.datasets.contents import summarise
from samverkan.datasets.figure_store import prepare_figures
from samverkan.datasets.looking import chosen_kind, mapping_of
from samverkan.datasets.models import Dataset, Import
from samverkan.datasets.readers import PersonalDataFound, ReadCancelled, ReadError, ReadResult, read
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.uploads import discard_upload, forget_uploads_but, upload_path

SWEREF_99_TM = 3006
SECONDS_BETWEEN_MARKS = 0.4
LOST = "Något gick fel hos oss medan filen lästes. Ingenting är sparat. Läs in filen igen, eller be driften om hjälp."


@task()
def read_import(pk: int) -> None:
    """Read the queued import `pk`. Does nothing when it has been cancelled or another task has it."""
    running = Marks.begin(pk)
    if running is None:
        return
    scope = find_scope(running.created_by, running.party.partnership.slug)
    try:
        if scope is None or not scope.may("dataset.import") or scope.party != running.party:
            Marks.give_up(running, "Den som skickade filen arbetar inte längre med den här samverkan.")
            return
        dataset = _read(scope, running)
    except NoLongerRunning:
        dataset = None
    except Exception:
        Marks.give_up(running, LOST)
        raise
    finally:
        _discard_when_ended(running)
    if dataset:
        prepare_figures(dataset)


def queue_unread() -> None:
    """Queue what a stopped worker left unread. To be called before the worker starts; a task too many does no harm."""
    for pk in Marks.requeue():
        read_import.enqueue(pk)


def resume_imports() -> None:
    """Take up what a stopped server left unread, and clear away what it left half received or half written.

    To be called while neither server nor worker runs.
    """
    queue_unread()
    store.forget_halves()
    forget_uploads_but(set(queries.files_of_open_imports()))


def _read(scope: Scope, running: Import) -> Dataset | None:
    pace = Pace(running.pk)
    try:
        result = read(
            upload_path(running.stored_as),
            name=running.file_name,
            kind=chosen_kind(running),
            mapping=mapping_of(running.mapping),
            sheet=running.sheet or None,
            crs=running.crs,
            progress=pace.progress,
            cancelled=pace.cancelled,
            folder=settings.UPLOADS_DIR,  # a server that falls leaves nothing outside its own home
        )
    except ReadCancelled:
        raise NoLongerRunning from None
    except PersonalDataFound as found:
        stop_import(
            scope, running, f"{found.what} {found.mend}", [str(finding) for finding in found.findings]
        )
        return None
    except ReadError as error:
        stop_import(scope, running, str(error))
        return None
    with result:
        return _keep(scope, running, result, pace)


def _keep(scope: Scope, running: Import, result: ReadResult, pace: "Pace") -> Dataset | None:
    pace.must_run()
    rejected = store.keep(partial(pq.write_table, result.rejected)) if result.rows_rejected else ""
    if not result.rows_accepted:
        stop_import(scope, running, "Ingen rad i filen gick att läsa in.", rejected_sha256=rejected)
        return None
    contents = summarise(result.path, DatasetKind(result.kind))
    outcome = Outcome(
        parquet_sha256=store.keep(result.write_parquet),
        rejected_sha256=rejected,
        rows_read=result.rows_read,
        rows_accepted=result.rows_accepted,
        rows_rejected=result.rows_rejected,
        first_day=contents.first_day,
        last_day=contents.last_day,
        crs=result.crs or SWEREF_99_TM,
        contents=contents.summary,
        notes=result.notes,
    )
    return finish_import(scope, running, outcome)


class Pace:
    """How far the reading has come, saved now and then; the same look tells whether somebody has cancelled."""

    def __init__(self, pk: int) -> None:
        self._pk, self._saved_at, self._runs = pk, time.monotonic(), True

    def progress(self, share: float) -> None:
        if time.monotonic() - self._saved_at >= SECONDS_BETWEEN_MARKS:
            self._saved_at = time.monotonic()
            self._runs = Marks.progress(self._pk, share)

    def cancelled(self) -> bool:
        return not self._runs

    def must_run(self) -> None:
        """Raises NoLongerRunning: the last look before anything is stored."""
        if not Marks.progress(self._pk, 1):
            raise NoLongerRunning


def _discard_when_ended(running: Import) -> None:
    if running.stored_as not in queries.files_of_open_imports():
        discard_upload(running.stored_as)
