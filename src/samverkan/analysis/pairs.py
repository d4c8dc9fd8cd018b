"""All pairs of points closer than a reach, without comparing everything with everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Metric = Literal["euclidean", "manhattan"]

CHUNK = 100_000  # candidates measured at a time: fits in the processor's cache
FINER = 2  # squares per reach: more of them measure fewer candidates, but look up more stretches
DECIMALS = 6  # micrometres: two points 100 m apart shall not measure 99.9999999997


@dataclass(frozen=True)
class Pairs:
    """`order` (n,) sorts the points so that neighbours lie together.

    Pair k is the points `order[first[k]]` and `order[second[k]]`, `distance[k]` metres apart. Every pair once.
    """

    order: Integers
    first: Integers
    second: Integers
    distance: Floats


class Neighbourhood:
    """Points sorted into squares of half the reach: a close pair is at most two squares apart.

    Hand-written because scipy's `cKDTree`, which gives the same pairs, takes longer to import than all the
    other figures together take to compute. `x`, `y` (n,) finite; `reach` above 0, may be infinite.
    """

    def __init__(self, x: Floats, y: Floats, reach: float, metric: Metric = "euclidean") -> None:
        self.reach, self.metric = reach, metric
        side = max(reach / FINER, 1.0)
        column, row = _square(x, side), _square(y, side)
        height = int(row.max(initial=0)) + 2 * FINER + 1
        square = column * height + row + FINER
        self.order = np.argsort(square, kind="stable")
        self._x, self._y = x[self.order], y[self.order]
        square = square[self.order]
        # Half of the neighbourhood, so that each pair is met once: what is left of the own column, and the
        # columns to the east. In each column the squares in reach are one unbroken stretch of this order.
        own = (np.arange(len(square)) + 1, np.searchsorted(square, square + FINER, "right"))
        east = (square + step * height for step in range(1, FINER + 1))
        self._stretches = [own] + [
            (
                np.searchsorted(square, middle - FINER, "left"),
                np.searchsorted(square, middle + FINER, "right"),
            )
            for middle in east
        ]

    @property
    def candidates(self) -> int:
        """Pairs that have to be measured: what finding the close ones costs in time and memory."""
        return sum(int((end - start).sum()) for start, end in self._stretches)

    def pairs(self) -> Pairs:
        """The pairs with a distance below the reach."""
        parts = [self._close(first, second) for first, second in self._candidates()]
        first, second, distance = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Pairs(self.order, first, second, distance)

    def _candidates(self) -> Iterator[tuple[Integers, Integers]]:
        for start, end in self._stretches:
            number = end - start
            total = np.cumsum(number)
            last = int(total[-1]) if len(total) else 0
            cuts = np.searchsorted(total, np.arange(CHUNK, last, CHUNK)) + 1
            for low, high in zip([0, *cuts], [*cuts, len(number)], strict=True):
                here = number[low:high]
                first = np.repeat(np.arange(low, high), here)
                before = np.cumsum(here) - here
                yield first, np.arange(len(first)) + np.repeat(start[low:high] - before, here)

    def _close(self, first: Integers, second: Integers) -> tuple[Integers, Integers, Floats]:
        across, along = self._x[first] - self._x[second], self._y[first] - self._y[second]
        # Most candidates are too far off, which squares tell more cheaply than roots.
        near = np.flatnonzero(across * across + along * along < (self.reach + 1) ** 2)
        first, second, across, along = first[near], second[near], across[near], along[near]
        straight = self.metric == "euclidean"
        exact: Floats = np.hypot(across, along) if straight else np.abs(across) + np.abs(along)
        distance: Floats = np.round(exact, DECIMALS)
        close = distance < self.reach
        return first[close], second[close], distance[close]


def _square(coordinate: Floats, side: float) -> Integers:
    if not len(coordinate) or not np.isfinite(side):
        return np.zeros(len(coordinate), dtype=np.int64)
    squares: Integers = np.floor((coordinate - coordinate.min()) / side).astype(np.int64)
    return squares
