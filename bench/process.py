"""One fresh process from start to end: how long it took and how much memory it held at most."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20
# As on any machine where a program has run before: Python may keep what it has compiled of both sides' files.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """`seconds` by the clock on the wall, `megabytes` of memory at most, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


def run(command: Sequence[str | Path]) -> Run:
    """Run to the end. Raises RuntimeError with what it said when it fails.

    Linux counts the memory of the caller into that of the process it starts: call this from a small one.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT
    )
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{printed}")
    return Run(seconds, used.ru_maxrss / 1024, printed)


def read_bytes(path: Path) -> float:
    """Seconds to read the file once and do nothing with it, when the system has it in memory already."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        with path.open("rb", buffering=0) as file:
            while file.read(BLOCK):
                pass
        best = min(best, time.perf_counter() - begun)
    return best
