"""A filter is read from an address, written back the same way, and told in words."""

from datetime import date

import pytest

from samverkan.datasets.filter import BadDate, Filter, day


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("202402", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-28", date(2024, 2, 28), date(2024, 2, 28)),
        ("", None, None),
    ],
)
def test_a_year_or_month_is_all_of_it(typed: str, first: date | None, last: date | None) -> None:
    assert (day(typed), day(typed, end=True)) == (first, last)


@pytest.mark.parametrize("typed", ["2024-13", "2023-02-29", "i fjol", "24", "0000"])
def test_a_date_that_does_not_exist_is_named(typed: str) -> None:
    with pytest.raises(BadDate, match=typed):
        day(typed)


def test_a_swapped_period_is_turned_round() -> None:
    chosen = Filter.of({"from": "2024", "to": "2022-03"})
    assert (chosen.first, chosen.last) == (date(2022, 3, 1), date(2024, 12, 31))


def test_the_same_choice_has_one_spelling() -> None:
    chosen = Filter.of({"type": "Cykelstöld", "from": "2024", "to": "", "area": "Centrum", "other": "x"})
    assert chosen.as_dict() == {"type": "Cykelstöld", "from": "2024-01-01", "area": "Centrum"}
    assert Filter.of(chosen.as_dict()) == chosen
    assert chosen.words() == "typen Cykelstöld, från och med 2024-01-01, området Centrum"


def test_no_choice_is_everything() -> None:
    assert Filter().is_empty and Filter().words() == "allt"
