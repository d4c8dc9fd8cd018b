"""The incidents as files: CSV as a police office saves it, and canonical Parquet. Kept for the next run."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from bench.data.city import AREA_NAMES, City
from bench.data.incidents import FIRST_YEAR, YEARS, months
from samverkan.datasets.readers.schemas import FIGURES, INCIDENTS

VERSION = 1  # part of the folder's name: raise it when the data change
SEED = 2026
ROW_GROUP = 250_000
HEADINGS = ("Anmälningsnr", "Brottskod", "Brottstyp", "Brottsdatum från", "Brottsdatum till", "Område", "Platstyp",
            "Inne/ute", "Målsägande kön", "Målsägande ålder", "N (SWEREF 99 TM)", "E (SWEREF 99 TM)")  # fmt: skip


@dataclass(frozen=True)
class Files:
    """The same `rows` incidents in both forms, and the number of people in each area and year, also in both."""

    rows: int
    csv: Path
    parquet: Path
    people_csv: Path
    people_parquet: Path


def files(rows: int, seed: int = SEED) -> Files:
    """The files with `rows` incidents; written when they are not there."""
    root = Path(os.environ.get("BENCH_DATA", Path(tempfile.gettempdir()) / "samverkan-bench"))
    folder = root / f"v{VERSION}-seed{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    names = (f"brott-{rows}.csv", f"brott-{rows}.parquet", "folkmangd.csv", "folkmangd.parquet")
    found = Files(rows, *(folder / name for name in names))
    if not all((folder / name).exists() for name in names):
        _write_incidents(found, seed)
        _write_people(found, seed)
    return found


def _write_incidents(wanted: Files, seed: int) -> None:
    with (
        _whole(wanted.csv) as half_csv,
        _whole(wanted.parquet) as half_parquet,
        half_csv.open("wb") as csv,
        pq.ParquetWriter(half_parquet, INCIDENTS, compression="zstd") as parquet,
    ):
        csv.write((";".join(HEADINGS) + "\r\n").encode("cp1252"))
        for table in _groups(months(wanted.rows, seed)):
            csv.write(_office_rows(table))
            parquet.write_table(table)


def _write_people(wanted: Files, seed: int) -> None:
    people = [
        (name, year, int(number))
        for name, number in zip(AREA_NAMES, City(seed).people, strict=True)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
    ]
    lines = ["Område;År;Folkmängd", *(f"{name};{year};{number}" for name, year, number in people), ""]
    wanted.people_csv.write_bytes("\r\n".join(lines).encode("cp1252"))
    rows = [
        {
            "area": name,
            "type": "befolkning",
            "year": year,
            "preliminary": False,
            "measure": "population",
            "value": number,
        }
        for name, year, number in people
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=FIGURES), wanted.people_parquet)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path to write to, put in place only when all is written."""
    half = path.with_name(path.name + ".part")
    yield half
    half.replace(path)


def _groups(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(part.num_rows for part in waiting) >= ROW_GROUP:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _office_rows(incidents: pa.Table) -> bytes:
    """Semicolons, cp1252, minutes, whole metres, and words for yes and no."""
    serial = pc.utf8_lpad(incidents["row"].cast(pa.string()), 8, "0")
    columns = [
        pc.binary_join_element_wise("B", serial, pc.strftime(incidents["start"], "-%y"), ""),
        incidents["code"],
        incidents["type"],
        _minutes(incidents["start"]),
        _minutes(incidents["end"]),
        incidents["area"],
        incidents["place_type"],
        pc.if_else(incidents["indoors"], "Inne", "Ute"),
        pc.utf8_capitalize(incidents["sex"]),
        incidents["age_group"],
        incidents["y"].cast(pa.int64()),
        incidents["x"].cast(pa.int64()),
    ]
    text = BytesIO()
    options = pa_csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    pa_csv.write_csv(pa.table(columns, list(HEADINGS)), text, options)
    return text.getvalue().decode().replace("\n", "\r\n").encode("cp1252")


def _minutes(times: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_slice_codeunits(times.cast(pa.timestamp("s")).cast(pa.string()), 0, 16)
