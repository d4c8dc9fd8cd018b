"""A table of reported crimes becomes figures that say what the table says."""

from pathlib import Path

import pytest

from samverkan.datasets.figures import Context, build
from samverkan.datasets.filter import Filter
from samverkan.datasets.tabulated.counts import count_figures
from tests.datasets.tabulated.conftest import Write

GAVLE = Filter(type="Inbrottsstöld", area="Gävle kommun")
CONTEXT = Context(
    kind="crime_counts",
    dataset="Inbrott 2010–2019",
    file="inbrott.xlsx",
    imported="2026-02-03",
    source="Anmälda brott, Brå",
    period="2010–2019",
    filter=GAVLE.words(),
    subject="Inbrottsstöld",
    where="Gävle kommun",
)


def test_the_handbooks_table_comes_out_with_the_handbooks_changes(handbook_39: Path) -> None:
    """Handbook p. 39; changes −25.8, +49.2 and −34.7 % and slopes −24.41, +30.08 and −16.19 follow from it."""
    figures = count_figures(handbook_39, GAVLE)
    changes = {line["name"]: line for line in figures["trend"]["changes"]}
    assert {name: round(line["slope"], 2) for name, line in changes.items()} == {
        "Gävle kommun": 30.08,
        "Hela landet": -24.41,
        "Sundsvalls kommun": -16.19,
    }
    sentences = " ".join(build("trend", figures, CONTEXT).sentences)
    for written in ("+49,2\u00a0%", "−25,8\u00a0%", "−34,7\u00a0%"):
        assert written in sentences


def test_years_by_another_definition_are_not_compared(handbook_39: Path) -> None:
    """Handbook p. 39 from 2014 on: 1082 to 1016 in Gävle is −6.1 %, and 913 to 732 in the country −19.8 %."""
    figures = count_figures(handbook_39, GAVLE, breaks=(2014,))
    changes = {line["name"]: line for line in figures["trend"]["changes"]}
    assert {changes[name]["first_year"] for name in ("Gävle kommun", "Hela landet")} == {2014}
    assert round(changes["Gävle kommun"]["percent"], 1) == -6.1
    assert round(changes["Hela landet"]["percent"], 1) == -19.8
    assert any("Definitionen ändrades 2014" in words for words in build("trend", figures, CONTEXT).caveats)


def test_the_index_against_the_country_is_the_handbooks(handbook_39: Path) -> None:
    """Handbook p. 39, 2019: 1016 and 591 against 732."""
    for area, index in (("Gävle kommun", 138.8), ("Sundsvalls kommun", 80.7)):
        rates = count_figures(handbook_39, Filter(type="Inbrottsstöld", area=area))["rates"]
        assert rates["references"][0]["name"] == "Hela landet"
        assert round(rates["references"][0]["index"]["value"], 1) == index


def test_a_rate_without_counts_never_says_what_chance_did(handbook_39: Path) -> None:
    figures = count_figures(handbook_39, GAVLE)
    answers = {answer["key"]: answer for answer in figures["questions"]}
    assert answers["above_reference"]["verdict"] == "cannot_tell"
    assert "Antalen bakom talen är inte kända" in answers["above_reference"]["sentence"]
    assert answers["weekday"]["verdict"] == answers["hour"]["verdict"] == "cannot_tell"


def test_with_the_population_counts_become_rates_with_an_interval(write: Write) -> None:
    """2974 of 331 539: 897.03 per 100 000, exact 95 % interval 865.08–929.86 (Garwood; issue 2 names the counts)."""
    counts = write(
        {"area": "Ekdala kommun", "year": 2024, "value": 2974},
        {"area": "Hela landet", "year": 2024, "value": 80_000},
    )
    people = write(
        {"area": "Ekdala", "year": 2024, "value": 331_539, "measure": "population", "type": "befolkning"},
        {
            "area": "Hela landet",
            "year": 2024,
            "value": 10_500_000,
            "measure": "population",
            "type": "befolkning",
        },
    )
    chosen = Filter(type="Inbrottsstöld", area="Ekdala kommun")
    rates = count_figures(counts, chosen, people)["rates"]
    assert rates["own"]["rate"] == pytest.approx(897.03, abs=0.005)
    assert (rates["own"]["low"], rates["own"]["high"]) == pytest.approx((865.1, 929.9), abs=0.1)
    index = rates["references"][0]["index"]
    assert index["low"] < 100 * 897.03 / 761.9 < index["high"]
    assert count_figures(counts, chosen, people)["questions"][0]["verdict"] == "yes"


def _rated(write: Write, *others: str) -> Path:
    rates = {"Centrum": 900, **dict.fromkeys(others, 500)}
    return write(
        *({"area": a, "year": 2024, "value": v, "measure": "per_100000"} for a, v in rates.items()),
        *({"area": a, "year": 2024, "value": v * 10} for a, v in rates.items()),
    )


@pytest.mark.parametrize("others", [("Norrängen",), ("Norrängen", "Söder")])
def test_one_own_area_is_no_measure_of_another(write: Write, others: tuple[str, ...]) -> None:
    figures = count_figures(_rated(write, *others), Filter(type="Inbrottsstöld", area="Centrum"))
    answer = figures["questions"][0]
    assert answer["verdict"] == "cannot_tell"
    assert "Läs in en tabell där landet, länet eller liknande kommuner finns med." in answer["sentence"]
    assert [line["name"] for line in figures["rates"]["references"]] == list(others)
    chart = build("rates", figures, CONTEXT)
    assert "bredvid de andra platserna" in chart.message and " än " not in chart.message


@pytest.mark.parametrize("whole", ["Riket", "Uppsala län", "Polisregion Mitt", "Samtliga kommuner"])
def test_a_whole_is_what_a_place_is_measured_against(write: Write, whole: str) -> None:
    figures = count_figures(_rated(write, "Norrängen", whole), Filter(type="Inbrottsstöld", area="Centrum"))
    answer = figures["questions"][0]
    assert answer["verdict"] == "yes" and whole.lower() in answer["sentence"].lower()
    assert figures["rates"]["references"][0]["name"] == whole


def test_a_county_is_not_measured_against_another_county(write: Write) -> None:
    rows = [
        {"area": a, "year": 2024, "value": v, "measure": "per_100000"}
        for a, v in (("Uppsala län", 900), ("Gävleborgs län", 500))
    ]
    figures = count_figures(write(*rows), Filter(type="Inbrottsstöld", area="Uppsala län"))
    assert figures["questions"][0]["verdict"] == "cannot_tell"
    assert figures["rates"]["compared_with"] is None


def test_counts_without_population_are_not_compared_with_larger_places(write: Write) -> None:
    rows = [
        {"area": area, "year": year, "value": value}
        for area, value in (("Ekdala", 40), ("Hela landet", 9000))
        for year in (2022, 2023, 2024)
    ]
    trend = count_figures(write(*rows), Filter(type="Inbrottsstöld", area="Ekdala"))["trend"]
    assert trend["references"] == [] and not trend["per_100000"]
    assert "går inte att jämföra" in trend["choices"][0]
    assert "Läs in befolkningen" in trend["advice"][0]


def test_many_municipalities_are_drawn_as_their_median(write: Write) -> None:
    rows = [
        {"area": f"Kommun {place}", "year": 2024, "value": 100 * place, "measure": "per_100000"}
        for place in range(1, 8)
    ]
    trend = count_figures(write(*rows), Filter(type="Inbrottsstöld", area="Kommun 1"))["trend"]
    assert [(line["name"], line["values"]) for line in trend["references"]] == [
        ("6 andra kommuner (median)", [450])
    ]


def test_what_deviates_needs_eight_places(write: Write) -> None:
    def places(number: int) -> Path:
        cells = [{"area": f"Kommun {n}", "year": 2024} for n in range(number)]
        counts = [cell | {"value": 900 if n == 0 else 100} for n, cell in enumerate(cells)]
        rates = [
            cell | {"value": row["value"] / 2, "measure": "per_100000"}
            for cell, row in zip(cells, counts, strict=True)
        ]
        return write(*counts, *rates)

    chosen = Filter(type="Inbrottsstöld", area="Kommun 0")
    assert "deviation" not in count_figures(places(7), chosen)
    assert len(count_figures(places(8), chosen)["deviation"]["units"]) == 8
    units = count_figures(places(12), chosen)["deviation"]["units"]
    own = next(unit for unit in units if unit["name"] == "Kommun 0")
    assert own["population"] == pytest.approx(200_000) and own["rate"] > own["high_998"]


def test_a_year_told_by_months_counts_only_when_it_is_whole(write: Write) -> None:
    rows = [
        {"area": "Ekdala", "year": year, "month": month, "value": 10}
        for year, months in ((2022, 12), (2023, 12), (2024, 7))
        for month in range(1, months + 1)
    ]
    figures = count_figures(write(*rows), Filter(type="Inbrottsstöld", area="Ekdala"))
    assert figures["trend"]["years"] == [2022, 2023]
    assert figures["trend"]["own"]["values"] == [120, 120]
    assert figures["season"]["years"] == 2


def test_a_missing_month_is_never_taken_for_a_quiet_one(write: Write) -> None:
    rows = [
        {"area": "Ekdala", "year": year, "month": month, "value": None if (year, month) == (2022, 3) else 10}
        for year in (2022, 2023, 2024)
        for month in range(1, 13)
    ]
    season = count_figures(write(*rows), Filter(type="Inbrottsstöld", area="Ekdala"))["season"]
    assert season["years"] == 2 and all(month["count"] == 20 for month in season["months"])
    assert any("Uppgift saknas" in told for told in season["told"])


def test_the_most_common_types_leave_out_the_rows_that_sum_them(write: Write) -> None:
    rows = [
        {"area": "Ekdala", "year": 2024, "type": kind, "value": value}
        for kind, value in (("Totalt antal brott", 300), ("Cykelstöld", 200), ("Rån", 100))
    ]
    by_type = count_figures(write(*rows), Filter(type="Cykelstöld", area="Ekdala"))["by_type"]
    assert by_type["types"] == [{"type": "Cykelstöld", "count": 200}, {"type": "Rån", "count": 100}]
