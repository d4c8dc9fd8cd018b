"""Beside every figure stands how far its numbers reach."""

from dataclasses import replace

import pytest

from samverkan.datasets.content import ready_crime_types
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.trust import ANSWERED, REPORTED, redefined, trust


@pytest.mark.parametrize(
    ("kind", "written", "begins"),
    [
        (DatasetKind.INCIDENTS, "misshandel UTOMHUS", "Stort mörkertal. "),
        (DatasetKind.CRIME_COUNTS, "Cykelstöld", "Litet mörkertal. "),
        (DatasetKind.INCIDENTS, None, REPORTED),
        (DatasetKind.CRIME_COUNTS, "Totalt antal brott", REPORTED),
        (DatasetKind.INCIDENTS, "Okänt påhitt", "Katalogen har ingen uppgift"),
        (DatasetKind.SURVEY, "Otrygg", ANSWERED),
    ],
)
def test_the_catalogues_note_is_found_by_any_spelling(
    kind: DatasetKind, written: str | None, begins: str
) -> None:
    assert trust(kind, written, ready_crime_types()).startswith(begins)


def test_what_the_police_find_themselves_is_said_to_be_so() -> None:
    known = next(row for row in ready_crime_types() if row.found_by_police)
    assert "Upptäcks av polisen." in trust(DatasetKind.INCIDENTS, known.name, ready_crime_types())


def test_inhabitants_and_costs_have_no_dark_figure() -> None:
    assert trust(DatasetKind.POPULATION, None, []) == trust(DatasetKind.COST, "Klotter", []) == ""


def test_a_new_definition_is_found_by_any_spelling_and_holds_for_that_type_alone() -> None:
    catalogue = [
        replace(row, redefined_from=2018) if row.name == "Cykelstöld" else row for row in ready_crime_types()
    ]
    assert redefined(DatasetKind.CRIME_COUNTS, "CYKELSTÖLD", catalogue) == (2018,)
    assert redefined(DatasetKind.INCIDENTS, "Misshandel utomhus", catalogue) == ()
    assert redefined(DatasetKind.INCIDENTS, None, catalogue) == ()
