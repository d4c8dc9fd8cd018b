"""The one place where a table of incidents becomes numpy arrays.

Statistics ask in SQL, not in ibis expressions: a fresh process that has to import ibis spends longer on that than on
all the figures of a million incidents. Tables of ibis are taken as well, for callers that have loaded it anyway.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

from numpy.typing import NDArray

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation
    from ibis import Table

    Incidents: TypeAlias = DuckDBPyRelation | Table

Columns = dict[str, NDArray[Any]]


def scan(expression: "Table") -> Columns:
    """Run an ibis expression where its table lives: one array per column, all of one length.

    A column with missing values comes as a masked array. Straight from DuckDB: ibis' own way out imports
    pandas wherever it is installed.
    """
    columns: Columns = _relation(expression).fetchnumpy()
    return columns


def ask(incidents: "Incidents", sql: str) -> Columns:
    """Run `sql`, in DuckDB's words, over the table that it calls `these_incidents`. Columns as `scan` gives them."""
    # A view under that name is what DuckDB makes of a relation: hence a name that no table has.
    columns: Columns = _relation(incidents).query("these_incidents", sql).fetchnumpy()
    return columns


def text(column: NDArray[Any]) -> list[Any]:
    """The values of a column as Python objects, None where one is missing."""
    values: list[Any] = column.astype(object).tolist()  # a masked array gives None where it is masked
    return values


def _relation(table: Any) -> Any:
    if not hasattr(table, "get_backend"):
        return table
    backend = table.get_backend()
    return backend.con.sql(backend.compile(table))
