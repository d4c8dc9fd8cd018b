"""Numbers in sentences are written as Swedish readers expect them (Svenska skrivregler; look.md)."""

import pytest

from samverkan.analysis.numbers import brief, interval, listed, number, percent, years


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (331539, 0, "331\u202f539"),
        (1234567.891, 2, "1\u202f234\u202f567,89"),
        (0.5, 0, "1"),
        (2.675, 2, "2,68"),
        (-25.78, 1, "\u221225,8"),
        (-0.04, 1, "0,0"),
        (999.96, 1, "1\u202f000,0"),
        (1e15, 0, "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
    ],
)
def test_a_number_has_decimal_comma_thin_space_and_real_minus(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_missing_figure_can_not_slip_into_a_sentence(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        number(value)


def test_percent_keeps_its_sign_on_the_same_line() -> None:
    assert percent(38.8) == "39\u00a0%"


def test_an_interval_with_a_minus_sign_is_written_in_words() -> None:
    assert interval(865, 930) == "865\u2013930"
    assert interval(-2.1, 3.4, 1) == "\u22122,1\u00a0till\u00a03,4"


def test_years_have_no_thousands_space() -> None:
    assert years(2010, 2019) == "2010\u20132019"
    assert years(2019, 2019) == "2019"


def test_a_list_ends_with_och() -> None:
    assert listed(["maj"]) == "maj"
    assert listed(["maj", "juni", "juli"]) == "maj, juni och juli"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1016.4, "1\u202f016"), (42.71, "42,7"), (15.0, "15"), (0.348, "0,35"), (-16.19, "\u221216,2")],
)
def test_a_brief_number_has_the_decimals_a_reader_needs(value: float, text: str) -> None:
    assert brief(value) == text
