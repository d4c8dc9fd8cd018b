"""Canonical figure tables written as Parquet, the way an import leaves them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SCHEMA = pa.schema(
    [
        ("area", pa.string()),
        ("area_code", pa.string()),
        ("type", pa.string()),
        ("year", pa.int64()),
        ("month", pa.int64()),
        ("preliminary", pa.bool_()),
        ("measure", pa.string()),
        ("value", pa.float64()),
        ("sex", pa.string()),
        ("age_group", pa.string()),
        ("respondents", pa.int64()),
    ]
)
EMPTY: dict[str, Any] = {
    "area_code": None,
    "type": "Inbrottsstöld",
    "month": None,
    "preliminary": False,
    "measure": "count",
    "sex": None,
    "age_group": None,
    "respondents": None,
}
Write = Callable[..., Path]


def write_table(path: Path, rows: list[dict[str, Any]]) -> Path:
    pq.write_table(pa.Table.from_pylist([EMPTY | row for row in rows], schema=SCHEMA), path)
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write({"area": …, "year": …, "value": …}, …)` gives the path of a Parquet file with those rows."""
    written = 0

    def to_parquet(*rows: dict[str, Any]) -> Path:
        nonlocal written
        written += 1
        return write_table(tmp_path / f"{written}.parquet", list(rows))

    return to_parquet


# The handbook p. 39: reported burglaries per 100 000 inhabitants, 2010–2019.
HANDBOOK_39 = {
    "Hela landet": [986, 995, 922, 888, 913, 917, 895, 892, 764, 732],
    "Gävle kommun": [681, 900, 739, 714, 1082, 895, 896, 931, 990, 1016],
    "Sundsvalls kommun": [905, 526, 501, 592, 805, 575, 621, 625, 480, 591],
}


@pytest.fixture
def handbook_39(write: Write) -> Path:
    return write(
        *(
            {"area": area, "year": 2010 + place, "value": rate, "measure": "per_100000"}
            for area, rates in HANDBOOK_39.items()
            for place, rate in enumerate(rates)
        )
    )
