"""Sources and crime types are shown to those who read the party's figures and changed by those who write."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverkan.datasets.actions import (
    add_crime_type,
    add_source,
    change_crime_type,
    change_source,
    start_catalogue,
)
from samverkan.datasets.models import CrimeType, Source
from tests.conftest import World

BICYCLE = {
    "name": "Cykelstöld",
    "category": "Stöld",
    "dark_figure": "small",
    "note": "Anmäls för försäkringen.",
    "also_called": "Hojstöld*\n\n Hojstöld* \nCykel borta",
}


@pytest.fixture
def started(world: World) -> World:
    start_catalogue(world.scope("anna"))
    return world


def url(name: str, *args: Any, slug: str = "ekdala") -> str:
    return reverse(f"prepare:{name}", args=[slug, *args])


def text(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", ["sources", "crime_types", "areas", "datasets"])
def test_a_list_is_for_the_party_alone(started: World, name: str) -> None:
    assert started.client("anna").get(url(name)).status_code == 200
    assert started.client("karin").get(url(name)).status_code == 200
    assert started.client("olle").get(url(name)).status_code == 403
    assert started.client("cecilia").get(url(name)).status_code == 404
    assert started.client(None).get(url(name)).status_code == 302


@pytest.mark.parametrize(("name", "model"), [("source_edit", Source), ("crime_type_edit", CrimeType)])
def test_another_partys_row_does_not_exist(started: World, name: str, model: type[Any]) -> None:
    row = model.objects.filter(party=started.municipality).first()
    assert started.client("anna").get(url(name, row.pk)).status_code == 200
    assert started.client("per").get(url(name, row.pk)).status_code == 404
    assert started.client("cecilia").get(url(name, row.pk, slug="furuvik")).status_code == 404
    assert started.client("karin").get(url(name, row.pk)).status_code == 403


@pytest.mark.parametrize("name", ["sources", "crime_types"])
def test_a_list_costs_as_many_queries_with_one_row_as_with_three(world: World, name: str) -> None:
    counts = []
    for number in range(3):
        add_source(world.scope("anna"), uuid4(), name=f"Källa {number}")
        add_crime_type(world.scope("anna"), uuid4(), name=f"Typ {number}", category="Brott")
        client = world.client("anna")
        with CaptureQueriesContext(connection) as queries:
            client.get(url(name))
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 15


def test_an_empty_list_says_how_to_begin(world: World) -> None:
    assert "Här visas era källor" in text(world.client("anna").get(url("sources")))
    assert "Lägg till en källa" in text(world.client("anna").get(url("sources")))
    assert "Lägg till en källa" not in text(world.client("karin").get(url("sources")))


def test_a_source_is_added_once_however_often_the_form_is_sent(started: World) -> None:
    form = {"name": "Ordningsvakterna", "form_token": uuid4()}
    for _ in range(2):
        response = started.client("anna").post(url("source_new"), form)
        assert response.status_code == 302
    assert Source.objects.filter(name="Ordningsvakterna").count() == 1


def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(started: World) -> None:
    response = started.client("anna").post(
        url("source_new"), {"name": "Befolkning, SCB", "tells": "Vårt eget uttag", "form_token": uuid4()}
    )
    assert response.status_code == 422
    assert "Det finns redan en källa med det namnet" in text(response)
    assert "Vårt eget uttag" in text(response)


def test_spellings_are_kept_one_a_line_without_repeats(started: World) -> None:
    row = CrimeType.objects.get(key="bicycle_theft")
    response = started.client("anna").post(
        url("crime_type_edit", row.pk), {**BICYCLE, "expected_version": row.version}
    )
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.also_called == ["Hojstöld*", "Cykel borta"]
    assert (row.dark_figure, row.found_by_police, row.version) == ("small", False, 2)


def test_a_crime_type_needs_a_name_and_an_answer_about_the_dark_figure(started: World) -> None:
    response = started.client("anna").post(url("crime_type_new"), {"note": "Min text", "dark_figure": "none"})
    assert response.status_code == 422
    assert "Fyll i ”Brottstyp”" in text(response)
    assert "Min text" in text(response)


def test_the_second_to_save_a_source_sees_both_texts_and_may_save_on_top(started: World) -> None:
    row = Source.objects.get(key="ntu")
    change_source(started.scope("amir"), row, 1, weaknesses="Amirs syn på saken")
    typed = {"name": row.name, "weaknesses": "Annas syn på saken", "expected_version": 1}
    response = started.client("anna").post(url("source_edit", row.pk), typed)
    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in text(response)
    assert "Annas" in text(response)
    assert "Amirs" in text(response)
    assert 'name="expected_version" value="2"' in text(response)
    row.refresh_from_db()
    assert row.weaknesses == "Amirs syn på saken"
    response = started.client("anna").post(url("source_edit", row.pk), typed | {"expected_version": 2})
    row.refresh_from_db()
    assert (response.status_code, row.weaknesses) == (302, "Annas syn på saken")


def test_the_second_to_save_a_crime_type_sees_both_answers_in_words(started: World) -> None:
    row = CrimeType.objects.get(key="bicycle_theft")
    change_crime_type(started.scope("amir"), row, 1, dark_figure="large", found_by_police=True)
    response = started.client("anna").post(url("crime_type_edit", row.pk), {**BICYCLE, "expected_version": 1})
    assert response.status_code == 409
    assert "Stort" in text(response)
    assert "Ja" in text(response)


def test_a_form_without_its_version_never_overwrites(started: World) -> None:
    row = Source.objects.get(key="ntu")
    response = started.client("anna").post(url("source_edit", row.pk), {"name": "Annat"})
    assert response.status_code == 409


def test_two_who_write_the_same_are_both_told_that_it_is_saved(started: World) -> None:
    row = Source.objects.get(key="ntu")
    same = {"name": row.name, "holder": "", "tells": "", "strengths": "", "weaknesses": "Samma text"}
    change_source(started.scope("amir"), row, 1, **same, open_statistics=False)
    response = started.client("anna").post(url("source_edit", row.pk), same | {"expected_version": 1})
    assert response.status_code == 302


def test_a_new_definition_is_noted_and_told_at_the_list(started: World) -> None:
    anna = started.client("anna")
    typed = BICYCLE | {"name": "Olovlig cykelanvändning", "redefined_from": "2018"}
    anna.post(url("crime_type_new"), typed)
    assert CrimeType.objects.get(name="Olovlig cykelanvändning").redefined_from == 2018
    assert "Ny definition från och med 2018." in text(anna.get(url("crime_types")))
    refused = anna.post(url("crime_type_new"), typed | {"name": "Annat", "redefined_from": "förra året"})
    assert refused.status_code == 422 and "förra året" in text(refused)
