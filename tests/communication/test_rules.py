"""When a repeated activity happens."""

from datetime import date

import pytest

from samverkan.communication.rules import Repeats, occurrences
from samverkan.communication.wording import when


def test_once_is_one_day_or_one_span_of_months() -> None:
    first, last = date(2026, 3, 1), date(2026, 5, 31)
    assert list(occurrences(first, first, Repeats.ONCE, in_months=False)) == [(first, None)]
    assert list(occurrences(first, last, Repeats.ONCE, in_months=True)) == [(first, last)]


def test_every_week_is_the_same_weekday_until_the_last_day() -> None:
    days = [
        day for day, _ in occurrences(date(2026, 3, 5), date(2026, 3, 26), Repeats.WEEKLY, in_months=False)
    ]
    assert days == [date(2026, 3, number) for number in (5, 12, 19, 26)]


def test_the_last_of_a_long_month_is_the_last_of_a_short_one_and_long_again() -> None:
    days = [
        day for day, _ in occurrences(date(2026, 1, 31), date(2026, 3, 31), Repeats.MONTHLY, in_months=False)
    ]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_every_quarter_goes_over_new_year() -> None:
    days = [
        day
        for day, _ in occurrences(date(2026, 10, 15), date(2027, 2, 1), Repeats.QUARTERLY, in_months=False)
    ]
    assert days == [date(2026, 10, 15), date(2027, 1, 15)]


def test_where_only_months_are_known_every_time_is_a_span() -> None:
    spans = list(occurrences(date(2026, 3, 1), date(2026, 4, 30), Repeats.MONTHLY, in_months=True))
    assert spans == [(date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))]


@pytest.mark.parametrize(
    ("first", "last", "repeats", "in_months", "words"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), Repeats.ONCE, False, "12 mars 2026"),
        (date(2026, 3, 1), date(2026, 3, 31), Repeats.ONCE, True, "mars 2026"),
        (date(2026, 11, 1), date(2027, 1, 31), Repeats.ONCE, True, "november 2026 – januari 2027"),
        (
            date(2026, 3, 12),
            date(2026, 11, 30),
            Repeats.MONTHLY,
            False,
            "varje månad, 12 mars – 30 november 2026",
        ),
    ],
)
def test_the_time_is_said_in_words(
    first: date, last: date, repeats: Repeats, in_months: bool, words: str
) -> None:
    assert when(first, last, repeats, in_months=in_months) == words
