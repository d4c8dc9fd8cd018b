"""Canonical Parquet files asked in SQL: one DuckDB for the whole process, a cursor for each who asks."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def cursor() -> "DuckDBPyConnection":
    """For asking a file and nothing else: a table or view made here would be seen by everyone. Close it after use.

    By DuckDB rather than pyarrow, which takes longer to load than a small table takes to read; in one database, since
    each takes as long to start.
    """
    return _database().cursor()


@cache
def _database() -> "DuckDBPyConnection":
    import duckdb

    return duckdb.connect()
