"""Where counts gather: Getis–Ord Gi* on a grid. docs/algorithms/grid-and-hot-spots.md

Ord and Getis, Geographical Analysis 27 (1995) p. 286.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def getis_ord_star(counts: ArrayLike) -> Floats:
    """z of every cell, shape as `counts` (rows, columns): the cell and its queen neighbours, binary weights.

    Cells on the edge have fewer neighbours, and the formula takes that into account. 0 everywhere when all
    cells are equal, or when each cell neighbours all the others: then no place stands out from the rest.
    Raises ValueError when `counts` is not a non-empty table of finite numbers.
    """
    values = checked(counts)
    n = values.size
    cells = box_sums(np.ones_like(values))
    mean = values.mean()
    spread = np.sqrt(np.maximum((values**2).mean() - mean**2, 0)) * np.sqrt(
        (n * cells - cells**2) / max(n - 1, 1)
    )
    # Below this a spread is the rounding of equal numbers, not a difference between places.
    seen = spread > 1e-12 * max(float(np.abs(values).max()), 1e-300)
    z: Floats = np.where(seen, (box_sums(values) - mean * cells) / np.where(seen, spread, 1), 0.0)
    return z


def box_sums(values: Floats) -> Floats:
    """Sum over each cell and its up to eight neighbours, same shape. Outside the table counts as nothing."""
    tall = np.pad(values, ((1, 1), (0, 0)))
    columns = tall[:-2] + tall[1:-1] + tall[2:]
    wide = np.pad(columns, ((0, 0), (1, 1)))
    sums: Floats = wide[:, :-2] + wide[:, 1:-1] + wide[:, 2:]
    return sums


def checked(counts: ArrayLike) -> Floats:
    """`counts` as floats. Raises ValueError when it is not a non-empty table of finite numbers."""
    values = np.asarray(counts, dtype=np.float64)
    if values.ndim != 2 or not values.size:
        raise ValueError(f"counts must be a table of rows and columns, got shape {values.shape}")
    if not np.all(np.isfinite(values)):
        raise ValueError("every cell must have a count")
    return values
