"""Dates and clock times in the many ways Swedish offices write them, for cells that are not plain ISO text.

Each pattern is tried on what the ones before it left. Times are naive wall clock: 02:30 on the night in March when
clocks are set forward is kept as written, since moving it would change what the source says.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers.cells import MONTHS

Instants = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

_DATE_LEFT = (
    r"(?:[a-zåäö]+dag(?:en)?,?\s+)?(?:den\s+)?(?P<day>\d{1,2})\s*[-./ ]\s*(?P<month>\d{1,2}|[a-z]{3,9})\.?"
    r"\s*[-./ ]\s*(?P<year>\d{4}|\d{2})"
)
_CLOCK = (
    r"(?:,?[t\s]*(?:kl\.?\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\.\d+)?)?"
)
_BARE_CLOCK = r"(?:[\st]*(?P<hour>\d{2})[:.]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2}))?)?"
_OFFSET = r"(?:\s?(?P<offset>z|[+-]\d\d:?(?:\d\d)?))?"
# Matched against text in lower case.
_PATTERNS = (
    rf"^(?P<year>(?:19|20)\d\d)[-./ ](?P<month>\d{{1,2}})[-./ ](?P<day>\d{{1,2}}){_CLOCK}{_OFFSET}$",
    rf"^{_DATE_LEFT}{_CLOCK}$",
    rf"^(?P<year>(?:19|20)?\d\d)(?P<month>\d\d)(?P<day>\d\d){_BARE_CLOCK}$",
    r"^(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)[t ](?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?$",
)
_SERIAL = r"^(?P<days>[1-9]\d{4}(?:[.,]\d+)?)$"
_EXCEL_DAY_ZERO = np.datetime64("1899-12-30", "us")
_MONTH_NUMBER = {word: number for number, word in enumerate(MONTHS, start=1)}


@dataclass(frozen=True)
class Read:
    """`values` (datetime64[us]): NaT where the text is no date. `has_clock`: it says a time of day."""

    values: Instants
    has_clock: Flags


def read_written_dates(cells: pa.Array) -> Read:
    """Dates of text without spaces around it."""
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[us]")
    has_clock = np.zeros(len(cells), dtype=bool)
    lower = pc.utf8_lower(cells)
    serials = pc.extract_regex(lower, _SERIAL)
    values, has_clock = _from_serials(serials, values, has_clock)
    left = np.flatnonzero(np.isnat(values))
    for pattern in _PATTERNS:
        if not len(left):
            break
        found = pc.extract_regex(lower.take(pa.array(left)), pattern)
        matches = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
        if len(matches):
            read = _assembled(found.take(pa.array(matches)))
            values[left[matches]], has_clock[left[matches]] = read.values, read.has_clock
            left = np.delete(left, matches)
    return Read(values, has_clock)


def _from_serials(found: pa.StructArray, values: Instants, has_clock: Flags) -> tuple[Instants, Flags]:
    """Excel's day numbers (1900 system), to the nearest second: 45429.604 → 2024-05-17 14:30."""
    places = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
    if len(places):
        text = pc.replace_substring(found.take(pa.array(places)).field("days"), ",", ".")
        seconds = np.round(text.cast(pa.float64()).to_numpy() * 86_400).astype(np.int64)
        values[places] = _EXCEL_DAY_ZERO + seconds.astype("timedelta64[s]")
        has_clock[places] = pc.match_substring(text, ".").to_numpy(zero_copy_only=False)
    return values, has_clock


def _assembled(found: pa.StructArray) -> Read:
    """Instants of the pattern's named parts; NaT for a day or clock time that does not exist. 24:00 is the next day."""
    names = [field.name for field in found.type]
    year, month, day = (_numbers(found.field(name)) for name in ("year", "month", "day"))
    year = np.where(year < 100, year + 2000, year)
    hour, minute, second = (
        _numbers(found.field(name)) if name in names else np.zeros(len(found), dtype=np.int64)
        for name in ("hour", "minute", "second")
    )
    has_clock = np.zeros(len(found), dtype=bool)
    if "hour" in names:
        has_clock = np.array(pc.not_equal(found.field("hour"), "").to_numpy(zero_copy_only=False), dtype=bool)
    month_start = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    dates = month_start.astype("datetime64[D]") + (day - 1)
    day_exists = (month >= 1) & (month <= 12) & (day >= 1) & (dates.astype("datetime64[M]") == month_start)
    seconds = hour * 3600 + minute * 60 + second
    clock_exists = (minute < 60) & (second < 60) & (seconds <= 86_400)
    values = dates.astype("datetime64[us]") + seconds.astype("timedelta64[s]")
    values[~(day_exists & clock_exists)] = np.datetime64("NaT")
    if "offset" in names:
        values = _wall_clock(values, found.field("offset"))
    return Read(values, has_clock)


def _wall_clock(values: Instants, offsets: pa.Array) -> Instants:
    """Swedish offsets (+01, +02) are dropped, UTC becomes Swedish wall clock, other offsets are not guessed at."""
    written = np.array(offsets.to_pylist(), dtype=object)
    if not (written != "").any():
        return values
    is_utc = np.isin(written, ["z", "+00", "+0000", "+00:00"])
    is_swedish = np.isin(written, ["", "+01", "+02", "+0100", "+0200", "+01:00", "+02:00"])
    values[~(is_utc | is_swedish)] = np.datetime64("NaT")
    if is_utc.any():
        utc = pc.assume_timezone(pa.array(values[is_utc], pa.timestamp("us")), "UTC")
        local = pc.local_timestamp(utc.cast(pa.timestamp("us", "Europe/Stockholm")))
        values[is_utc] = local.to_numpy(zero_copy_only=False)
    return values


def _numbers(texts: pa.Array) -> Integers:
    """Whole numbers of digits or names of months; 0 for empty text, −1 for a word that is no month."""
    encoded = texts.dictionary_encode()
    values = [_number(text) for text in encoded.dictionary.to_pylist()]
    numbers: Integers = np.array(values, dtype=np.int64)[encoded.indices.to_numpy()]
    return numbers


def _number(text: str) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else _MONTH_NUMBER.get(text[:3], -1)
