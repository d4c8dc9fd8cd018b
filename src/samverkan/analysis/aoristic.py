"""Weekday × hour, where a crime with an unknown time is spread over its interval. docs/algorithms/aoristic.md

Ratcliffe and McCullagh, International Journal of Geographical Information Science 12 (1998) p. 751.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis.numbers import number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Times = ArrayLike | Sequence[Any]  # datetime64 array, or datetimes with None where the time is missing

HOURS = 168
WEEK = HOURS * 60  # minutes
DAY = 24 * 60
THREE_HOURS = 3 * 60
MONDAY = 72  # hours from Monday 00 to the epoch, Thursday 1970-01-01 00


@dataclass(frozen=True)
class Aoristic:
    """`table` (7, 24): crimes per weekday and hour, Monday first; sums to `incidents`.

    `incidents` have at least one time. Of them `points` happened at one known minute, `reordered` had an end
    before their start, and `uniform` had more than 7 days between and say nothing of the hour. `untimed` had
    no time and are not in the table. `one_day` lie within one calendar day, `three_hours` are known within
    three hours; None where nobody has counted.
    """

    table: Floats
    incidents: int
    points: int
    reordered: int
    uniform: int
    untimed: int
    one_day: int | None = None
    three_hours: int | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """The automatic choices as Swedish sentences; only those that touched an incident."""
        spread_out = self.incidents - self.points - self.uniform
        choices = (
            (spread_out, "med en från- och en till-tid fördelas på timmarna däremellan efter minuter"),
            (self.points, "med en enda tidpunkt räknas helt i den timmen"),
            (self.reordered, "med till-tiden före från-tiden har fått tiderna omkastade"),
            (self.uniform, "med mer än 7 dygn mellan tiderna fördelas jämnt över veckan"),
            (self.untimed, "utan tid är inte med i fördelningen över veckan"),
        )
        return tuple(f"Händelser {what} (antal: {number(count)})." for count, what in choices if count)


def aoristic(start: Times, end: Times | None = None) -> Floats:
    """Crimes per weekday and hour, (7, 24), Monday first, from naive wall-clock times of shape (n,).

    An interval is spread over its hours by minutes; a missing `end` (None, NaT) is a point, a swapped pair is
    reordered, more than 7 days is uniform over the week. `spread` also says how many of each there were.
    Raises ValueError when `start` and `end` differ in length.
    """
    return spread(start, end).table


def spread(start: Times, end: Times | None = None) -> Aoristic:
    """As `aoristic`, with the number of incidents that each rule touched."""
    first = _minutes(start)
    last = np.full_like(first, np.datetime64("NaT")) if end is None else _minutes(end)
    if first.shape != last.shape:
        raise ValueError(f"{len(first)} starts but {len(last)} ends")
    first, last = np.where(np.isnat(first), last, first), np.where(np.isnat(last), first, last)
    timed = ~np.isnat(first)
    a, b = first[timed].astype(np.int64), last[timed].astype(np.int64)
    length = np.abs(b - a)
    short = length <= WEEK
    low, high, length_of_short = np.minimum(a, b)[short], np.maximum(a, b)[short], length[short]
    share = 1 / np.maximum(length_of_short, 1)
    span = high // 60 - low // 60
    uniform = int(np.count_nonzero(~short))
    return Aoristic(
        table=lay_out(
            slot=(low // 60 + MONDAY) % HOURS,
            span=span,
            head=np.where(span == 0, 1.0, (60 - low % 60) * share),
            hour=60 * share,
            tail=np.where(span == 0, 0.0, high % 60 * share),
            uniform=uniform,
        ),
        incidents=len(a),
        points=int(np.count_nonzero(length == 0)),
        reordered=int(np.count_nonzero(b < a)),
        uniform=uniform,
        untimed=len(first) - len(a),
        one_day=int(np.count_nonzero(low // DAY == np.maximum(high - 1, low) // DAY)),
        three_hours=int(np.count_nonzero(length <= THREE_HOURS)),
    )


def lay_out(
    *, slot: Integers, span: Integers, head: Floats, hour: Floats, tail: Floats, uniform: float
) -> Floats:
    """Lay out intervals, one or a group per element, on the (7, 24) week in one pass. All arrays (n,).

    `slot` 0–167 the hour of the week it starts in, `span` 0–168 the hours from there to the one it ends in;
    `head`, `hour`, `tail` the crimes that fall in the first hour, in each whole hour between and in the last;
    `uniform` the crimes to lay evenly over the week. Never explodes an interval into its hours.
    """
    # Two weeks in a row, so that an interval may run past Sunday midnight; folded at the end.
    line = np.bincount(slot, head, 2 * HOURS) + np.bincount(slot + span, tail, 2 * HOURS)
    steps = np.bincount(slot + 1, hour, 2 * HOURS) - np.bincount(slot + np.maximum(span, 1), hour, 2 * HOURS)
    line += np.cumsum(steps)
    table = line[:HOURS] + line[HOURS:] + uniform / HOURS
    # The running sum leaves rounding of either sign in hours without crimes.
    table[np.abs(table) < 1e-9] = 0.0
    return table.reshape(7, 24)


def _minutes(times: Times) -> NDArray[np.datetime64]:
    return np.asarray(times, dtype="datetime64[m]")
