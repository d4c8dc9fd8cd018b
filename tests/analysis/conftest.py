"""Property tests here must give the same answer every time, however busy the machine is."""

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import pytest
from hypothesis import settings

settings.register_profile("analysis", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("analysis")

AsTable = Callable[[Mapping[str, Any]], ibis.Table]


@pytest.fixture
def as_table() -> AsTable:
    """Numpy columns as a table in a database of its own; NaT becomes null."""
    connection = ibis.duckdb.connect()

    def made(columns: Mapping[str, Any]) -> ibis.Table:
        connection.con.register("arrays", dict(columns))
        connection.con.execute("create or replace table incidents as select * from arrays")
        return connection.table("incidents")

    return made
