"""How far numbers can be trusted, in words that stand beside every figure (handbook p. 36–37). No Django here."""

from collections.abc import Iterable
from typing import Protocol

from samverkan.datasets.rules import DarkFigure, DatasetKind
from samverkan.datasets.spelling import Spellings
from samverkan.datasets.tabulated.units import is_total

REPORTED = (
    "Siffrorna visar det som anmälts, inte allt som hänt. "
    "Hur stor del som anmäls skiljer sig mellan olika brottstyper."
)
CHOOSE_A_TYPE = "Välj en typ för att se hur stor del av just den som anmäls."
ANSWERED = "Svaren gäller dem som svarade. De som inte svarade kan ha andra erfarenheter."


class CrimeTypeNote(Protocol):
    """What a catalogue says about a crime type: the party's own row, or the ready one it began as."""

    @property
    def name(self) -> str: ...
    @property
    def also_called(self) -> Iterable[str]: ...
    @property
    def dark_figure(self) -> str: ...
    @property
    def found_by_police(self) -> bool: ...
    @property
    def note(self) -> str: ...
    @property
    def redefined_from(self) -> int | None: ...


def trust(kind: DatasetKind, written: str | None, catalogue: Iterable[CrimeTypeNote]) -> str:
    """The note on the type as a file has `written` it; nothing for inhabitants and costs."""
    if kind == DatasetKind.SURVEY:
        return ANSWERED
    if kind not in (DatasetKind.INCIDENTS, DatasetKind.CRIME_COUNTS):
        return ""
    if written is None or is_total(written):
        return REPORTED
    found = Spellings((row, [row.name, *row.also_called]) for row in catalogue).find(written)
    return _note(found) if found else f"Katalogen har ingen uppgift om mörkertalet för {written}."


def redefined(kind: DatasetKind, written: str | None, catalogue: Iterable[CrimeTypeNote]) -> tuple[int, ...]:
    """The year from which the type as a file has `written` it is counted by a new definition; none for all types."""
    if written is None or kind not in (DatasetKind.INCIDENTS, DatasetKind.CRIME_COUNTS):
        return ()
    found = Spellings((row, [row.name, *row.also_called]) for row in catalogue).find(written)
    return (found.redefined_from,) if found and found.redefined_from else ()


def advice(kind: DatasetKind, written: str | None) -> tuple[str, ...]:
    """What to do to be told more than the note on all types together says."""
    every_type = written is None or is_total(written)
    return (
        (CHOOSE_A_TYPE,) if every_type and kind in (DatasetKind.INCIDENTS, DatasetKind.CRIME_COUNTS) else ()
    )


def _note(row: CrimeTypeNote) -> str:
    """`Stort mörkertal.` with what the catalogue adds to it."""
    police = "Upptäcks av polisen." if row.found_by_police else ""
    return " ".join(part for part in (f"{DarkFigure(row.dark_figure).swedish}.", police, row.note) if part)
