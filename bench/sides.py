"""The two sides as commands, and one measured run of each."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.process import Run, run

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Source:
    """One file to analyse, how long its bytes take to read, and the inhabitants that go with it."""

    rows: int
    form: str
    path: Path
    population: Path
    reading: float


@dataclass(frozen=True)
class PeerRun:
    """Seconds of a whole fresh process, of them `compiling`, and its memory at most."""

    seconds: float
    compiling: float
    megabytes: float

    @property
    def compiled(self) -> float:
        """Seconds it would have taken with everything compiled beforehand."""
        return self.seconds - self.compiling


def ours(source: Source, out: Path) -> Run:
    """The installed command, as anybody would give it."""
    return run([BIN / "samverkan", "analyse", source.path, "--population", source.population, "--json", out])


def peer(source: Source, out: Path) -> PeerRun:
    done = run([sys.executable, "-W", "ignore", "-m", "bench.peer", source.path, source.population, out])
    stages = json.loads(done.printed.splitlines()[-1])
    again = stages["gi_star again"]
    # The second time was only to see what the first would have taken compiled.
    return PeerRun(done.seconds - again, stages["gi_star"] - again, done.megabytes)
