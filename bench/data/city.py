"""A made-up city: a centre and two dozen districts, with addresses some of which hold far more crimes than others."""

import numpy as np
from numpy.typing import NDArray

EAST, NORTH = 600_000.0, 6_600_000.0  # metres, SWEREF 99 TM
AREAS, ADDRESSES = 24, 60_000
PEOPLE = 600_000
AREA_NAMES = ("Centrum", *(f"Stadsdel {number}" for number in range(2, AREAS + 1)))


class City:
    """`x`, `y` (metres) and `area` (number) of every address; `people` living in every area."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        away, turn = random.uniform(2_000, 11_000, AREAS), random.uniform(0, 2 * np.pi, AREAS)
        away[0] = 0
        spread = random.uniform(500, 1_300, AREAS)
        sizes = random.uniform(0.5, 1.5, AREAS)
        self.people = (sizes / sizes.sum() * PEOPLE).astype(int)
        self.area = random.choice(AREAS, ADDRESSES, p=sizes / sizes.sum())
        here = self.area
        self.x = EAST + away[here] * np.cos(turn[here]) + spread[here] * random.normal(size=ADDRESSES)
        self.y = NORTH + away[here] * np.sin(turn[here]) + spread[here] * random.normal(size=ADDRESSES)
        central = np.where(here == 0, 6.0, 1.0)
        uneven = random.pareto(1.5, (3, ADDRESSES)) + 0.05
        self._reached = {
            "homes": np.cumsum(random.gamma(0.7, 1.0, ADDRESSES)),
            "streets": np.cumsum(central * np.minimum(uneven[0], 100)),
            "shops": np.cumsum(central * (uneven[1] > 3) * np.minimum(uneven[2], 200)),
        }

    def addresses(self, random: np.random.Generator, where: str, count: int) -> NDArray[np.int64]:
        """`count` addresses of the kind `where`, drawn by how much happens there."""
        reached = self._reached[where]
        return np.searchsorted(reached, random.random(count) * reached[-1], side="right")
