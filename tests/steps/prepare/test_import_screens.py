"""From a file in the office's hand to a dataset, on screen: looked at, confirmed, read, and the bad rows named."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import default_task_backend
from pytest_django import Settings

from samverkan.datasets.actions import cancel_import, start_catalogue
from samverkan.datasets.models import Dataset, Import, Source
from samverkan.datasets.rules import ImportState
from samverkan.datasets.tasks import read_import
from tests.conftest import World
from tests.datasets.files import incident_lines, sent

BAD = list(range(50, 3000, 74))  # 40 rows


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> Path:
    for name in ("DATASETS_DIR", "UPLOADS_DIR", "FIGURES_DIR"):
        setattr(settings, name, tmp_path / name.split("_")[0].lower())
    return tmp_path


@pytest.fixture(autouse=True)
def counted() -> Iterator[None]:
    """The figures have tests of their own, and nothing that is queued here is left for other tests."""
    with patch("samverkan.datasets.tasks.prepare_figures"):
        yield
    default_task_backend.clear()  # type: ignore[attr-defined]


@pytest.fixture
def party(world: World) -> World:
    start_catalogue(world.scope("anna"))
    return world


def url(name: str, *args: Any, slug: str = "ekdala") -> str:
    return reverse(f"prepare:{name}", args=[slug, *args])


def text(response: HttpResponse) -> str:
    return response.content.decode()


def upload(world: World, file: SimpleUploadedFile, who: str = "anna", **fields: Any) -> HttpResponse:
    source = Source.objects.get(party=world.municipality, key="police_reported")
    form = {"source": source.pk, "file": file, "form_token": uuid4()} | fields
    return world.client(who).post(url("import_new"), form)


def confirm(world: World, row: Import, who: str = "anna", **changed: Any) -> HttpResponse:
    """Send the confirmation form as the page shows it, with what is `changed`."""
    page = world.client(who).get(url("import", row.pk))
    form = page.context["form"]
    fields = {bound.html_name: bound.value() for bound in form}
    fields = (
        {name: value for name, value in fields.items() if value not in (None, "")} | {"do": "read"} | changed
    )
    return world.client(who).post(url("import_confirm", row.pk), fields)


def read(row: Import) -> Import:
    read_import.call(row.pk)
    row.refresh_from_db()
    return row


def looked_at(world: World, rows: int = 5, **fields: Any) -> Import:
    assert upload(world, sent(incident_lines(rows)), **fields).status_code == 302
    return Import.objects.latest("pk")


def test_three_thousand_rows_with_forty_wrong_all_forty_are_named(party: World) -> None:
    response = upload(party, sent(incident_lines(3000, bad=BAD)))
    row = Import.objects.get()
    assert response["Location"] == url("import", row.pk)
    assert confirm(party, row)["Location"] == url("import", row.pk)
    assert read(row).state == ImportState.DONE
    anna = party.client("anna")
    said = text(anna.get(url("import", row.pk)))
    assert "2\u202f960 händelser lästes in." in said
    assert "40 rader behöver rättas innan de kan läsas in." in said
    assert row.dataset is not None
    assert url("dataset", row.dataset.pk) in said
    shown = anna.get(url("rejected", row.pk))
    assert [line["row"] for line in shown.context["lines"]] == BAD
    assert all(f">{number}</th>" in text(shown) for number in BAD)
    download = anna.get(url("rejected_csv", row.pk))
    assert download.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(download.content.decode("utf-8-sig")), delimiter=";"))
    assert [int(line[0]) for line in lines[1:]] == BAD
    assert "attachment" in download["Content-Disposition"]


def test_the_file_is_shown_as_it_will_be_understood_before_anything_is_read(party: World) -> None:
    row = looked_at(party, 30)
    page = text(party.client("anna").get(url("import", row.pk)))
    assert "Stämmer det här?" in page
    assert "2024-01-01 22:00" in page
    assert "Misshandel utomhus" in page
    assert "6\u202f570\u202f002" in page
    assert not Dataset.objects.exists()
    assert row.state == ImportState.LOOKED_AT


def test_another_column_can_be_chosen_and_shown_before_it_is_read(party: World) -> None:
    row = looked_at(party)
    response = confirm(party, row, column_type="5", do="show")
    assert response.status_code == 200
    assert response.context["preview"].rows[0][1] == "Centrum"
    row.refresh_from_db()
    assert row.state == ImportState.LOOKED_AT
    confirm(party, row, column_type="5", name="Maj", do="read")
    dataset = read(row).dataset
    assert dataset is not None
    assert (dataset.name, dataset.contents["types"]) == ("Maj", ["Centrum"])


def test_columns_that_cannot_be_read_are_told_and_nothing_is_queued(party: World) -> None:
    row = looked_at(party)
    response = confirm(party, row, column_start="", column_reported="")
    assert response.status_code == 422
    assert "Ingen kolumn i filen har datum" in text(response)
    row.refresh_from_db()
    assert row.state == ImportState.LOOKED_AT


def test_another_sort_of_file_is_looked_into_anew(party: World) -> None:
    lines = ["Område;2022;2023", "Centrum;12;14", "Norr;3;4"]
    upload(party, sent(lines, "antal.csv"), kind="crime_counts")
    row = Import.objects.get()
    assert confirm(party, row, kind="cost").status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.state) == ("cost", ImportState.LOOKED_AT)
    confirm(party, row)
    dataset = read(row).dataset
    assert dataset is not None
    assert (dataset.kind, dataset.contents["areas"], dataset.contents["years"]) == (
        "cost",
        ["Centrum", "Norr"],
        [2022, 2023],
    )


def test_a_workbook_with_one_sheet_is_read_when_it_is_confirmed(party: World) -> None:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Brottstyp", "Datum"])
    for day in range(1, 4):
        book.active.append(["Cykelstöld", f"2024-05-0{day} 10:00"])
    book.save(data)
    upload(party, SimpleUploadedFile("brott.xlsx", data.getvalue()))
    row = Import.objects.get()
    confirm(party, row)
    row.refresh_from_db()
    assert row.state == ImportState.QUEUED
    assert read(row).state == ImportState.DONE


def test_another_sheet_of_a_workbook_is_looked_into_anew(party: World) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Maj"
    for sheet, kind in ((book.active, "Cykelstöld"), (book.create_sheet("Juni"), "Klotter")):
        sheet.append(["Brottstyp", "Datum"])
        for day in range(1, 4):
            sheet.append([kind, f"2024-05-0{day} 10:00"])
    data = io.BytesIO()
    book.save(data)
    upload(party, SimpleUploadedFile("brott.xlsx", data.getvalue()))
    row = Import.objects.get()
    other = next(sheet for sheet in row.inspection["sheets"] if sheet != row.sheet)
    confirm(party, row, sheet=other)
    row.refresh_from_db()
    assert row.sheet == other
    confirm(party, row)
    dataset = read(row).dataset
    assert dataset is not None
    assert dataset.contents["types"] == [{"Maj": "Cykelstöld", "Juni": "Klotter"}[other]]


def test_the_second_file_from_a_source_takes_one_press(party: World) -> None:
    row = looked_at(party)
    confirm(party, row, column_type="5")
    read(row)
    second = looked_at(party, 9)
    assert "Läses som förra gången" in text(party.client("anna").get(url("import", second.pk)))
    confirm(party, second)
    dataset = read(second).dataset
    assert dataset is not None
    assert dataset.contents["types"] == ["Centrum"]


def test_the_same_file_again_is_told_with_what_it_was_and_needs_a_yes(party: World) -> None:
    row = looked_at(party)
    confirm(party, row)
    read(row)
    upload(party, sent(incident_lines(5), "nytt namn.csv"))
    second = Import.objects.latest("pk")
    page = text(party.client("anna").get(url("import", second.pk)))
    assert "Samma fil har lästs in förut" in page
    assert "brott maj.csv" in page
    assert confirm(party, second).status_code == 422
    assert confirm(party, second, again="on").status_code == 302
    read(second)
    assert Dataset.objects.count() == 2


def test_the_same_file_read_while_the_page_stood_open_is_told(party: World) -> None:
    first, second = looked_at(party), looked_at(party, who="amir")
    page = party.client("amir").get(url("import", second.pk))
    fields = {b.html_name: b.value() for b in page.context["form"] if b.value() not in (None, "")}
    confirm(party, first)
    response = party.client("amir").post(url("import_confirm", second.pk), fields | {"do": "read"})
    assert response.status_code == 422
    assert "en gång till" in text(response)
    response = party.client("amir").post(
        url("import_confirm", second.pk), fields | {"do": "read", "again": "on"}
    )
    assert response.status_code == 302


def test_a_double_click_on_sending_is_one_import(party: World) -> None:
    token = uuid4()
    places = [upload(party, sent(incident_lines(5)), form_token=token)["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert Import.objects.count() == 1


def test_a_double_click_on_confirming_reads_once(party: World) -> None:
    row = looked_at(party)
    page = party.client("anna").get(url("import", row.pk))
    fields = {b.html_name: b.value() for b in page.context["form"] if b.value() not in (None, "")}
    for _ in range(2):
        assert party.client("anna").post(url("import_confirm", row.pk), fields).status_code == 302
    read(row), read(row)
    assert Dataset.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 500, "bild"),
        ("tom.csv", b"", "tom"),
        ("850709-9805.csv", b"Brottstyp;Datum\r\nRan;2024-01-01\r\n", "personnummer"),
        ("lista.csv", b"Brottstyp;Datum;Namn\r\nRan;2024-01-01;850709-9805\r\n", "personnummer"),
    ],
)
def test_a_file_that_may_not_or_cannot_be_read_is_told_at_once(
    party: World, folders: Path, name: str, data: bytes, says: str
) -> None:
    response = upload(party, SimpleUploadedFile(name, data))
    assert response.status_code == 422
    assert says in text(response)
    assert "9805" not in text(response)
    assert not Import.objects.exists()
    assert not list((folders / "uploads").glob("*"))


def test_a_form_without_file_or_source_says_what_is_missing(party: World) -> None:
    response = party.client("anna").post(url("import_new"), {"form_token": uuid4()})
    assert response.status_code == 422
    assert "Välj en fil under" in text(response)
    assert "Varifrån kommer filen" in text(response)


def test_a_file_past_the_limit_is_told_and_never_kept(
    party: World, settings: Settings, folders: Path
) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    response = upload(party, SimpleUploadedFile("stor.csv", b"x" * (3 * 1024 * 1024)))
    assert response.status_code == 422
    assert "större än 1 MB" in text(response)
    assert "Välj en fil" not in text(response)
    assert not (folders / "uploads").exists()


def test_a_person_number_found_while_reading_is_told_by_column_and_row(party: World) -> None:
    lines = incident_lines(200)
    lines[150] = lines[150].replace("Centrum", "850709-9805")
    upload(party, sent(lines))
    row = Import.objects.get()
    confirm(party, row)
    read(row)
    page = text(party.client("anna").get(url("import", row.pk)))
    assert "Filen lästes inte in" in page
    assert "Kolumnen ”Område”, rad 151" in page
    assert "9805" not in page


def test_progress_is_shown_polled_and_ends_with_a_refresh(party: World) -> None:
    row = looked_at(party)
    confirm(party, row)
    anna = party.client("anna")
    page = text(anna.get(url("import", row.pk)))
    assert "<progress" in page
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    Import.objects.filter(pk=row.pk).update(state=ImportState.RUNNING, progress=0.42)
    piece = text(anna.get(url("import", row.pk), headers={"HX-Request": "true"}))
    assert "42" in piece
    assert 'value="0.420"' in piece
    assert "<html" not in piece
    Import.objects.filter(pk=row.pk).update(state=ImportState.QUEUED)
    read(row)
    assert anna.get(url("import", row.pk), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_an_import_can_be_cancelled_and_says_so(party: World) -> None:
    row = looked_at(party)
    response = party.client("amir").post(url("import_cancel", row.pk), follow=True)
    assert "Ingenting är sparat" in text(response)
    assert "Inläsningen avbröts" in text(party.client("anna").get(url("import", row.pk)))


def test_an_import_cancelled_by_a_colleague_is_not_confirmed(party: World) -> None:
    row = looked_at(party)
    page = party.client("anna").get(url("import", row.pk))
    fields = {b.html_name: b.value() for b in page.context["form"] if b.value() not in (None, "")}
    cancel_import(party.scope("amir"), row)
    response = party.client("anna").post(url("import_confirm", row.pk), fields, follow=True)
    assert "Inläsningen avbröts" in text(response)
    assert not Dataset.objects.exists()


@pytest.mark.parametrize("name", ["import", "rejected", "rejected_csv"])
def test_anothers_import_does_not_exist(party: World, name: str) -> None:
    row = looked_at(party, 4)
    confirm(party, row)
    upload(party, sent(incident_lines(9, bad=[4])))
    bad = Import.objects.latest("pk")
    confirm(party, bad)
    read(bad)
    assert party.client("anna").get(url(name, bad.pk)).status_code == 200
    assert party.client("karin").get(url(name, bad.pk)).status_code == 200
    assert party.client("per").get(url(name, bad.pk)).status_code == 404
    assert party.client("olle").get(url(name, bad.pk)).status_code == 403
    assert party.client("cecilia").get(url(name, bad.pk, slug="furuvik")).status_code == 404
    assert party.client("cecilia").get(url(name, bad.pk)).status_code == 404


def test_only_writers_send_confirm_and_cancel(party: World) -> None:
    row = looked_at(party)
    assert party.client("karin").get(url("import_new")).status_code == 403
    assert party.client("per").post(url("import_confirm", row.pk)).status_code == 404
    assert party.client("karin").post(url("import_confirm", row.pk)).status_code == 403
    assert party.client("karin").post(url("import_cancel", row.pk)).status_code == 403
    assert party.client("anna").get(url("import_cancel", row.pk)).status_code == 405
    assert "väntar på att bekräftas" in text(party.client("karin").get(url("import", row.pk)))


def test_rows_without_faults_have_no_list_of_faults(party: World) -> None:
    row = looked_at(party)
    confirm(party, row)
    read(row)
    assert party.client("anna").get(url("rejected", row.pk)).status_code == 404


def test_many_bad_rows_come_a_page_at_a_time(party: World) -> None:
    upload(party, sent(incident_lines(260, bad=range(10, 260))))
    row = Import.objects.get()
    confirm(party, row)
    read(row)
    last = party.client("anna").get(url("rejected", row.pk), {"page": "3"})
    assert [line["row"] for line in last.context["lines"]] == list(range(210, 260))


def test_the_list_of_datasets_costs_as_many_queries_with_one_row_as_with_three(party: World) -> None:
    counts = []
    for rows in (4, 5, 6):
        row = looked_at(party, rows)
        confirm(party, row)
        read(row)
        looked_at(party, rows * 3)  # waits to be confirmed
        client = party.client("anna")
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(url("datasets")))
        counts.append(len(queries))
    assert "3 datamängder är inlästa" in page
    assert "På väg in" in page
    assert counts[0] == counts[2] <= 15
