"""Which sort of place a row of a table is about: the country, a county, a region or a municipality. No Django here."""

import re
from typing import Literal

Level = Literal["country", "region", "county", "place"]
COUNTRY = frozenset({"hela landet", "riket", "sverige", "hela riket"})


def level(name: str, code: str | None = None) -> Level:
    """From the name, and the code where there is one: `00` the country, two digits a county, four a municipality."""
    plain = name.strip().casefold()
    if plain in COUNTRY or code == "00":
        return "country"
    if plain.startswith(("polisregion", "region ")):
        return "region"
    if plain.endswith(" län") or (code is not None and len(code) == 2):
        return "county"
    return "place"


_SIZES: tuple[Level, ...] = ("place", "county", "region", "country")
_ALL_PLACES = re.compile(r"(?:totalt|samtliga|alla|hela|summa)\b")


def is_whole_beside(name: str, level_of_it: Level, own: Level) -> bool:
    """Whether a place is fit to be measured against without anybody having chosen it: larger than the own in kind.

    One of the party's own areas is not: which of them came first in the table says nothing of what is ordinary.
    """
    together = own == "place" and _ALL_PLACES.match(name.strip().casefold()) is not None
    return together or _SIZES.index(level_of_it) > _SIZES.index(own)


def is_total(crime_type: str) -> bool:
    """A row that sums the others, and must not be compared with them as one of them."""
    plain = crime_type.strip().casefold()
    return plain.startswith(("totalt", "samtliga", "alla brott", "summa"))


def same_place(one: str, other: str) -> bool:
    """`Gävle kommun`, `Gävle` and `gävle` are the same municipality, `Sundsvalls kommun` and `Sundsvall` too."""
    return bool(_spellings(one) & _spellings(other))


def _spellings(name: str) -> set[str]:
    plain = name.strip().casefold()
    bare = next((plain.removesuffix(end) for end in (" kommun", " stad") if plain.endswith(end)), plain)
    return {plain, bare} | ({bare.removesuffix("s")} if bare != plain else set())
