"""Find personal data in Swedish text.

Identity, coordination and interim numbers are what must never enter an imported dataset; possible identity numbers,
e-mail addresses, telephone numbers and vehicle plates are told as warnings. Sources: the Population Registration Act
(1991:481) § 18 (identity number: birth date, serial, Luhn check digit; `+` from the year the person turns 100),
Skatteverket SKV 707 (coordination number: day + 60), and the interim numbers of health care and schools (a letter first
in the serial).

A pattern points out what may be a number, and calendar date, check digit (Luhn, by python-stdnum) and surroundings
confirm it. A mistyped or made-up number is personal data too: a whole date, a hyphen and four digits is a possible
identity number whatever its check digit. It only warns, since case numbers are written so too. Tables are searched by
`personal_cells`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    IDENTITY = "identity"
    COORDINATION = "coordination"
    INTERIM = "interim"
    POSSIBLE = "possible"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"


LABELS: Mapping[Kind, str] = {
    Kind.IDENTITY: "personnummer",
    Kind.COORDINATION: "samordningsnummer",
    Kind.INTERIM: "tillfälligt personnummer",
    Kind.POSSIBLE: "möjligt personnummer",
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
    def told(self) -> str:
        """`en e-postadress (pe*@*******.**)`, `ett personnummer (85****-****)`."""
        article = "en" if self.kind is Kind.EMAIL else "ett"
        return f"{article} {self.label} ({self.masked})"

    @property
    def blocking(self) -> bool:
        return self.kind in BLOCKING


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
LOOSE_NUMBER = (
    rf"(?:^|[^0-9.,]|[^0-9][.,]|[0-9]{{10}}[.,])[0-9]{{2}}(?:{_SPACE}?[0-9]{{2}})?[ ./-]?{_MONTH}[ ./-]?{_DAY}"
    rf"{_SPACE}{{0,2}}{_DASH}?{_SPACE}{{0,2}}[0-9{_INTERIM_LETTERS}][0-9]{{3}}(?:$|[^0-9])"
    rf"|[0-9]{{6}}{_SPACE}{{0,2}}{_DASH}{_SPACE}{{0,2}}[0-9{_INTERIM_LETTERS}][0-9]{{3}}"
    rf"|[.,][0-9]{{2}}(?:{_SPACE}?[0-9]{{2}})?[ ./-]?{_MONTH}[ ./-]?{_DAY}({_DASH}|{_SPACE})"
)
LOOSE_OTHER = (
    r"@|(?:\+|00)46[ (-]?[ (0-9-]|0[1-9][0-9]{0,2} ?[-–/ ] ?[0-9]{2,3} ?[0-9]{2}|07[02369][0-9]{7}"
    r"|[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[0-9A-HJ-NPR-UW-Z]"
)
_HYPHENS = frozenset("-+\u2010\u2011\u2212\u2013")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
# What a date column may hold that has twelve digits: `20240517 1430`, `202405171430`.
DATE_AND_CLOCK = "^(?:19|20)[0-9]{6} ?(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?$"


def find(text: str) -> list[Match]:
    """All personal data in `text`, in order of place; numbers win over what overlaps them."""
    matches = list(_numbers(text))
    for kind, pattern in ((Kind.EMAIL, _EMAIL), (Kind.PHONE, _PHONE), (Kind.PLATE, _PLATE)):
        for found in pattern.finditer(text):
            if not any(m.start < found.end() and found.start() < m.end for m in matches):
                matches.append(_match(kind, text, found.start(), found.end()))
    return sorted(matches, key=lambda m: m.start)


def blocking(text: str) -> list[Match]:
    """What must never be read by another party; the rest is only warned about."""
    return [match for match in find(text) if match.blocking]


def mask(text: str) -> str:
    """`text` with every piece of personal data in it hidden."""
    for match in reversed(find(text)):
        text = text[: match.start] + match.masked + text[match.end :]
    return text


@dataclass(frozen=True)
class Passage:
    """A piece of text, and where it stands, in words."""

    where: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Something to take away (`blocking`) or to weigh. `about` never repeats what should be hidden."""

    where: str
    about: str
    blocking: bool


def remarks(passages: Iterable[Passage]) -> tuple[Remark, ...]:
    """The personal data in texts on their way to others: identity numbers stop them, the rest is weighed."""
    found = dict.fromkeys(_remarks(passages))
    return tuple(sorted(found, key=lambda remark: not remark.blocking))


def blocked(found: Sequence[Remark]) -> bool:
    return any(remark.blocking for remark in found)


def _remarks(passages: Iterable[Passage]) -> Iterator[Remark]:
    for passage in passages:
        for match in find(passage.text):
            told = f"{match.told[0].upper()}{match.told[1:]}"
            if match.blocking:
                yield Remark(passage.where, f"{told} behöver tas bort.", blocking=True)
            else:
                yield Remark(passage.where, f"{told}. Behöver det vara med?", blocking=False)


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
    # Only where there is something to check: it takes longer to load than a table to read.
    from stdnum import luhn

    if not luhn.is_valid(f"{year}{month}{found['day']}{serial}"):
        return Kind.POSSIBLE if _is_written_as_identity_number(found) else None
    return Kind.COORDINATION if day > 60 else Kind.IDENTITY


def _is_written_as_identity_number(found: re.Match[str]) -> bool:
    """`YYYYMMDD-NNNN` alone: no part of a longer number with hyphens, no date with a clock (`20240517-1430`)."""
    if not found["century"] or found["inner"] or found["outer"] not in _HYPHENS:
        return False
    start, end = found.span()
    is_part = re.fullmatch(r"\w-", found.string[max(0, start - 2) : start]) or re.match(
        r"-\w", found.string[end : end + 2]
    )
    is_clock = found["century"].startswith("20") and _CLOCK.fullmatch(found["serial"])
    return not is_part and not is_clock


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
