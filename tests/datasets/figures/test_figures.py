"""Every figure says one thing, where it comes from and how it was counted; frozen it never changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from samverkan.datasets.compute import Job, compute
from samverkan.datasets.figures import Context, build, build_all, freeze, kinds, thaw
from samverkan.datasets.filter import Filter
from samverkan.datasets.rules import DatasetKind
from tests.datasets.tabulated.conftest import write_table

KINDS = [kind for kind in DatasetKind if kind != DatasetKind.INCIDENTS]
TYPES = {
    DatasetKind.CRIME_COUNTS: ("Cykelstöld", "Rån", "count"),
    DatasetKind.SURVEY: ("Otrygg", "Utsatt", "share"),
    DatasetKind.POPULATION: ("befolkning", "befolkning", "population"),
    DatasetKind.COST: ("Klotter", "Brand", "cost"),
}


def example(kind: DatasetKind, folder: Path) -> Path:
    """A table of the kind that carries every one of its figures."""
    one, two, measure = TYPES[kind]
    areas = ["Hela landet", *(f"Kommun {n}" for n in range(1, 10))]
    places = areas if kind == DatasetKind.CRIME_COUNTS else ["Kommun 1"]
    yearly = [
        {
            "area": area,
            "type": name,
            "year": year,
            "measure": measure,
            "value": 20 + n + year % 7,
            "respondents": 500,
        }
        for n, area in enumerate(places)
        for name in (one, two)
        for year in range(2018, 2025)
    ]
    if kind == DatasetKind.CRIME_COUNTS:
        rates = [row | {"measure": "per_100000", "value": row["value"] * 3} for row in yearly]
        months = [
            {"area": "Kommun 1", "type": one, "year": 2025, "month": month, "value": 5 + month}
            for month in range(1, 13)
        ]
        yearly += rates + months
    if kind == DatasetKind.COST:
        yearly += [row | {"month": month} for row in yearly for month in range(1, 13)]
    if kind in (DatasetKind.SURVEY, DatasetKind.POPULATION):
        base = [row for row in yearly if row["type"] == one]
        yearly += [row | {"sex": sex} for row in base for sex in ("kvinna", "man")]
        yearly += [row | {"age_group": age} for row in base for age in ("0–64", "65–")]
    return write_table(folder / f"{kind}.parquet", yearly)


def context(kind: DatasetKind) -> Context:
    return Context(
        kind=kind.value,
        dataset="Datamängd A",
        file="fil.xlsx",
        imported="2026-02-03",
        source="Källa A",
        period="2018–2025",
        filter="typen X",
        subject=TYPES[kind][0],
        where="Kommun 1",
        trust="Litet mörkertal.",
    )


def computed(kind: DatasetKind, folder: Path) -> dict[str, object]:
    chosen = Filter(type=TYPES[kind][0], area="Kommun 1")
    if kind in (DatasetKind.POPULATION, DatasetKind.COST):
        chosen = Filter(area="Kommun 1")
    return compute(Job(kind, example(kind, folder), chosen))


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_full_table_is_drawn_and_told(kind: DatasetKind, tmp_path: Path) -> None:
    for figure in build_all(computed(kind, tmp_path), context(kind)):
        assert figure.chart is not None and figure.compact is not None, (figure.key, figure.missing)
        assert figure.message and figure.chart.table.rows
        for part in ("Källa A", "Datamängd A", "2026-02-03", "fil.xlsx", "typen X", "Metod:"):
            assert part in figure.source_line, (figure.key, part)
        assert figure.trust == "Litet mörkertal."


@pytest.mark.parametrize("kind", DatasetKind)
def test_without_data_every_figure_says_what_is_missing(kind: DatasetKind) -> None:
    empty = replace(context(DatasetKind.COST), kind=kind.value)
    for figure in build_all({}, empty):
        assert figure.chart is None and len(figure.missing) > 20, figure.key


@pytest.mark.parametrize("kind", KINDS)
def test_a_frozen_figure_is_drawn_the_same_again(kind: DatasetKind, tmp_path: Path) -> None:
    figures = computed(kind, tmp_path)
    for each in kinds(kind):
        now = build(each.key, figures, context(kind))
        kept = json.loads(json.dumps(freeze(each.key, figures, context(kind))))
        assert thaw(each.key, kept) == now


def test_a_frozen_figure_keeps_only_what_it_is_drawn_from(tmp_path: Path) -> None:
    figures = computed(DatasetKind.CRIME_COUNTS, tmp_path)
    assert set(freeze("trend", figures, context(DatasetKind.CRIME_COUNTS))["figures"]) == {"trend"}


def test_an_unknown_figure_is_an_error() -> None:
    with pytest.raises(KeyError):
        build("no such figure", {}, context(DatasetKind.COST))


def test_a_link_is_named_only_where_the_numbers_rest_on_it(tmp_path: Path) -> None:
    """A population that lacks the years leaves the trend in counts, and the line must not say otherwise."""
    figures = computed(DatasetKind.CRIME_COUNTS, tmp_path)
    linked = replace(
        context(DatasetKind.CRIME_COUNTS), linked=(("population", "befolkningen"), ("reference", "landet"))
    )
    section = figures["trend"]
    assert isinstance(section, dict)
    country = {"name": "Hela landet", "values": section["own"]["values"]}
    by_rate = {**section, "per_100000": True, "references": [country]}
    rated = build("trend", {"trend": by_rate}, linked)
    assert "Tillsammans med befolkningen." in rated.origin and "Tillsammans med landet." in rated.origin
    counted = build("trend", {"trend": {**section, "per_100000": False, "references": []}}, linked)
    assert "Tillsammans" not in counted.origin and "Tillsammans" not in counted.source_line
    assert "Tillsammans" not in build("trend", {}, linked).origin
