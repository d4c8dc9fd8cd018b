"""Where a table begins in a sheet: title rows, header rows (several, merged), first row of data.

Merged header cells come as one filled cell followed by empty ones; they are filled from the left in all header rows but
the last. A row is data when it holds a date, a clock or a number that is not a year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.datasets.readers.cells import Cell, classify, is_period, tidy
from samverkan.datasets.readers.errors import ReadError

_DATA = (Cell.DATE, Cell.TIME, Cell.NUMBER)
_MEASURE_WORD = re.compile(
    r"antal|andel|per 100|100\s?000|folkmängd|kvinn|män\b|totalt|procent|kostnad|belopp|kronor|svar", re.I
)


@dataclass(frozen=True)
class Layout:
    """`header_rows` are row numbers from 1; `paths` holds for each column its header texts from the top down."""

    header_rows: tuple[int, ...]
    first_data_row: int
    paths: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def has_header(self) -> bool:
        return bool(self.header_rows)


def find_layout(head: Sequence[Sequence[str]]) -> Layout:
    """The layout of a table whose first rows are `head`. Raises ReadError when no row has two filled cells."""
    rows = [[tidy(cell) for cell in row] for row in head]
    filled = [sum(1 for cell in row if cell) for row in rows]
    widest = max(filled, default=0)
    wide = [
        i
        for i, row in enumerate(rows)
        if (filled[i] >= max(2, widest / 2) and not _is_caption(row)) or _is_only_periods(row)
    ]
    if not wide:
        raise ReadError(
            "Filen innehåller ingen tabell: ingen rad har mer än en ifylld cell.",
            "Kontrollera skiljetecknet, eller spara tabellen på nytt från källan.",
        )
    main = wide[0]
    if _is_data(rows[main]):
        return _without_header(rows, main)
    first, last = main, main
    while first > 0 and _is_group_row(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _continues(rows[first : last + 1], rows[last + 1]):
        last += 1
    paths = _paths(rows[first : last + 1])
    titles = tuple(" ".join(dict.fromkeys(c for c in row if c)) for row in rows[:first] if any(row))
    return Layout(tuple(range(first + 1, last + 2)), last + 2, paths, _unique(paths), titles)


def _is_caption(row: Sequence[str]) -> bool:
    """One text alone, or the same text repeated over merged cells."""
    return len({cell for cell in row if cell}) < 2 and not any(is_period(cell) for cell in row)


def _is_only_periods(row: Sequence[str]) -> bool:
    """Years or months over their columns and nothing else, as when the columns of labels have no headings."""
    return not row[0] and any(row) and all(is_period(cell) for cell in row if cell)


def _is_data(row: Sequence[str]) -> bool:
    return any(classify(cell) in _DATA for cell in row)


def _without_header(rows: list[list[str]], first: int) -> Layout:
    width = len(rows[0])
    headings = tuple(f"Kolumn {index + 1}" for index in range(width))
    titles = tuple(" ".join(cell for cell in row if cell) for row in rows[:first] if any(row))
    return Layout((), first + 1, tuple((heading,) for heading in headings), headings, titles)


def _is_group_row(row: Sequence[str], below: Sequence[str]) -> bool:
    """A row above the header that groups its columns: something beyond the first column, and no `Källa:` line."""
    beyond = [cell for cell in row[1:] if cell]
    if not beyond or _is_data(row) or any(cell.endswith(":") for cell in row):
        return False
    return bool(_spans(row, below) or any(is_period(cell) for cell in beyond))


def _spans(row: Sequence[str], below: Sequence[str]) -> bool:
    return any(not cell and below[i] for i, cell in enumerate(row)) or len(set(row)) < len(row)


def _continues(header: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether `row` belongs to the header above it: it names what the header left open."""
    cells = [cell for cell in row if cell]
    if len(cells) < 2 and not (cells and row[0] == "" and sum(1 for c in header[-1] if c) <= 1):
        return False
    if _is_data(row):
        return False
    above = header[-1]
    if _is_only_periods(row):
        return True
    periods = sum(1 for cell in cells if is_period(cell))
    above_is_open = any(not above[i] and cell for i, cell in enumerate(row))
    above_repeats = len({c for c in above if c}) < sum(1 for c in above if c)
    above_is_periods = sum(1 for cell in above if is_period(cell)) >= 1
    if periods >= max(1, len(cells) - 2) and (above_is_open or above_repeats):
        return True
    measures = sum(1 for cell in cells if _MEASURE_WORD.search(cell))
    if measures >= max(1, len(cells) - 2) and (above_is_periods or above_repeats or above_is_open):
        return True
    return above_is_open and not any(classify(cell) is Cell.MISSING for cell in cells)


def _paths(header: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    filled = [_from_left(row) for row in header[:-1]] + [list(header[-1])]
    return tuple(
        tuple(dict.fromkeys(row[column] for row in filled if row[column])) for column in range(len(header[0]))
    )


def _from_left(row: Sequence[str]) -> list[str]:
    out: list[str] = []
    for cell in row:
        out.append(cell or (out[-1] if out else ""))
    return out


def _unique(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One heading per column: the lowest header text that tells it from the others, else all of them."""
    lowest = [path[-1] if path else "" for path in paths]
    headings: list[str] = []
    for index, path in enumerate(paths):
        text = lowest[index] if lowest.count(lowest[index]) == 1 else " ".join(path)
        text = text or f"Kolumn {index + 1}"
        plain, times = text, 1
        while text in headings:
            times += 1
            text = f"{plain} ({times})"
        headings.append(text)
    return tuple(headings)
