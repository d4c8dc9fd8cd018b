"""Is a Parquet file in the form an import writes (docs/architecture.md)?"""

from pathlib import Path

from samverkan.datasets.parquet import cursor
from samverkan.datasets.rules import DatasetKind

_FIGURES = {
    "area": "VARCHAR",
    "area_code": "VARCHAR",
    "type": "VARCHAR",
    "year": "INTEGER",
    "month": "INTEGER",
    "preliminary": "BOOLEAN",
    "measure": "VARCHAR",
    "value": "DOUBLE",
    "sex": "VARCHAR",
    "age_group": "VARCHAR",
    "respondents": "BIGINT",
}
_INCIDENTS = {
    "row": "BIGINT",
    "type": "VARCHAR",
    "code": "VARCHAR",
    "start": "TIMESTAMP",
    "end": "TIMESTAMP",
    "x": "DOUBLE",
    "y": "DOUBLE",
    "area": "VARCHAR",
    "indoors": "BOOLEAN",
    "sex": "VARCHAR",
    "age_group": "VARCHAR",
    "place_type": "VARCHAR",
}


def columns(kind: DatasetKind) -> dict[str, str]:
    """Name and DuckDB type of every column."""
    return _INCIDENTS if kind is DatasetKind.INCIDENTS else _FIGURES


def look(file: Path, kind: DatasetKind) -> tuple[int, list[str]]:
    """Rows of the file, and the columns that are missing or of another type. Raises duckdb.Error for a broken file."""
    with cursor() as connection:
        held = connection.read_parquet(str(file))
        types = dict(zip(held.columns, map(str, held.types), strict=True))
        return len(held), [name for name, kept in columns(kind).items() if types.get(name) != kept]
