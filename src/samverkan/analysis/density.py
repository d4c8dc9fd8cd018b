"""A smooth surface of how close crimes lie. docs/algorithms/density.md

Gaussian kernel density: Silverman, Density Estimation for Statistics and Data Analysis (1986) ch. 4.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis.grid import Bins, bin_points, lay_grid, left_out, without_far
from samverkan.analysis.grid_table import bin_table
from samverkan.analysis.numbers import number

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

Floats = NDArray[np.float64]

CELLS_PER_BANDWIDTH = 10
REACH = 4  # bandwidths: outside them a Gaussian holds less than one part in ten thousand
MOST_CELLS = 1_000_000
LEAST_BANDWIDTH = 50.0  # metres
SQUARE_KM = 1_000_000.0  # square metres


@dataclass(frozen=True)
class Density:
    """`surface` (rows, columns): crimes per square kilometre, row 0 southernmost, column 0 westernmost.

    `x0`, `y0` the south-west corner, `cell_m` the side and `bandwidth_m` the kernel's standard deviation, in
    metres. The surface times the cell's area sums to `incidents`, the number smoothed.
    """

    surface: Floats
    x0: float
    y0: float
    cell_m: float
    bandwidth_m: float
    incidents: int
    told: tuple[str, ...]


def density(x: ArrayLike, y: ArrayLike, bandwidth_m: float | None = None) -> Density:
    """Kernel density of points. `x`, `y` (n,): metres, NaN where the place is missing.

    Without `bandwidth_m` Silverman's rule for two dimensions is used. Far points and missing places are left
    out as in `grid_counts`. All of it is told. Raises ValueError when no point has a place, the arrays differ
    in length or the bandwidth is below 10 m.
    """
    return smooth(bin_points(x, y, 1.0), bandwidth_m)


def density_table(table: "Incidents", bandwidth_m: float | None = None) -> Density:
    """Kernel density of the places in a table, counted there in squares of 5 m. The bandwidth is at least 50 m."""
    return smooth(bin_table(table, LEAST_BANDWIDTH / CELLS_PER_BANDWIDTH), bandwidth_m)


def smooth(bins: Bins, bandwidth_m: float | None = None) -> Density:
    """Kernel density of counted squares, whose step may be at most a tenth of the bandwidth.

    Raises ValueError as `density`, or when the step is too wide for the bandwidth.
    """
    from scipy.ndimage import gaussian_filter

    kept, far = without_far(bins)
    bandwidth = _bandwidth(kept) if bandwidth_m is None else bandwidth_m
    if bandwidth < CELLS_PER_BANDWIDTH * bins.step:
        raise ValueError(f"a bandwidth of {bandwidth} m is too narrow for squares of {bins.step} m")
    side, coarser = _side(kept, bandwidth)
    grid = lay_grid(kept, side)
    margin = int(REACH * bandwidth / side) + 2
    counts = np.pad(grid.counts.astype(np.float64), margin)
    # The kernel sums to one and stays inside the margin, so no crime is lost over the edge.
    smoothed = gaussian_filter(counts, bandwidth / side, mode="constant", truncate=REACH)
    return Density(
        surface=smoothed * (SQUARE_KM / side**2),
        x0=grid.x0 - margin * side,
        y0=grid.y0 - margin * side,
        cell_m=side,
        bandwidth_m=bandwidth,
        incidents=grid.inside,
        told=(*_told(bandwidth, bandwidth_m is None, side, coarser), *left_out(far, bins.missing)),
    )


def _bandwidth(bins: Bins) -> float:
    """Silverman (1986) p. 86 for two dimensions, with his robust spread (p. 47), alike in all directions."""
    spread = (_spread(bins.ix, bins.count) + _spread(bins.iy, bins.count)) / 2 * bins.step
    rule: float = spread * float(bins.count.sum()) ** (-1 / 6)
    return max(rule, LEAST_BANDWIDTH, CELLS_PER_BANDWIDTH * bins.step)


def _spread(index: NDArray[np.int64], count: NDArray[np.int64]) -> float:
    order = np.argsort(index)
    reached = np.cumsum(count[order]) / count.sum()
    quarter, three = (float(index[order[np.searchsorted(reached, part)]]) for part in (0.25, 0.75))
    deviation = float(np.sqrt(np.cov(index, fweights=count, bias=True)))
    return min(deviation, (three - quarter) / 1.34) if three > quarter else deviation


def _side(bins: Bins, bandwidth: float) -> tuple[float, bool]:
    """Side of the cells in whole squares, and whether it had to be wider than a tenth of the bandwidth."""
    across = (np.ptp(bins.ix) + 1) * bins.step + 2 * (REACH + 1) * bandwidth
    along = (np.ptp(bins.iy) + 1) * bins.step + 2 * (REACH + 1) * bandwidth
    fine = np.floor(bandwidth / CELLS_PER_BANDWIDTH / bins.step + 1e-9) * bins.step
    least = np.ceil(np.sqrt(across * along / MOST_CELLS) / bins.step) * bins.step
    return float(max(fine, least)), bool(least > fine)


def _told(bandwidth: float, automatic: bool, side: float, coarser: bool) -> tuple[str, ...]:
    width = f"Varje händelse är utjämnad med en normalkurva, bandbredd {number(bandwidth)} meter"
    told = [
        f"{width}, vald automatiskt ur händelsernas spridning och antal (Silvermans regel, minst 50 meter)."
        if automatic
        else f"{width}, angiven."
    ]
    if coarser:
        told.append(
            f"Ytan är räknad i rutor på {number(side)} meter, grövre än en tiondel av bandbredden, för att "
            f"området är stort (högst {number(MOST_CELLS)} rutor)."
        )
    return tuple(told)
