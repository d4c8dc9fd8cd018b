import re

import pytest

from samverkan.charts import Lane, Span, Words, YearWheel, year_wheel

WHEEL = YearWheel(
    Words("Rubrik", "mönster i Lindvik"),
    (
        Lane(
            "Mönster",
            "pattern",
            (Span("Cykelstölder", 5, 9), Span("Inbrott", 11, 2), Span("Skolavslutning", 6, 6)),
        ),
        Lane("Arbete", "activity", (Span("Information", 1, 12),)),
    ),
)


def test_the_table_reads_as_a_list_with_the_same_numbers_as_the_wheel() -> None:
    chart = year_wheel(WHEEL)
    assert chart.table.rows == (
        ("1", "Cykelstölder", "maj–sep", "Mönster"),
        ("2", "Skolavslutning", "juni", "Mönster"),
        ("3", "Inbrott", "nov–feb", "Mönster"),
        ("4", "Information", "hela året", "Arbete"),
    )
    on_wheel = re.findall(r'text-anchor="middle">(\d)</text>', chart.svg)
    assert sorted(on_wheel) == ["1", "2", "3", "4"]


def test_what_goes_over_new_year_stays_one_span() -> None:
    assert Span("Inbrott", 11, 2).months == {11, 12, 1, 2}
    assert Span("Alltid", 3, 2).period == "hela året"


def test_spans_that_share_a_month_get_rings_of_their_own() -> None:
    paths = re.findall(r'<path class="pattern"[^>]* d="M[^A]+A([\d.]+) ', year_wheel(WHEEL).svg)
    assert len(set(paths)) == 2


def test_a_thirteenth_month_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 12"):
        Span("Fel", 1, 13)


def test_what_comes_again_in_other_months_keeps_its_number() -> None:
    spans = (Span("Frukostmöte", 3, 3), Span("Lägesbild", 4, 5), Span("Frukostmöte", 9, 10))
    chart = year_wheel(YearWheel(Words("Rubrik", "arbetet"), (Lane("Arbete", "activity", spans),)))
    assert chart.table.rows == (
        ("1", "Frukostmöte", "mar, sep–okt", "Arbete"),
        ("2", "Lägesbild", "apr–maj", "Arbete"),
    )
    on_wheel = re.findall(r'text-anchor="middle">(\d)</text>', chart.svg)
    assert sorted(on_wheel) == ["1", "1", "2"]
