"""What the demo's people say stands in the demo's files, whichever year it is built."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from samverkan.analysis.deviation import COMFORTABLE_UNITS, funnel
from samverkan.analysis.trend import trend
from samverkan.datasets.readers import read
from samverkan.demo import story, story_causes, tables
from samverkan.problems.rules import Outcome

BUILT = range(2026, 2034)
Row = dict[str, str]


def lines(file: story.File, year: int, encoding: str, delimiter: str, skip: int = 0) -> list[Row]:
    return list(csv.DictReader(file.content(year).decode(encoding).splitlines()[skip:], delimiter=delimiter))


def incidents(year: int) -> list[Row]:
    return lines(story.LIST, year, "cp1252", ";", skip=2)


def share(rows: list[Row], **wanted: str) -> float:
    return sum(all(row[name] == value for name, value in wanted.items()) for row in rows) / len(rows)


def quarters(row: Row) -> Iterator[datetime]:
    start, end = (datetime.fromisoformat(row[name]) for name in ("Brottsdatum från", "Brottsdatum till"))
    for quarter in range(max(1, int((end - start) / timedelta(minutes=15)))):
        yield start + timedelta(minutes=15 * quarter)


@pytest.mark.parametrize("year", BUILT)
def test_bicycles_are_stolen_at_the_station_while_their_owners_work(year: int) -> None:
    """`Ungefär två av tre … har stationen som plats`, and `mer än hälften … på vardagar mellan nio och fyra`."""
    bikes = [row for row in incidents(year) if row["Brottstyp"] == "Cykelstöld"]
    assert 0.6 < share(bikes, Område="Stationen") < 0.73
    by_day = during_work = 0.0
    for row in bikes:
        if row["Område"] == "Stationen" and not row["Brottsdatum från"].startswith("31/2"):
            moments = list(quarters(row))
            by_day += 1
            during_work += sum(m.weekday() < 5 and 9 <= m.hour < 16 for m in moments) / len(moments)
    assert during_work / by_day > 0.55


@pytest.mark.parametrize("year", BUILT)
def test_the_police_see_where_it_gathers(year: int) -> None:
    every = incidents(year)
    assert share(every, Område="Stationen") + share(every, Område="Centrum") > 0.5
    assert Counter(row["Brottstyp"] for row in every).most_common(1)[0][0] == "Cykelstöld"
    violence = [row for row in every if row["Brottstyp"] == "Misshandel utomhus"]
    places = share(violence, Område="Stationen") + share(violence, Område="Centrum")
    assert 0.62 < places < 0.8, "omkring sju av tio"
    young = [row for row in violence if row["Målsägande ålder"] in ("18–24", "25–34")]
    assert 0.27 < share(young, **{"Målsägande kön": "Man"}) * len(young) / len(violence) < 0.43
    indoors = [row for row in every if row["Brottstyp"] == "Misshandel inomhus"]
    assert share(indoors, **{"Målsägande kön": "Kvinna"}) > 0.5
    homes = Counter(row["Område"] for row in every if row["Brottstyp"] == "Inbrott i bostad")
    assert homes.most_common(1)[0][0] == "Ekbacken"
    cellars = [row for row in every if row["Brottstyp"] == "Inbrott i källare/vind"]
    assert share(cellars, Område="Norrängen") > 0.6


@pytest.mark.parametrize("year", BUILT)
def test_only_the_bicycles_surely_rise_and_not_for_a_preliminary_year_alone(
    year: int, tmp_path: Path
) -> None:
    page = tmp_path / "sida.html"
    page.write_bytes(story.REPORTED.content(year))
    with read(page) as result:
        rows = [row for row in result.table().to_pylist() if row["measure"] == "count"]
    for crime in tables.CRIMES:
        own = {r["year"]: r["value"] for r in rows if r["area"] == "Björkvalla kommun" and r["type"] == crime}
        counts = [own[each] for each in sorted(own)]
        settled = trend(sorted(own), counts, counts=counts, preliminary=[year - 1]).settled
        assert settled == ("increasing" if crime == "Cykelstöld" else "cannot_tell"), crime
    county = [
        row
        for row in rows
        if (row["year"], row["type"]) == (year - 2, "Cykelstöld") and row["area"] != "Hela landet"
    ]
    people = [tables.POPULATION[row["area"].removesuffix(" kommun")] for row in county]
    result_of = funnel([row["area"] for row in county], [int(row["value"]) for row in county], people)
    unit = result_of.unit("Björkvalla kommun")
    assert len(county) >= COMFORTABLE_UNITS and unit.rate > unit.high_998


@pytest.mark.parametrize("year", BUILT)
def test_damage_costs_most_in_norrangen(year: int) -> None:
    totals: Counter[tuple[str, str]] = Counter()
    for row in lines(story.DAMAGE, year, "utf-16", "\t"):
        for post in ("allt", row["Kostnadsslag"]):
            totals[row["Område"], post] += float(row["Kostnad (kr)"].replace(",", "."))  # type: ignore[assignment]
    assert totals["Norrängen", "allt"] > 500_000
    for post in ("allt", "Klottersanering", "Glasskador"):
        assert max(totals, key=lambda key: totals[key] if key[1] == post else 0) == ("Norrängen", post)


@pytest.mark.parametrize("year", BUILT)
def test_who_feels_unsafe(year: int) -> None:
    """`Mer än var tredje kvinna och ungefär var femte man`, most in Norrängen, where it is about every third."""
    asked = [row for row in lines(story.SURVEY, year, "cp1252", ";") if row["Fråga"].startswith("Otrygg")]

    def unsafe(**wanted: str) -> float:
        chosen = [row for row in asked if all(row[name] == value for name, value in wanted.items())]
        answers = [int(row["Antal svarande"]) for row in chosen]
        shares = [float(row["Andel (%)"].replace(",", ".")) for row in chosen]
        return sum(n * share for n, share in zip(answers, shares, strict=True)) / sum(answers)

    assert unsafe(Kön="Kvinnor") > 100 / 3
    assert 17 < unsafe(Kön="Män") < 23
    assert 30 < unsafe(Område="Norrängen") < 39
    assert max({row["Område"] for row in asked}, key=lambda area: unsafe(Område=area)) == "Norrängen"


def test_one_problem_rises_most_and_every_yes_has_its_reason() -> None:
    assert [each.key for each in story_causes.PROBLEMS if "rises_most" in each.marks] == ["bikes"]
    # To these the figures say yes themselves, as the tests above have it.
    by_figures = {("bikes", "common"), ("bikes", "deviates")}
    for problem in story_causes.PROBLEMS:
        assert not problem.marks.keys() & set(problem.unknown), problem.key
        unexplained = {(problem.key, criterion) for criterion, why in problem.marks.items() if not why}
        assert unexplained <= by_figures


def test_what_was_too_little_to_go_by_is_said_to_be_unclear() -> None:
    for analysis in story_causes.ANALYSES:
        for tried in analysis.tried:
            if "för få" in tried.conclusion:
                assert tried.outcome == Outcome.UNCLEAR
            assert bool(tried.dialogue) == bool(tried.who)
