"""Do crimes follow close on each other in place and time? docs/algorithms/near-repeat.md

Knox, Applied Statistics 13 (1964) p. 25.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis.knox import BandedPairs, band_of
from samverkan.analysis.knox_moments import expectation_and_variance, partners_in_space, partners_in_time
from samverkan.analysis.numbers import number
from samverkan.analysis.pairs import Metric, Neighbourhood

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MOST_CANDIDATES = 20_000_000
"""Pairs to measure: about a gigabyte at most. More than that, and only the latest incidents are used."""


@dataclass(frozen=True)
class NearRepeat:
    """Tables have one row per distance band and one column per day band; bands are half-open, [low, high).

    `observed` pairs of crimes; `expected` and `variance` what chance gives when the days are shuffled among
    the crimes, exactly; `ratio` observed / expected (nan where nothing is expected); `p` how often a shuffle
    gives at least as many. `incidents` were used, `older` left out because they were too many, `missing`
    because a place or a day was missing.
    """

    distance_bands: tuple[float, ...]
    day_bands: tuple[float, ...]
    distance_labels: tuple[str, ...]
    day_labels: tuple[str, ...]
    observed: Integers
    expected: Floats
    variance: Floats
    ratio: Floats
    p: Floats
    incidents: int
    older: int
    missing: int
    metric: Metric
    permutations: int
    seed: int
    method: str
    told: tuple[str, ...]


def near_repeat(
    x: ArrayLike,
    y: ArrayLike,
    days: ArrayLike,
    distance_bands: Sequence[float],
    day_bands: Sequence[float],
    metric: Metric = "euclidean",
    permutations: int = 999,
    seed: int = 0,
) -> NearRepeat:
    """Knox table of pairs of incidents. `x`, `y` (n,): metres; `days` (n,): day numbers, dates or datetimes.

    The bands are edges, rising from 0 or more: 0, 100, 200 are "0 to under 100 m" and "100 to under 200 m". A
    first edge of 0 and a second of 1 or less sets the same place apart. The last edge may be infinite.
    Datetimes count by calendar day. Missing is NaN, NaT or None.
    Raises ValueError for unequal lengths, edges that do not rise, an unknown metric or no permutations.
    """
    _check(distance_bands, day_bands, metric, permutations)
    places, when, missing = _complete(x, y, days)
    places, when, older = _latest(places, when, float(distance_bands[-1]), metric)
    pairs = Neighbourhood(places[0], places[1], float(distance_bands[-1]), metric).pairs()
    band = band_of(pairs.distance, distance_bands)
    used = band >= 0  # a first edge above 0 leaves the closest pairs out
    first, second, band = pairs.first[used], pairs.second[used], band[used]
    bands = len(distance_bands) - 1
    when = when[pairs.order]
    banded = BandedPairs(when, first, second, band, bands, day_bands)
    observed = banded.observed()
    expected, variance = expectation_and_variance(
        [partners_in_space(first[band == b], second[band == b], len(when)) for b in range(bands)],
        [partners_in_time(when, low, high) for low, high in _bands(day_bands)],
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, observed / expected, np.nan)
    return NearRepeat(
        distance_bands=tuple(map(float, distance_bands)),
        day_bands=tuple(map(float, day_bands)),
        distance_labels=tuple(_distance_label(low, high) for low, high in _bands(distance_bands)),
        day_labels=tuple(_day_label(low, high) for low, high in _bands(day_bands)),
        observed=observed,
        expected=expected,
        variance=variance,
        ratio=ratio,
        p=(banded.as_many_by_chance(observed, permutations, seed) + 1) / (permutations + 1),
        incidents=len(when),
        older=older,
        missing=missing,
        metric=metric,
        permutations=permutations,
        seed=seed,
        method=(
            "Par av händelser som ligger nära varandra i både plats och tid, jämfört med vad slumpen ger när "
            f"dagarna kastas om mellan händelserna (Knox test, {number(permutations)} omkastningar, "
            f"slumptalsfrö {seed})."
        ),
        told=_told(older, len(when), missing),
    )


def _check(
    distance_bands: Sequence[float], day_bands: Sequence[float], metric: str, permutations: int
) -> None:
    for name, edges in (("distance_bands", distance_bands), ("day_bands", day_bands)):
        if len(edges) < 2 or not edges[0] >= 0 or not all(low < high for low, high in _bands(edges)):
            raise ValueError(f"{name} must be at least two edges that rise from 0 or more, got {edges}")
    if metric not in ("euclidean", "manhattan"):
        raise ValueError(f"metric must be euclidean or manhattan, got {metric!r}")
    if permutations < 1:
        raise ValueError(f"at least one permutation is needed, got {permutations}")


def _bands(edges: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(edges))


def _complete(x: ArrayLike, y: ArrayLike, days: ArrayLike) -> tuple[Floats, Floats, int]:
    """Places (2, n) and days (n,) of the incidents that have both, and how many have not."""
    when = _day_numbers(days)
    places = np.array([x, y], dtype=np.float64)
    if places.shape != (2, len(when)):
        raise ValueError(f"x and y of shape {places.shape[1:]} but {len(when)} days")
    complete = np.isfinite(places).all(axis=0) & np.isfinite(when)
    return places[:, complete], when[complete], int(np.count_nonzero(~complete))


def _day_numbers(days: ArrayLike) -> Floats:
    given = np.asarray(days)
    if given.dtype.kind == "O":
        # Numbers with None among them; dates refuse to become numbers.
        with suppress(TypeError, ValueError):
            given = given.astype(np.float64)
    if given.dtype.kind in "biuf":
        return given.astype(np.float64)
    dates = given.astype("datetime64[us]").astype("datetime64[D]")
    return np.where(np.isnat(dates), np.nan, dates.astype(np.int64))


def _latest(places: Floats, when: Floats, reach: float, metric: Metric) -> tuple[Floats, Floats, int]:
    """The incidents themselves, or as many of the latest as memory has room to pair. Ties keep their order."""
    total = len(when)
    latest = np.argsort(-when, kind="stable")
    used = np.arange(total)
    while (candidates := _candidates(places[:, used], reach, metric)) > MOST_CANDIDATES:
        fewer = int(len(used) * min(0.95, (MOST_CANDIDATES / candidates) ** 0.5))
        used = np.sort(latest[:fewer])
    return places[:, used], when[used], total - len(used)


def _candidates(places: Floats, reach: float, metric: Metric) -> int:
    return Neighbourhood(places[0], places[1], reach, metric).candidates


def _distance_label(low: float, high: float) -> str:
    if low == 0 and high <= 1:
        return "samma plats"
    return _label(low, high, "m")


def _day_label(low: float, high: float) -> str:
    if low == 0 and high == 1:
        return "under 1 dag"
    return _label(low, high, "dagar")


def _label(low: float, high: float, unit: str) -> str:
    if np.isinf(high):
        return f"{_edge(low)} {unit} eller mer"
    return f"{_edge(low)} till under {_edge(high)} {unit}"


def _edge(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _told(older: int, used: int, missing: int) -> tuple[str, ...]:
    told = []
    if older:
        told.append(
            f"Händelserna ligger så tätt att bara de {number(used)} senaste är jämförda parvis. "
            f"De {number(older)} äldre är inte med i tabellen över upprepning."
        )
    if missing:
        told.append(f"Händelser utan plats eller dag är inte med i tabellen (antal: {number(missing)}).")
    return tuple(told)
