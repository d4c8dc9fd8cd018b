"""The year wheel shows what comes back, and nothing that chance could have made."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from samverkan.charts.year_wheel import runs
from samverkan.datasets.seasonal import Peak, seasonal_peaks


def incidents(path: Path, per_month: dict[str, list[int]], years: tuple[int, ...]) -> Path:
    rows = [
        (kind, datetime(year, month, 28 - n % 28, 12))
        for kind, counts in per_month.items()
        for year in years
        for month, count in enumerate(counts, 1)
        for n in range(count)
    ]
    table = pa.table(
        {"type": [r[0] for r in rows], "start": pa.array([r[1] for r in rows], pa.timestamp("us"))}
    )
    pq.write_table(table, path)
    return path


def test_bicycles_stolen_in_summer_stand_on_the_wheel_and_even_crimes_do_not(tmp_path: Path) -> None:
    file = incidents(
        tmp_path / "a.parquet",
        {"Cykelstöld": [8, 8, 9, 10, 40, 42, 41, 12, 10, 9, 8, 8], "Olaga hot": [20] * 12},
        (2023, 2024, 2025),
    )
    assert seasonal_peaks(file) == (Peak("Cykelstöld", 5, 7, 3),)


def test_one_year_is_no_pattern(tmp_path: Path) -> None:
    file = incidents(tmp_path / "a.parquet", {"Cykelstöld": [5] * 5 + [60] * 2 + [5] * 5}, (2025,))
    assert seasonal_peaks(file) == ()


def test_a_run_over_new_year_is_one_run() -> None:
    assert runs((1, 5, 6, 7, 11, 12)) == [(11, 1), (5, 7)]
    assert runs(tuple(range(1, 13))) == [(1, 12)]
    assert runs(()) == []
