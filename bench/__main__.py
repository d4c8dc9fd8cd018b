"""`make bench`: ours and the usual tools side by side on the same made-up incidents. Takes a quarter of an hour.

Prints no ratio unless both sides give the same figures; then it says what differs and ends with 1.
"""

import importlib.metadata
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from bench.pairs import Different, in_turns
from bench.process import Run, read_bytes, run
from bench.report import growth, side_by_side
from bench.sides import Source, ours

SMALL, MIDDLE, LARGE = 10_000, 1_000_000, 10_000_000
PAIRS = 3
COMPARED = ("pandas", "esda", "libpysal", "numba", "scipy", "numpy", "duckdb", "pyarrow")


def main() -> int:
    """0 when everything could be measured; 1 when the figures differ."""
    print(_environment(), flush=True)
    sources = {rows: _sources(rows) for rows in (SMALL, MIDDLE, LARGE)}
    with tempfile.TemporaryDirectory(prefix="samverkan-bench-") as folder:
        try:
            # The first pair warms what the system keeps of both sides' files, and checks the figures of few rows.
            in_turns(sources[SMALL][0], Path(folder), 1)
            for source in sources[MIDDLE]:
                print(f"\n{side_by_side(in_turns(source, Path(folder), PAIRS))}", flush=True)
        except Different as different:
            print(f"The two sides do not give the same figures, so no ratio is worth printing.\n{different}")
            return 1
        every = [source for pair in sources.values() for source in pair]
        print(f"\n{growth([(source, _alone(source, Path(folder))) for source in every])}")
    return 0


def _alone(source: Source, folder: Path) -> list[Run]:
    return [ours(source, folder / "ours.json") for _ in range(PAIRS)]


def _sources(rows: int) -> list[Source]:
    """The files in both forms. Written by another process, so that this one stays small."""
    print(f"{rows:,} incidents ...", file=sys.stderr, flush=True)
    found = json.loads(run([sys.executable, "-m", "bench.data", str(rows)]).printed)
    return [
        Source(rows, form, Path(incidents), Path(people), read_bytes(Path(incidents)))
        for form, (incidents, people) in found.items()
    ]


def _environment() -> str:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in COMPARED)
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {versions}"
    )


if __name__ == "__main__":
    sys.exit(main())
