"""A figure table, wide or long, as one row per figure.

The whole table is read at once: figure tables are small beside incident lists, and area names that stand alone on a row
above their figures must be carried down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers import figure_words as fw
from samverkan.datasets.readers import reasons, words
from samverkan.datasets.readers.columns import Flags, Floats, Numbers, Places, read_numbers
from samverkan.datasets.readers.figure_roles import Roles
from samverkan.datasets.readers.labels import Labels, read_labels
from samverkan.datasets.readers.layout import Layout
from samverkan.datasets.readers.recognise import synonyms
from samverkan.datasets.readers.rejected import Rejected
from samverkan.datasets.readers.schemas import FIGURES
from samverkan.datasets.readers.source import ROW
from samverkan.datasets.rules import DatasetKind

_LONGEST_TYPE = 160
DEFAULT_MEASURE = {
    DatasetKind.CRIME_COUNTS: "count",
    DatasetKind.POPULATION: "population",
    DatasetKind.SURVEY: "share",
    DatasetKind.COST: "cost",
}
DEFAULT_TYPE = {
    DatasetKind.CRIME_COUNTS: "Anmälda brott",
    DatasetKind.POPULATION: "befolkning",
    DatasetKind.SURVEY: "Ej angiven fråga",
    DatasetKind.COST: "Kostnad",
}


@dataclass(frozen=True)
class Figures:
    """`rows`: how many rows of the file hold figures; `rejected` of them were not read."""

    accepted: pa.Table
    rejected: tuple[Rejected, ...]
    rows: int
    told: tuple[str, ...]


def read_figures(
    connection: duckdb.DuckDBPyConnection,
    table: pa.Table,
    layout: Layout,
    roles: Roles,
    kind: DatasetKind,
    *,
    titles: Sequence[str] = (),
    fixed: dict[str, str] | None = None,
) -> Figures:
    """Figures of `table` (`row`, `c0` …; only rows below the header)."""
    labels = read_labels(table, roles, layout, kind)
    table = table.take(pa.array(labels.places))
    numbers = {index: read_numbers(connection, table[f"c{index}"]) for index in roles.values}
    answered = {index: read_numbers(connection, table[f"c{index}"]).values for index in roles.respondents}
    told = [*roles.told, *labels.told]
    rejected, bad = _rejected(table, layout, numbers, labels)
    counts = _rows_of_respondents(labels, kind)
    keep = np.flatnonzero(~bad & ~counts)
    about = _Defaults(kind, tuple(titles), fixed or {}, layout, roles)
    parts = []
    for index, read in numbers.items():
        answers = _answers(index, roles, answered, read, counts, keep)
        parts.append(_figures_of(index, read.values[keep], labels, keep, answers, about))
    figures = pa.concat_tables(parts) if parts else FIGURES.empty_table()
    by_row = np.argsort(np.tile(keep, len(parts)), kind="stable")
    figures = figures.take(pa.array(by_row))
    figures, scaled = _shares_in_percent(figures)
    told += [*about.told(set(labels.columns)), *scaled]
    return Figures(figures, tuple(rejected), table.num_rows, tuple(told))


@dataclass(frozen=True)
class _Defaults:
    """What holds for every figure that its row and column do not say."""

    kind: DatasetKind
    titles: tuple[str, ...]
    fixed: dict[str, str]
    layout: Layout
    roles: Roles

    def measure(self) -> str:
        named = next((m for title in self.titles if (m := fw.measure_of(title)) in _ALLOWED[self.kind]), None)
        return self.fixed.get("measure") or named or DEFAULT_MEASURE[self.kind]

    def year(self) -> int | None:
        years = {year for title in self.titles if (year := fw.year_of(title))}
        return years.pop() if len(years) == 1 else None

    def type(self) -> str:
        if "type" in self.fixed:
            return self.fixed["type"]
        if self.kind is DatasetKind.POPULATION:
            return DEFAULT_TYPE[self.kind]
        if self.kind is DatasetKind.SURVEY and self.titles:
            return self.titles[-1][:_LONGEST_TYPE]
        stub = self.layout.headings[self.roles.labels["area"]] if "area" in self.roles.labels else ""
        path = self.layout.paths[self.roles.labels["area"]] if stub else ()
        named = fw.head(path).type if path else None
        is_label = any(named and named.lower() in known for known in synonyms()["figures"].values())
        return named if named and not is_label else DEFAULT_TYPE[self.kind]

    def area(self) -> str:
        named = next((area for title in self.titles if (area := fw.area_in_title(title))), None)
        return self.fixed.get("area") or named or "Ej angivet område"

    def factor(self) -> float:
        return (
            max((fw.factor_of(title) for title in self.titles), default=1.0)
            if self.kind is DatasetKind.COST
            else 1.0
        )

    def told(self, said: set[str]) -> list[str]:
        """What was filled in for the figures, when neither the columns nor the labels (`said`) say it."""
        heads = self.roles.values.values()
        out = []
        if not any(h.year for h in heads) and "year" not in said:
            year = self.year()
            out.append(
                f"Året {year} togs ur tabellens titel."
                if year
                else "Tabellen säger inte vilket år den gäller."
            )
        if not any(h.measure for h in heads) and "measure" not in said:
            out.append(
                f"Talen lästes som {_MEASURE_WORDS[self.measure()]}, eftersom kolumnerna inte säger annat."
            )
        if "type" not in said and not any(h.type for h in heads) and self.kind is not DatasetKind.POPULATION:
            out.append(f"Alla tal fick typen ”{self.type()}”, eftersom ingen kolumn anger den.")
        if "area" not in said and not any(h.area for h in heads):
            out.append(f"Ingen kolumn säger vilket område talen gäller. De fick området ”{self.area()}”.")
        if any(h.factor != 1 for h in heads) or self.factor() != 1:
            out.append("Beloppen räknades om till kronor.")
        return out


_ALLOWED = {
    DatasetKind.CRIME_COUNTS: ("count", "per_100000"),
    DatasetKind.POPULATION: ("population",),
    DatasetKind.SURVEY: ("share",),
    DatasetKind.COST: ("cost",),
}
_MEASURE_WORDS = {
    "count": "antal",
    "per_100000": "antal per 100\u202f000 invånare",
    "population": "folkmängd",
    "share": "andelar i procent",
    "cost": "kronor",
}


def _figures_of(
    index: int,
    values: Floats,
    labels: Labels,
    keep: Places,
    answered: pa.Array | None,
    about: _Defaults,
) -> pa.Table:
    """The figures of one column of values, with what its head and the rows' labels say."""
    says, size = about.roles.values[index], len(keep)
    measure = says.measure if says.measure in _ALLOWED[about.kind] else about.measure()
    factor = (says.factor if says.factor != 1 else about.factor()) if about.kind is DatasetKind.COST else 1.0
    kind = says.type if about.kind is not DatasetKind.POPULATION else None
    columns: dict[str, Any] = {
        "area": labels.column("area", keep, says.area or about.area()),
        "area_code": labels.column("area_code", keep, None),
        "type": labels.column("type", keep, kind or about.type()),
        "year": labels.column("year", keep, says.year or about.year()),
        "month": labels.column("month", keep, says.month),
        "preliminary": labels.column("preliminary", keep, None) or says.preliminary,
        "measure": _with_default(labels.column("measure", keep, measure), measure),
        "value": pa.array(values * factor, from_pandas=True),
        "sex": labels.column("sex", keep, says.sex),
        "age_group": labels.column("age_group", keep, says.age_group),
        "respondents": answered,
    }
    arrays = [_filled(columns[field.name], size, field.type) for field in FIGURES]
    return pa.table(arrays, schema=FIGURES)


def _with_default(values: object, otherwise: str) -> object:
    return pc.fill_null(values, otherwise) if isinstance(values, pa.Array) else values


def _filled(value: Any, size: int, kind: pa.DataType) -> pa.Array:
    if isinstance(value, pa.Array):
        return value.cast(kind)
    return pa.nulls(size, kind) if value is None else pa.repeat(pa.scalar(value, kind), size)


def _rows_of_respondents(labels: Labels, kind: DatasetKind) -> Flags:
    """Rows of a survey that are no question but say how many answered (`Antal svarande`)."""
    if kind is not DatasetKind.SURVEY or "type" not in labels.columns:
        return np.zeros(len(labels.places), dtype=bool)
    cells = pa.chunked_array([pc.fill_null(labels.columns["type"], "")])
    says = words.per_distinct(cells, lambda text: fw.measure_of(text) == "respondents", pa.bool_())
    return np.array(says.to_numpy(zero_copy_only=False), dtype=bool)


def _answers(
    index: int, roles: Roles, answered: dict[int, Floats], values: Numbers, counts: Flags, keep: Places
) -> pa.Array | None:
    """How many answered, from a column of its own, else from the one row that says it for the whole table."""
    column = roles.respondents_of(index)
    if column is not None:
        return _whole(answered[column][keep])
    if counts.sum() == 1:
        return _whole(np.full(len(keep), values.values[counts][0]))
    return None


def _whole(values: Floats) -> pa.Array:
    """Numbers of people; none for what no head count can be."""
    none = ~((values >= 0) & (values < 1e12))
    return pa.array(np.where(none, 0, np.round(values)).astype(np.int64), mask=none)


def _rejected(
    table: pa.Table, layout: Layout, numbers: dict[int, Numbers], labels: Labels
) -> tuple[list[Rejected], Flags]:
    """Rows with a value that is no number or a label that cannot be read; one bad cell rejects its row."""
    checks: list[tuple[int, Flags, Callable[[str], str]]] = [
        *((place, flags, reason) for place, flags, reason in labels.faults),
        *((index, read.unread, reasons.bad_number) for index, read in numbers.items()),
    ]
    bad = np.zeros(table.num_rows, dtype=bool)
    for _, flags, _ in checks:
        bad |= flags
    rejected = []
    for place in np.flatnonzero(bad):
        wrong = [(index, reason) for index, flags, reason in checks if flags[place]]
        cells = [table[f"c{index}"][place].as_py() for index, _ in wrong]
        why = " ".join(dict.fromkeys(reason(cell) for (_, reason), cell in zip(wrong, cells, strict=True)))
        number = table[ROW][place].as_py()
        rejected.append(Rejected(number, layout.headings[wrong[0][0]], cells[0], why))
    return rejected, bad


def _shares_in_percent(figures: pa.Table) -> tuple[pa.Table, list[str]]:
    """Shares are kept in percent; a table with all shares between 0 and 1 and some decimals holds fractions."""
    is_share = np.array([m == "share" for m in figures["measure"].to_pylist()], dtype=bool)
    values = np.array(figures["value"].to_numpy(), dtype=np.float64)
    shares = values[is_share & ~np.isnan(values)]
    if not len(shares) or shares.max() > 1 or shares.min() < 0 or not (shares % 1).any():
        return figures, []
    values[is_share] *= 100
    place = figures.schema.get_field_index("value")
    figures = figures.set_column(place, FIGURES.field("value"), pa.array(values, from_pandas=True))
    return figures, ["Andelarna stod som delar av 1 och räknades om till procent."]
