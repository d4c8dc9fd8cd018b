from samverkan.charts.numbers import interval, number, with_unit
from samverkan.charts.wording import listed, sentences


def test_thousands_have_a_thin_no_break_space_and_decimals_a_comma() -> None:
    assert number(1234567.891, 2) == "1\u202f234\u202f567,89"
    assert number(331539) == "331\u202f539"
    assert number(999) == "999"


def test_minus_is_a_real_minus_and_zero_never_has_one() -> None:
    assert number(-25.8, 1) == "\u221225,8"
    assert number(-0.04, 1) == "0,0"


def test_what_is_missing_is_said_never_zero() -> None:
    assert number(None) == "saknas"
    assert number(float("nan")) == "saknas"
    assert interval(None, 3) == "saknas"
    assert with_unit(None, "%") == "saknas"


def test_an_interval_below_zero_is_written_with_a_word() -> None:
    assert interval(120, 1400) == "120–1\u202f400"
    assert interval(-3, 4) == "\u22123 till 4"


def test_a_unit_never_breaks_away_from_its_number() -> None:
    assert with_unit(14.2, "%", 1) == "14,2\u00a0%"


def test_lists_and_sentences_read_as_swedish() -> None:
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert listed([]) == ""
    assert sentences("Ett.", "", "Två") == "Ett. Två."
