"""What kind of thing stands in a cell, judged from its text. For recognising layouts from a file's first rows only."""

import re
from enum import Enum

MISSING = ("", "..", "-", ".", "–", "—", "...", "…")
SPACES = " \u00a0\u2009\u202f\t\r\n"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_YEAR = re.compile(r"(?:år )?((?:19|20)\d\d)(?: ?\*| ?\(?prel(?:iminär[at]?)?\.?\)?)?", re.I)
_MONTH_NAME = re.compile(rf"(?:{'|'.join(MONTHS)})(?:r?uari|s|il|i|usti|t(?:ember)?|ober|ember)?\.?", re.I)
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)(?:M|-)(0[1-9]|1[0-2])")
_NUMBER = re.compile(
    r"[-+−]?(?:\d+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:[.,]\d+)*(?:e[-+]?\d+)?\s?(?:%|kr|kronor|:-)?",
    re.I,
)
_CLOCK = r"(?:,?\s*(?:kl\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?|[ T]\d{4})"
_DATE = re.compile(
    r"(?:"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T\d|[ T]|$)"
    rf"|(?:19|20)\d{{6}}(?:$|[ T]?\d{{4}}|{_CLOCK})"
    rf"|(?:\w+dag(?:en)?\s+)?(?:den\s+)?\d{{1,2}}[/.-]\d{{1,2}}[ /.-]+(?:19|20)?\d{{2}}{_CLOCK}?$"
    rf"|(?:\w+dag(?:en)?\s+)?(?:den\s+)?\d{{1,2}}[ /.-](?:{'|'.join(MONTHS)})[a-z]*\.?[ /.-]+(?:19|20)?\d{{2}}"
    r")",
    re.I,
)
_TIME = re.compile(
    r"(?:kl\.?\s*)?(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?|(?:kl\.?\s*)?(?:[01]?\d|2[0-3])[0-5]\d"
)
_EXCEL_CLOCK = re.compile(r"18\d\d-12-3[01]\s(\d\d:\d\d:\d\d)|1900-01-0\d\s")


class Cell(Enum):
    BLANK = "blank"
    MISSING = "missing"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    TEXT = "text"


def tidy(text: str) -> str:
    """`text` without spaces around it and with one plain space for every run of them."""
    return " ".join(text.split())


def classify(text: str) -> Cell:
    """The kind of one cell. A clock without colon (`1430`) is a number here; a column's heading may say otherwise."""
    text = tidy(text)
    if not text:
        return Cell.BLANK
    if text in MISSING:
        return Cell.MISSING
    if is_year(text):
        return Cell.YEAR
    if _EXCEL_CLOCK.match(text):
        return Cell.TIME
    if _DATE.match(text):
        return Cell.DATE
    if ":" in text and _TIME.fullmatch(text):
        return Cell.TIME
    if _NUMBER.fullmatch(text):
        return Cell.NUMBER
    return Cell.TIME if _TIME.fullmatch(text) else Cell.TEXT


def is_year(text: str) -> bool:
    return bool(_YEAR.fullmatch(text))


def is_period(text: str) -> bool:
    """A year, a month or a year with month, as table heads write them."""
    return bool(is_year(text) or _MONTH_NAME.fullmatch(text) or _YEAR_MONTH.fullmatch(text))


def looks_like_date(text: str) -> bool:
    """A date with or without clock, or an Excel serial number of a day between 1954 and 2119."""
    text = tidy(text)
    if classify(text) is Cell.DATE:
        return True
    serial = re.fullmatch(r"([2-7]\d{4})(?:[.,]\d+)?", text)
    return bool(serial or re.fullmatch(r"\d{6}", text) or re.match(r"\d{1,2}/\d{1,2}(?: |$)", text))


def looks_like_clock(text: str) -> bool:
    """A clock time: `14:30`, `kl 14.30`, `1430`, or a share of a day as Excel keeps it."""
    text = tidy(text).lower()
    return bool(
        _TIME.fullmatch(text) or _EXCEL_CLOCK.match(text) or re.fullmatch(r"0[.,]\d{3,}|0|[1-9]\d?", text)
    )


def looks_like_number(text: str) -> bool:
    return classify(text) in (Cell.NUMBER, Cell.YEAR)
