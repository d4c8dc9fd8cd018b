"""Why a cell could not be read and how to mend it, in plain Swedish."""

import re
from datetime import date

from samverkan.datasets.readers.cells import tidy

_DAY_MONTH = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_CLOCK_AFTER_DATE = re.compile(r"^(.{6,}?)[ T](?:kl\.?\s*)?(\d{1,2})[:.](\d{2})")
_YEAR = re.compile(r"(?<!\d)(1[0-8]\d\d|19[0-4]\d|2[1-9]\d\d)(?!\d)")

NO_TYPE = "Brottstyp saknas. Skriv vilken sorts händelse det är, eller dess brottskod."
NO_DATE = "Datum saknas. Skriv till exempel 2024-02-28 14:30."
OUTSIDE = "Koordinaterna ligger utanför Sverige i SWEREF 99 TM. Rätta dem, eller lämna dem tomma om platsen är okänd."


def bad_date(written: str) -> str:
    """Why `written` is no date: no such day, no year, no such clock time, an unreasonable year, or no date at all."""
    text = tidy(written)
    if found := _DAY_MONTH.fullmatch(text):
        if _exists(2024, int(found[2]), int(found[1])):
            return f'Datumet "{text}" saknar år. Skriv till exempel 2024-05-17.'
        return f'Datumet "{text}" finns inte. Skriv till exempel 2024-02-28.'
    found = _CLOCK_AFTER_DATE.match(text)
    if found and (int(found[2]) > 24 or int(found[3]) > 59 or (int(found[2]) == 24 and int(found[3]))):
        return f'Klockslaget i "{text}" finns inte. Skriv till exempel 2024-02-28 14:30.'
    if _YEAR.search(text):
        return f'Datumet "{text}" ligger utanför åren 1950–2099. Skriv till exempel 2024-02-28.'
    if sum(1 for character in text if character.isdigit()) >= 3:
        return f'Datumet "{text}" finns inte. Skriv till exempel 2024-02-28.'
    return f'"{text}" är inget datum. Skriv till exempel 2024-02-28 14:30.'


def bad_clock(written: str) -> str:
    return f'Klockslaget "{tidy(written)}" finns inte. Skriv till exempel 14:30, eller lämna cellen tom.'


def bad_coordinate(written: str) -> str:
    return f'"{tidy(written)}" är ingen koordinat. Skriv till exempel 6580822, eller lämna cellen tom.'


def bad_number(written: str) -> str:
    return (
        f'"{tidy(written)}" är inget tal. Skriv till exempel 1234,5, eller två punkter om uppgiften saknas.'
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
