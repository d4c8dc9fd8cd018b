"""All figures of a town's incidents, as a script gets them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from samverkan.analysis.aoristic import aoristic
from samverkan.analysis.compute import compute
from samverkan.analysis.figures import METHOD_VERSION, Figures, Population, Reference, Rows
from samverkan.analysis.getis_ord import getis_ord_star
from samverkan.analysis.grid import grid_counts
from samverkan.analysis.near_repeat import near_repeat
from samverkan.analysis.repeats import DAYS, DISTANCES, repeats
from samverkan.analysis.tally import tally

AsTable = Callable[[Mapping[str, Any]], Any]
N = 3_000


def _town(seed: int = 21, n: int = N) -> dict[str, Any]:
    """Three years of thefts and assaults: most in a centre, assaults on Saturday nights, some facts missing."""
    rng = np.random.default_rng(seed)
    assault = rng.random(n) < 0.3
    start = np.datetime64("2021-01-01T00:00", "m") + rng.integers(0, 3 * 365 * 1440, n).astype(
        "timedelta64[m]"
    )
    end = start + rng.integers(1, 3_000, n).astype("timedelta64[m]")
    end[assault] = np.datetime64("NaT")
    central = rng.random(n) < 0.4
    x = np.where(central, rng.normal(616_000, 150, n), rng.uniform(611_000, 621_000, n)).round()
    y = np.where(central, rng.normal(6_729_000, 150, n), rng.uniform(6_724_000, 6_734_000, n)).round()
    x[:7] = np.nan
    return {
        "row": np.arange(2, n + 2),
        "type": np.where(assault, "Misshandel", "Cykelstöld").astype(object),
        "code": np.where(assault, "0355", "0825").astype(object),
        "start": start.astype("datetime64[us]"),
        "end": end.astype("datetime64[us]"),
        "x": x,
        "y": y,
        "area": np.where(central, "Centrum", "Omland").astype(object),
        "indoors": rng.random(n) < 0.2,
        "sex": np.where(rng.random(n) < 0.5, "kvinna", "man").astype(object),
        "age_group": np.where(rng.random(n) < 0.5, "18–24", "25–44").astype(object),
        "place_type": np.where(central, "torg", "bostad").astype(object),
    }


@pytest.fixture(scope="module")
def figures() -> Figures:
    connection = duckdb.connect()
    columns = {name: pa.array(values, from_pandas=True) for name, values in _town().items()}
    connection.register("arrays", pa.table(columns))
    return compute(connection.sql("select * from arrays"), where="Gävle kommun")


def test_the_sections_that_a_script_may_rely_on_are_there(figures: Figures) -> None:
    # Issue 2 section 3, and docs/analyse.md.
    told = figures.as_json()

    promised = {
        "rows",
        "by_type",
        "by_month",
        "weekday_hour",
        "season",
        "hot_spots",
        "near_repeat",
        "questions",
    }
    assert promised | {"choices", "method_version"} <= told.keys()
    assert {"cell_m", "cells", "share_of_places_with_half"} <= told["hot_spots"].keys()
    assert {"x", "y", "count", "gi_star", "p", "p_adjusted"} <= told["hot_spots"]["cells"][0].keys()
    assert told["rows"] == {"read": N, "accepted": N, "rejected": 0}
    assert told["method_version"] == METHOD_VERSION


def test_it_comes_back_unchanged_from_json(figures: Figures) -> None:
    told = figures.as_json()

    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_each_figure_is_the_one_the_statistic_gives(figures: Figures) -> None:
    town, told = _town(), figures.as_json()
    spots, again = told["hot_spots"], told["near_repeat"]
    grid = grid_counts(town["x"], town["y"])
    z = getis_ord_star(grid.counts)
    theft = (town["type"] == "Cykelstöld") & np.isfinite(town["x"])
    pairs = near_repeat(
        town["x"][theft], town["y"][theft], town["start"][theft], DISTANCES, DAYS, permutations=1
    )

    assert told["weekday_hour"] == pytest.approx(aoristic(town["start"], town["end"]))
    assert spots["cell_m"] == grid.cell_m
    assert sum(cell["count"] for cell in spots["cells"]) == grid.inside == N - 7
    assert sorted(cell["gi_star"] for cell in spots["cells"]) == pytest.approx(sorted(z[grid.counts > 0]))
    assert spots["cells"][0]["gi_star"] == pytest.approx(z[grid.counts > 0].max())
    assert again["type"] == "Cykelstöld"
    assert np.array_equal(again["observed"], pairs.observed)
    assert sum(told["by_type"].values()) == sum(told["by_month"].values()) == N


def test_the_cells_carry_their_middle(figures: Figures) -> None:
    spots = figures.as_json()["hot_spots"]
    first = spots["cells"][0]

    assert first["x"] == pytest.approx(616_000, abs=spots["cell_m"])
    assert (first["x"] - spots["x0"]) % spots["cell_m"] == spots["cell_m"] / 2
    assert first["hot"]
    assert spots["hot_cells"] == sum(cell["hot"] for cell in spots["cells"]) >= 1


def test_the_six_questions_are_answered_about_the_place(figures: Figures) -> None:
    answers = figures.as_json()["questions"]

    assert [answer["key"] for answer in answers] == [
        "above_reference", "trend", "season", "weekday", "hour", "place"
    ]  # fmt: skip
    assert all("Gävle kommun" in answer["sentence"] for answer in answers)
    assert answers[-1]["verdict"] == "yes"


def test_everything_chosen_is_told_once(figures: Figures) -> None:
    choices = figures.as_json()["choices"]

    assert len(set(choices)) == len(choices)
    for word in ("Rutornas storlek", "Cykelstöld är vald", "omkastningarna", "till-tid", "utan plats"):
        assert any(word in sentence for sentence in choices), word


def test_the_same_table_gives_the_same_figures_and_another_seed_other_p(as_table: AsTable) -> None:
    one, same, other = (compute(as_table(_town(n=600)), seed=seed).as_json() for seed in (0, 0, 1))

    assert one == same
    assert one["near_repeat"]["p"] != other["near_repeat"]["p"]
    assert one["near_repeat"]["observed"] == other["near_repeat"]["observed"]


def test_a_table_of_ibis_gives_what_a_relation_of_duckdb_gives(figures: Figures, as_table: AsTable) -> None:
    assert compute(as_table(_town()), where="Gävle kommun").as_json() == figures.as_json()


def test_a_tally_already_made_is_used(as_table: AsTable) -> None:
    table = as_table(_town())
    counted = replace(tally(table), incidents=17)

    assert compute(table, counted=counted).rows.accepted == 17


def test_a_given_cell_and_what_the_reader_rejected_stand_in_the_figures(as_table: AsTable) -> None:
    told = compute(as_table(_town()), cell_m=250, rows=Rows(3_040, N, 40)).as_json()

    assert told["rows"] == {"read": 3_040, "accepted": N, "rejected": 40}
    assert told["hot_spots"]["cell_m"] == 250
    assert any("250 × 250 meter, är angiven" in sentence for sentence in told["choices"])


def test_with_inhabitants_areas_get_rates_and_the_place_is_compared(as_table: AsTable) -> None:
    told = compute(
        as_table(_town()),
        population=Population(100_000, {"Centrum": 20_000, "Omland": 80_000}, 2023),
        reference=Reference("hela landet", 500),
    ).as_json()

    areas = {area["name"]: area for area in told["areas"]["areas"]}
    assert areas["Centrum"]["rate"]["value"] == pytest.approx(areas["Centrum"]["count"] / 20_000 * 100_000)
    assert told["questions"][0]["verdict"] == "yes"
    assert any("gäller 2023, det senaste hela året" in sentence for sentence in told["choices"])


def test_outlines_place_the_incidents_that_have_coordinates(as_table: AsTable) -> None:
    town = _town()
    west, middle, east = 610_000, 616_000, 622_000

    def box(name: str, low: int, high: int) -> dict[str, Any]:
        ring = [[low, 6_720_000], [high, 6_720_000], [high, 6_740_000], [low, 6_740_000], [low, 6_720_000]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}

    outlines = {
        "type": "FeatureCollection",
        "features": [box("Väster", west, middle), box("Öster", middle, east)],
    }

    told = compute(as_table(town), areas=outlines).as_json()["areas"]

    counts = {area["name"]: area["count"] for area in told["areas"]}
    assert counts == {"Väster": np.sum(town["x"] <= middle), "Öster": np.sum(town["x"] > middle)}
    assert told["outside"] == 7  # neither coordinates nor one of the two names


def test_without_an_area_on_the_row_or_in_a_file_no_areas_are_compared(as_table: AsTable) -> None:
    town = _town() | {"area": np.array([None] * N, dtype=object)}

    assert compute(as_table(town)).areas is None


def test_a_list_with_types_and_dates_only_gives_what_it_can_and_says_the_rest(as_table: AsTable) -> None:
    bare = {name: column for name, column in _town().items() if name in ("row", "type", "code", "start")}
    nothing = np.array([None] * N, dtype=object)
    bare |= {"end": np.full(N, np.datetime64("NaT", "us")), "x": np.full(N, np.nan), "y": np.full(N, np.nan)}
    bare |= dict.fromkeys(("area", "indoors", "sex", "age_group", "place_type"), nothing)

    told = compute(as_table(bare)).as_json()

    assert told["hot_spots"] is told["near_repeat"] is told["areas"] is None
    assert {answer["key"]: answer["verdict"] for answer in told["questions"]}["place"] == "cannot_tell"
    assert any("kön" in sentence for sentence in told["choices"])


def test_no_incidents_at_all_is_no_error(as_table: AsTable) -> None:
    none = {name: column[:0] for name, column in _town().items()}

    told = compute(as_table(none)).as_json()

    assert told["rows"]["accepted"] == 0
    assert told["by_type"] == {}
    assert all(answer["verdict"] == "cannot_tell" for answer in told["questions"])


def test_facts_missing_on_some_rows_are_counted_as_missing(as_table: AsTable) -> None:
    town = _town()
    town["sex"][:30] = None
    town["area"][:40] = None

    told = compute(as_table(town)).as_json()

    assert told["profile"]["sex"]["missing"] == 30
    assert {part["label"] for part in told["profile"]["sex"]["parts"]} == {"kvinna", "man"}
    assert {part["label"] for part in told["profile"]["indoors"]["parts"]} == {"inomhus", "utomhus"}
    assert told["areas"]["outside"] == 40


def test_few_incidents_of_a_type_are_not_searched_for_repeats(as_table: AsTable) -> None:
    few = {name: column[:15] for name, column in _town().items()}

    assert compute(as_table(few)).near_repeat is None


def test_of_very_many_the_latest_are_searched_for_repeats_and_that_is_told(
    as_table: AsTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverkan.analysis.repeats.MOST", 500)
    town = _town()
    table = as_table(town)

    found = repeats(table, tally(table), permutations=9)

    assert found is not None
    theft = (town["type"] == "Cykelstöld") & np.isfinite(town["x"])
    days = town["start"][theft].astype("datetime64[D]")
    latest = np.lexsort((town["row"][theft], days))[-500:]
    expected = near_repeat(
        town["x"][theft][latest], town["y"][theft][latest], days[latest], DISTANCES, DAYS, permutations=1
    )
    assert found.table.incidents == 500
    assert np.array_equal(found.table.observed, expected.observed)
    assert any("de 500 senaste" in sentence for sentence in found.told)


def test_a_type_with_a_quotation_mark_is_asked_for_safely(as_table: AsTable) -> None:
    town = _town()
    town["type"] = np.array(["Rån mot kiosk 'Pressbyrån' {x}"] * N, dtype=object)
    table = as_table(town)

    found = repeats(table, tally(table), permutations=9)

    assert found is not None
    assert found.table.incidents == N - 7


def test_the_period_stands_in_the_figures(figures: Figures) -> None:
    told = figures.as_json()

    assert date.fromisoformat(told["period"]["first"]).year == 2021
    assert told["trend"]["years"] == [2021, 2022, 2023]
    assert len(told["season"]["months"]) == 12
