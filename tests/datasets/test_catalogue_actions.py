"""A party starts with the ready catalogue, makes it its own, and keeps what it has made."""

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.datasets import queries
from samverkan.datasets.actions import (
    NameTaken,
    add_crime_type,
    add_source,
    change_crime_type,
    change_source,
    start_catalogue,
)
from samverkan.datasets.content import ready_crime_types, ready_sources
from samverkan.datasets.models import CrimeType, Source
from tests.conftest import World


@pytest.fixture
def started(world: World) -> World:
    start_catalogue(world.scope("anna"))
    return world


def test_the_catalogue_starts_with_the_ready_rows(started: World) -> None:
    scope = started.scope("anna")
    assert queries.sources(scope).count() == len(ready_sources())
    assert queries.crime_types(scope).count() == len(ready_crime_types())


def test_starting_again_leaves_every_edit_as_it_stands(started: World) -> None:
    scope = started.scope("anna")
    ntu = Source.objects.get(party=scope.party, key="ntu")
    change_source(scope, ntu, 1, name="NTU, vårt uttag", weaknesses="Vår anmärkning")
    own = add_source(scope, uuid4(), name="Ordningsvakternas rapporter")
    start_catalogue(scope)
    ntu.refresh_from_db()
    assert (ntu.name, ntu.weaknesses) == ("NTU, vårt uttag", "Vår anmärkning")
    assert queries.sources(scope).count() == len(ready_sources()) + 1
    assert own in queries.sources(scope)


def test_a_partys_catalogue_is_its_own(started: World) -> None:
    start_catalogue(started.scope("per"))
    mine = queries.sources(started.scope("anna")).first()
    assert mine is not None
    assert not queries.sources(started.scope("per")).filter(pk=mine.pk).exists()
    with pytest.raises(Source.DoesNotExist):
        queries.sources(started.scope("per")).get(pk=mine.pk)
    with pytest.raises(Refused):
        change_source(started.scope("per"), mine, 1, name="Annat")
    with pytest.raises(NoParty):
        queries.sources(started.scope("olle"))


def test_a_leader_reads_the_catalogue_but_does_not_change_it(started: World) -> None:
    with pytest.raises(Forbidden):
        add_source(started.scope("karin"), uuid4(), name="Ny")


def test_the_same_form_sent_twice_is_one_source_and_one_line_in_the_log(started: World) -> None:
    token = uuid4()
    first = add_source(started.scope("anna"), token, name="Ny")
    assert add_source(started.scope("anna"), token, name="Ny") == first
    assert LogEntry.objects.filter(action="add_source").count() == 1


def test_two_rows_never_share_a_name(started: World) -> None:
    scope = started.scope("anna")
    with pytest.raises(NameTaken):
        add_crime_type(scope, uuid4(), name="Cykelstöld", category="Skadegörelse")
    graffiti = CrimeType.objects.get(party=scope.party, key="graffiti")
    with pytest.raises(NameTaken):
        change_crime_type(scope, graffiti, 1, name="Cykelstöld")


def test_the_second_to_save_a_crime_type_is_told(started: World) -> None:
    graffiti = CrimeType.objects.get(party=started.municipality, key="graffiti")
    change_crime_type(started.scope("anna"), graffiti, 1, note="Annas")
    with pytest.raises(Conflict) as conflict:
        change_crime_type(started.scope("amir"), graffiti, 1, note="Amirs")
    assert conflict.value.current.note == "Annas"  # type: ignore[attr-defined]


def test_a_type_is_understood_by_the_partys_own_spellings(started: World) -> None:
    scope = started.scope("anna")
    assert queries.crime_type_for(scope, "Cykelstöld (fullbordad)").key == "bicycle_theft"  # type: ignore[union-attr]
    bicycle = CrimeType.objects.get(party=scope.party, key="bicycle_theft")
    change_crime_type(scope, bicycle, 1, also_called=["Hojstöld*"])
    assert queries.crime_type_for(scope, "hojstöld elcykel") == bicycle
    assert queries.crime_type_for(scope, "Stöld av cykel").key == "theft_other"  # type: ignore[union-attr]


def test_looking_up_many_types_asks_the_database_once(
    started: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scope = started.scope("anna")
    with django_assert_num_queries(1):
        spellings = queries.crime_type_spellings(scope)
        for written in ["Klotter", "Rån", "Okänt"] * 20:
            spellings.find(written)
