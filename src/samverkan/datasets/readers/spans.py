"""When an incident happened, from a start, an end and clock times in columns of their own.

A date without a clock time means some time during that day: the span begins when the day begins and ends when it ends.
An end that is only a clock time lies on the day of the start, or on the next day when it would come before the start.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samverkan.datasets.readers.columns import Flags, Instants, Times

Seconds = npt.NDArray[np.float64]
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Spans:
    """`start`, `end`: datetime64[us], NaT = missing. `date_only`: the time of day of the start is unknown."""

    start: Instants
    end: Instants
    date_only: Flags


def spans(
    start: Times,
    end: Times | None,
    start_clock: Seconds | None,
    end_clock: Seconds | None,
    *,
    midnight_is_no_clock: bool,
) -> Spans:
    """Put start and end together; `start_clock` and `end_clock` are seconds since midnight, NaN = missing."""
    # Excel writes a date as midnight; with clock times in a column of their own that midnight says nothing.
    start_has = _has_clock(start, midnight_is_no_clock or start_clock is not None)
    end_midnight_is_none = midnight_is_no_clock or end_clock is not None
    begin, date_only = start.values, ~np.isnat(start.values) & ~start_has
    if start_clock is not None:
        clocked = ~np.isnan(start_clock)
        begin = np.where(~start_has & clocked, _at(start.values, start_clock), begin)
        date_only &= ~clocked

    finish = np.full(len(begin), np.datetime64("NaT"), dtype="datetime64[us]")
    finish[date_only] = begin[date_only] + _DAY
    if end_clock is not None:
        same_day = _at(start.values, end_clock)
        finish = np.where(~np.isnan(end_clock), np.where(same_day < begin, same_day + _DAY, same_day), finish)
    if end is not None:
        has_end, end_has = ~np.isnat(end.values), _has_clock(end, end_midnight_is_none)
        finish = np.where(has_end & end_has, end.values, finish)
        dated = np.flatnonzero(has_end & ~end_has)  # a day, which ends when it ends unless a clock says when
        finish[dated] = _day(end.values[dated]) + _DAY
        if end_clock is not None:
            clocked = dated[~np.isnan(end_clock[dated])]
            finish[clocked] = _at(end.values[clocked], end_clock[clocked])
    return Spans(begin, finish, date_only)


def _has_clock(times: Times, midnight_is_no_clock: bool) -> Flags:
    if not midnight_is_no_clock:
        return times.has_clock
    has_clock: Flags = times.has_clock & (times.values != _day(times.values))
    return has_clock


def _day(instants: Instants) -> Instants:
    return instants.astype("datetime64[D]").astype("datetime64[us]")


def _at(instants: Instants, seconds: Seconds) -> Instants:
    whole = np.where(np.isnan(seconds), 0, seconds).astype(np.int64)
    at: Instants = _day(instants) + whole.astype("timedelta64[s]")
    return at
