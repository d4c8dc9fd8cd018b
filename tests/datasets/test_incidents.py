"""An incident list becomes figures for exactly the incidents that were chosen."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samverkan.datasets.compute import Job, compute
from samverkan.datasets.figures import Context, build, build_all, freeze, kinds, thaw
from samverkan.datasets.filter import Filter
from samverkan.datasets.incidents import narrowed
from samverkan.datasets.readers import INCIDENTS, read
from samverkan.datasets.rules import DatasetKind
from samverkan.pictures.small_cells import shareable
from tests.datasets.made_up import write_incidents
from tests.datasets.tabulated.conftest import write_table

CONTEXT = Context(
    kind="incidents",
    dataset="Händelser",
    file="händelser.csv",
    imported="2026-02-03",
    source="Polisens system",
    period="2023-01-01 till 2024-12-31",
    filter="allt",
    subject="Alla händelser",
    trust="Litet mörkertal.",
)


def write(path: Path, *rows: dict[str, Any]) -> Path:
    empty = dict.fromkeys(INCIDENTS.names)
    full = [empty | {"row": place, "type": "Rån"} | row for place, row in enumerate(rows, 2)]
    pq.write_table(pa.Table.from_pylist(full, schema=INCIDENTS), path)
    return path


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("incidents")
    with read(write_incidents(folder / "a.csv", 800)) as result:
        return Path(result.write_parquet(folder / "a.parquet"))


@pytest.fixture(scope="module")
def figures(listed: Path) -> dict[str, Any]:
    return compute(Job(DatasetKind.INCIDENTS, listed, permutations=99))


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        (Filter(), [2, 3, 4, 5]),
        (Filter(type="Rån"), [2, 4, 5]),
        (Filter(type="O'Brien; DROP"), []),
        (Filter(area="Norr"), [2]),
        (Filter(first=date(2024, 5, 2)), [3, 4]),
        (Filter(last=date(2024, 5, 2)), [2, 3]),
        (Filter(first=date(2024, 5, 3), last=date(2024, 5, 3)), [4]),
    ],
)
def test_a_filter_takes_whole_days_by_the_start_and_else_the_end(
    tmp_path: Path, chosen: Filter, rows: list[int]
) -> None:
    path = write(
        tmp_path / "a.parquet",
        {"start": datetime(2024, 5, 1, 23, 59), "end": datetime(2024, 5, 2, 8), "area": "Norr"},
        {"type": "Stöld", "start": datetime(2024, 5, 2, 23, 59)},
        {"end": datetime(2024, 5, 3, 0, 0)},
        {},
    )
    found = narrowed(duckdb.connect(), path, chosen)
    assert sorted(row for (row,) in found.project('"row"').fetchall()) == rows


def test_every_figure_of_a_full_list_is_drawn_and_told(figures: dict[str, Any]) -> None:
    drawn = [figure for figure in build_all(figures, CONTEXT) if figure.key != "rates"]
    for figure in drawn:
        assert figure.chart is not None and figure.compact is not None, (figure.key, figure.missing)
        assert figure.message and figure.chart.table.rows
        assert "Polisens system" in figure.source_line and "Metod:" in figure.source_line
        assert figure.trust == "Litet mörkertal."


def test_a_frozen_figure_is_drawn_the_same_again(figures: dict[str, Any]) -> None:
    for kind in kinds("incidents"):
        kept = freeze(kind.key, figures, CONTEXT)
        assert thaw(kind.key, kept) == build(kind.key, figures, CONTEXT)


def test_what_others_may_see_of_a_figure_can_be_drawn(figures: dict[str, Any]) -> None:
    for kind in kinds("incidents"):
        shared, hidden = shareable(kind.key, freeze(kind.key, figures, CONTEXT))
        figure = thaw(kind.key, shared)
        assert figure.chart or figure.missing
    shared, hidden = shareable("hot_spots", freeze("hot_spots", figures, CONTEXT))
    chart = thaw("hot_spots", shared).chart
    assert hidden and chart and chart.table.rows
    assert chart.table.columns == ("Nr", "Rutans mitt", "Händelser", "Sticker ut")


def test_hot_spots_show_both_kinds_of_p_and_which_to_trust(figures: dict[str, Any]) -> None:
    figure = build("hot_spots", figures, CONTEXT)
    assert figure.chart is not None
    assert figure.chart.table.columns[-3:] == ("p", "p, justerat för många rutor", "Sticker ut")
    assert "Lita på p ur omkastningar" in figure.about


def test_the_same_type_in_a_table_gives_reference_lines_and_an_answer(listed: Path, tmp_path: Path) -> None:
    people = [
        {"area": area, "year": year, "value": value, "measure": "population", "type": "befolkning"}
        for area, value in (("Ekdala kommun", 20_000), ("Hela landet", 10_000_000))
        for year in (2023, 2024)
    ]
    reported = [
        {"area": "Hela landet", "type": "cykelstöld", "year": year, "value": 50_000} for year in (2023, 2024)
    ]
    job = Job(
        DatasetKind.INCIDENTS,
        listed,
        Filter(type="Cykelstöld"),
        population=write_table(tmp_path / "p.parquet", people),
        reference=write_table(tmp_path / "r.parquet", reported),
        where="Ekdala kommun",
        permutations=9,
    )
    figures = compute(job)
    trend = figures["trend"]
    assert trend["per_100000"] and trend["references"] == [{"name": "Hela landet", "values": [500, 500]}]
    year = trend["years"][-1]
    assert trend["own"]["values"][-1] == trend["own"]["counts"][-1] / 20_000 * 100_000
    assert figures["rates"]["year"] == year and figures["rates"]["references"][0]["rate"] == 500
    assert figures["questions"][0]["verdict"] == "yes"  # some 1000 per 100 000 against 500
    assert "räknade på olika sätt" in figures["rates"]["caveats"][0]


def test_several_types_together_are_not_compared_with_one(listed: Path, tmp_path: Path) -> None:
    reported = [{"area": "Hela landet", "type": "Cykelstöld", "year": 2024, "value": 50_000}]
    reference = write_table(tmp_path / "r.parquet", reported)
    figures = compute(Job(DatasetKind.INCIDENTS, listed, reference=reference, permutations=9))
    assert figures["trend"]["references"] == [] and figures["rates"] is None
    assert "Läs in befolkningen" in build("rates", figures, CONTEXT).missing


def test_without_sex_and_age_the_figure_reminds_of_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", *({"start": datetime(2024, 5, day)} for day in range(1, 20)))
    figures = compute(Job(DatasetKind.INCIDENTS, path, permutations=9))
    for key, word in (("sex", "kvinnor och män"), ("age_group", "åldersgrupper")):
        missing = build(key, figures, CONTEXT).missing
        assert word in missing and "Fråga efter dem" in missing
    assert "saknar koordinater" in build("hot_spots", figures, CONTEXT).missing


def test_a_choice_without_incidents_says_so_everywhere(listed: Path) -> None:
    figures = compute(
        Job(DatasetKind.INCIDENTS, listed, Filter(first=date(1999, 1, 1), last=date(1999, 1, 2)))
    )
    assert all(figure.chart is None and figure.missing for figure in build_all(figures, CONTEXT))
