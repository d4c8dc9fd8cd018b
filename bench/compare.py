"""Do both sides say the same? No ratio is worth printing before that."""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CLOSE = 1e-6


def differences(ours: Path, peer: Path) -> list[str]:
    """One line for each figure that differs, from the JSON that each side wrote."""
    a, b = (json.loads(path.read_text(encoding="utf-8")) for path in (ours, peer))
    found = [
        _equal("rows", a["rows"]["accepted"], b["rows"]),
        _equal("by type", a["by_type"], b["by_type"]),
        _equal("by month", a["by_month"], b["by_month"]),
        _close("weekday × hour", _flat(a["weekday_hour"]), _flat(b["weekday_hour"])),
        _equal("areas", _counts(a), {name: area["count"] for name, area in b["rates"]["areas"].items()}),
        _close("rates", _rates(a).values(), (b["rates"]["areas"][name]["rate"] for name in _rates(a))),
        *_hot_spots(a["hot_spots"], b),
        _equal("repeats: type", a["near_repeat"]["type"], b["knox"]["type"]),
        _equal("repeats: observed pairs", a["near_repeat"]["observed"], b["knox"]["observed"]),
        _close("repeats: expected", _flat(a["near_repeat"]["expected"]), _flat(b["knox"]["expected"])),
    ]
    return [line for line in found if line]


def _hot_spots(ours: Mapping[str, Any], peer: Mapping[str, Any]) -> Iterable[str | None]:
    grid, z = peer["grid"], peer["gi_star"]["z"]
    counts = grid["counts"]
    side, columns = grid["cell_m"], len(counts[0])
    yield _equal("grid", [ours["cell_m"], ours["rows"], ours["columns"]], [side, len(counts), columns])
    cells = {(cell["x"], cell["y"]): cell for cell in ours["cells"]}
    own_z, other_z, other_counts = [], [], {}
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            centre = (grid["x0"] + (column + 0.5) * side, grid["y0"] + (row + 0.5) * side)
            if count:
                other_counts[centre] = count
                own_z.append(cells[centre]["gi_star"] if centre in cells else math.nan)
                other_z.append(z[row * columns + column])
    yield _equal("counts per cell", {place: cell["count"] for place, cell in cells.items()}, other_counts)
    yield _close("Gi*", own_z, other_z)
    yield _equal("places with half", ours["concentration"]["share_of_places"], peer["concentration"]["share"])


def _counts(ours: Mapping[str, Any]) -> dict[str, int]:
    return {area["name"]: area["count"] for area in ours["areas"]["areas"]}


def _rates(ours: Mapping[str, Any]) -> dict[str, float]:
    return {area["name"]: area["rate"]["value"] for area in ours["areas"]["areas"]}


def _flat(table: Iterable[Iterable[float]]) -> list[float]:
    return [value for row in table for value in row]


def _equal(what: str, ours: object, peer: object) -> str | None:
    return None if ours == peer else f"{what}: {str(ours)[:200]} here, {str(peer)[:200]} there"


def _close(what: str, ours: Iterable[float], peer: Iterable[float]) -> str | None:
    a, b = list(ours), list(peer)
    if len(a) != len(b):
        return f"{what}: {len(a)} values here, {len(b)} there"
    farthest = max(
        (abs(x - y) / max(1.0, abs(y)) if math.isfinite(x) else math.inf for x, y in zip(a, b, strict=True)),
        default=0,
    )
    return None if farthest <= CLOSE else f"{what}: differ by up to {farthest:.3g}"
