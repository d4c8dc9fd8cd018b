"""Shares of those who answered, with the interval that the number of answers allows."""

from dataclasses import dataclass

from samverkan.analysis.profile import wilson


@dataclass(frozen=True)
class Share:
    """Per cent. `low` and `high` are None when the number of answers is not known."""

    value: float
    low: float | None
    high: float | None
    respondents: int | None


def share(percent: float, respondents: int | None) -> Share:
    """With Wilson's interval, as `analysis.profile.wilson`.

    `percent` 0–100 as published, so the number who answered so need not be whole. Raises ValueError outside 0–100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"a share lies between 0 and 100 per cent, got {percent}")
    if not respondents:
        return Share(percent, None, None, None)
    low, high = wilson(percent / 100 * respondents, respondents)
    return Share(percent, 100 * low, 100 * high, respondents)


def apart(one: Share, other: Share) -> bool:
    """Whether two separate groups differ by more than chance usually gives.

    Newcombe, Statistics in Medicine 17 (1998) p. 873: the interval of the difference, from the two intervals.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    gap = one.value - other.value
    low = gap - ((one.value - one.low) ** 2 + (other.high - other.value) ** 2) ** 0.5
    high = gap + ((one.high - one.value) ** 2 + (other.value - other.low) ** 2) ** 0.5
    return bool(low > 0 or high < 0)
