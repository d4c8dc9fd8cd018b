"""The dataset page: figures of one's own data, with where they come from, one press from the picture."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import default_task_backend

from samverkan.datasets import figure_store, store
from samverkan.datasets.actions import add_crime_type
from samverkan.datasets.models import AreaSet, CrimeType, Dataset, Source
from samverkan.datasets.readers import read
from samverkan.partnerships.models import Organisation, Party, User
from samverkan.pictures.models import Finding, PatternAnswer
from tests.conftest import World
from tests.datasets.made_up import write_incidents
from tests.datasets.tabulated.conftest import EMPTY, HANDBOOK_39, write_table

MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATASETS_DIR, settings.FIGURES_DIR = tmp_path / "datasets", tmp_path / "figures"
    figure_store._read.cache_clear()
    figure_store._drawn.cache_clear()


def read_in(party: Party, person: User, kind: str, rows: list[dict[str, Any]], **fields: Any) -> Dataset:
    """A dataset as an import leaves it."""
    full = [EMPTY | row for row in rows]
    source, _ = Source.objects.get_or_create(party=party, name="Anmälda brott, Brå")
    years = sorted({row["year"] for row in full})
    return Dataset.objects.create(
        **{
            "party": party,
            "source": source,
            "kind": kind,
            "name": "Inbrott",
            "file_name": "inbrott.xlsx",
            "file_sha256": "a" * 64,
            "parquet_sha256": store.keep(lambda path: write_table(path, full)),
            "rows_read": len(full),
            "rows_accepted": len(full),
            "rows_rejected": 0,
            "first_day": date(years[0], 1, 1),
            "last_day": date(years[-1], 12, 31),
            "contents": {
                "types": list(dict.fromkeys(row["type"] for row in full)),
                "areas": list(dict.fromkeys(row["area"] for row in full)),
                "years": years,
            },
            "imported_by": person,
            **fields,
        }
    )


HANDBOOK_ROWS = [
    {"area": area, "year": 2010 + place, "value": rate, "measure": "per_100000"}
    for area, rates in HANDBOOK_39.items()
    for place, rate in enumerate(rates)
]


@pytest.fixture
def burglaries(world: World) -> Dataset:
    return read_in(world.municipality, world.people["anna"], "crime_counts", HANDBOOK_ROWS)


def url(name: str, *args: Any, slug: str = "ekdala") -> str:
    return reverse(f"prepare:{name}", args=[slug, *args])


def text(response: HttpResponse) -> str:
    return response.content.decode()


def sent(dataset: Dataset, **fields: str) -> dict[str, str]:
    return {"type": "Inbrottsstöld", "area": "Gävle kommun", "form_token": str(uuid4())} | fields


def test_only_the_party_that_read_it_in_sees_a_dataset(world: World, burglaries: Dataset) -> None:
    address = url("dataset", burglaries.pk)
    assert world.client("anna").get(address).status_code == 200
    assert world.client("karin").get(address).status_code == 200
    assert world.client("per").get(address).status_code == 404
    assert world.client("cecilia").get(address).status_code == 404
    assert world.client("cecilia").get(url("dataset", burglaries.pk, slug="furuvik")).status_code == 404
    assert world.client("olle").get(address).status_code == 403
    assert world.client(None).get(address).status_code == 302


@pytest.mark.parametrize(("name", "args"), [("dataset_to_finding", ["trend"]), ("dataset_answers", [])])
def test_only_those_who_write_the_picture_take_figures_into_it(
    world: World, burglaries: Dataset, name: str, args: list[str]
) -> None:
    address = url(name, burglaries.pk, *args)
    for person, status in {"per": 404, "cecilia": 404, "olle": 403, "karin": 403, None: 302}.items():
        assert world.client(person).post(address, sent(burglaries)).status_code == status, person
    assert world.client("anna").get(address).status_code == 405
    assert not Finding.objects.exists() and not PatternAnswer.objects.exists()


def test_the_page_says_what_the_handbooks_table_says(world: World, burglaries: Dataset) -> None:
    """Handbook p. 39: +49.2 % in Gävle, −25.8 % in the country, −34.7 % in Sundsvall."""
    page = text(world.client("anna").get(url("dataset", burglaries.pk), {"area": "Gävle kommun"}))
    for written in ("+49,2\u00a0%", "−25,8\u00a0%", "−34,7\u00a0%"):
        assert written in page
    assert "Datamängden Inbrott, inläst" in page and "ur inbrott.xlsx" in page


def test_what_was_chosen_for_the_reader_is_told_and_can_be_changed(world: World, burglaries: Dataset) -> None:
    page = text(world.client("anna").get(url("dataset", burglaries.pk)))
    assert "Gävle kommun är vald automatiskt" in page
    assert '<option value="Gävle kommun" selected>' in page
    other = text(world.client("anna").get(url("dataset", burglaries.pk), {"area": "Sundsvalls kommun"}))
    assert "är vald automatiskt" not in other
    assert "35\u00a0% färre per invånare 2019 än 2010 i Sundsvalls kommun" in other


def test_the_partys_own_place_is_shown_first_where_the_table_has_it(world: World) -> None:
    Organisation.objects.filter(pk=world.municipality.organisation.pk).update(name="Ekdala kommun")
    rows = [{"area": area, "year": 2024, "value": 100} for area in ("Hela landet", "Annan", "Ekdala")]
    table = read_in(world.municipality, world.people["anna"], "crime_counts", rows)
    page = text(world.client("anna").get(url("dataset", table.pk)))
    assert '<option value="Ekdala" selected>' in page


def test_the_trust_note_of_the_type_stands_by_every_figure(world: World, burglaries: Dataset) -> None:
    CrimeType.objects.create(
        party=world.municipality,
        name="Inbrott",
        category="Stöld",
        dark_figure="small",
        note="Anmäls för försäkringen.",
        also_called=["Inbrottsstöld*"],
    )
    page = text(world.client("anna").get(url("dataset", burglaries.pk)))
    assert page.count("figure__message") == page.count("Litet mörkertal. Anmäls för försäkringen.") > 1


def test_a_period_limits_the_figures_and_stays_in_the_address(world: World, burglaries: Dataset) -> None:
    page = text(world.client("anna").get(url("dataset", burglaries.pk), {"from": "2015"}))
    assert "Period: 2015–2019" in page and 'value="2015-01-01"' in page


def test_a_date_that_does_not_exist_is_told_and_kept(world: World, burglaries: Dataset) -> None:
    response = world.client("anna").get(url("dataset", burglaries.pk), {"from": "31/2 2015"})
    assert response.status_code == 422
    assert "Datumet ”31/2 2015” finns inte" in text(response) and 'value="31/2 2015"' in text(response)


def test_what_the_data_lack_is_said_instead_of_drawn(world: World, burglaries: Dataset) -> None:
    page = text(world.client("anna").get(url("dataset", burglaries.pk)))
    assert "Uppgifterna är inte uppdelade på månader, så säsongen går inte att visa." in page


def test_a_figure_becomes_a_finding_with_dataset_filter_and_method(world: World, burglaries: Dataset) -> None:
    fields = sent(burglaries)
    address = url("dataset_to_finding", burglaries.pk, "trend")
    response = world.client("anna").post(address, fields)
    finding = Finding.objects.get()
    assert response.status_code == 302 and response["Location"].endswith(f"/{finding.pk}/")
    assert finding.figure is not None and finding.figure.dataset == burglaries
    assert finding.figure.filter == {"type": "Inbrottsstöld", "area": "Gävle kommun", "population": "none"}
    assert "Minsta kvadratmetoden" in finding.figure.source_line
    assert finding.what.startswith("Inbrottsstöld: 49\u00a0% fler")
    world.client("anna").post(address, fields)
    assert Finding.objects.count() == 1


def test_a_figure_that_is_not_drawn_can_not_become_a_finding(world: World, burglaries: Dataset) -> None:
    for key in ("season", "nonsense"):
        response = world.client("anna").post(url("dataset_to_finding", burglaries.pk, key), sent(burglaries))
        assert response.status_code == 404


def test_answers_are_taken_in_once_and_never_over_what_somebody_wrote(
    world: World, burglaries: Dataset
) -> None:
    client = world.client("anna")
    client.post(url("dataset_answers", burglaries.pk), sent(burglaries))
    assert PatternAnswer.objects.count() == 6
    PatternAnswer.objects.filter(question="trend").update(sentence="Vår egen mening.")
    response = client.post(url("dataset_answers", burglaries.pk), sent(burglaries), follow=True)
    assert PatternAnswer.objects.get(question="trend").sentence == "Vår egen mening."
    assert "redan besvarade" in text(response)


def test_the_page_costs_as_many_queries_however_much_there_is(world: World, burglaries: Dataset) -> None:
    client = world.client("anna")
    counts = []
    for number in (1, 3):
        for place in range(number - 1):
            rows = [
                {
                    "area": "Ekdala",
                    "year": 2024 - place,
                    "value": 9,
                    "measure": "population",
                    "type": "befolkning",
                }
            ]
            read_in(world.municipality, world.people["anna"], "population", rows)
        client.get(url("dataset", burglaries.pk))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url("dataset", burglaries.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_a_counted_page_is_not_counted_again(
    world: World, burglaries: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("anna")
    client.get(url("dataset", burglaries.pk))

    def never(job: object) -> None:
        raise AssertionError("counted again")

    monkeypatch.setattr(figure_store, "compute", never)
    assert client.get(url("dataset", burglaries.pk)).status_code == 200


def test_a_large_dataset_is_counted_in_the_background_when_somebody_asks(
    world: World, burglaries: Dataset
) -> None:
    Dataset.objects.update(rows_accepted=figure_store.SMALL + 1)
    client, address = world.client("anna"), url("dataset", burglaries.pk)
    assert "har inte räknats än" in text(client.get(address))
    assert not default_task_backend.results
    for _ in range(2):
        client.post(url("dataset_count", burglaries.pk), sent(burglaries, population="none"))
    assert len(default_task_backend.results) == 1
    assert "Figurerna räknas" in text(client.get(address))
    asked = default_task_backend.results[0]
    figure_store.count_later.func(*asked.args, **asked.kwargs)
    assert "49\u00a0% fler" in text(client.get(address))
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    default_task_backend.clear()


def test_figures_are_ready_when_a_dataset_or_what_it_is_read_with_has_come_in(
    world: World, burglaries: Dataset
) -> None:
    figure_store.prepare_figures(burglaries)
    rows = [
        {"area": area, "year": 2019, "value": 100_000, "measure": "population", "type": "befolkning"}
        for area in HANDBOOK_39
    ]
    figure_store.prepare_figures(
        read_in(world.municipality, world.people["anna"], "population", rows, name="Invånare")
    )
    Dataset.objects.update(rows_accepted=figure_store.SMALL + 1)
    page = text(world.client("anna").get(url("dataset", burglaries.pk)))
    assert "Tillsammans med befolkningen i Invånare" in page


@pytest.fixture
def listed(world: World, tmp_path: Path) -> Dataset:
    """An incident list as an import leaves it."""
    with read(write_incidents(tmp_path / "a.csv", 400)) as result:
        return read_in(
            world.municipality,
            world.people["anna"],
            "incidents",
            [{"year": 2024, "area": "Centrum"}],
            name="Händelser",
            parquet_sha256=store.keep(result.write_parquet),
            rows_accepted=result.rows_accepted,
            contents={
                "types": ["Cykelstöld", "Skadegörelse"],
                "areas": ["Centrum", "Norr"],
                "years": [2023, 2024],
            },
        )


@pytest.mark.parametrize("name", ["dataset", "dataset_map"])
def test_an_incident_list_is_seen_by_its_party_alone(world: World, listed: Dataset, name: str) -> None:
    address = url(name, listed.pk)
    assert world.client("anna").get(address).status_code == 200
    assert world.client("per").get(address).status_code == 404
    assert world.client("cecilia").get(url(name, listed.pk, slug="furuvik")).status_code == 404
    assert world.client("olle").get(address).status_code == 403


def test_the_map_holds_squares_and_no_points(world: World, listed: Dataset) -> None:
    found = world.client("anna").get(url("dataset_map", listed.pk)).json()
    assert {feature["geometry"]["type"] for feature in found["features"]} == {"Polygon"}
    assert url("dataset_map", listed.pk) in text(world.client("anna").get(url("dataset", listed.pk)))


def test_areas_are_mapped_where_there_are_some(world: World, listed: Dataset) -> None:
    client, address = world.client("anna"), url("dataset_map_areas", listed.pk)
    assert client.get(address).status_code == 404
    corners = [[600_000, 6_700_000], [640_000, 6_700_000], [640_000, 6_750_000], [600_000, 6_700_000]]
    square = {"type": "Polygon", "coordinates": [corners]}
    feature = {"type": "Feature", "geometry": square, "properties": {"name": "Centrum"}}
    AreaSet.objects.create(
        party=world.municipality,
        name="Stadsdelar",
        names=["Centrum"],
        geojson={"type": "FeatureCollection", "features": [feature]},
        added_by=world.people["anna"],
    )
    assert client.get(address).json()["features"][0]["properties"]["label"].startswith("Centrum: ")
    assert world.client("per").get(address).status_code == 404
    assert "områdena i Stadsdelar" in text(client.get(url("dataset", listed.pk)))


def test_a_table_of_counts_has_no_map(world: World, burglaries: Dataset) -> None:
    assert world.client("anna").get(url("dataset_map", burglaries.pk)).status_code == 404
    assert "data-map" not in text(world.client("anna").get(url("dataset", burglaries.pk)))


def test_years_before_a_new_definition_are_left_out_of_the_trend_and_it_is_said(
    world: World, burglaries: Dataset
) -> None:
    """Handbook p. 39: +49.2 % in Gävle from 2010; from 2014 1082 became 1016, −6.1 %."""
    anna = world.client("anna")
    address = url("dataset", burglaries.pk)
    chosen = {"type": "Inbrottsstöld", "area": "Gävle kommun"}
    assert "+49,2" in text(anna.get(address, chosen))
    add_crime_type(world.scope("anna"), None, name="Inbrottsstöld", category="Stöld", redefined_from=2014)
    page = text(anna.get(address, chosen))
    assert "Definitionen ändrades 2014" in page and "−6,1" in page and "+49,2" not in page


def test_a_type_and_an_area_narrow_an_incident_list(world: World, listed: Dataset) -> None:
    chosen = {"type": "Cykelstöld", "area": "Centrum"}
    page = text(world.client("anna").get(url("dataset", listed.pk), chosen))
    assert "Visar typen Cykelstöld, området Centrum." in page
    assert "Cykelstöld: " in page and "Alla händelser: " not in page


def test_an_incident_list_costs_no_more_queries(world: World, listed: Dataset) -> None:
    client = world.client("anna")
    client.get(url("dataset", listed.pk))
    with CaptureQueriesContext(connection) as queries:
        client.get(url("dataset", listed.pk))
    assert len(queries) <= MOST_QUERIES


def test_a_type_that_the_dataset_lacks_is_told(world: World, listed: Dataset) -> None:
    response = world.client("anna").get(url("dataset", listed.pk), {"type": "Mordbrand"})
    assert response.status_code == 422 and "”Mordbrand” finns inte bland svaren" in text(response)
