"""Reading the canonical figure table (docs/architecture.md) back as plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """All rows, or those of the types and areas named."""
    import pyarrow.parquet as pq

    wanted = [(name, "in", list(values)) for name, values in (("type", types), ("area", areas)) if values]
    table = pq.read_table(parquet, columns=list(COLUMNS), filters=wanted or None)
    return [_row(fields) for fields in table.to_pylist()]


def _row(fields: dict[str, Any]) -> Row:
    fields["preliminary"] = bool(fields["preliminary"])
    return Row(**fields)


def distinct(parquet: Path, column: str) -> list[str]:
    """The different values of a text column in the order the table has them."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    values = pq.read_table(parquet, columns=[column])[column]
    return [value for value in pc.unique(values).to_pylist() if value is not None]
