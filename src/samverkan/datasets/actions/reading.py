"""How a queued import becomes a dataset or nothing: the steps the background task takes.

An import moves only by conditional updates, so whoever comes second (a task run twice, a cancel while the last rows are
read) changes nothing. Marks that tell how far the reading has come are not logged; what comes of it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from samverkan.access.actions import action, record
from samverkan.access.scope import Scope
from samverkan.datasets.models import Dataset, Import, RememberedMapping
from samverkan.datasets.rules import ImportState

SAME_ROWS = "Raderna är exakt desamma som i datamängden ”{name}”, som redan var inläst."

MOST_ATTEMPTS = 3
FELLED = "Filen gick inte att läsa in på {times} försök. Dela den i mindre delar eller be driften om hjälp."


class NoLongerRunning(Exception):
    """The import was cancelled, or another task finished it first. Nothing of this reading is kept."""


@dataclass(frozen=True)
class Outcome:
    """What a finished reading gives: rows stored as Parquet (by hash), counts, and what is told about them."""

    parquet_sha256: str
    rejected_sha256: str
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    first_day: date | None
    last_day: date | None
    crs: int
    contents: dict[str, Any]
    notes: tuple[str, ...]


class Marks:
    """What the background task notes about how far it has come: nobody's act, so no right is asked for or logged."""

    @staticmethod
    def begin(pk: int) -> Import | None:
        """Take a queued import for this task; None when it is queued no longer (cancelled, or another task has it)."""
        taken = Import.objects.filter(pk=pk, state=ImportState.QUEUED).update(
            state=ImportState.RUNNING, progress=0, attempts=models.F("attempts") + 1
        )
        found = Import.objects.select_related("party__partnership", "created_by", "source")
        return found.get(pk=pk) if taken else None

    @staticmethod
    def progress(pk: int, share: float) -> bool:
        """Note how far the reading has come (0-1); False when the import is being read no longer."""
        return bool(Import.objects.filter(pk=pk, state=ImportState.RUNNING).update(progress=share))

    @staticmethod
    def give_up(running: Import, message: str) -> None:
        """End a reading that nobody with the right stands behind, or that failed in us."""
        Import.objects.filter(pk=running.pk, state=ImportState.RUNNING).update(
            state=ImportState.STOPPED, message=message, inspection={}
        )

    @staticmethod
    def requeue() -> list[int]:
        """What a stopped worker left queued or half read, queued again; a file that fells it time after time stops."""
        left = Import.objects.filter(state=ImportState.RUNNING)
        left.filter(attempts__gte=MOST_ATTEMPTS).update(
            state=ImportState.STOPPED, message=FELLED.format(times=MOST_ATTEMPTS), inspection={}
        )
        left.update(state=ImportState.QUEUED)
        return list(
            Import.objects.filter(state=ImportState.QUEUED).order_by("pk").values_list("pk", flat=True)
        )


@action("dataset.import")
def finish_import(scope: Scope, running: Import, outcome: Outcome) -> Dataset:
    """The dataset and the end of its import, as one. Raises NoLongerRunning."""
    same = Dataset.objects.filter(party=scope.party, parquet_sha256=outcome.parquet_sha256).first()
    notes = [*outcome.notes, *([SAME_ROWS.format(name=same.name)] if same else [])]
    dataset = Dataset.objects.create(
        party=scope.party,
        source=running.source,
        kind=running.kind,
        name=running.name,
        file_name=running.file_name,
        file_sha256=running.file_sha256,
        parquet_sha256=outcome.parquet_sha256,
        rows_read=outcome.rows_read,
        rows_accepted=outcome.rows_accepted,
        rows_rejected=outcome.rows_rejected,
        first_day=outcome.first_day,
        last_day=outcome.last_day,
        crs=outcome.crs,
        contents=outcome.contents,
        notes=notes,
        imported_by=scope.user,
    )
    _end(running, ImportState.DONE, progress=1, dataset=dataset, rejected_sha256=outcome.rejected_sha256)
    _remember(running)
    record(
        scope,
        "import_dataset",
        dataset,
        rows_accepted=outcome.rows_accepted,
        rows_rejected=outcome.rows_rejected,
    )
    return dataset


@action("dataset.import")
def stop_import(
    scope: Scope, running: Import, message: str, details: Sequence[str] = (), rejected_sha256: str = ""
) -> None:
    """End a reading that cannot become a dataset, saying why. Raises NoLongerRunning."""
    _end(
        running, ImportState.STOPPED, message=message, details=list(details), rejected_sha256=rejected_sha256
    )
    record(scope, "stop_import", running)


def _end(running: Import, state: ImportState, **fields: Any) -> None:
    # What was seen in the file has served its purpose: only what became a dataset stays.
    ended = Import.objects.filter(pk=running.pk, state=ImportState.RUNNING).update(
        state=state, inspection={}, **fields
    )
    if not ended:
        raise NoLongerRunning


def _remember(finished: Import) -> None:
    signature = finished.inspection.get("signature")
    if signature:
        RememberedMapping.objects.update_or_create(
            source=finished.source,
            signature=signature,
            defaults={"mapping": {"kind": finished.kind, "crs": finished.crs, **finished.mapping}},
        )
