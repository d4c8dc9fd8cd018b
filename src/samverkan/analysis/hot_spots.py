"""Where incidents gather: a grid, Gi* with its significance, and how few cells hold half of them.

docs/algorithms/grid-and-hot-spots.md
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.concentration import Concentration, concentration
from samverkan.analysis.grid import Bins, Grid, lay_grid
from samverkan.analysis.significance import LEVEL, Significance, resolved_significance


@dataclass(frozen=True)
class HotSpots:
    """`significance` holds one value for each cell of `grid`."""

    grid: Grid
    significance: Significance
    concentration: Concentration

    @property
    def hot(self) -> NDArray[np.bool_]:
        """Cells, shape as the grid, that with their neighbours hold more than chance gives, adjusted p ≤ 0.05."""
        return self.significance.p_adjusted <= LEVEL

    @property
    def told(self) -> tuple[str, ...]:
        return (*self.grid.told, *self.significance.told, *self.concentration.told)


def hot_spots(bins: Bins, cell_m: float | None = None, *, permutations: int = 999, seed: int = 0) -> HotSpots:
    """From counted squares. Raises ValueError as `grid.lay_grid`."""
    grid = lay_grid(bins, cell_m)
    return HotSpots(
        grid=grid,
        significance=resolved_significance(grid.counts, permutations, seed),
        concentration=concentration(grid.counts.ravel(), seed=seed),
    )
