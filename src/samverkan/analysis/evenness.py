"""Are crimes evenly spread over months, weekdays or hours? docs/algorithms/evenness.md

Shared by season and the pattern questions, so that "no" always means the same thing: the figures could have
shown a pattern worth acting on, and did not.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from samverkan.analysis.poisson import Floats

Verdict = Literal["yes", "no", "cannot_tell"]

LEVEL = 0.95
POWER = 0.8
WORTH_SEEING = 0.2
"""A typical deviation from even of 20 % is worth acting on: figures that can not show it can not answer no."""
TOO_SMALL = 0.05
"""A typical deviation of less than 5 % is no pattern to plan by, however many crimes make it certain."""
FEWEST_EXPECTED = 5


@dataclass(frozen=True)
class Evenness:
    """`deviation`: typical (root mean square) share by which the bins differ from even, 0.2 = 20 %.

    `smallest_visible`: the deviation these figures show in four cases of five. Both allow for crimes whose bin
    is not `known` (share 0–1), which lie spread out and thin the pattern. `high`, `low`: bins that stand
    out by more than chance usually gives when all bins are looked at. `p` is None when nothing was tested.
    """

    observed: tuple[float, ...]
    expected: tuple[float, ...]
    deviation: float
    smallest_visible: float | None
    p: float | None
    dispersion: float
    known: float
    high: tuple[int, ...]
    low: tuple[int, ...]
    verdict: Verdict

    @property
    def crimes(self) -> float:
        return sum(self.observed)


def evenness(
    observed: Floats,
    exposure: Floats,
    dispersion: float = 1.0,
    freedom: float = np.inf,
    known: float = 1.0,
) -> Evenness:
    """Chi-square test of counts `observed` (k,) against shares in proportion to `exposure` (k,), both 0 or more.

    `dispersion` is how much more the counts vary than Poisson counts (never taken below 1). `freedom` is what
    it was estimated with, infinite when it is taken as given: the quasi-Poisson F test (McCullagh and Nelder,
    Generalized Linear Models (1989) p. 127 and 200). `known`: share of the crimes whose bin is certain.
    Raises ValueError for unequal shapes, fewer than two bins, a negative count or an exposure not above 0.
    """
    if observed.shape != exposure.shape or observed.ndim != 1 or len(observed) < 2:
        raise ValueError("observed and exposure must be equally long, with two bins or more")
    if np.any(observed < 0) or np.any(exposure <= 0):
        raise ValueError("counts can not be negative and every bin must have some exposure")
    dispersion = max(1.0, dispersion)
    expected = observed.sum() * exposure / exposure.sum()
    if np.any(expected < FEWEST_EXPECTED) or not known > 0:
        return _untested(observed, expected, dispersion, known)
    return _tested(observed, expected, dispersion, freedom, known)


def _untested(observed: Floats, expected: Floats, dispersion: float, known: float) -> Evenness:
    return Evenness(
        observed=tuple(observed.tolist()),
        expected=tuple(expected.tolist()),
        deviation=0.0,
        smallest_visible=None,
        p=None,
        dispersion=dispersion,
        known=known,
        high=(),
        low=(),
        verdict="cannot_tell",
    )


def _tested(observed: Floats, expected: Floats, dispersion: float, freedom: float, known: float) -> Evenness:
    statistic = float(np.sum((observed - expected) ** 2 / expected))
    crimes, bins = float(observed.sum()), len(observed)
    # What chance alone adds to the statistic is taken off, or few crimes would always look uneven.
    deviation = (max(0.0, statistic - dispersion * (bins - 1)) / crimes) ** 0.5 / known
    visible = (_noncentrality(bins - 1, freedom) * dispersion / crimes) ** 0.5 / known
    p = _p_value(statistic / dispersion, bins - 1, freedom)
    verdict = _verdict(p, deviation, visible)
    high, low = _standing_out(observed, expected, dispersion, freedom) if verdict == "yes" else ((), ())
    return Evenness(
        observed=tuple(observed.tolist()),
        expected=tuple(expected.tolist()),
        deviation=deviation,
        smallest_visible=visible,
        p=p,
        dispersion=dispersion,
        known=known,
        high=high,
        low=low,
        verdict=verdict,
    )


def _verdict(p: float, deviation: float, visible: float) -> Verdict:
    if p < 1 - LEVEL:
        return "yes" if deviation >= TOO_SMALL else "no"
    return "no" if visible <= WORTH_SEEING else "cannot_tell"


def _p_value(statistic: float, bins: int, freedom: float) -> float:
    from scipy.special import chdtrc, fdtrc

    return float(chdtrc(bins, statistic) if np.isinf(freedom) else fdtrc(bins, freedom, statistic / bins))


def _noncentrality(bins: int, freedom: float) -> float:
    """Of the statistic that passes the test with the wanted power."""
    from scipy.special import chdtri, chndtrinc, fdtri, ncfdtrinc

    if np.isinf(freedom):
        return float(chndtrinc(chdtri(bins, 1 - LEVEL), bins, 1 - POWER))
    return float(ncfdtrinc(bins, freedom, 1 - POWER, fdtri(bins, freedom, LEVEL)))


def _standing_out(
    observed: Floats, expected: Floats, dispersion: float, freedom: float
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Bins beyond the Bonferroni limit for looking at all of them, those above and those below even."""
    from scipy.special import ndtri, stdtrit

    level = 1 - (1 - LEVEL) / (2 * len(observed))
    limit = float(ndtri(level) if np.isinf(freedom) else stdtrit(freedom, level))
    spread = np.sqrt(dispersion * expected * (1 - expected / expected.sum()))
    away = (observed - expected) / spread
    return tuple(np.flatnonzero(away > limit).tolist()), tuple(np.flatnonzero(away < -limit).tolist())
