"""Interval for a count of events that happen independently of each other."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT_UP_TO = 1_000
"""Counts above this use Byar's formula, there within one in a million of the exact 95 % limits."""


def poisson_interval(count: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limit of the expected count, same shape as `count` (crimes, 0 or more).

    Exact up to `EXACT_UP_TO`: Garwood, Biometrika 28 (1936) p. 437. Above: Byar's formula, Breslow and Day,
    Statistical Methods in Cancer Research II (1987) p. 69. A count need not be whole: dispersed counts are
    divided by their dispersion first.
    """
    from scipy.special import gammainccinv, gammaincinv, ndtri

    tail = (1 - level) / 2
    low, high = np.zeros_like(count), np.empty_like(count)
    exact = count <= EXACT_UP_TO
    some = exact & (count > 0)
    low[some] = gammaincinv(count[some], tail)
    high[exact] = gammainccinv(count[exact] + 1, tail)
    many = count[~exact]
    low[~exact] = _byar(many, ndtri(tail))
    high[~exact] = _byar(many + 1, -ndtri(tail))
    return low, high


def _byar(count: Floats, z: float) -> Floats:
    limit: Floats = count * (1 - 1 / (9 * count) + z / (3 * np.sqrt(count))) ** 3
    return limit
