"""Property tests here must give the same answer every time, however busy the machine is."""

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import settings

settings.register_profile("analysis", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("analysis")

AsTable = Callable[[Mapping[str, Any]], ibis.Table]


@pytest.fixture
def as_table() -> AsTable:
    """Numpy columns as a table in a database of its own; None, NaN and NaT become null."""
    connection = ibis.duckdb.connect()

    def made(columns: Mapping[str, Any]) -> ibis.Table:
        arrow = {
            name: pa.array(values, pa.string() if values.dtype == object else None, from_pandas=True)
            for name, values in columns.items()
        }
        connection.con.register("arrays", pa.table(arrow))
        connection.con.execute("create or replace table incidents as select * from arrays")
        return connection.table("incidents")

    return made
