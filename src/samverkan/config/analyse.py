"""`samverkan analyse FILE`: everything that can be counted on one file, without a server. Starts without Django."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samverkan.datasets.analyse import Analysis

WRONG = 2
"""The exit code when a file can not be read or written; argparse uses the same for a wrong command line."""


def main(arguments: Sequence[str]) -> int:
    """0 when everything is written; 2 with a Swedish sentence on stderr when a file can not be read or written."""
    options = _parser().parse_args(arguments)
    with _without_pandas():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from samverkan.datasets.analyse import analyse
    from samverkan.datasets.areas.errors import AreaError
    from samverkan.datasets.readers import ReadError

    try:
        found = analyse(
            options.file,
            population=options.population,
            areas=options.areas,
            cell_m=options.cell,
            crs=options.crs,
        )
        _write(found, options.json, options.pdf)
    except (ReadError, AreaError) as error:
        print(error, file=sys.stderr)
        return WRONG
    except OSError as error:
        print(f"{error.filename or options.file}: {_reason(error)}", file=sys.stderr)
        return WRONG
    print(_summary(found))
    return 0


class _Absent:
    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


@contextmanager
def _without_pandas() -> Iterator[None]:
    """pyarrow loads pandas wherever it is installed, to know its columns: a second for what is never used here."""
    finder = _Absent()
    sys.meta_path.insert(0, finder)  # no MetaPathFinder: that loads what reads resources
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samverkan analyse",
        description="Läs en fil, räkna alla figurer och skriv dem som JSON eller PDF. Inget sparas och inget skickas.",
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FIL", help="händelser eller antal: CSV, Excel eller sparad webbsida")
    add("--population", type=Path, metavar="FIL", help="befolkning per område och år")
    add("--areas", type=Path, metavar="FIL", help="områden som GeoJSON")
    add("--cell", type=_metres, metavar="METER", help="rutornas sida; väljs annars automatiskt")
    add("--crs", type=int, metavar="EPSG", help="koordinatsystem, till exempel 3006; känns annars igen")
    add("--json", type=Path, metavar="FIL", help="skriv talen som JSON")
    add("--pdf", type=Path, metavar="FIL", help="skriv en rapport som PDF")
    return parser


def _metres(typed: str) -> float:
    try:
        side = float(typed.replace(",", "."))
    except ValueError:
        side = 0
    if not 0 < side < 1e6:
        raise argparse.ArgumentTypeError(f"”{typed}” är ingen längd i meter. Skriv till exempel 250.")
    return side


def _write(found: "Analysis", as_json: Path | None, as_pdf: Path | None) -> None:
    if as_json:
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=1, allow_nan=False)
        as_json.write_text(text + "\n", encoding="utf-8")
    if as_pdf:
        from samverkan.typeset.pdf import to_pdf

        as_pdf.write_bytes(to_pdf(found.document()))


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "filen finns inte. Kontrollera sökvägen."
    if isinstance(error, PermissionError):
        return "filen får inte läsas eller skrivas av dig."
    if isinstance(error, IsADirectoryError):
        return "det är en mapp, inte en fil."
    return error.strerror or str(error)


def _summary(found: "Analysis") -> str:
    rows = found.read.rows
    lines = [
        f"{found.file.name}: {found.read.kind.swedish.lower()}, {found.period}",
        f"{rows['read']} rader lästa, {rows['accepted']} använda, {rows['rejected']} avvisade",
    ]
    answers = found.figures.get("questions", ())
    return "\n".join(lines + [f"- {answer['sentence']}" for answer in answers if answer["verdict"] == "yes"])
