"""Dates and clock times as Swedish offices write them."""

from datetime import datetime

import pyarrow as pa
import pytest

from samverkan.datasets.readers.columns import connect, read_times
from samverkan.datasets.readers.reasons import bad_date
from samverkan.datasets.readers.words import clock

DAY = datetime(2024, 5, 17)
AFTERNOON = datetime(2024, 5, 17, 14, 30)
CONNECTION = connect()

DATES = {
    "2024-05-17": DAY, "20240517": DAY, "240517": DAY, "17/5 2024": DAY, "17/5/2024": DAY, "17/5-24": DAY,
    "17.5.2024": DAY, "17-05-2024": DAY, "17 maj 2024": DAY, "17 MAJ 2024": DAY, "den 17 maj 2024": DAY,
    "fredag 17 maj 2024": DAY, "2024/05/17": DAY, "2024-5-17": DAY, "45429": DAY, " 2024-05-17 ": DAY,
    "17 sept. 2024": datetime(2024, 9, 17), "1 december 2023": datetime(2023, 12, 1),
}  # fmt: skip
TIMES = {
    "2024-05-17 14:30": AFTERNOON, "2024-05-17T14:30": AFTERNOON, "2024-05-17 14:30:00": AFTERNOON,
    "2024-05-17T14:30:00": AFTERNOON, "2024-05-17 14:30:00.000": AFTERNOON, "2024-05-17 14.30": AFTERNOON,
    "2024-05-17 kl 14.30": AFTERNOON, "2024-05-17 1430": AFTERNOON, "20240517 1430": AFTERNOON,
    "20240517 14:30": AFTERNOON, "202405171430": AFTERNOON, "20240517143000": AFTERNOON,
    "17/5 2024 14:30": AFTERNOON, "17/5 2024 kl. 14.30": AFTERNOON, "17.5.2024 14:30": AFTERNOON,
    "17 maj 2024 kl 14.30": AFTERNOON, "45429.6041666667": AFTERNOON, "45429,6041666667": AFTERNOON,
    "2024-05-17T14:30:00+02:00": AFTERNOON, "2024-05-17T12:30:00Z": AFTERNOON,
    "2024-05-17 24:00": datetime(2024, 5, 18),
}  # fmt: skip
NO_DATES = [
    "31/2 2024", "31/2", "17/5", "2024-02-30", "2023-02-29", "20241301", "2024-05-17 25:00", "2024-05-17 14:61",
    "5/17/2024", "okänt", "epoch", "infinity", "now", "today", "1890-01-01", "2150-01-01", "12345678", "maj 2024", "x",
]  # fmt: skip


def times(cells: list[str]) -> tuple[list[datetime | None], list[bool], list[bool]]:
    read = read_times(CONNECTION, pa.chunked_array([pa.array(cells, pa.string())]))
    return read.values.tolist(), read.has_clock.tolist(), read.unread.tolist()


@pytest.mark.parametrize("written", DATES)
def test_a_date_in_any_spelling(written: str) -> None:
    assert times([written]) == ([DATES[written]], [False], [False])


@pytest.mark.parametrize("written", TIMES)
def test_a_date_with_a_clock_time_in_any_spelling(written: str) -> None:
    assert times([written]) == ([TIMES[written]], [True], [False])


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_not_guessed(written: str) -> None:
    values, _, unread = times([written])
    assert values == [None]
    assert unread == [True]


@pytest.mark.parametrize("written", ["", " ", "..", "-", ".", "–", "\u00a0"])
def test_a_missing_date_is_missing_and_not_wrong(written: str) -> None:
    values, _, unread = times([written])
    assert values == [None]
    assert unread == [False]


def test_half_past_two_on_the_night_the_clocks_are_set_forward_is_kept() -> None:
    assert times(["2024-03-31 02:30", "31/3 2024 02.30"])[0] == [datetime(2024, 3, 31, 2, 30)] * 2


def test_all_spellings_may_stand_in_one_column() -> None:
    spellings = {**DATES, **TIMES}
    assert times(list(spellings))[0] == list(spellings.values())


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("14:30", 14.5), ("14.30", 14.5), ("kl 14.30", 14.5), ("Kl. 14:30", 14.5), ("klockan 14.30", 14.5),
        ("1430", 14.5), ("930", 9.5), ("9", 9), ("09:05", 9 + 5 / 60), ("14:30:00", 14.5), ("24:00", 24),
        ("00:00", 0), ("0.6041666667", 14.5), ("0,5", 12), ("1899-12-31 14:30:00", 14.5), ("14.30 h", 14.5),
    ],
)  # fmt: skip
def test_a_clock_time_in_a_column_of_its_own(written: str, hours: float) -> None:
    seconds = clock(written)
    assert seconds is not None
    assert seconds == pytest.approx(hours * 3600)


@pytest.mark.parametrize("written", ["", "25:00", "14:61", "förmiddag", "1461", "..", "12345", "-1"])
def test_what_is_no_clock_time_is_not_guessed(written: str) -> None:
    assert clock(written) is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31/2", 'Datumet "31/2" finns inte. Skriv till exempel 2024-02-28.'),
        ("2024-02-30", 'Datumet "2024-02-30" finns inte. Skriv till exempel 2024-02-28.'),
        ("17/5", 'Datumet "17/5" saknar år. Skriv till exempel 2024-05-17.'),
        (
            "2024-05-17 25:00",
            'Klockslaget i "2024-05-17 25:00" finns inte. Skriv till exempel 2024-02-28 14:30.',
        ),
        ("1890-01-01", 'Datumet "1890-01-01" ligger utanför åren 1950–2099. Skriv till exempel 2024-02-28.'),
        ("i går", '"i går" är inget datum. Skriv till exempel 2024-02-28 14:30.'),
    ],
)
def test_the_reason_says_what_is_wrong_and_how_to_mend_it(written: str, reason: str) -> None:
    assert bad_date(written) == reason
