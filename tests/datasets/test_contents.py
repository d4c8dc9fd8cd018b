"""A stored table is summed up for those who choose what to look at."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from samverkan.datasets.contents import summarise
from samverkan.datasets.readers import FIGURES, INCIDENTS
from samverkan.datasets.rules import DatasetKind


def stored(folder: Path, schema: pa.Schema, rows: list[dict[str, Any]]) -> Path:
    path = folder / "it's.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


def test_incidents_tell_types_most_frequent_first_and_their_days(tmp_path: Path) -> None:
    rows = [
        {"row": 2, "type": "Rån", "start": datetime(2023, 12, 31, 23, 0), "x": 1.0, "y": 2.0},
        {"row": 3, "type": "Klotter", "start": datetime(2024, 2, 1), "area": "Centrum", "sex": "kvinna"},
        {"row": 4, "type": "Klotter", "start": datetime(2024, 1, 1)},
    ]
    contents = summarise(stored(tmp_path, INCIDENTS, rows), DatasetKind.INCIDENTS)
    assert contents.summary == {
        "types": ["Klotter", "Rån"],
        "areas": ["Centrum"],
        "years": [2023, 2024],
        "has_points": True,
        "has_sex": True,
        "has_age": False,
    }
    assert (contents.first_day, contents.last_day) == (date(2023, 12, 31), date(2024, 2, 1))


def figure(**fields: Any) -> dict[str, Any]:
    return {
        "area": "Riket",
        "type": "Totalt",
        "preliminary": False,
        "measure": "count",
        "value": 1.0,
    } | fields


def test_figures_tell_types_and_areas_as_they_stand_and_whole_years(tmp_path: Path) -> None:
    rows = [figure(year=2020), figure(area="Gävle", type="Rån", year=2021), figure(year=2021)]
    contents = summarise(stored(tmp_path, FIGURES, rows), DatasetKind.CRIME_COUNTS)
    assert contents.summary["types"] == ["Totalt", "Rån"]
    assert contents.summary["areas"] == ["Riket", "Gävle"]
    assert contents.summary["years"] == [2020, 2021]
    assert (contents.first_day, contents.last_day) == (date(2020, 1, 1), date(2021, 12, 31))


def test_monthly_figures_end_with_their_last_month(tmp_path: Path) -> None:
    rows = [figure(year=2023, month=11), figure(year=2024, month=2)]
    contents = summarise(stored(tmp_path, FIGURES, rows), DatasetKind.CRIME_COUNTS)
    assert (contents.first_day, contents.last_day) == (date(2023, 11, 1), date(2024, 2, 29))


def test_figures_without_a_year_have_no_period(tmp_path: Path) -> None:
    contents = summarise(stored(tmp_path, FIGURES, [figure()]), DatasetKind.COST)
    assert (contents.first_day, contents.last_day) == (None, None)
