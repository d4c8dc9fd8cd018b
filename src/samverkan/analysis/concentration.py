"""How few places hold half of the crimes, against what chance alone would give. docs/algorithms/concentration.md"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis import numbers

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

FEW = 2_000
"""With at most so many crimes or places every simulated crime is placed; above, `_by_numbers`."""


@dataclass(frozen=True)
class Concentration:
    """Shares are 0–1. `chance_*`: share of places needed if chance alone had placed the same crimes evenly.

    `p`: how often chance gives as few places or fewer, (1 + as few) / (1 + simulations).
    """

    places: int
    crimes: int
    share: float
    needed: int
    share_of_places: float
    chance_share: float
    chance_low: float
    chance_high: float
    p: float
    method: str
    told: tuple[str, ...]

    @property
    def beyond_chance(self) -> bool:
        """Fewer places than in 95 of 100 distributions made by chance."""
        return self.p <= 0.05


def concentration(
    counts: ArrayLike, share: float = 0.5, simulations: int = 999, seed: int = 0
) -> Concentration:
    """Places (n,), each with its whole number of crimes, zero included: every place where one could have been.

    `share` of the crimes that the fewest places are to hold. Crimes over many more places than crimes always
    look concentrated (Bernasco and Steenbeek, Journal of Quantitative Criminology 33 (2017) p. 451), so the
    same crimes are also placed by chance, `simulations` times from `seed`.
    Raises ValueError for no crime, a negative or broken count, or a share not above 0 and at most 1.
    """
    table = np.asarray(counts)
    crimes = int(table.sum())
    if table.ndim != 1 or not crimes:
        raise ValueError("concentration takes a row of places with some crime among them")
    if np.any(table < 0) or np.any(table != np.floor(table)):
        raise ValueError("a count must be whole and 0 or more")
    if not 0 < share <= 1:
        raise ValueError("share must be above 0 and at most 1")
    places = len(table)
    needed = places_needed(table, share)
    chance = _by_chance(crimes, places, share, simulations, np.random.default_rng(seed))
    low, high = np.quantile(chance, [0.025, 0.975])
    return Concentration(
        places=places,
        crimes=crimes,
        share=share,
        needed=needed,
        share_of_places=needed / places,
        chance_share=float(chance.mean()) / places,
        chance_low=float(low) / places,
        chance_high=float(high) / places,
        p=(1 + int(np.sum(chance <= needed))) / (1 + simulations),
        method=(
            f"De mest utsatta platserna som tillsammans har {numbers.percent(100 * share)} av brotten, jämfört med "
            f"{numbers.number(simulations)} slumpmässiga fördelningar av lika många brott på lika många platser "
            f"(slumptalsfrö {seed})."
        ),
        told=_told(crimes, places),
    )


def places_needed(counts: Integers, share: float) -> int:
    """Fewest places that hold `share` of the crimes, from crimes per place (n,)."""
    held = np.cumsum(np.sort(counts)[::-1])
    # Shares such as 0.7 × 10 are not exact in binary; a crime is whole.
    return int(np.searchsorted(held, share * held[-1] - 1e-9)) + 1


def _places_needed_of(with_count: Integers, share: float) -> Floats:
    """The same for each row (tables,) of `with_count` (tables, levels): column k says how many places have k crimes."""
    crimes = np.arange(with_count.shape[1])
    places = with_count[:, :0:-1]  # from the most exposed down to one crime
    held = np.cumsum(places * crimes[:0:-1], axis=1)
    goal = share * held[:, -1] - 1e-9
    level = np.argmax(held >= goal[:, None], axis=1)
    row, each = np.arange(len(level)), crimes[:0:-1][level]
    here = places[row, level]
    before = held[row, level] - here * each
    more_exposed = np.cumsum(places, axis=1)[row, level] - here
    needed: Floats = more_exposed + np.ceil((goal - before) / each)
    return needed


def _by_chance(crimes: int, places: int, share: float, simulations: int, rng: np.random.Generator) -> Floats:
    """Places needed in each simulation, (simulations,)."""
    if crimes <= FEW:
        drawn = (
            np.unique(rng.integers(places, size=crimes), return_counts=True)[1] for _ in range(simulations)
        )
    elif places <= FEW:
        drawn = (rng.multinomial(crimes, np.full(places, 1 / places)) for _ in range(simulations))
    else:
        return _by_numbers(crimes, places, share, simulations, rng)
    return np.array([places_needed(counts, share) for counts in drawn], dtype=np.float64)


def _by_numbers(crimes: int, places: int, share: float, simulations: int, rng: np.random.Generator) -> Floats:
    """Draws how many places have 0, 1, 2 … crimes, which takes as long for a million places as for a thousand.

    The number of crimes then varies a little between simulations; what that does to the places needed is
    taken off by a straight line, as conditioning on the sum of many small counts does.
    """
    tables = rng.multinomial(places, _poisson_shares(crimes / places), size=simulations)
    needed = _places_needed_of(tables, share)
    surplus = tables @ np.arange(tables.shape[1], dtype=np.float64) - crimes
    slope = surplus @ (needed - needed.mean()) / (surplus @ surplus)
    adjusted: Floats = needed - slope * surplus
    return adjusted


def _poisson_shares(mean: float) -> Floats:
    """Chance of 0, 1, 2 … crimes in a place; the last one holds the rest, less than one in a million million."""
    from scipy.special import gammaln

    crimes = np.arange(int(mean + 8 * mean**0.5 + 30))
    shares = np.exp(crimes * np.log(mean) - mean - gammaln(crimes + 1))
    shares[-1] += max(0.0, 1 - shares.sum())
    normal: Floats = shares / shares.sum()
    return normal


def _told(crimes: int, places: int) -> tuple[str, ...]:
    told = []
    if crimes < places:
        told.append(
            f"Platserna ({numbers.number(places)}) är fler än brotten ({numbers.number(crimes)}), så de allra flesta "
            "platser måste stå utan brott. Jämför med slumpens andel, inte med andelen för sig."
        )
    told.append(
        "Slumpen räknar med att alla platser är lika. Den vet inte var människor bor eller rör sig, och platser "
        "där inget brott kan ske gör att brotten ser mer samlade ut."
    )
    return tuple(told)
