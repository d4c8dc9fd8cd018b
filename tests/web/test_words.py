"""Days, times, shares and changes in Swedish."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from samverkan.web import words


def written(template: str, **context: object) -> str:
    return Template("{% load samverkan %}" + template).render(Context(context))


def test_a_day_is_written_with_its_month_in_letters() -> None:
    assert written("{{ day|date_sv }}", day=date(2024, 5, 17)) == "17\u00a0maj\u00a02024"


def test_a_moment_is_told_in_swedish_time() -> None:
    half_past_midnight_in_sweden = datetime(2024, 6, 30, 22, 30, tzinfo=UTC)
    assert words.clock(half_past_midnight_in_sweden) == "00.30"
    assert words.day(half_past_midnight_in_sweden) == "1\u00a0juli\u00a02024"
    assert words.moment(datetime(2024, 1, 5, 13, 32, tzinfo=UTC)) == "5\u00a0januari\u00a02024 kl.\u00a014.32"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 1, 1), date(2025, 12, 31), "2023–2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2023, 1, 2), date(2025, 12, 31), "2\u00a0januari\u00a02023 – 31\u00a0december\u00a02025"),
        (None, None, ""),
    ],
)
def test_a_period_of_whole_years_is_written_as_years(
    first: date | None, last: date | None, expected: str
) -> None:
    assert written("{{ first|period:last }}", first=first, last=last) == expected


def test_nothing_is_written_for_no_day() -> None:
    assert written("{{ day|date_sv }}{{ day|clock }}{{ day|moment }}", day=None) == ""


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 2960|number }}", "2\u202f960"),
        ("{{ 1016.24|decimal:1 }}", "1\u202f016,2"),
        ("{{ missing|number }}", "saknas"),
        ("{{ 0.382|share }}", "38\u00a0%"),
        ("{{ 0.3825|share:1 }}", "38,2\u00a0%"),
        ("{{ 12.5|signed:1 }}", "+12,5"),
        ("{{ -3|signed }}", "\u22123"),
        ("{{ 0|signed }}", "0"),
        ("{{ 0.04|signed:1 }}", "0,0"),
    ],
)
def test_numbers_are_written_as_swedes_write_them(template: str, expected: str) -> None:
    assert written(template, missing=None) == expected
