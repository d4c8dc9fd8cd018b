"""Find personal data in Swedish text and tables.

Identity, coordination and interim numbers are what must never enter an imported dataset; e-mail addresses,
telephone numbers and vehicle plates are told as warnings. Sources: the Population Registration Act (1991:481) § 18
(identity number: birth date, serial, Luhn check digit; `+` from the year the person turns 100), Skatteverket SKV 707
(coordination number: day + 60), and the interim numbers of health care and schools (a letter first in the serial).

Two steps keep it fast and the false alarms few: a loose RE2 pattern in pyarrow points out the cells worth a look, and
only those are confirmed in Python (calendar date, Luhn by python-stdnum, surroundings).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum import luhn


class Kind(StrEnum):
    IDENTITY = "identity"
    COORDINATION = "coordination"
    INTERIM = "interim"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"


LABELS: Mapping[Kind, str] = {
    Kind.IDENTITY: "personnummer",
    Kind.COORDINATION: "samordningsnummer",
    Kind.INTERIM: "tillfälligt personnummer",
    Kind.EMAIL: "e-postadress",
    Kind.PHONE: "telefonnummer",
    Kind.PLATE: "registreringsnummer",
}
BLOCKING = frozenset({Kind.IDENTITY, Kind.COORDINATION, Kind.INTERIM})


@dataclass(frozen=True)
class Match:
    """Personal data in a text: `text[start:end]`, and the same with all but its first two characters hidden."""

    kind: Kind
    start: int
    end: int
    masked: str

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def blocking(self) -> bool:
        return self.kind in BLOCKING


@dataclass(frozen=True)
class Hit:
    """Personal data in one cell of a table: the column's name and the row's number as the table gives them."""

    column: str
    row: int
    match: Match


_SPACE = "[ \u00a0\u2009\u202f]"
_DASH = "[-+\u2010\u2011\u2012\u2013\u2014\u2212]"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_INTERIM_LETTERS = "JKLMNRSTUWXjklmnrstuwx"

# A letter a–f beside the digits is allowed in "id850709-9805" but not in hexadecimal keys ("3fa850709980512").
_BEFORE = r"(?<![0-9])(?<![0-9A-Fa-f-][A-Fa-f])"
_AFTER = r"(?![0-9])(?![A-Fa-f][0-9A-Fa-f-])"
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<century>(?:18|19|20){_SPACE}?)?(?P<year>[0-9]{{2}})(?P<inner>[ ./-]?)(?P<month>{_MONTH})"
    rf"(?P=inner)(?P<day>{_DAY})(?P<outer>{_SPACE}{{0,2}}{_DASH}?{_SPACE}{{0,2}})"
    rf"(?P<serial>[0-9{_INTERIM_LETTERS}][0-9]{{3}}){_AFTER}"
)
# Ten digits in a row beside a decimal point are a decimal number, unless what stands on the other side is as long.
_WHOLE_PART_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,9}[.,]$")
_DECIMALS_AFTER = re.compile(r"[.,](?!0+(?![0-9])|[0-9]{10})[0-9]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w+])(?:"
    r"(?:\+|00)46[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?[0-9]){6,8}"
    r"|(?:08|0[1-9][0-9]{1,2}) ?[-–/ ] ?(?:[0-9]{5,8}|[0-9]{2,3}(?: [0-9]{2,3}){1,2})"
    r"|07[02369][0-9]{7}"
    r")(?![\w]|-[0-9])"
)
_PLATE = re.compile(
    r"(?<![A-Za-zÅÄÖåäö0-9-])[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[0-9A-HJ-NPR-UW-Z](?![A-Za-zÅÄÖåäö0-9]|-[0-9])"
)

# The same, loosened to what RE2 knows (no looking around): nothing `find` finds may be missed here.
_LOOSE_NUMBER = (
    rf"(?:^|[^0-9.,]|[^0-9][.,]|[0-9]{{10}}[.,])[0-9]{{2}}(?:{_SPACE}?[0-9]{{2}})?[ ./-]?{_MONTH}[ ./-]?{_DAY}"
    rf"{_SPACE}{{0,2}}{_DASH}?{_SPACE}{{0,2}}[0-9{_INTERIM_LETTERS}][0-9]{{3}}(?:$|[^0-9])"
    rf"|[0-9]{{6}}{_SPACE}{{0,2}}{_DASH}{_SPACE}{{0,2}}[0-9{_INTERIM_LETTERS}][0-9]{{3}}"
    rf"|[.,][0-9]{{2}}(?:{_SPACE}?[0-9]{{2}})?[ ./-]?{_MONTH}[ ./-]?{_DAY}({_DASH}|{_SPACE})"
)
_LOOSE_OTHER = (
    r"@|(?:\+|00)46[ (-]?[ (0-9-]|0[1-9][0-9]{0,2} ?[-–/ ] ?[0-9]{2,3} ?[0-9]{2}|07[02369][0-9]{7}"
    r"|[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[0-9A-HJ-NPR-UW-Z]"
)
_BLOCK = 256  # cells
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
# What a date column may hold that has twelve digits: `20240517 1430`, `202405171430`.
_DATE_AND_CLOCK = "^(?:19|20)[0-9]{6} ?(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?$"


def find(text: str) -> list[Match]:
    """All personal data in `text`, in order of place; numbers win over what overlaps them."""
    matches = list(_numbers(text))
    for kind, pattern in ((Kind.EMAIL, _EMAIL), (Kind.PHONE, _PHONE), (Kind.PLATE, _PLATE)):
        for found in pattern.finditer(text):
            if not any(m.start < found.end() and found.start() < m.end for m in matches):
                matches.append(_match(kind, text, found.start(), found.end()))
    return sorted(matches, key=lambda m: m.start)


def mask(text: str) -> str:
    """`text` with every piece of personal data in it hidden."""
    for match in reversed(find(text)):
        text = text[: match.start] + match.masked + text[match.end :]
    return text


def scan_columns(
    table: pa.Table,
    *,
    row: str = "row",
    date_columns: Collection[str] = (),
    blocking_only: Collection[str] = (),
) -> list[Hit]:
    """Personal data in every text column of an Arrow `table` that has its row numbers in the column `row`.

    A cell of `date_columns` that is wholly a date and clock time is one, not an identity number. In the columns of
    `blocking_only` (numbers, dates) only identity, coordination and interim numbers are looked for.
    """
    hits = []
    for column in (field.name for field in table.schema if field.name != row and _is_text(field.type)):
        is_date = column in date_columns
        only_numbers = is_date or column in blocking_only
        loose = _LOOSE_NUMBER if only_numbers else f"{_LOOSE_NUMBER}|{_LOOSE_OTHER}"
        doubtful = _doubtful(table.select([row, column]), column, loose, is_date=is_date)
        for number, text in zip(doubtful[row].to_pylist(), doubtful[column].to_pylist(), strict=True):
            hits += [Hit(column, number, m) for m in find(text) if m.blocking or column not in blocking_only]
    return sorted(hits, key=lambda hit: hit.row)


def _doubtful(table: pa.Table, column: str, loose: str, *, is_date: bool) -> pa.Table:
    """The rows whose cell matches the loose pattern and is not a plain date and clock time."""
    table = _in_blocks(table, column, loose)
    table = table.filter(pc.match_substring_regex(table[column], loose))
    if is_date and table.num_rows:
        table = table.filter(pc.invert(pc.match_substring_regex(table[column], _DATE_AND_CLOCK)))
    return table


def _in_blocks(table: pa.Table, column: str, loose: str) -> pa.Table:
    """The rows of those blocks whose cells, set one below the other, match the loose pattern.

    One long text is searched many times faster than many short ones. No cell is missed: to the loose patterns a line
    break is what the end of a text is, a character that is no digit.
    """
    starts = np.append(np.arange(0, table.num_rows, _BLOCK), table.num_rows)
    cells = pc.fill_null(table[column], "").cast(pa.large_string()).combine_chunks()
    blocks = pc.binary_join(pa.LargeListArray.from_arrays(starts, cells), pa.scalar("\n", pa.large_string()))
    found = pc.match_substring_regex(blocks, loose).to_numpy(zero_copy_only=False)
    return table.filter(pa.array(np.repeat(found, np.diff(starts)))) if found.any() else table.slice(0, 0)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _numbers(text: str) -> Iterator[Match]:
    place = 0
    while found := _NUMBER.search(text, place):
        kind = _kind_of_number(found)
        if kind is None:
            place = found.start() + 1
        else:
            place = found.end()
            yield _match(kind, text, found.start(), found.end())


def _kind_of_number(found: re.Match[str]) -> Kind | None:
    year, month, day, serial = found["year"], found["month"], int(found["day"]), found["serial"]
    outer = found["outer"]
    if found["inner"] and not outer:
        return None
    if not found["inner"] and not outer and _is_part_of_decimal(found):
        return None
    is_clock_after_date = bool(found["inner"]) and not re.search(_DASH, outer) and _CLOCK.fullmatch(serial)
    if is_clock_after_date or not _is_calendar_date(found["century"], year, int(month), day % 60 or 60):
        return None
    if not serial[0].isdigit():
        return Kind.INTERIM
    if not luhn.is_valid(f"{year}{month}{found['day']}{serial}"):
        return None
    return Kind.COORDINATION if day > 60 else Kind.IDENTITY


def _is_part_of_decimal(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 12) : found.start()]
    return bool(_WHOLE_PART_BEFORE.search(before) or _DECIMALS_AFTER.match(found.string, found.end()))


def _is_calendar_date(century: str | None, year: str, month: int, day: int) -> bool:
    # Without a century 29 February is given the benefit of the doubt: 2000 was a leap year.
    centuries = [int(century)] if century else [19, 20]
    for first in centuries:
        try:
            date(first * 100 + int(year), month, day)
        except ValueError:
            continue
        return True
    return False


def _match(kind: Kind, text: str, start: int, end: int) -> Match:
    found = text[start:end]
    return Match(kind, start, end, found[:2] + re.sub(r"\w", "*", found[2:]))
