"""Days and numbers as offices write them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from samverkan.web.fields import DateField, NameField, NumberField, TimeField


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-28",
        "20240228",
        "28/2 2024",
        "28/2/2024",
        "28.2.2024",
        "28 februari 2024",
        "28 Feb 2024",
        " 28 feb. 2024 ",
    ],
)
def test_a_day_is_read_in_every_common_form(written: str) -> None:
    assert DateField().clean(written) == date(2024, 2, 28)


@pytest.mark.parametrize("written", ["31/2", "31/2 2024", "2024-13-01", "i går", "28 m 2024", "28 ma 2024"])
def test_a_day_that_does_not_exist_is_named_and_an_example_given(written: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        DateField().clean(written)
    assert refused.value.messages == [f"Datumet ”{written}” finns inte. Skriv till exempel 2024-02-28."]


def test_a_day_is_shown_as_it_is_asked_for() -> None:
    class When(forms.Form):
        day = DateField()

    html = str(When(initial={"day": date(2024, 2, 8)})["day"])
    assert 'type="text"' in html
    assert 'value="2024-02-08"' in html


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12,5", "12.5"),
        ("1\u202f234,5", "1234.5"),
        ("1 234", "1234"),
        ("\u22123", "-3"),
        ("0.25", "0.25"),
        ("50 %", "50"),
        ("12,5%", "12.5"),
    ],
)
def test_a_number_is_read_with_comma_spaces_and_real_minus(written: str, value: str) -> None:
    assert NumberField().clean(written) == Decimal(value)


@pytest.mark.parametrize("written", ["tolv", "1,2,3", "%", "5%5"])
def test_what_is_no_number_is_shown_back(written: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        NumberField().clean(written)
    assert refused.value.messages == [f"”{written}” är inte ett tal. Skriv till exempel 12,5."]


@pytest.mark.parametrize("written", ["NaN", "Infinity"])
def test_a_number_is_finite(written: str) -> None:
    with pytest.raises(forms.ValidationError):
        NumberField().clean(written)


@pytest.mark.parametrize(
    ("value", "shown"), [(Decimal("1234.50"), "1\u202f234,5"), (250, "250"), ("som skrivet", "som skrivet")]
)
def test_a_number_is_shown_as_swedes_write_it(value: object, shown: str) -> None:
    assert NumberField().prepare_value(value) == shown


@pytest.mark.parametrize("name", ["Fall 850709-9805", "Listan från anna.berg@example.test", "Bilen ABC 123"])
def test_a_name_that_follows_with_everything_holds_no_personal_data(name: str) -> None:
    with pytest.raises(ValidationError) as told:
        NameField().clean(name)
    assert "**" in told.value.messages[0] and name not in told.value.messages[0]


@pytest.mark.parametrize("name", ["Anmälda brott 2024", "Dnr KS 2024/00123", "A123.456/2026", "2026-000123"])
def test_names_and_registry_numbers_as_offices_write_them_are_let_through(name: str) -> None:
    assert NameField().clean(name) == name


@pytest.mark.parametrize("written", ["13.30", "13:30", "1330", " kl. 13.30 "])
def test_a_time_of_day_is_read_in_every_common_form(written: str) -> None:
    assert TimeField().clean(written) == time(13, 30)


def test_a_whole_hour_needs_no_minutes_and_is_shown_with_them() -> None:
    class When(forms.Form):
        starts = TimeField()

    assert TimeField().clean("9") == time(9)
    assert 'value="09.00"' in str(When(initial={"starts": time(9)})["starts"])


@pytest.mark.parametrize("written", ["25.00", "13.70", "efter lunch"])
def test_a_time_that_does_not_exist_is_named_and_an_example_given(written: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        TimeField().clean(written)
    assert refused.value.messages == [f"Klockslaget ”{written}” finns inte. Skriv till exempel 13.30."]


def test_a_name_with_an_address_in_it_is_refused_in_right_swedish() -> None:
    with pytest.raises(ValidationError, match="innehålla en e-postadress"):
        NameField().clean("Skriv till per@ekdala.example")
