"""Incidents per type and month, counted where they lie."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest

from samverkan.analysis.tally import tally

AsTable = Callable[[Mapping[str, Any]], Any]


def _columns(**changes: Any) -> dict[str, Any]:
    days = ["2022-01-02T10:00", "2022-01-30T23:59", "2022-02-01T00:00", "2023-12-30T12:00", "NaT"]
    return {
        "type": np.array(["Stöld", "Rån", "Stöld", "Stöld", "Rån"], dtype=object),
        "start": np.array(days, dtype="datetime64[us]"),
        "end": np.array(["NaT"] * 5, dtype="datetime64[us]"),
        "x": np.array([616_000.0] * 5),
        "y": np.array([6_729_000.0] * 5),
    } | changes


def test_types_months_and_years_are_counted_with_the_most_common_first(as_table: AsTable) -> None:
    counted = tally(as_table(_columns()))

    assert counted.incidents == 5
    assert list(counted.types.items()) == [("Stöld", 3), ("Rån", 2)]
    assert counted.months == {(2022, 1): 2, (2022, 2): 1, (2023, 12): 1}
    assert counted.years == {2022: 3, 2023: 1}


def test_incidents_without_a_date_are_counted_apart(as_table: AsTable) -> None:
    counted = tally(as_table(_columns()))

    assert counted.undated == 1
    assert counted.paired == {"Stöld": 3, "Rån": 1}


def test_without_a_start_the_end_says_which_month(as_table: AsTable) -> None:
    end = np.array(["NaT"] * 4 + ["2022-03-05T08:00"], dtype="datetime64[us]")

    counted = tally(as_table(_columns(end=end)))

    assert counted.undated == 0
    assert counted.months[2022, 3] == 1


def test_the_period_is_that_of_all_types_together(as_table: AsTable) -> None:
    covered = tally(as_table(_columns())).period

    assert covered is not None
    assert (covered.first, covered.last) == (date(2022, 1, 2), date(2023, 12, 30))


@pytest.mark.parametrize("dates", [0, 3])
def test_without_dates_there_is_no_period(as_table: AsTable, dates: int) -> None:
    columns = {name: column[4:5].repeat(dates) for name, column in _columns().items()}

    counted = tally(as_table(columns))

    assert (counted.period, counted.incidents, counted.months) == (None, dates, {})
