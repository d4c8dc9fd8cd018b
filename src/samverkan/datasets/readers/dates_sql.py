"""DuckDB expressions that read dates and clock times as Swedish offices write them. Times are naive wall clock.

ISO text goes the fast way; everything else is taken apart by one pattern each. 02:30 on the night in March when clocks
are set forward is kept as written: moving it would change what the source says.
"""

from samverkan.datasets.readers.cells import MONTHS
from samverkan.datasets.readers.text_sql import quoted

FIRST_YEAR, LAST_YEAR = 1950, 2100
_CLOCK = r"(?:,?\s*(?:kl\.?\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?)?"
_DAY_FIRST = (
    r"^(?:[a-zåäö]+dag(?:en)?,?\s+)?(?:den\s+)?(\d{1,2})\s*[-./ ]\s*(\d{1,2}|[a-z]{3,9})\.?\s*[-./ ]\s*(\d{4}|\d{2})"
    rf"{_CLOCK}$"
)
_COMPACT = r"^((?:19|20)?\d{2})(\d{2})(\d{2})(?:[ T]?(\d{2})[:.]?(\d{2})(?:[:.]?(\d{2}))?)?$"
_YEAR_FIRST = rf"^((?:19|20)\d\d)[-./ ](\d{{1,2}})[-./ ](\d{{1,2}})[T ]?{_CLOCK}$"
_YEAR_FIRST_BARE_CLOCK = r"^((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})[T ](\d{2})(\d{2})(\d{2})?$"
_SERIAL = r"^[1-9]\d{4}([.,]\d+)?$"
_SHORT_ISO = r"^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$"
SWEDISH_OFFSET = r"^(.*\d)\s?\+0[12]:?(?:00)?$"
UNIVERSAL = r"^(.*\d)(?:Z|\+00:?00)$"


def plain_timestamp(cell: str) -> str:
    """ISO text of 10, 16 or 19 characters as TIMESTAMP, the fast way; NULL for everything else."""
    is_iso = f"strlen({cell}) IN (10, 16, 19) AND {cell}[5] = '-' AND {cell}[8] = '-' AND {cell} BETWEEN '1' AND '3'"
    return f"CASE WHEN {is_iso} THEN TRY_CAST({cell} AS TIMESTAMP) END"


def timestamp(cell: str) -> str:
    """The cell (cleaned, varchar) as TIMESTAMP in any of the ways understood; NULL when it is no date."""
    iso = f"TRY_CAST({cell} AS TIMESTAMP)"
    lower = f"lower({cell})"
    offset = f"regexp_extract({cell}, {quoted(SWEDISH_OFFSET)}, 1)"
    utc = f"regexp_extract({cell}, {quoted(UNIVERSAL)}, 1)"
    return (
        "CASE "
        f"WHEN regexp_matches({cell}, {quoted(_SHORT_ISO)}) THEN {iso} "
        f"WHEN {offset} <> '' THEN TRY_CAST({offset} AS TIMESTAMP) "
        f"WHEN {utc} <> '' THEN timezone('Europe/Stockholm', timezone('UTC', TRY_CAST({utc} AS TIMESTAMP))) "
        f"WHEN regexp_matches({cell}, {quoted(_SERIAL)}) THEN {_from_serial(cell)} "
        f"WHEN regexp_matches({cell}, {quoted(_COMPACT)}) THEN {_assembled(cell, _COMPACT, 'ymd')} "
        f"WHEN regexp_matches({cell}, {quoted(_YEAR_FIRST)}) THEN {_assembled(cell, _YEAR_FIRST, 'ymd')} "
        f"WHEN regexp_matches({cell}, {quoted(_YEAR_FIRST_BARE_CLOCK)}) "
        f"THEN {_assembled(cell, _YEAR_FIRST_BARE_CLOCK, 'ymd')} "
        f"WHEN regexp_matches({lower}, {quoted(_DAY_FIRST)}) THEN {_assembled(lower, _DAY_FIRST, 'dmy')} "
        "END"
    )


def has_clock(cell: str) -> str:
    """BOOLEAN: whether the cell (cleaned) says a time of day and not only a date."""
    ends_with_clock = r"\d[:.]\d\d([:.]\d\d)?(\.\d+)?\s?(Z|[+-][\d:]+)?$"
    only_date = r"^\d{1,2}\.\d{1,2}\.\d{4}$"
    bare_clock = r"^\d{8}[ T]?\d{4}(\d\d)?$|^\d{4}-\d\d-\d\d[ T]\d{4}(\d\d)?$|^\d{5}[.,]\d"
    return (
        f"(regexp_matches({cell}, {quoted(bare_clock)}) "
        f"OR strlen({cell}) > 10 AND regexp_matches({cell}, {quoted(ends_with_clock)}) "
        f"AND NOT regexp_matches({cell}, {quoted(only_date)}))"
    )


def _from_serial(cell: str) -> str:
    """Excel's day number (1900 system): 45429.604 → 2024-05-17 14:30, to the nearest second."""
    days = f"TRY_CAST(replace({cell}, ',', '.') AS DOUBLE)"
    return f"TIMESTAMP '1899-12-30' + to_seconds(CAST(round({days} * 86400) AS BIGINT))"


def _assembled(text: str, pattern: str, order: str) -> str:
    """A timestamp from the pattern's six groups: the date in `order`, hour, minute, second. 24:00 is the next day."""

    def group(index: int) -> str:
        return f"regexp_extract({text}, {quoted(pattern)}, {index})"

    year, month, day = (group(order.index(part) + 1) for part in "ymd")
    month_words = " ".join(f"WHEN {quoted(word)} THEN '{i:02}'" for i, word in enumerate(MONTHS, start=1))
    month = f"CASE left({month}, 3) {month_words} ELSE lpad({month}, 2, '0') END"
    year = f"CASE WHEN strlen({year}) = 2 THEN '20' || {year} ELSE {year} END"
    hour, minute, second = (f"COALESCE(nullif({group(i)}, ''), '0')" for i in (4, 5, 6))
    day_start = f"TRY_CAST({year} || '-' || {month} || '-' || lpad({day}, 2, '0') AS TIMESTAMP)"
    h, m, s = (f"CAST({part} AS INTEGER)" for part in (hour, minute, second))
    seconds = f"{h} * 3600 + {m} * 60 + {s}"
    valid = f"{m} < 60 AND {s} < 60 AND {seconds} <= 86400"
    return f"CASE WHEN {valid} THEN {day_start} + to_seconds({seconds}) END"
