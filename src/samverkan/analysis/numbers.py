"""Swedish number format for the sentences that figures carry.

`charts/` writes its own axis labels and may not import from here (see docs/architecture.md).
"""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

THIN = "\u202f"  # between thousands
HARD = "\u00a0"  # before a percent sign
MINUS = "\u2212"
DASH = "\u2013"


def number(value: float, decimals: int = 0) -> str:
    """`31539.25, 1` → `31 539,3`: thin no-break space in thousands, decimal comma, real minus sign.

    Half is rounded away from zero as a reader expects it. Raises ValueError for infinity and nan: a sentence
    has to say in words that a figure is missing.
    """
    if not math.isfinite(value):
        raise ValueError("only a finite number can be written in a sentence")
    # Through the shortest decimal form: in binary 2.675 lies below 2.675 and would be rounded down.
    rounded = Decimal(str(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    return f"{MINUS}{text}" if rounded < 0 else text


def brief(value: float) -> str:
    """As many decimals as a reader needs: `1 016`, `42,7`, `0,35`, and none in a whole number."""
    size = abs(value)
    return number(value, 0 if size >= 100 or size == int(size) else 1 if size >= 1 else 2)


def percent(value: float, decimals: int = 0) -> str:
    """`38.8` → `39 %`; the value is already in percent."""
    return f"{number(value, decimals)}{HARD}%"


def interval(low: float, high: float, decimals: int = 0) -> str:
    """`865–930`, and `−2,1 till 3,4` where a minus sign would run into the dash."""
    between = f"{HARD}till{HARD}" if min(low, high) < 0 else DASH
    return f"{number(low, decimals)}{between}{number(high, decimals)}"


def years(first: int, last: int) -> str:
    """`2010–2019`, or one year alone. A year has no thousands space."""
    return str(first) if first == last else f"{first}{DASH}{last}"


def listed(words: Sequence[str]) -> str:
    """`a, b och c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"
