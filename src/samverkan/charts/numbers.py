"""Numbers as Swedes write them: decimal comma, thin no-break space between thousands, a real minus sign."""

import math
from collections.abc import Iterable
from typing import TypeGuard

THIN = "\u202f"
NO_BREAK = "\u00a0"
MISSING = "saknas"

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


def is_known(value: float | None) -> TypeGuard[float]:
    """False for a missing value; NaN counts as missing because no reader should ever see it as a figure."""
    return value is not None and math.isfinite(value)


def known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if is_known(value)]


def number(value: float | None, decimals: int = 0) -> str:
    """`1234.5` becomes `1 234,5` (U+202F between thousands); a missing value becomes the word `saknas`."""
    if value is None or not math.isfinite(value):
        return MISSING
    written = f"{abs(value):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    is_negative = value < 0 and any(digit in written for digit in "123456789")
    return f"\u2212{written}" if is_negative else written


def interval(low: float | None, high: float | None, decimals: int = 0) -> str:
    """`120–140`; `saknas` when either end is missing; `till` instead of a dash when an end is negative."""
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    joint = " till " if low < 0 else "–"
    return f"{number(low, decimals)}{joint}{number(high, decimals)}"


def with_unit(value: float | None, unit: str, decimals: int = 0) -> str:
    """The number followed by a short unit that never breaks away from it: `14,2 %`."""
    written = number(value, decimals)
    return f"{written}{NO_BREAK}{unit}" if unit and is_known(value) else written
