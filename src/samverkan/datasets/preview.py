"""How the first rows of a file will be understood, before anything is read. No Django here."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from samverkan.access.personal_data import mask
from samverkan.charts.numbers import number
from samverkan.datasets.readers import FIELD_LABELS, Mapping, PersonalDataFound, ReadError, read
from samverkan.datasets.rules import DatasetKind

ROWS = 10
LABELS = FIELD_LABELS | {"row": "Rad", "start": "Från", "end": "Till", "indoors": "Inne eller ute", "value": "Värde",
                         "preliminary": "Preliminär"}  # fmt: skip
PLAIN_NUMBERS = {"row", "year", "month"}
DECIMALS = {"value": 2}
MEASURES = {
    "count": "antal",
    "per_100000": "per 100\u202f000 invånare",
    "population": "folkmängd",
    "share": "andel i procent",
    "cost": "kronor",
}
NUMERIC = {"row", "start", "end", "x", "y", "value", "respondents", "year", "month"}


@dataclass(frozen=True)
class Preview:
    """The first rows as they will stand. `numeric`: which columns are numbers or times.

    `rejected`: row, column, value, reason. `error` says why the file cannot be read this way; then there are no rows.
    """

    columns: tuple[str, ...] = ()
    numeric: tuple[bool, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    rejected: tuple[tuple[int, str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def preview(
    path: Path,
    name: str,
    *,
    kind: DatasetKind | None,
    mapping: Mapping,
    sheet: str | None = None,
    crs: int | None = None,
) -> Preview:
    """`kind` None: as recognised. Raises PersonalDataFound when the first rows or the name point out a person."""
    try:
        result = read(path, name=name, kind=kind, mapping=mapping, sheet=sheet, crs=crs, head_only=True)
    except PersonalDataFound:
        raise
    except ReadError as error:
        return Preview(error=str(error))
    with result:
        table = result.table().slice(0, ROWS)
        filled = [field.name for field in table.schema if table[field.name].null_count < table.num_rows]
        kept = [name for name in filled if name != "preliminary" or any(table[name].to_pylist())]
        return Preview(
            columns=tuple(LABELS[name] for name in kept),
            numeric=tuple(name in NUMERIC for name in kept),
            rows=tuple(tuple(_shown(name, row[name]) for name in kept) for row in table.to_pylist()),
            rejected=tuple(
                (r["row"], r["column"], r["value"], r["reason"])
                for r in result.rejected.slice(0, ROWS).to_pylist()
            ),
            notes=result.notes,
        )


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "indoors":
        return "inne" if value else "ute"
    if name == "measure":
        return MEASURES[value]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, int | float):
        return str(value) if name in PLAIN_NUMBERS else _decimal(name, float(value))
    return mask(str(value))


def _decimal(name: str, value: float) -> str:
    return number(value, 0 if value.is_integer() else DECIMALS.get(name, 0))
