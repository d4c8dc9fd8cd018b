"""The ready catalogue says where it comes from and what it cannot tell."""

import pytest

from samverkan.datasets.content import page_of, ready_crime_types, ready_sources
from samverkan.datasets.rules import DarkFigure
from samverkan.datasets.spelling import Spellings

SPELLINGS = Spellings((row.key, [row.name, *row.also_called]) for row in ready_crime_types())


def test_the_handbooks_eight_source_types_are_there() -> None:
    """Handbook p. 35: a table of eight rows."""
    assert len([row for row in ready_sources() if row.page == 35]) == 8


def test_every_source_tells_its_strengths_and_its_weaknesses() -> None:
    assert all(row.tells and row.strengths and row.weaknesses and row.holder for row in ready_sources())


def test_only_official_statistics_are_open() -> None:
    assert {row.key for row in ready_sources() if row.open_statistics} == {
        "bra_reported",
        "ntu",
        "population",
    }


def test_the_handbooks_five_crime_categories_are_there() -> None:
    """Handbook p. 39: examples of crime categories; the sixth stands in the text above the table."""
    assert {row.category for row in ready_crime_types()} >= {
        "Brott mot liv och hälsa",
        "Brott mot frihet och frid",
        "Stöld, rån och andra tillgreppsbrott",
        "Bedrägeri och annan oredlighet",
        "Skadegörelse",
        "Alkohol- och narkotikabrott",
    }


def test_every_crime_type_has_a_trust_note_of_its_own() -> None:
    notes = [row.note for row in ready_crime_types()]
    assert all(notes)
    assert len({row.name for row in ready_crime_types()}) == len(notes)


def test_narcotics_and_traffic_measure_what_the_police_look_for() -> None:
    """Handbook p. 37: crimes found through the work of police and customs measure that work badly the crime."""
    found = {row.key for row in ready_crime_types() if row.found_by_police}
    assert {"narcotics", "traffic", "drunk_driving"} <= found
    assert not {"bicycle_theft", "assault", "burglary_home"} & found


def test_the_dark_figure_is_small_for_burglary_and_vehicle_theft_and_large_for_assault() -> None:
    """Handbook p. 36."""
    sizes = {row.key: row.dark_figure for row in ready_crime_types()}
    assert sizes["burglary_home"] == sizes["vehicle_theft"] == DarkFigure.SMALL
    assert sizes["assault"] == sizes["assault_indoors"] == DarkFigure.LARGE


def test_no_two_crime_types_claim_the_same_spelling() -> None:
    spellings = [s.casefold() for row in ready_crime_types() for s in (row.name, *row.also_called)]
    assert sorted(spellings) == sorted(set(spellings))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        # Brå's tables of reported crime
        ("Stöld genom inbrott, inbrottsstöld i bostad", "burglary_home"),
        ("Skadegörelse på motorfordon (inte genom brand)", "damage_vehicle"),
        ("3 kap. Brott mot liv och hälsa", "life_and_health_other"),
        ("8 kap. Stöld, rån och andra tillgreppsbrott", "theft_other"),
        ("12 kap. Skadegörelsebrott", "damage_other"),
        ("Narkotikastrafflagen (1968:64)", "narcotics"),
        # the police's names of crime codes
        ("Inbrottsstöld, fullbordat, i villa/radhus", "burglary_home"),
        ("Stöld genom inbrott från källare, vind", "burglary_storage"),
        ("Misshandel, ej grov, mot kvinna 18 år eller äldre, obekant med offret, utomhus", "assault"),
        # how people write
        ("cykelstöld", "bicycle_theft"),
        ("  CYKELSTÖLD,  fullbordad ", "bicycle_theft"),
        ("Stöld ur bil", "theft_from_vehicle"),
        ("Klotter", "graffiti"),
        ("0301", "life_and_health_other"),
    ],
)
def test_a_type_is_found_as_offices_write_it(written: str, key: str) -> None:
    assert SPELLINGS.find(written) == key


def test_a_spelling_nobody_knows_gets_no_note() -> None:
    assert SPELLINGS.find("Olovlig jakt") is None
    assert SPELLINGS.find("") is None


def test_totals_are_not_taken_for_a_crime_type() -> None:
    """A sum over all crimes has no trust note of its own."""
    assert SPELLINGS.find("Totalt antal brott") is None
    assert SPELLINGS.find("3-7 kap. Brott mot person") is None


def test_a_partys_own_row_rests_on_no_page() -> None:
    assert page_of("ntu") == 35
    assert page_of("") is None
