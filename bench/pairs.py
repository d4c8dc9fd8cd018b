"""Ours and the peer in turns on the same file, and what came out of it."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.compare import differences
from bench.process import Run
from bench.sides import PeerRun, Source, ours, peer


class Different(Exception):
    """The two sides do not give the same figures; the message says which."""


@dataclass(frozen=True)
class Pairs:
    """Runs in turns: the first of ours with the first of the peer's, and so on."""

    source: Source
    ours: tuple[Run, ...]
    peer: tuple[PeerRun, ...]

    @property
    def faster(self) -> list[float]:
        return [b.seconds / a.seconds for a, b in zip(self.ours, self.peer, strict=True)]

    @property
    def faster_compiled(self) -> list[float]:
        return [b.compiled / a.seconds for a, b in zip(self.ours, self.peer, strict=True)]

    @property
    def share_of_memory(self) -> list[float]:
        return [a.megabytes / b.megabytes for a, b in zip(self.ours, self.peer, strict=True)]

    @property
    def times_reading(self) -> float:
        return median(run.seconds for run in self.ours) / self.source.reading


def in_turns(source: Source, folder: Path, pairs: int) -> Pairs:
    """A B A B … Raises Different when some figure of the two is not the same."""
    runs: list[tuple[Run, PeerRun]] = []
    a, b = folder / "ours.json", folder / "peer.json"
    for _ in range(pairs):
        runs.append((ours(source, a), peer(source, b)))
        if found := differences(a, b):
            raise Different(f"{source.rows} incidents from {source.form}:\n  " + "\n  ".join(found))
    own, other = zip(*runs, strict=True)
    return Pairs(source, own, other)
