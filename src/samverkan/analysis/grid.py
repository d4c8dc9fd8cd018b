"""Counts in square cells, laid so that everybody's grids meet. docs/algorithms/grid-and-hot-spots.md"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis.numbers import number

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

FARTHEST = 1e9  # metres from the origin: no projection of the earth has a larger coordinate
STEP = 100  # metres: what an automatic cell is a multiple of
CELLS_ON_SHORT_SIDE = 50
MOST_CELLS = 4_000_000
TAIL = 0.01  # share of the incidents at each end that may not decide how wide the grid is
LEAST_MARGIN = 5_000  # metres


@dataclass(frozen=True)
class Bins:
    """Non-empty squares of `step` metres: `ix`, `iy` (n,) whole steps from the origin, with `count` (n,).

    `missing` incidents have no place: a coordinate is missing or not a number, or both are 0.
    """

    ix: Integers
    iy: Integers
    count: Integers
    step: float
    missing: int


@dataclass(frozen=True)
class Grid:
    """`counts` (rows, columns): row 0 is southernmost, column 0 westernmost.

    `x0`, `y0` the south-west corner and `cell_m` the side, all in metres of the data's projection; the corner
    is a multiple of the side. `far` incidents lie too far off to be in the grid, `missing` have no place.
    """

    counts: Integers
    x0: float
    y0: float
    cell_m: float
    far: int
    missing: int
    told: tuple[str, ...]

    @property
    def inside(self) -> int:
        """Incidents in the grid."""
        return int(self.counts.sum())

    def centres(self) -> tuple[Floats, Floats]:
        """x of every column and y of every row, metres, at the middle of the cell."""
        rows, columns = self.counts.shape
        x: Floats = self.x0 + (np.arange(columns, dtype=np.float64) + 0.5) * self.cell_m
        y: Floats = self.y0 + (np.arange(rows, dtype=np.float64) + 0.5) * self.cell_m
        return x, y


def grid_counts(x: ArrayLike, y: ArrayLike, cell_m: float | None = None) -> Grid:
    """Count points in cells of `cell_m` metres. `x`, `y` (n,): metres, NaN where the place is missing.

    Without `cell_m` the cell is a 50th of the grid's shorter side, rounded up to whole 100 m (the rule of
    `hotspot_count` in the R package sfhotspot). Raises ValueError when the arrays differ in length, no point
    has a place, `cell_m` is not above 0, or the grid would have more than 4 million cells.
    """
    return lay_grid(bin_points(x, y, cell_m or STEP), cell_m)


def bin_points(x: ArrayLike, y: ArrayLike, step: float = STEP) -> Bins:
    """Points (n,) in metres to the non-empty squares of `step` metres."""
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if xs.shape != ys.shape:
        raise ValueError(f"{len(xs)} x but {len(ys)} y")
    from_origin = np.hypot(xs, ys)
    placed = (from_origin > 0) & (from_origin < FARTHEST)
    ix = np.floor(xs[placed] / step).astype(np.int64)
    iy = np.floor(ys[placed] / step).astype(np.int64)
    south = int(iy.min(initial=0))
    height = int(iy.max(initial=0)) - south + 1
    square, count = np.unique(ix * height + iy - south, return_counts=True)
    return Bins(square // height, square % height + south, count, step, int(np.count_nonzero(~placed)))


def lay_grid(bins: Bins, cell_m: float | None = None) -> Grid:
    """The grid over the squares; `cell_m` must be a multiple of their step. Raises as `grid_counts`."""
    kept, far = without_far(bins)
    ix, iy, count = kept.ix, kept.iy, kept.count
    side = _automatic_side(ix, iy, bins.step) if cell_m is None else cell_m
    times = round(side / bins.step)
    if times < 1 or abs(times * bins.step - side) > 1e-6 * side:
        raise ValueError(f"a cell of {side} m is not made of whole squares of {bins.step} m")
    column, row = ix // times, iy // times
    first_column, first_row = int(column.min()), int(row.min())
    columns, rows = int(column.max()) - first_column + 1, int(row.max()) - first_row + 1
    if columns * rows > MOST_CELLS:
        raise ValueError(f"cells of {side} m give {columns * rows} cells, more than {MOST_CELLS}")
    flat = (row - first_row) * columns + column - first_column
    counts = np.bincount(flat, count, rows * columns).astype(np.int64).reshape(rows, columns)
    return Grid(
        counts=counts,
        x0=first_column * side,
        y0=first_row * side,
        cell_m=side,
        far=far,
        missing=bins.missing,
        told=(*_shape_told(counts, side, cell_m is None), *left_out(far, bins.missing)),
    )


def without_far(bins: Bins) -> tuple[Bins, int]:
    """The squares where the incidents lie, and how many incidents lie too far off to belong there.

    Far is farther from the middle 98 % of the incidents than those are wide (at least 5 km), in x or in y:
    one mistyped coordinate must not stretch the grid over half the country.
    Raises ValueError when there are no squares.
    """
    if not len(bins.count):
        raise ValueError("no incident has a place")
    near = _near(bins.ix, bins) & _near(bins.iy, bins)
    kept = replace(bins, ix=bins.ix[near], iy=bins.iy[near], count=bins.count[near])
    return kept, int(bins.count[~near].sum())


def left_out(far: int, missing: int) -> tuple[str, ...]:
    """What is told of the incidents that have no square."""
    told = []
    if far:
        told.append(
            f"Händelser som ligger långt från de andra är inte med på kartan (antal: {number(far)}). Längre "
            "bort än de mittersta 98 procenten är breda, minst 5 kilometer, räknas som långt."
        )
    if missing:
        told.append(f"Händelser utan plats är inte med på kartan (antal: {number(missing)}).")
    return tuple(told)


def _near(index: Integers, bins: Bins) -> NDArray[np.bool_]:
    order = np.argsort(index)
    reached = np.cumsum(bins.count[order]) / bins.count.sum()
    low = index[order[np.searchsorted(reached, TAIL)]]
    high = index[order[np.searchsorted(reached, 1 - TAIL)]]
    margin = max(high - low + 1, LEAST_MARGIN / bins.step)
    near: NDArray[np.bool_] = (index >= low - margin) & (index <= high + margin)
    return near


def _automatic_side(ix: Integers, iy: Integers, step: float) -> float:
    shorter = min(int(np.ptp(ix)), int(np.ptp(iy))) + 1
    return float(-(-shorter // CELLS_ON_SHORT_SIDE) * step)


def _shape_told(counts: Integers, side: float, automatic: bool) -> tuple[str, str]:
    rows, columns = counts.shape
    size = f"{number(side)} × {number(side)} meter"
    chosen = (
        f"Rutornas storlek, {size}, är vald automatiskt: en femtiondel av områdets kortare sida, uppåt till "
        "hela hundra meter (samma regel som R-paketet sfhotspot)."
        if automatic
        else f"Rutornas storlek, {size}, är angiven."
    )
    frame = (
        f"Rutnätet är den rektangel som rymmer händelserna, {number(columns)} × {number(rows)} rutor. Vatten "
        "och skog där inga händelser kan ske ingår, och händelser strax utanför rektangeln syns inte."
    )
    return chosen, frame
