"""What a stored table holds: its types, areas, years and period, for choosing what to look at. No Django here."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from samverkan.datasets.rules import DatasetKind

MOST_NAMES = 1000  # a list with more types or areas than this has free text in that column


@dataclass(frozen=True)
class Contents:
    """`summary` is what `Dataset.contents` holds; the days are the first and last that the rows are about."""

    summary: dict[str, Any]
    first_day: date | None
    last_day: date | None


def summarise(path: Path, kind: DatasetKind) -> Contents:
    """The contents of the canonical Parquet file at `path`. Names come the most frequent first, or as they stand."""
    with duckdb.connect() as connection:
        connection.read_parquet(str(path)).create_view("rows")
        if kind is DatasetKind.INCIDENTS:
            return _of_incidents(connection)
        return _of_figures(connection)


def _of_incidents(connection: duckdb.DuckDBPyConnection) -> Contents:
    first, last, points, sex, age = (
        connection.execute(
            "SELECT min(start)::DATE, max(start)::DATE, count(x), count(sex), count(age_group) FROM rows"
        ).fetchone()
        or (None,) * 5
    )
    return Contents(
        {
            "types": _names(connection, "type", "count(*) DESC, type"),
            "areas": _names(connection, "area", "count(*) DESC, area"),
            "years": _list(
                connection, "SELECT DISTINCT year(start) AS y FROM rows WHERE start IS NOT NULL ORDER BY y"
            ),
            "has_points": bool(points),
            "has_sex": bool(sex),
            "has_age": bool(age),
        },
        first,
        last,
    )


def _of_figures(connection: duckdb.DuckDBPyConnection) -> Contents:
    sex, age = connection.execute("SELECT count(sex), count(age_group) FROM rows").fetchone() or (0, 0)
    first, last = _period(connection)
    return Contents(
        {
            "types": _names(connection, "type", "min(place)"),
            "areas": _names(connection, "area", "min(place)"),
            "years": _list(connection, "SELECT DISTINCT year FROM rows WHERE year IS NOT NULL ORDER BY year"),
            "has_points": False,
            "has_sex": bool(sex),
            "has_age": bool(age),
        },
        first,
        last,
    )


def _names(connection: duckdb.DuckDBPyConnection, column: str, order: str) -> list[str]:
    return _list(
        connection,
        f"SELECT {column} FROM (SELECT *, row_number() OVER () AS place FROM rows) WHERE {column} IS NOT NULL "  # noqa: S608
        f"GROUP BY {column} ORDER BY {order} LIMIT {MOST_NAMES}",
    )


def _list(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return [value for (value,) in connection.execute(query).fetchall()]


def _period(connection: duckdb.DuckDBPyConnection) -> tuple[date | None, date | None]:
    found = connection.execute(
        "SELECT min(year * 100 + coalesce(month, 1)), max(year * 100 + coalesce(month, 12)) FROM rows"
    ).fetchone()
    if found is None or found[0] is None:
        return None, None
    (first_year, first_month), (last_year, last_month) = divmod(found[0], 100), divmod(found[1], 100)
    after = date(last_year + last_month // 12, last_month % 12 + 1, 1)
    return date(first_year, first_month, 1), after - timedelta(days=1)
