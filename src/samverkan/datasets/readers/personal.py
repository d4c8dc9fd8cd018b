"""Personal data in a file being read: what stops the import, and what is told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

import numpy as np
import pyarrow as pa

from samverkan.access.personal_cells import Hit, scan_columns
from samverkan.access.personal_data import BLOCKING, Kind, find
from samverkan.datasets.readers.columns import Places
from samverkan.datasets.readers.errors import PersonalDataFound, PersonalFinding
from samverkan.datasets.readers.source import ROW, BrokenRow

_MOST_ROWS_KEPT = 1000


def scan_batch(
    table: pa.Table,
    broken: Iterable[BrokenRow],
    *,
    dates: Collection[str] = (),
    doubtful: Mapping[str, Places] | None = None,
) -> list[Hit]:
    """Personal data in all cells of a batch.

    Columns of dictionary type are searched once per distinct text, columns of dates and numbers only at the places of
    `doubtful`: what was read as a plain date or a short number is nothing else.
    """
    doubtful = doubtful or {}
    plain = [
        c for c in table.column_names if c == ROW or (pa.types.is_string(table[c].type) and c not in doubtful)
    ]
    hits = scan_columns(table.select(plain))
    for name, places in doubtful.items():
        if len(places):
            cells = table.select([ROW, name]).take(pa.array(places))
            is_date = [name] if name in dates else []
            hits += scan_columns(cells, date_columns=is_date, blocking_only=[name])
    hits += _scan_distinct(table)
    hits += [Hit("", row.row, match) for row in broken for match in find(row.value)]
    return hits


def _scan_distinct(table: pa.Table) -> list[Hit]:
    """The distinct texts of all dictionary columns in one go, and every row that has one with a hit."""
    encoded = {
        name: _whole(table[name]) for name in table.column_names if pa.types.is_dictionary(table[name].type)
    }
    if not encoded:
        return []
    texts = pa.chunked_array([column.dictionary for column in encoded.values()])
    hits, first = [], 0
    found = scan_columns(pa.table({ROW: np.arange(len(texts)), "text": texts}))
    for name, column in encoded.items() if found else ():
        last = first + len(column.dictionary)
        for hit in found:
            if first <= hit.row < last:
                rows = table[ROW].to_numpy()[column.indices.to_numpy() == hit.row - first]
                hits += [Hit(name, int(row), hit.match) for row in rows[:_MOST_ROWS_KEPT]]
        first = last
    return hits


def _whole(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


class PersonalLog:
    """Gathers hits over the batches of a file."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Kind, str], list[int]] = defaultdict(list)
        self._masked: dict[tuple[Kind, str], str] = {}
        self._times: dict[tuple[Kind, str], int] = defaultdict(int)

    def add(self, hits: Iterable[Hit], headings: dict[str, str]) -> None:
        for hit in hits:
            key = (hit.match.kind, headings.get(hit.column, ""))
            self._times[key] += 1
            self._masked.setdefault(key, hit.match.masked)
            if len(self._rows[key]) < _MOST_ROWS_KEPT:
                self._rows[key].append(hit.row)

    @property
    def stops(self) -> bool:
        return any(kind in BLOCKING for kind, _ in self._rows)

    @property
    def is_full(self) -> bool:
        """Enough is found; looking on would not change what is told."""
        return any(k in BLOCKING and len(rows) >= _MOST_ROWS_KEPT for (k, _), rows in self._rows.items())

    def refuse(self) -> None:
        """Raise PersonalDataFound when something that points out a person was found."""
        findings = [
            PersonalFinding(kind, column, tuple(sorted(dict.fromkeys(rows))), self._masked[kind, column])
            for (kind, column), rows in self._rows.items()
            if kind in BLOCKING
        ]
        if findings:
            raise PersonalDataFound(findings)

    def warnings(self) -> list[str]:
        """What else was found, a sentence for each column and kind."""
        return [
            self._warning(kind, column, min(rows))
            for (kind, column), rows in self._rows.items()
            if kind not in BLOCKING
        ]

    def _warning(self, kind: Kind, column: str, first: int) -> str:
        where = f"Kolumnen ”{column}” innehåller" if column else "Rader som inte gick att dela upp innehåller"
        return (
            f"{where} det som ser ut som {_PLURAL[kind]} i {self._times[kind, column]} celler, "
            f"först på rad {first} ({self._masked[kind, column]}). Ta bort dem om de inte behövs."
        )


_PLURAL = {
    Kind.POSSIBLE: "personnummer, men med fel kontrollsiffra,",
    Kind.EMAIL: "e-postadresser",
    Kind.PHONE: "telefonnummer",
    Kind.PLATE: "registreringsnummer",
}


def in_head(rows: Sequence[Sequence[str]]) -> list[Hit]:
    """Personal data in the title and header rows of a file, the first of which is row 1."""
    return [
        Hit(f"c{column}", number, match)
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row)
        for match in find(cell)
    ]


def in_file_name(name: str) -> list[PersonalFinding]:
    """Identity, coordination and interim numbers in a file's name."""
    return [
        PersonalFinding(match.kind, "filnamn", (), match.masked)
        for match in find(PurePath(name).name)
        if match.blocking
    ]
