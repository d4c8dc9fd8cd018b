"""What shuffling the days gives on average, and how much it varies, without shuffling.

Barton and David, The random intersection of two graphs, in David (ed.), Research Papers in Statistics (1966)
p. 445. Crimes are points; one graph joins those close in space, the other those close in time.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def expectation_and_variance(
    in_space: Sequence[Integers], in_time: Sequence[Integers]
) -> tuple[Floats, Floats]:
    """Both (space bands, time bands), from the number of partners (n,) every crime has in each band.

    The variance is nan for fewer than four crimes, where two pairs can not be separate.
    """
    n = len(in_space[0])
    edges_s, joined_s = _edges(in_space)
    edges_t, joined_t = _edges(in_time)
    apart_s, apart_t = edges_s * (edges_s - 1) - joined_s, edges_t * (edges_t - 1) - joined_t
    pairs = n * (n - 1) / 2
    expected = np.outer(edges_s, edges_t) / max(pairs, 1)
    if n < 4:
        return expected, np.full_like(expected, np.nan)
    # Two pairs of crimes are the same pair, share one crime, or have no crime in common.
    same = expected
    sharing = np.outer(joined_s, joined_t) / (n * (n - 1) * (n - 2))
    separate = 4 * np.outer(apart_s, apart_t) / (n * (n - 1) * (n - 2) * (n - 3))
    return expected, np.maximum(same + sharing + separate - expected**2, 0)


def _edges(bands: Sequence[Integers]) -> tuple[Floats, Floats]:
    """Per band: pairs, and ordered couples of pairs that share a crime."""
    partners = [band.astype(np.float64) for band in bands]
    pairs = np.array([band.sum() / 2 for band in partners])
    sharing = np.array([(band * (band - 1)).sum() for band in partners])
    return pairs, sharing


def partners_in_space(first: Integers, second: Integers, n: int) -> Integers:
    """Partners of each of `n` crimes, from the pairs of one distance band."""
    return np.bincount(first, minlength=n) + np.bincount(second, minlength=n)


def partners_in_time(days: Floats, low: float, high: float) -> Integers:
    """Other crimes at least `low` and less than `high` days before or after each, (n,)."""
    ordered = np.sort(days)
    return _nearer(ordered, days, high) - _nearer(ordered, days, low)


def _nearer(ordered: Floats, days: Floats, limit: float) -> Integers:
    if limit == 0:
        return np.ones(len(days), dtype=np.int64)  # the crime itself, which every wider limit counts too
    after = np.searchsorted(ordered, days + limit, side="left")
    return after - np.searchsorted(ordered, days - limit, side="right")
