"""What every chart takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Table:
    """The same content as the drawing, as text: one heading per column, every row as long as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...]

    @classmethod
    def of(cls, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], text_columns: int = 1) -> "Table":
        """The first `text_columns` columns are words, set to the left; the others are numbers, set right."""
        align: tuple[Align, ...] = tuple(
            "left" if place < text_columns else "right" for place in range(len(columns))
        )
        return cls(columns, tuple(rows), align)


@dataclass(frozen=True, slots=True)
class Words:
    """What the chart says in words.

    `title` is the chart's one message, shown as a heading by the page; `subject` is what the figures are
    about ("anmälda cykelstölder i Lindvik 2015–2024") and is used in the description and when there is
    nothing to draw. `description` replaces the automatic one. `key` makes the element ids unique when the
    same chart stands twice on a page.
    """

    title: str
    subject: str
    description: str = ""
    notes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart: `svg` to show, `title` as its heading, `table` one press away, `notes` under it."""

    svg: str
    title: str
    description: str
    table: Table
    notes: tuple[str, ...] = ()
