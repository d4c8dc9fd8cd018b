"""The one place where an ibis expression becomes numpy arrays."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ibis import Table


def scan(expression: "Table") -> dict[str, NDArray[Any]]:
    """Run the expression where its table lives: one array per column, all of one length.

    A column with missing values comes as a masked array. Straight from DuckDB: ibis' own way out imports
    pandas wherever it is installed, which takes longer than all the figures of a year.
    """
    backend = expression.get_backend()
    columns: dict[str, NDArray[Any]] = backend.raw_sql(backend.compile(expression)).fetchnumpy()
    return columns


def row(expression: "Table") -> dict[str, Any]:
    """The single row of an aggregate as plain Python values; None where it is missing."""
    return {name: _plain(column[0]) for name, column in scan(expression).items()}


def _plain(value: Any) -> Any:
    if value is np.ma.masked:
        return None
    return value.item() if isinstance(value, np.generic) else value
