"""Numbers as Swedish offices write them."""

import math

import pyarrow as pa
import pytest

from samverkan.datasets.readers.columns import connect, read_numbers

CONNECTION = connect()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("1,5", 1.5), ("1.5", 1.5), ("-5", -5), ("−5", -5), ("+4", 4), ("0", 0),
        ("1 234,5", 1234.5), ("1\u00a0234", 1234), ("1\u202f234\u202f567,25", 1234567.25), ("1\u2009234", 1234),
        ("1'234", 1234), ("1.234.567", 1234567), ("1,234,567", 1234567), ("1.234,5", 1234.5), ("1,234.5", 1234.5),
        ("34 %", 34), ("34,5%", 34.5), ("1200 kr", 1200), ("1 234:-", 1234), ("1e5", 100000), (" 7 ", 7),
        ("6580822.123", 6580822.123),
    ],
)  # fmt: skip
def test_a_number_in_any_spelling(written: str, value: float) -> None:
    read = read_numbers(CONNECTION, pa.chunked_array([[written]]))
    assert read.values.tolist() == [value]
    assert read.filled.tolist() == [True]
    assert read.unread.tolist() == [False]


@pytest.mark.parametrize(
    "written",
    ["abc", "nan", "inf", "-inf", "0x1f", "12:5", "--5", "1 2 x", "٣", "#N/A", "12-14", "10 12", "1 23"],
)
def test_what_is_no_number_is_unread(written: str) -> None:
    read = read_numbers(CONNECTION, pa.chunked_array([[written]]))
    assert math.isnan(read.values[0])
    assert read.unread.tolist() == [True]


@pytest.mark.parametrize("written", ["", "..", "-", ".", "–", "—", "…", "\u00a0", " .. "])
def test_a_missing_number_is_missing_and_not_wrong(written: str) -> None:
    read = read_numbers(CONNECTION, pa.chunked_array([[written]]))
    assert math.isnan(read.values[0])
    assert read.unread.tolist() == [False]
    assert read.filled.tolist() == [False]
