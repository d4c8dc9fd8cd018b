"""`samverkan analyse` gives everything about one file, without a server and without an installation."""

import io
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from samverkan.config.analyse import main
from tests.datasets.made_up import AREAS, incidents, write_incidents

NUMBER, BROKEN = 1500, 40
PROMISED = (
    "rows",
    "by_type",
    "by_month",
    "weekday_hour",
    "season",
    "hot_spots",
    "near_repeat",
    "questions",
)


def run(*arguments: object, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The installed command in a process of its own, with a home that does not exist."""
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [Path(sys.executable).with_name("samverkan"), "analyse", *map(str, arguments)],
        env={**environment, "SAMVERKAN_HOME": str(home or "/nonexistent/home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: object) -> Done:
    """The same command in this process, where what it costs to start is not what is looked at."""
    out, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(wrong):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
    return Done(code, out.getvalue(), wrong.getvalue())


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("analysed")
    file = write_incidents(folder / "händelser.csv", NUMBER, broken=BROKEN)
    return run(file, "--json", folder / "tal.json", "--pdf", folder / "rapport.pdf"), folder


@pytest.fixture(scope="module")
def found(analysed: tuple[subprocess.CompletedProcess[str], Path]) -> dict[str, Any]:
    done, folder = analysed
    assert done.returncode == 0, done.stderr
    numbers: dict[str, Any] = json.loads((folder / "tal.json").read_text(encoding="utf-8"))
    return numbers


def test_every_promised_part_is_there(found: dict[str, Any]) -> None:
    assert set(PROMISED) <= found.keys()
    assert all(found[name] is not None for name in PROMISED)


def test_the_broken_rows_are_all_named(found: dict[str, Any]) -> None:
    rows = found["rows"]
    assert (rows["read"], rows["accepted"], rows["rejected"]) == (NUMBER, NUMBER - BROKEN, BROKEN)
    # The heading is row 1, so the last 40 of 1500 rows are 1462 to 1501.
    assert [row["row"] for row in rows["rejected_rows"]] == list(range(NUMBER - BROKEN + 2, NUMBER + 2))
    assert all("2024-02-31" in row["reason"] for row in rows["rejected_rows"])


def test_the_counts_are_those_of_the_file(found: dict[str, Any]) -> None:
    accepted = incidents(NUMBER)[: NUMBER - BROKEN]
    assert found["by_type"] == dict(Counter(row[0] for row in accepted))
    assert found["by_month"] == dict(sorted(Counter(row[1][:7] for row in accepted).items()))
    assert {area["name"]: area["count"] for area in found["areas"]["areas"]} == dict(
        Counter(row[5] for row in accepted)
    )
    women = next(part for part in found["profile"]["sex"]["parts"] if part["label"] == "kvinna")
    assert women["count"] == sum(row[7] == "Kvinna" for row in accepted)
    assert found["profile"]["sex"]["missing"] == sum(row[7] == "" for row in accepted)


def test_every_incident_is_somewhere_in_the_week_and_on_the_grid(found: dict[str, Any]) -> None:
    week = found["weekday_hour"]
    assert [len(day) for day in week] == [24] * 7
    assert sum(map(sum, week)) == pytest.approx(NUMBER - BROKEN)
    spots = found["hot_spots"]
    assert sum(cell["count"] for cell in spots["cells"]) + spots["far"] == NUMBER - BROKEN
    assert set(spots["cells"][0]) >= {"x", "y", "count", "gi_star", "p", "p_adjusted"}
    assert 0 < spots["share_of_places_with_half"] < 0.2


def test_what_was_put_into_the_data_is_found(found: dict[str, Any]) -> None:
    """tests/datasets/made_up.py: more in summer, on Fridays, at night and around one square."""
    verdicts = {answer["key"]: answer["verdict"] for answer in found["questions"]}
    assert {key: verdicts[key] for key in ("season", "weekday", "hour", "place")} == dict.fromkeys(
        ("season", "weekday", "hour", "place"), "yes"
    )
    assert verdicts["above_reference"] == "cannot_tell"
    hottest = max(found["hot_spots"]["cells"], key=lambda cell: cell["gi_star"])
    assert abs(hottest["x"] - 617_000) < 1000 and abs(hottest["y"] - 6_727_000) < 1000


def test_a_summary_is_printed_and_a_report_is_written(
    analysed: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, folder = analysed
    assert "1500 rader lästa, 1460 använda, 40 avvisade" in done.stdout
    assert (folder / "rapport.pdf").read_bytes().startswith(b"%PDF")
    assert done.stderr == ""


def test_the_same_file_gives_the_same_numbers(tmp_path: Path) -> None:
    file = write_incidents(tmp_path / "a.csv", 300)
    for name in ("one.json", "two.json"):
        assert run_here(file, "--json", tmp_path / name, "--cell", "500").returncode == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert json.loads((tmp_path / "one.json").read_text())["hot_spots"]["cell_m"] == 500


def test_population_and_areas_give_rates(tmp_path: Path) -> None:
    file = write_incidents(tmp_path / "a.csv", 600)
    people = tmp_path / "befolkning.csv"
    people.write_text(
        "Område;År;Folkmängd\n" + "".join(f"{area};2024;10000\n" for area in AREAS), encoding="utf-8"
    )
    square = {"type": "Polygon", "coordinates": [[[16, 60], [20, 60], [20, 61], [16, 61], [16, 60]]]}
    areas = tmp_path / "områden.geojson"
    feature = {"type": "Feature", "geometry": square, "properties": {"namn": "Centrum"}}
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    done = run_here(file, "--population", people, "--areas", areas, "--json", tmp_path / "tal.json")
    assert done.returncode == 0, done.stderr
    area = json.loads((tmp_path / "tal.json").read_text())["areas"]["areas"][0]
    assert (area["name"], area["count"], area["population"]) == ("Centrum", 600, 10_000)


def test_a_table_of_counts_is_analysed_as_what_it_is(tmp_path: Path) -> None:
    """Handbook p. 39: +49.2 % from 2010 to 2019."""
    file = tmp_path / "inbrott.csv"
    file.write_text("Område;Brott;2010;2019\nGävle kommun;Inbrottsstöld;681;1016\n", encoding="utf-8")
    assert run_here(file, "--json", tmp_path / "tal.json").returncode == 0
    found = json.loads((tmp_path / "tal.json").read_text())
    assert found["kind"] == "crime_counts" and found["weekday_hour"] is None
    assert round(found["trend"]["changes"][0]["percent"], 1) == 49.2


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "filen finns inte"), (b"", "Filen är tom"), (b"%PDF-1.7", "inte en tabell")],
)
def test_what_can_not_be_read_is_said_in_swedish(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "fil.csv"
    if content is not None:
        file.write_bytes(content)
    done = run_here(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr and "Traceback" not in done.stderr


def test_personal_identity_numbers_stop_it_without_being_repeated(tmp_path: Path) -> None:
    # 19121212-1212 is the Tax Agency's own example of a number, of nobody.
    file = tmp_path / "fil.csv"
    rows = "".join(f"Rån;2024-05-{day:02d};19121212-1212\n" for day in range(1, 9))
    file.write_text("Brottstyp;Datum;Notering\n" + rows, encoding="utf-8")
    done = run_here(file)
    assert done.returncode == 2
    assert "ersonnummer" in done.stderr and "19121212-1212" not in done.stderr


def test_a_wrong_command_line_says_how_it_is_written(tmp_path: Path) -> None:
    done = run_here(tmp_path / "a.csv", "--cell", "stor")
    assert done.returncode == 2 and "ingen längd i meter" in done.stderr


def test_cells_too_small_to_count_are_refused_with_a_way_out(tmp_path: Path) -> None:
    done = run_here(write_incidents(tmp_path / "a.csv", 50), "--cell", "1")
    assert done.returncode == 2 and "Välj en större ruta" in done.stderr


def test_the_command_starts_without_django(tmp_path: Path) -> None:
    code = "import sys; import samverkan.config.analyse, samverkan.datasets.analyse; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
