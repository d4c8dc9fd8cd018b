"""Which months and years an incident list covers: a late report of an old crime is no year of its own."""

from datetime import date

from samverkan.analysis.periods import Period, period


def _period(counts: dict[tuple[int, int], int], first_day: int = 1, last_day: int = 28) -> Period:
    months = sorted(counts)
    first = [first_day if month == months[0] else 1 for month in months]
    last = [last_day if month == months[-1] else 28 for month in months]
    found = period([y for y, _ in months], [m for _, m in months], [counts[m] for m in months], first, last)
    assert found is not None
    return found


def _years(first: int, last: int, count: int = 30) -> dict[tuple[int, int], int]:
    return {(year, month): count for year in range(first, last + 1) for month in range(1, 13)}


def test_whole_years_are_those_with_all_their_months() -> None:
    months = _years(2021, 2023)
    del months[2021, 1]

    found = _period(months)

    assert found.years == (2022, 2023)
    assert found.of_year(2022) == 360
    assert found.told == ()


def test_a_month_without_incidents_in_between_is_a_month_with_none() -> None:
    months = _years(2022, 2022)
    del months[2022, 7]

    found = _period(months)

    assert found.years == (2022,)
    assert found.counts[6] == 0


def test_half_a_month_at_either_end_is_left_out_and_told() -> None:
    found = _period(_years(2022, 2023), first_day=17, last_day=12)

    assert found.months[0] == (2022, 2)
    assert found.months[-1] == (2023, 11)
    assert (found.first, found.last) == (date(2022, 1, 17), date(2023, 12, 12))
    assert "Bara hela månader" in found.told[-1]


def test_with_few_incidents_a_quiet_beginning_is_still_a_whole_month() -> None:
    # Two a month: a fortnight without any is ordinary.
    found = _period(_years(2022, 2023, count=2), first_day=12, last_day=20)

    assert len(found.months) == 24


def test_old_crimes_reported_late_do_not_stretch_the_period_and_are_told() -> None:
    old = {(2003, 5): 1, (2011, 6): 1, (2018, 1): 2}

    found = _period(_years(2021, 2023) | old)

    assert found.first == date(2021, 1, 1)
    assert found.years == (2021, 2022, 2023)
    assert found.stragglers == 4
    assert "antal: 4" in found.told[0]


def test_a_date_in_the_future_does_not_either() -> None:
    found = _period(_years(2021, 2022) | {(2032, 2): 1}, last_day=9)

    assert found.last == date(2022, 12, 28)
    assert found.stragglers == 1


def test_few_old_crimes_are_stragglers_in_a_short_list_too() -> None:
    found = _period(_years(2022, 2023, count=2) | {(2005, 3): 1})

    assert found.first.year == 2022


def test_years_with_many_crimes_before_a_long_silence_are_part_of_the_list() -> None:
    found = _period(_years(2015, 2016) | _years(2021, 2022))

    assert found.first.year == 2015
    assert found.stragglers == 0


def test_without_incidents_there_is_no_period() -> None:
    assert period([], [], [], [], []) is None


def test_a_single_day_gives_a_period_without_whole_months() -> None:
    found = _period({(2024, 5): 3}, first_day=12, last_day=12)

    assert found.first == found.last == date(2024, 5, 12)
    assert found.months == ()
    assert found.years == ()
