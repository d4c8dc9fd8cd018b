"""From values to places on paper."""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from the value span [first, last] to the place span [start, end]."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first) if self.last != self.first else 0.5
        return self.start + share * (self.end - self.start)


def ticks(top: float, about: int = 4) -> tuple[float, ...]:
    """Round steps from zero to the first one at or above `top`: `ticks(1016)` ends in 1000, 1250."""
    if top <= 0:
        return (0.0, 1.0)
    rough = top / about
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(step * unit for step in _STEPS if step * unit >= rough * (1 - 1e-9))
    count = math.ceil(top / step - 1e-9)
    return tuple(round(place * step, 10) for place in range(count + 1))


def decimals_of(steps: tuple[float, ...]) -> int:
    """Fewest decimals that write every step exactly, at most 3."""
    for decimals in range(3):
        if all(abs(round(step, decimals) - step) < 1e-9 for step in steps):
            return decimals
    return 3


def round_length(longest: float) -> float:
    """The longest 1, 2 or 5 × 10ⁿ that is not above `longest`, for a scale bar."""
    unit = 10.0 ** math.floor(math.log10(longest))
    return max(step * unit for step in (1, 2, 5) if step * unit <= longest * (1 + 1e-9))
