"""Reading the canonical figure table (docs/architecture.md) back as plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.datasets.parquet import cursor

COLUMNS = (
    "area",
    "area_code",
    "type",
    "year",
    "month",
    "preliminary",
    "measure",
    "value",
    "sex",
    "age_group",
    "respondents",
)


@dataclass(frozen=True)
class Row:
    area: str
    area_code: str | None
    type: str
    year: int | None
    month: int | None
    preliminary: bool
    measure: str
    value: float | None
    sex: str | None
    age_group: str | None
    respondents: int | None


def rows(parquet: Path, *, types: Sequence[str] = (), areas: Sequence[str] = ()) -> list[Row]:
    """All rows, or those of the types and areas named, in the order the table has them."""
    wanted = {name: list(values) for name, values in (("type", types), ("area", areas)) if values}
    where = "".join(f" AND list_contains(?, {name})" for name in wanted)
    return [Row(*found) for found in _ask(COLUMNS, parquet, where, *wanted.values())]


def distinct(parquet: Path, column: str) -> list[str]:
    """The different values of a text column in the order the table has them."""
    found = _ask([column], parquet, f" AND {column} IS NOT NULL")
    return list(dict.fromkeys(value for (value,) in found))


def _ask(columns: Sequence[str], parquet: Path, where: str, *values: object) -> list[tuple[Any, ...]]:
    sql = f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE true{where}"  # noqa: S608
    with cursor() as connection:
        return connection.execute(sql, [str(parquet), *values]).fetchall()
