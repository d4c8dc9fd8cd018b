"""What was measured, in tables anybody can read."""

from collections.abc import Sequence
from statistics import median

from bench.pairs import Pairs
from bench.process import Run
from bench.sides import PeerRun, Source

# What issue 2 asks for: as whole fresh processes, without the peer's compiling, and of its memory.
TIMES_FASTER = {"CSV": 15.0, "Parquet": 30.0}
TIMES_FASTER_COMPILED = 6.0
SHARE_OF_MEMORY = 1 / 3


def side_by_side(pairs: Pairs) -> str:
    """Seconds and memory of both sides on one file, and the ratios of each pair."""
    source = pairs.source
    compiling = median(run.compiling for run in pairs.peer)
    lines = [
        f"{source.rows:,} incidents from {source.form}, from file to all figures",
        f"  {f'median of {len(pairs.ours)} runs in turns':33}{'time':>10}{'memory':>10}",
        f"  {'samverkan analyse':33}{_used(pairs.ours)}",
        f"  {'pandas, scipy, libpysal, esda':33}{_used(pairs.peer)}",
        f"  {'  of which compiling':33}{compiling:8.2f} s",
        f"  {'only reading the bytes':33}{1000 * source.reading:8.1f} ms    ours takes {pairs.times_reading:.0f} × it",
        _ratio("times faster", pairs.faster, at_least=TIMES_FASTER[source.form]),
        _ratio("times faster without compiling", pairs.faster_compiled, at_least=TIMES_FASTER_COMPILED),
        _ratio("share of its memory", pairs.share_of_memory, at_most=SHARE_OF_MEMORY),
    ]
    return "\n".join(lines)


def growth(measured: Sequence[tuple[Source, Sequence[Run]]]) -> str:
    """Ours alone on more and more incidents."""
    lines = [
        "Ours alone as the file grows, median",
        f"  {'incidents':>12}  {'from':8}{'time':>10}{'memory':>10}{'each':>10}{'reading':>12}",
    ]
    for source, runs in measured:
        seconds = median(run.seconds for run in runs)
        each = f"{1e6 * seconds / source.rows:.1f} µs"
        lines.append(
            f"  {source.rows:>12,}  {source.form:8}{_used(runs)}{each:>10}{seconds / source.reading:>10.0f} ×"
        )
    return "\n".join(lines)


def _used(runs: Sequence[Run | PeerRun]) -> str:
    return f"{median(run.seconds for run in runs):8.2f} s{median(run.megabytes for run in runs):7.0f} MB"


def _ratio(
    name: str, ratios: Sequence[float], *, at_least: float = 0.0, at_most: float = float("inf")
) -> str:
    met = "met" if at_least <= median(ratios) <= at_most else "NOT MET"
    goal = f"at least {at_least:g}" if at_least else f"at most {at_most:.2f}"
    decimals = 1 if at_least else 2
    each = ", ".join(f"{ratio:.{decimals}f}" for ratio in ratios)
    return f"  {name:33}{median(ratios):8.{decimals}f}       wanted {goal}: {met} (pairs: {each})"
