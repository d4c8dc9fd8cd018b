"""What counts as personal data in a cell, and what must not.

850709-9805 and 19121212-1212 are Skatteverket's own published examples and test numbers; the coordination number
701063-2391 is the one in Skatteverket's brochure SKV 707. None belongs to a living person.
"""

import pyarrow as pa
import pytest

from samverkan.access.personal_cells import scan_columns
from samverkan.access.personal_data import LABELS, Kind, Passage, blocked, find, mask, remarks

IDENTITY = [
    "850709-9805",
    "8507099805",
    "850709 9805",
    "850709+9805",
    "850709–9805",
    "850709 - 9805",
    "850709\u00a09805",
    "19850709-9805",
    "198507099805",
    "19850709 9805",
    "19 850709-9805",
    "1985-07-09-9805",
    "1985 07 09 9805",
    "85 07 09-9805",
    "85-07-09-9805",
    "191212121212",
    "121212+1212",
    "Målsägande 850709-9805 hördes",
    "pnr8507099805",
    "ID850709-9805",
    "(850709-9805)",
    "850709-9805,121212-1212",
    "8507099805,1212121212",
    "1,850709-9805",
    "3.19850709 9805",
    "lista_8507099805",
    "8507099805.0",
    "tel 08-123 45 och 850709-9805",
    "12 850709-9805",
]

NOT_PERSONAL = [
    "",
    "20240517",
    "2024-05-17",
    "2024-05-17 14:30",
    "2024-05-17 1430",
    "2024-05-17T14:30:00",
    "20240517143000",
    "17/5 2024 kl 14.30",
    "850709-9806",  # wrong check digit
    "850732-9800",  # no such day
    "851309-9801",  # no such month
    "5000-K123456-24",
    "0150-K8507-24",
    "AM-12345-24",
    "A123.456/2024",
    "2024/8507:12",
    "6580822",
    "6580822.1234567890",
    "674032,5",
    "0.8507099805",
    "59.8507099805",
    "59.32930,18.06860",
    "6 580 822",
    "8507099805123456",  # part of a longer number
    "1285070998051",
    "556016-0680",  # an organisation number: its third digit is never under 2
    "802002-4280",
    "3fa85070998055af",
    "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
    "ab850709-9805-4bad-9bdd-2b0d7b3dcb6d",
    "0180 Stockholm",
    "18–24 år",
    "08–16",
    "01-02-2024",
    "2016 prel.",
    "1 502 023",
    "Storgatan 12, 852 30 Sundsvall",
    "SE 123 45",
    "Brottskod 0312-0315",
    "3 kap. 5 §",
    "NTU 2023",
    "dag 123",
]


@pytest.mark.parametrize("text", IDENTITY)
def test_an_identity_number_is_found_in_any_spelling(text: str) -> None:
    matches = [m for m in find(text) if m.kind is Kind.IDENTITY]
    assert matches
    for match in matches:
        digits = "".join(c for c in text[match.start : match.end] if c.isdigit())
        assert digits[-10:] in {"8507099805", "1212121212"}
        assert match.blocking
        assert match.label == "personnummer"


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_dates_case_numbers_and_coordinates_are_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", ["701063-2391", "197010632391", "19701063 2391"])
def test_a_coordination_number_has_its_day_plus_sixty(text: str) -> None:
    assert [m.kind for m in find(text)] == [Kind.COORDINATION]


@pytest.mark.parametrize("text", ["850709-T123", "19850709-R123", "850709T123", "850709-s123"])
def test_an_interim_number_has_a_letter_first_in_its_serial(text: str) -> None:
    assert [m.kind for m in find(text)] == [Kind.INTERIM]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("skriv till anna.berg@exempel.se.", Kind.EMAIL),
        ("ring 070-123 45 67", Kind.PHONE),
        ("0701234566", Kind.PHONE),
        ("+46 70 123 45 67", Kind.PHONE),
        ("+46(0)70-1234567", Kind.PHONE),
        ("0046701234567", Kind.PHONE),
        ("08-123 456 78", Kind.PHONE),
        ("0910-123 45", Kind.PHONE),
        ("ABC 123", Kind.PLATE),
        ("bilen ABC12D stod", Kind.PLATE),
    ],
)
def test_other_personal_data_are_found_but_do_not_block(text: str, kind: Kind) -> None:
    (match,) = find(text)
    assert match.kind is kind
    assert not match.blocking
    assert LABELS[kind]


# 850709-980: the check digit of Skatteverket's example is 5, so 6 is nobody's.
@pytest.mark.parametrize(
    "text", ["19850709-9806", "19850709+9806", "hördes 19850709–9806.", "20120709-9806", "19701063-2392"]
)
def test_a_whole_date_with_four_digits_is_a_possible_number_whatever_its_check_digit(text: str) -> None:
    (match,) = find(text)
    assert match.kind is Kind.POSSIBLE and not match.blocking
    assert "9806" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "198507099806",
        "19850709 9806",
        "19850732-9806",
        "20240517-1430",
        "20240531-0602",
        "1985-07-09-9806",
        "19850709-9806-4bad-9bdd-2b0d7b3dcb6d",
        "K-19850709-9806",
    ],
)
def test_a_wrong_check_digit_clears_what_may_be_anything_else(text: str) -> None:
    assert find(text) == []


def test_masking_hides_all_but_the_first_two_characters() -> None:
    assert mask("Anna 850709-9805, ABC 123") == "Anna 85****-****, AB* ***"
    assert mask("inget här") == "inget här"


def test_the_vectorised_scan_finds_what_find_finds() -> None:
    texts = (
        IDENTITY
        + NOT_PERSONAL
        + ["701063-2391", "19850709-9806", "850709-T123", "a@b.se", "070-123 45 67", "ABC 123"]
    )
    texts += [f"{t}." for t in IDENTITY] + [f"x, {t}" for t in IDENTITY]
    table = pa.table({"row": range(2, len(texts) + 2), "a": texts, "b": texts[::-1]})
    expected = {
        (c, r, m)
        for c in "ab"
        for r, t in zip(range(2, 999), table[c].to_pylist(), strict=False)
        for m in find(t)
    }
    hits = scan_columns(table)
    assert {(h.column, h.row, h.match) for h in hits} == expected
    assert len(hits) == len(expected)


@pytest.mark.parametrize(
    "text", ["850709-9805", "8507099805", "19850709-9805", "a@b.se", "070-123 45 67", "ABC 123"]
)
@pytest.mark.parametrize("beside", ["", "12", "x", "3fa", "2,5", "2024-05-17"])
def test_no_cell_is_missed_wherever_it_stands_among_many(text: str, beside: str) -> None:
    rows = (0, 255, 256, 511, 600)  # cells are searched in blocks of 256
    table = pa.table({"row": range(601), "a": [text if row in rows else beside for row in range(601)]})
    assert tuple(hit.row for hit in scan_columns(table)) == rows


def test_a_date_column_may_hold_a_date_and_clock_of_twelve_digits() -> None:
    # 200101 + 1435 has a valid check digit by chance (2·2+0+0+1+0+1+2·1+4+2·3+5 …), as one minute in ten has.
    clocks = [f"20200101 {h:02}{m:02}" for h in range(24) for m in range(60)]
    table = pa.table({"row": range(len(clocks)), "a": clocks})
    assert scan_columns(table), "some of them look like identity numbers outside a date column"
    assert scan_columns(table, date_columns={"a"}) == []
    persons = pa.table({"row": [7], "a": ["19850709 9805"]})
    assert [h.row for h in scan_columns(persons, date_columns={"a"})] == [7]


def test_number_columns_are_searched_for_identity_numbers_only() -> None:
    table = pa.table({"row": [1, 2], "a": ["070-123 45 67", "850709-9805"]})
    assert [h.row for h in scan_columns(table, blocking_only={"a"})] == [2]


def test_an_empty_table_has_nothing_to_find() -> None:
    assert scan_columns(pa.table({"row": pa.array([], pa.int64()), "a": pa.array([], pa.string())})) == []
    assert scan_columns(pa.table({"row": [1]})) == []


def test_what_is_found_is_told_with_its_article_and_never_in_full() -> None:
    found = [match.told for match in find("Per är per@ekdala.example, född 850709-9805, ring 070-174 06 05")]
    assert found == [
        "en e-postadress (pe*@******.*******)",
        "ett personnummer (85****-****)",
        "ett telefonnummer (07*-*** ** **)",
    ]


def test_texts_on_their_way_to_others_tell_what_stops_them_first() -> None:
    told = remarks([Passage("skälet", "per@ekdala.example"), Passage("namnet", "850709-9805")])
    assert [(each.where, each.about, each.blocking) for each in told] == [
        ("namnet", "Ett personnummer (85****-****) behöver tas bort.", True),
        ("skälet", "En e-postadress (pe*@******.*******). Behöver det vara med?", False),
    ]
    assert blocked(told) and not blocked(told[1:])
