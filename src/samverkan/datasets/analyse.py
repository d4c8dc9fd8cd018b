"""One file through everything without a server: import check, all figures, report. No Django here. docs/analyse.md"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samverkan.analysis.numbers import number
from samverkan.datasets.canonical import look
from samverkan.datasets.compute import Job, compute
from samverkan.datasets.filter import Filter
from samverkan.datasets.parquet import cursor
from samverkan.datasets.readers.errors import PersonalDataFound, ReadError
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.tabulated.choice import settle

# What reads a raw file and what draws are loaded when they are needed: numbers from Parquet need neither.
if TYPE_CHECKING:
    from samverkan.datasets.figures import Context
    from samverkan.datasets.readers import ReadResult
    from samverkan.typeset.document import Document

PARQUET = b"PAR1"
SWEREF = 3006
# What `--json` promises besides what was read; docs/analyse.md describes each.
SECTIONS = (
    "period",
    "by_type",
    "by_year",
    "by_month",
    "weekday_hour",
    "weekday_hour_counts",
    "season",
    "trend",
    "rates",
    "deviation",
    "areas",
    "profile",
    "hot_spots",
    "near_repeat",
    "questions",
    "choices",
    "method_version",
)


@dataclass(frozen=True)
class Read:
    """A file that has been read: its canonical rows and what was told about it."""

    path: Path
    kind: DatasetKind
    rows: dict[str, Any]
    crs: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Analysis:
    """Everything that came out, as numbers and as words."""

    file: Path
    read: Read
    period: str
    chosen: Filter
    told: tuple[str, ...]
    population: Path | None
    figures: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """What `--json` writes: what was read, then a section for each figure, null where the data lack it."""
        head = {
            "file": self.file.name,
            "kind": self.read.kind.value,
            "crs": self.read.crs,
            "rows": self.read.rows,
            "notes": list(self.read.notes),
        }
        return head | {name: self.figures.get(name) for name in SECTIONS}

    def document(self) -> "Document":
        """The report: every figure with its source and method."""
        from samverkan.datasets.figures import build_all
        from samverkan.datasets.report import report
        from samverkan.typeset.document import Meta

        context, rows = self._context(), self.read.rows
        facts = [
            ("Fil", self.file.name),
            ("Sorts uppgifter", self.read.kind.swedish),
            ("Period", self.period),
            ("Rader", f"{rows['read']} lästa, {rows['accepted']} använda, {rows['rejected']} avvisade"),
        ]
        meta = Meta(created=datetime.now(UTC), subject="Analys av en fil", date=context.imported)
        figures = build_all(self.figures, context)
        answers = self.figures.get("questions", ())
        return report(context, figures, answers, facts, self.read.notes, meta)

    def _context(self) -> "Context":
        from samverkan.datasets.content import ready_crime_types
        from samverkan.datasets.figures import Context
        from samverkan.datasets.trust import advice, trust

        named = self.population.name if self.population else None
        return Context(
            kind=self.read.kind.value,
            dataset=self.file.stem,
            file=self.file.name,
            imported=date.today().isoformat(),
            source="Fil från kommandoraden",
            period=self.period,
            filter=self.chosen.words(),
            subject=self.chosen.type or "Alla händelser",
            where=self.chosen.area or "",
            trust=trust(self.read.kind, self.chosen.type, ready_crime_types()),
            linked=(("population", f"befolkningen i {named}"),) if named else (),
            told=self.told,
            advice=advice(self.read.kind, self.chosen.type),
        )


def analyse(
    file: Path,
    *,
    population: Path | None = None,
    areas: Path | None = None,
    cell_m: float | None = None,
    crs: int | None = None,
) -> Analysis:
    """Read a file of any kind and count all its figures.

    `file` may be raw (CSV, Excel, a saved web page) or canonical Parquet. `population` is a table of inhabitants,
    `areas` GeoJSON; `cell_m` the side of a grid cell in metres and `crs` the EPSG code of the coordinates, chosen and
    told where they are not given. Raises ReadError, AreaError, or OSError for a file that can not be opened.
    """
    with ExitStack() as open_files:
        main = _read(file, open_files, crs=crs)
        people = _read(population, open_files, kind=DatasetKind.POPULATION) if population else None
        contents = _contents(main)
        chosen, told = settle(Filter(), main.kind, contents)
        job = Job(
            kind=main.kind,
            parquet=main.path,
            filter=chosen,
            crs=main.crs,
            population=people.path if people else None,
            areas=_areas(areas, main.crs) if areas else None,
            cell_m=cell_m,
            where=chosen.area or "området",
        )
        return Analysis(file, main, _period(main), chosen, tuple(told), population, _counted(job))


def _counted(job: Job) -> dict[str, Any]:
    try:
        return compute(job)
    except ValueError as error:
        if job.cell_m is None:
            raise
        raise ReadError(
            f"Rutor om {number(job.cell_m)} meter passar inte händelsernas utbredning.",
            "Välj en större ruta.",
        ) from error


def _read(
    file: Path, open_files: ExitStack, *, kind: DatasetKind | None = None, crs: int | None = None
) -> Read:
    with file.open("rb") as start:
        if start.read(4) == PARQUET:
            return _canonical(file, kind or DatasetKind.INCIDENTS, crs)
    from samverkan.datasets.readers import read

    result: ReadResult = open_files.enter_context(read(file, kind=kind, crs=crs))
    rows = {
        "read": result.rows_read,
        "accepted": result.rows_accepted,
        "rejected": result.rows_rejected,
        "rejected_rows": result.rejected.to_pylist(),
    }
    return Read(result.path, result.kind, rows, result.crs or crs or SWEREF, result.notes)


def _canonical(file: Path, kind: DatasetKind, crs: int | None) -> Read:
    """Rows that an import has already made: no cell needs to be understood again."""
    import duckdb

    try:
        count, faults = look(file, kind)
    except duckdb.Error as error:
        raise ReadError("Parquetfilen är trasig.", "Hämta den på nytt, eller ge källans egen fil.") from error
    if faults:
        raise ReadError(
            f"Parquetfilen saknar kolumnerna {', '.join(faults)}, eller har dem i annan form.",
            "Bara filer som Samverkan själv har skrivit kan läsas som Parquet. Ge källans egen fil i stället.",
        )
    rows = {"read": count, "accepted": count, "rejected": 0, "rejected_rows": []}
    return Read(file, kind, rows, crs or SWEREF, ("Raderna var redan inlästa (Parquet).",))


def _contents(main: Read) -> dict[str, list[str]]:
    """What a table of counts has to choose among; incidents need no choice."""
    if main.kind is DatasetKind.INCIDENTS:
        return {}
    from samverkan.datasets.tabulated.table import distinct

    return {"types": distinct(main.path, "type"), "areas": distinct(main.path, "area")}


def _areas(file: Path, crs: int) -> dict[str, Any]:
    from samverkan.datasets.areas import read_areas
    from samverkan.datasets.projection import in_metres_of

    return in_metres_of(crs, read_areas(file.read_bytes()).geojson)


def _period(main: Read) -> str:
    """The first and last day or year in the rows."""
    column = "start" if main.kind is DatasetKind.INCIDENTS else "year"
    with cursor() as connection:
        ends = (
            connection.read_parquet(str(main.path)).aggregate(f'min("{column}"), max("{column}")').fetchone()
        )
    if ends is None or ends[0] is None:
        return "okänd"
    first, last = (end.date().isoformat() if column == "start" else str(end) for end in ends)
    between = " till " if column == "start" else "–"
    return first if first == last else f"{first}{between}{last}"


__all__ = ["Analysis", "PersonalDataFound", "ReadError", "analyse"]
