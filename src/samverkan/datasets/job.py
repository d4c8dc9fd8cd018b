"""What is to be counted: plain paths and choices. No Django here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samverkan.datasets.filter import Filter
from samverkan.datasets.rules import DatasetKind


@dataclass(frozen=True)
class Job:
    """Paths lead to canonical Parquet (docs/architecture.md); `areas` is GeoJSON in metres of `crs`.

    `where` names the place the figures are about, for the sentences and to find its inhabitants. `breaks`: years from
    which a new definition holds.
    """

    kind: DatasetKind
    parquet: Path
    filter: Filter = field(default_factory=Filter)
    crs: int = 3006
    population: Path | None = None
    reference: Path | None = None
    areas: dict[str, Any] | None = None
    cell_m: float | None = None
    where: str = ""
    breaks: tuple[int, ...] = ()
    permutations: int = 999
