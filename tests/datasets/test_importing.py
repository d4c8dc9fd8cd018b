"""A file becomes a dataset whole or not at all, once, and by somebody with the right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch
from uuid import uuid4

import pyarrow.parquet as pq
import pytest
from django.utils import timezone
from django_tasks import default_task_backend

from samverkan.access.actions import Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden
from samverkan.datasets import queries
from samverkan.datasets.actions import Choices, ReadBefore, cancel_import, queue_import
from samverkan.datasets.models import Dataset, Import, RememberedMapping, Source
from samverkan.datasets.readers import PersonalDataFound, ReadError
from samverkan.datasets.receiving import receive
from samverkan.datasets.rules import DatasetKind, ImportState
from samverkan.datasets.store import parquet_path
from samverkan.datasets.tasks import queue_unread, read_import, resume_imports
from samverkan.datasets.uploads import upload_path
from samverkan.partnerships.models import Membership
from tests.conftest import World
from tests.datasets.files import good_row, incident_lines, sent

BAD = list(range(50, 3000, 74))  # 40 rows


def come_in(
    world: World, source: Source, lines: list[str], name: str = "brott maj.csv", who: str = "anna"
) -> Import:
    return receive(world.scope(who), sent(lines, name), source=source, token=uuid4())


def confirm(
    world: World, waiting: Import, *, again: bool = False, who: str = "anna", **changed: Any
) -> Import:
    choices = Choices(waiting.name, waiting.source, changed.get("mapping", waiting.mapping), waiting.crs)
    queue_import(world.scope(who), waiting, choices, again=again)
    waiting.refresh_from_db()
    return waiting


def run(waiting: Import) -> Import:
    read_import.call(waiting.pk)
    waiting.refresh_from_db()
    return waiting


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and "figures" not in path.parts]


def enqueued() -> list[int]:
    return [result.args[0] for result in default_task_backend.results]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    """Nothing is queued before, and nothing is left for other tests."""
    default_task_backend.clear()  # type: ignore[attr-defined]
    yield
    default_task_backend.clear()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def counted() -> Iterator[Mock]:
    """The figures have tests of their own; here it is enough that they are asked for."""
    with patch("samverkan.datasets.tasks.prepare_figures") as prepare:
        yield prepare


def test_a_dataset_has_its_figures_counted_before_anybody_asks(
    party: World, source: Source, counted: Mock
) -> None:
    done = run(confirm(party, come_in(party, source, incident_lines(5))))
    counted.assert_called_once_with(done.dataset)


def test_all_forty_bad_rows_of_three_thousand_are_named(party: World, source: Source) -> None:
    """The case the product must show: 3 000 rows of which 40 are wrong, in eight different ways."""
    done = run(confirm(party, come_in(party, source, incident_lines(3000, bad=BAD))))
    assert done.state == ImportState.DONE
    assert done.dataset is not None
    assert (done.dataset.rows_read, done.dataset.rows_accepted, done.dataset.rows_rejected) == (
        3000,
        2960,
        40,
    )
    rejected = pq.read_table(parquet_path(done.rejected_sha256)).to_pylist()
    assert [line["row"] for line in rejected] == BAD
    assert all(line["reason"] for line in rejected)
    assert {line["column"] for line in rejected} == {
        "Brottstyp",
        "Brottsdatum från",
        "Brottsdatum till",
        "E",
        "N",
    }


def test_the_dataset_says_what_it_holds_and_how_it_was_read(party: World, source: Source) -> None:
    dataset = run(confirm(party, come_in(party, source, incident_lines(30)))).dataset
    assert dataset is not None
    assert (dataset.name, dataset.file_name, dataset.kind) == (
        "brott maj",
        "brott maj.csv",
        DatasetKind.INCIDENTS,
    )
    assert dataset.contents["types"] == ["Cykelstöld", "Klotter", "Misshandel utomhus"]
    assert dataset.contents["areas"] == ["Centrum"]
    assert (dataset.contents["has_points"], dataset.contents["has_sex"]) == (True, False)
    assert str(dataset.first_day) == "2024-01-01"
    assert any("Windows-1252" in note for note in dataset.notes)
    assert parquet_path(dataset.parquet_sha256).exists()


def test_a_finished_import_leaves_no_upload_and_no_cells_behind(
    party: World, source: Source, folders: Path
) -> None:
    done = run(confirm(party, come_in(party, source, incident_lines(30))))
    assert not upload_path(done.stored_as).exists()
    assert done.inspection == {}


def test_only_a_writer_may_bring_a_file_in(party: World, source: Source, folders: Path) -> None:
    with pytest.raises(Forbidden):
        come_in(party, source, incident_lines(3), who="karin")
    assert left_behind(folders) == []


def test_a_partys_imports_are_its_own(party: World, source: Source) -> None:
    waiting = come_in(party, source, incident_lines(3))
    assert queries.imports(party.scope("amir")).get(pk=waiting.pk) == waiting
    for other in ("per", "cecilia"):
        with pytest.raises(Import.DoesNotExist):
            queries.imports(party.scope(other)).get(pk=waiting.pk)
    with pytest.raises(Refused):
        cancel_import(party.scope("per"), waiting)


def test_a_person_number_in_a_cell_stops_it_by_column_and_row_and_keeps_nothing(
    party: World, source: Source, folders: Path
) -> None:
    """850709-9805 is an example number with a right check digit. It stands past the rows that were looked at."""
    lines = incident_lines(200)
    lines[150] = lines[150].replace("Centrum", "Hos 850709-9805")
    stopped = run(confirm(party, come_in(party, source, lines)))
    assert stopped.state == ImportState.STOPPED
    told = stopped.message + " ".join(stopped.details)
    assert "Område" in told
    assert "151" in told
    assert "9805" not in told
    assert not Dataset.objects.exists()
    assert left_behind(folders) == []


def test_a_person_number_among_the_first_rows_is_refused_at_once(
    party: World, source: Source, folders: Path
) -> None:
    lines = incident_lines(5)
    lines[2] = lines[2].replace("Centrum", "850709-9805")
    with pytest.raises(PersonalDataFound) as found:
        come_in(party, source, lines)
    assert "rad 3" in str(found.value)
    assert not Import.objects.exists()
    assert left_behind(folders) == []


def test_a_person_number_in_the_files_name_is_refused_and_masked(
    party: World, source: Source, folders: Path
) -> None:
    with pytest.raises(PersonalDataFound) as found:
        come_in(party, source, incident_lines(5), name="utdrag 850709-9805.csv")
    assert "ilnamn" in str(found.value)
    assert "9805" not in str(found.value)
    assert not Import.objects.exists()
    assert left_behind(folders) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "bild.xlsx"),
        (b"", "tom.csv"),
        (b"PK\x03\x04 but no workbook", "trasig.xlsx"),
        (bytes(range(256)) * 40, "x.csv"),
        (b"bara en rad text", "x.txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_words_and_nothing_is_kept(
    party: World, source: Source, folders: Path, data: bytes, name: str
) -> None:
    file = sent([], name)
    file.file.write(data)
    file.size = len(data)
    with pytest.raises(ReadError) as error:
        receive(party.scope("anna"), file, source=source, token=uuid4())
    assert error.value.what
    assert not Import.objects.exists()
    assert left_behind(folders) == []


def test_the_same_form_sent_twice_is_one_import_and_one_file(
    party: World, source: Source, folders: Path
) -> None:
    token = uuid4()
    both = [
        receive(party.scope("anna"), sent(incident_lines(5)), source=source, token=token) for _ in range(2)
    ]
    assert both[0] == both[1]
    assert left_behind(folders) == [both[0].stored_as]


def test_two_people_bring_in_two_files_at_once(party: World, source: Source) -> None:
    first = come_in(party, source, incident_lines(10), "ett.csv")
    second = come_in(party, source, incident_lines(20), "två.csv", who="amir")
    confirm(party, first), confirm(party, second, who="amir")
    run(second), run(first)
    assert sorted(Dataset.objects.values_list("rows_accepted", "imported_by__name")) == [
        (10, "Anna"),
        (20, "Amir"),
    ]


def test_confirming_twice_queues_once(party: World, source: Source) -> None:
    waiting = come_in(party, source, incident_lines(5))
    confirm(party, waiting)
    confirm(party, waiting)
    assert enqueued() == [waiting.pk]
    assert LogEntry.objects.filter(action="queue_import").count() == 1


def test_a_task_run_twice_makes_one_dataset(party: World, source: Source) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    run(queued), run(queued)
    assert Dataset.objects.count() == 1


def test_two_tasks_that_read_the_same_import_at_once_make_one_dataset(party: World, source: Source) -> None:
    """The server was restarted while a worker still lived: the import is queued anew and read by another task."""
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    from samverkan.datasets import tasks

    real, nested = tasks._keep, []

    def keep_late(*args: Any) -> Any:
        if not nested:
            nested.append(True)
            resume_imports()
            read_import.call(queued.pk)
        return real(*args)

    with patch.object(tasks, "_keep", keep_late):
        run(queued)
    assert Dataset.objects.count() == 1
    assert queued.state == ImportState.DONE


def test_the_same_file_again_is_noticed_whatever_it_is_called(party: World, source: Source) -> None:
    run(confirm(party, come_in(party, source, incident_lines(5))))
    second = come_in(party, source, incident_lines(5), "samma igen.csv")
    assert [row.name for row in queries.read_before(party.scope("anna"), second)] == ["brott maj"]
    with pytest.raises(ReadBefore):
        confirm(party, second)
    done = run(confirm(party, second, again=True))
    assert done.dataset is not None
    assert any("exakt desamma" in note for note in done.dataset.notes)


def test_the_same_file_being_read_by_a_colleague_is_noticed(party: World, source: Source) -> None:
    first, second = (come_in(party, source, incident_lines(5), who=who) for who in ("anna", "amir"))
    confirm(party, first)
    with pytest.raises(ReadBefore):
        confirm(party, second, who="amir")


def test_another_partys_same_file_tells_nothing(party: World, source: Source) -> None:
    run(confirm(party, come_in(party, source, incident_lines(5))))
    theirs = Source.objects.create(party=party.police, name="Vår lista")
    same = come_in(party, theirs, incident_lines(5), who="per")
    assert not queries.read_before(party.scope("per"), same)
    done = run(confirm(party, same, who="per"))
    assert done.dataset is not None
    assert not any("exakt desamma" in note for note in done.dataset.notes)


def test_the_second_file_of_a_source_needs_only_to_be_confirmed(party: World, source: Source) -> None:
    first = come_in(party, source, incident_lines(5))
    mapping = {"columns": {**first.mapping["columns"], "type": ["Område"]}, "fixed": {}}
    run(confirm(party, first, mapping=mapping))
    assert RememberedMapping.objects.count() == 1
    second = come_in(party, source, incident_lines(8), "juni.csv")
    assert second.inspection["remembered"]
    assert second.mapping["columns"]["type"] == ["Område"]
    done = run(confirm(party, second))
    assert done.dataset is not None
    assert done.dataset.contents["types"] == ["Centrum"]


def test_other_headings_or_another_source_are_not_read_as_last_time(party: World, source: Source) -> None:
    run(confirm(party, come_in(party, source, incident_lines(5))))
    other = Source.objects.create(party=party.municipality, name="En annan")
    assert not come_in(party, other, incident_lines(6)).inspection["remembered"]
    renamed = [incident_lines(6)[0].replace("Område", "Stadsdel"), *incident_lines(6)[1:]]
    assert not come_in(party, source, renamed).inspection["remembered"]


def test_cancelled_before_it_is_read_leaves_nothing(
    party: World, source: Source, folders: Path, django_capture_on_commit_callbacks: Any
) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    with django_capture_on_commit_callbacks(execute=True):
        cancel_import(party.scope("amir"), queued)
        cancel_import(party.scope("anna"), queued)
    assert run(queued).state == ImportState.CANCELLED
    assert left_behind(folders) == []
    assert LogEntry.objects.filter(action="cancel_import").count() == 1


def test_cancelled_midway_leaves_nothing(party: World, source: Source, folders: Path) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(500)))

    def cancel_at_once(pk: int, share: float) -> bool:
        cancel_import(party.scope("anna"), queued)
        return False

    with (
        patch("samverkan.datasets.tasks.SECONDS_BETWEEN_MARKS", 0),
        patch("samverkan.datasets.tasks.Marks.progress", cancel_at_once),
    ):
        run(queued)
    assert queued.state == ImportState.CANCELLED
    assert not Dataset.objects.exists()
    assert left_behind(folders) == []


def test_cancelled_while_the_last_rows_are_stored_makes_no_dataset(party: World, source: Source) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))

    def summarise_late(*args: Any) -> Any:
        from samverkan.datasets.contents import summarise

        cancel_import(party.scope("anna"), queued)
        return summarise(*args)

    with patch("samverkan.datasets.tasks.summarise", summarise_late):
        run(queued)
    assert queued.state == ImportState.CANCELLED
    assert not Dataset.objects.exists()


def test_what_is_already_read_cannot_be_cancelled(party: World, source: Source) -> None:
    done = run(confirm(party, come_in(party, source, incident_lines(5))))
    with pytest.raises(Refused):
        cancel_import(party.scope("anna"), done)
    assert Dataset.objects.count() == 1


def test_a_task_killed_midway_is_taken_up_after_a_restart(
    party: World, source: Source, folders: Path
) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(500)))
    with patch("samverkan.datasets.tasks.read", side_effect=SystemExit), pytest.raises(SystemExit):
        run(queued)
    queued.refresh_from_db()
    assert queued.state == ImportState.RUNNING
    default_task_backend.clear()  # type: ignore[attr-defined]
    resume_imports()
    assert enqueued() == [queued.pk]
    assert run(queued).state == ImportState.DONE
    assert Dataset.objects.get().rows_accepted == 500


def test_a_file_that_fells_the_worker_every_time_is_given_up(
    party: World, source: Source, folders: Path
) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    for _ in range(3):
        with patch("samverkan.datasets.tasks.read", side_effect=SystemExit), pytest.raises(SystemExit):
            run(queued)
        queue_unread()
    queued.refresh_from_db()
    assert queued.state == ImportState.STOPPED
    assert "3 försök" in queued.message
    resume_imports()
    assert left_behind(folders) == []


def test_a_restart_keeps_files_that_wait_and_forgets_the_others(
    party: World, source: Source, folders: Path
) -> None:
    waiting = come_in(party, source, incident_lines(5))
    upload_path("half.csv").write_bytes(b"half a file")
    upload_path("half-read").mkdir()
    upload_path("half-read/rows.parquet").write_bytes(b"half the rows")
    resume_imports()
    assert upload_path(waiting.stored_as).exists()
    assert not upload_path("half.csv").exists()
    assert not upload_path("half-read").exists()
    assert enqueued() == []


def test_a_file_in_which_every_row_is_wrong_becomes_no_dataset_but_names_them(
    party: World, source: Source
) -> None:
    stopped = run(confirm(party, come_in(party, source, incident_lines(4, bad=[2, 3, 4, 5]))))
    assert stopped.state == ImportState.STOPPED
    assert pq.read_table(parquet_path(stopped.rejected_sha256)).num_rows == 4
    assert not Dataset.objects.exists()


def test_a_fault_of_ours_stops_the_import_and_is_not_swallowed(
    party: World, source: Source, folders: Path
) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    with patch("samverkan.datasets.tasks.summarise", side_effect=RuntimeError), pytest.raises(RuntimeError):
        run(queued)
    queued.refresh_from_db()
    assert queued.state == ImportState.STOPPED
    assert "fel hos oss" in queued.message
    assert not Dataset.objects.exists()
    assert left_behind(folders) == []


def test_a_file_of_somebody_who_has_left_is_not_read(party: World, source: Source) -> None:
    queued = confirm(party, come_in(party, source, incident_lines(5)))
    Membership.objects.filter(user=party.people["anna"]).update(ended_at=timezone.now())
    assert run(queued).state == ImportState.STOPPED
    assert not Dataset.objects.exists()


def test_the_log_tells_what_was_done_without_telling_what_stood_in_the_file(
    party: World, source: Source
) -> None:
    run(
        confirm(
            party, come_in(party, source, [*incident_lines(5), good_row(9).replace("Centrum", "Hemligt")])
        )
    )
    told = str(list(LogEntry.objects.values_list("action", "facts")))
    assert "import_dataset" in told
    assert "Hemligt" not in told
    assert "brott maj" not in told
