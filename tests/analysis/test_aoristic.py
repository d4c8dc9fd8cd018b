"""A crime with an unknown time is spread over the hours it can have happened in.

Oracle: `_exploded` spreads one minute at a time, as the definition reads (Ratcliffe and McCullagh 1998).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import ibis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.analysis.aoristic import Floats, aoristic, spread
from samverkan.analysis.aoristic_table import aoristic_table

MONDAY = datetime(2024, 5, 13)  # a Monday
FRIDAY = 4


def _exploded(start: list[datetime], end: list[datetime | None]) -> Floats:
    week = np.zeros((7, 24))
    for first, last in zip(start, end, strict=True):
        low, high = sorted((first, first if last is None else last))
        minutes = int((high - low).total_seconds() // 60)
        if minutes > 7 * 24 * 60:
            week += 1 / 168
            continue
        for minute in range(max(minutes, 1)):
            time = low + timedelta(minutes=minute)
            week[time.weekday(), time.hour] += 1 / max(minutes, 1)
    return week


def test_a_crime_between_8_and_16_counts_an_eighth_in_each_of_eight_hours() -> None:
    # Issue 2 section 3, reference cases.
    week = aoristic([datetime(2024, 5, 17, 8)], [datetime(2024, 5, 17, 16)])

    assert week.shape == (7, 24)
    assert week[FRIDAY, 8:16] == pytest.approx([0.125] * 8)
    assert week.sum() == pytest.approx(1)


def test_a_crime_over_midnight_is_weighted_by_minutes() -> None:
    # Issue 2 section 3, reference cases: 23:30–01:15 is 30, 60 and 15 of 105 minutes.
    week = aoristic([datetime(2024, 5, 13, 23, 30)], [datetime(2024, 5, 14, 1, 15)])

    assert [week[0, 23], week[1, 0], week[1, 1]] == pytest.approx([0.2857, 0.5714, 0.1429], abs=5e-5)
    assert week.sum() == pytest.approx(1)


def test_a_night_to_monday_runs_past_the_end_of_the_week() -> None:
    sunday_night = datetime(2024, 5, 19, 23)

    week = aoristic([sunday_night], [sunday_night + timedelta(hours=2)])

    assert week[6, 23] == pytest.approx(0.5)
    assert week[0, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("end", [None, datetime(2024, 5, 13, 10, 20)])
def test_a_missing_or_equal_end_is_a_point(end: datetime | None) -> None:
    result = spread([datetime(2024, 5, 13, 10, 20)], [end])

    assert result.table[0, 10] == 1
    assert result.table.sum() == 1
    assert result.points == 1


def test_only_an_end_is_a_point_too() -> None:
    assert spread([None], [datetime(2024, 5, 13, 10, 20)]).table[0, 10] == 1


def test_no_ends_at_all_can_be_left_out() -> None:
    assert aoristic(np.array(["2024-05-13T10:20"], dtype="datetime64[s]"))[0, 10] == 1


def test_a_swapped_pair_gives_the_same_hours_and_is_told() -> None:
    early, late = datetime(2024, 5, 13, 8), datetime(2024, 5, 13, 16)

    swapped = spread([late], [early])

    assert swapped.table == pytest.approx(aoristic([early], [late]))
    assert swapped.reordered == 1
    assert any("före från-tiden" in sentence for sentence in swapped.told)


def test_exactly_seven_days_is_spread_and_a_minute_more_is_uniform() -> None:
    start = datetime(2024, 5, 13, 10, 30)

    week = spread([start], [start + timedelta(days=7)])
    longer = spread([start], [start + timedelta(days=7, minutes=1)])

    assert week.uniform == 0
    assert longer.uniform == 1
    assert week.table == pytest.approx(np.full((7, 24), 1 / 168))
    assert longer.table == pytest.approx(np.full((7, 24), 1 / 168))


def test_it_is_counted_how_many_have_a_certain_weekday_and_a_certain_part_of_the_day() -> None:
    evening, midnight = datetime(2024, 5, 13, 20), datetime(2024, 5, 14)

    result = spread(
        [evening, evening, evening, midnight, midnight],
        [midnight, midnight + timedelta(minutes=1), evening + timedelta(hours=3), None, midnight],
    )

    assert (result.one_day, result.three_hours) == (4, 3)


def test_a_crime_without_any_time_is_left_out_and_told() -> None:
    result = spread([None, MONDAY], [None, None])

    assert (result.incidents, result.untimed) == (1, 1)
    assert any("utan tid" in sentence for sentence in result.told)


def test_nothing_gives_an_empty_week_and_nothing_to_tell() -> None:
    result = spread([], [])

    assert result.table.shape == (7, 24)
    assert not result.table.any()
    assert result.told == ()


def test_what_no_incident_met_is_not_told() -> None:
    told = spread([MONDAY], [None]).told

    assert told == ("Händelser med en enda tidpunkt räknas helt i den timmen (antal: 1).",)


def test_starts_and_ends_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="2 starts but 1 ends"):
        aoristic([MONDAY, MONDAY], [MONDAY])


def test_the_clock_is_kept_over_the_night_when_summer_time_begins() -> None:
    # 02:30 on 31 March 2024 does not exist in Sweden; the wall clock is kept as written.
    assert aoristic([datetime(2024, 3, 31, 2, 30)], [None])[6, 2] == 1


_times = st.datetimes(datetime(1969, 6, 1), datetime(2030, 1, 1)).map(
    lambda time: time.replace(second=0, microsecond=0)
)
_lengths = st.one_of(st.none(), st.integers(-3_000, 3_000), st.integers(-11_000, 11_000))
_incidents = st.lists(st.tuples(_times, _lengths), min_size=1, max_size=8)


@given(_incidents)
def test_it_equals_laying_out_minute_by_minute(incidents: list[tuple[datetime, int | None]]) -> None:
    start = [time for time, _ in incidents]
    end = [None if length is None else time + timedelta(minutes=length) for time, length in incidents]

    assert aoristic(start, end) == pytest.approx(_exploded(start, end), abs=1e-9)


def test_a_table_gives_the_same_as_arrays(as_table: Callable[..., ibis.Table]) -> None:
    rng = np.random.default_rng(20)
    start = np.datetime64("1969-12-20T00:00", "s") + rng.integers(0, 3_000_000, 400).astype("timedelta64[s]")
    end = start + rng.integers(-20_000, 900_000, 400).astype("timedelta64[s]")
    start[::23] = end[::7] = np.datetime64("NaT")
    table = as_table({"start": start.astype("datetime64[us]"), "end": end.astype("datetime64[us]")})

    from_table, from_arrays = aoristic_table(table), spread(start, end)

    assert from_table.table == pytest.approx(from_arrays.table, abs=1e-9)
    for name in ("incidents", "points", "reordered", "uniform", "untimed", "one_day", "three_hours"):
        assert getattr(from_table, name) == getattr(from_arrays, name)
        assert getattr(from_table, name) > 0


def test_an_empty_table_gives_an_empty_week(as_table: Callable[..., ibis.Table]) -> None:
    none = np.array([], dtype="datetime64[us]")

    assert not aoristic_table(as_table({"start": none, "end": none})).table.any()
