"""Close pairs counted by distance and days, as observed and with the days shuffled among the crimes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Numbers = NDArray[Any]

SHUFFLES = 512  # at most so many shuffles counted side by side
MOST_DAYS = 8_000_000  # shuffled days held at a time, for the memory's sake
TURNED = 32  # shuffles laid on their side at a time: single columns are slow to write
ROWS = 250  # pairs at a time: few enough to be counted in a byte


def band_of(values: Floats, edges: Sequence[float]) -> Integers:
    """Number of the half-open band [low, high) each value lies in; −1 below the first, len − 1 from the last."""
    bands: Integers = np.searchsorted(np.asarray(edges, dtype=np.float64), values, side="right") - 1
    return bands


class BandedPairs:
    """Pairs sorted by distance band. `days` (n,) of every crime, `first`, `second`, `band` (pairs,)."""

    def __init__(
        self,
        days: Floats,
        first: Integers,
        second: Integers,
        band: Integers,
        bands: int,
        day_edges: Sequence[float],
    ) -> None:
        order = np.argsort(band.astype(np.int16), kind="stable")
        self._first, self._second = first[order], second[order]
        self._ends = np.searchsorted(band[order], np.arange(bands + 1))
        self._days, self._edges = _narrow(days, day_edges)
        self._counted = [(edge, limit) for edge, limit in enumerate(self._edges) if limit > 0]

    def observed(self) -> Integers:
        """Pairs per distance band and day band, (bands, day bands)."""
        apart = _apart(self._days[self._first], self._days[self._second])
        column = np.searchsorted(self._edges, apart, side="right") - 1
        columns = len(self._edges) - 1
        inside = (column >= 0) & (column < columns)
        band = np.repeat(np.arange(len(self._ends) - 1), np.diff(self._ends))
        cells = band[inside] * columns + column[inside]
        return np.bincount(cells, minlength=columns * (len(self._ends) - 1)).reshape(-1, columns)

    def as_many_by_chance(self, observed: Integers, permutations: int, seed: int) -> Integers:
        """Shuffles that gave at least `observed` pairs, per cell. Two halves side by side, in any order the same."""
        together = min(SHUFFLES, max(1, MOST_DAYS // max(len(self._days), 1)))
        sizes = [min(together, permutations - done) for done in range(0, permutations, together)]

        def reached(size: int, own_seed: np.random.SeedSequence) -> Integers:
            counts = self._count(self._shuffled(size, np.random.default_rng(own_seed)))
            return np.asarray(np.count_nonzero(counts >= observed, axis=0))

        with ThreadPoolExecutor(2) as pool:
            each = pool.map(reached, sizes, np.random.SeedSequence(seed).spawn(len(sizes)))
            return sum(each, np.zeros_like(observed))

    def _shuffled(self, size: int, rng: np.random.Generator) -> Numbers:
        """The days of every crime and shuffle, (crimes, size)."""
        shuffled = np.empty((len(self._days), size), self._days.dtype)
        rows = np.empty((TURNED, len(self._days)), self._days.dtype)
        for start in range(0, size, TURNED):
            turned = rows[: min(TURNED, size - start)]
            for row in turned:
                np.take(self._days, rng.permutation(len(row)), out=row, mode="clip")
            shuffled[:, start : start + len(turned)] = turned.T
        return shuffled

    def _count(self, days: Numbers) -> Integers:
        """Pairs per shuffle and cell, (shuffles, bands, day bands), from the days of every crime and shuffle."""
        shuffles = days.shape[1]
        below = np.zeros((len(self._ends) - 1, len(self._edges), shuffles), dtype=np.int64)
        earlier, later = (np.empty((ROWS, shuffles), days.dtype) for _ in range(2))
        closer = np.empty((ROWS, shuffles), dtype=bool)
        for band, (start, end) in enumerate(zip(self._ends[:-1], self._ends[1:], strict=True)):
            for low in range(start, end, ROWS):
                rows = slice(low, min(low + ROWS, end))
                number = rows.stop - low
                one, other, hit = earlier[:number], later[:number], closer[:number]
                np.take(days, self._first[rows], axis=0, out=one, mode="clip")
                np.take(days, self._second[rows], axis=0, out=other, mode="clip")
                apart = _apart(one, other)
                for edge, limit in self._counted:
                    np.less(apart, limit, out=hit)
                    below[band, edge] += np.add.reduce(hit.view(np.uint8), axis=0, dtype=np.uint8)
        return np.moveaxis(np.diff(below, axis=1), 2, 0)


def _apart(one: Numbers, other: Numbers) -> Numbers:
    """Days between them, in the memory of the first."""
    np.abs(np.subtract(one, other, out=one), out=one)
    return one.view(np.uint8) if one.dtype == np.int8 else one


def _narrow(days: Floats, edges: Sequence[float]) -> tuple[Numbers, list[Any]]:
    """Days in one byte each, or two, where they are whole and few enough: less memory to move.

    Differences of bytes turn round at 256, which harms none as long as the longest of them does not come back below
    the last edge.
    """
    whole = bool(np.all(days == np.floor(days)))
    shifted = days - days.min(initial=np.inf if len(days) else 0)
    longest = shifted.max(initial=0)
    limits = np.asarray(edges, dtype=np.float64)
    top = np.iinfo(np.int16).max
    if not whole or longest >= top:
        return shifted, list(limits)
    # Whole days below a limit are those below the next whole number; beyond the last day all are.
    limits = np.minimum(np.ceil(limits), top)
    if longest + limits[-1] <= np.iinfo(np.uint8).max:
        return shifted.astype(np.uint8).view(np.int8), list(limits.astype(np.uint8))
    return shifted.astype(np.int16), list(limits.astype(np.int16))
