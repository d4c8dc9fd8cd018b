"""What single cells of text mean: sex, indoors, ages, clock times, missing marks. One distinct text at a time."""

import re
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers.cells import MISSING, SPACES

_WOMAN = (
    "k",
    "kv",
    "kvinna",
    "kvinnor",
    "kvinnlig",
    "kvinnligt",
    "flicka",
    "flickor",
    "f",
    "female",
    "woman",
    "women",
)
_MAN = ("m", "man", "män", "manlig", "manligt", "pojke", "pojkar", "male", "men")
BOTH_SEXES = (
    "totalt",
    "samtliga",
    "alla",
    "båda",
    "båda könen",
    "män och kvinnor",
    "kvinnor och män",
    "total",
)
_SEX = {**dict.fromkeys(_WOMAN, "kvinna"), **dict.fromkeys(_MAN, "man")}

_INSIDE = ("inomhus", "inne", "inom", "i", "indoors", "indoor")
_OUTSIDE = ("utomhus", "ute", "utom", "u", "outdoors", "outdoor")
_YES = ("ja", "j", "sant", "true", "1", "x", "yes")
_NO = ("nej", "n", "falskt", "falsk", "false", "0", "no")

UNKNOWN = (
    "okänd",
    "okänt",
    "vet ej",
    "uppgift saknas",
    "ej angivet",
    "ej angiven",
    "saknas",
    "null",
    "n/a",
    "na",
)
_DASH_BETWEEN = re.compile(r"(?<=[0-9])\s*[-‐‑‒–—]\s*(?=[0-9])")

_CLOCK_PREFIX = re.compile(r"^kl(?:ockan)?\.?\s*|^1[89]\d\d-\d\d-\d\d\s|\s?h$")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?")
_BARE_CLOCK = re.compile(r"(\d{1,2}?)(\d{2})")
_DAY_SHARE = re.compile(r"0?[.,]\d{3,}|0[.,]\d")


def text(cell: str) -> str | None:
    """The cell with tidy spaces; None for an empty cell or a mark of a missing value."""
    tidy = cell.strip(SPACES)
    return None if tidy in MISSING else tidy


def sex(cell: str) -> str | None:
    return _SEX.get(cell.strip(SPACES).lower())


def indoors(cell: str, *, heading_says_outdoors: bool = False) -> bool | None:
    """Whether inside. Under a heading that only says outdoors, yes means outside."""
    word = cell.strip(SPACES).lower()
    if word in _INSIDE or word in _OUTSIDE:
        return word in _INSIDE
    if word in _YES or word in _NO:
        return (word in _YES) != heading_says_outdoors
    return None


def age_group(cell: str) -> str | None:
    """As written, with an en dash between the ages: `18 - 24 år` → `18–24 år`."""
    written = text(cell)
    return _DASH_BETWEEN.sub("–", written) if written else None


def clock(cell: str) -> int | None:
    """Seconds since midnight (0–86 400): `14:30`, `kl 14.30`, `1430`, `9`, or Excel's share of a day."""
    bare = _CLOCK_PREFIX.sub("", cell.strip(SPACES).lower())
    if _DAY_SHARE.fullmatch(bare):
        return round(float(bare.replace(",", ".")) * 86_400)
    found = _CLOCK.fullmatch(bare) or _BARE_CLOCK.fullmatch(bare)
    hours, minutes, seconds = (
        (found[1], found[2], found[3] if found.re is _CLOCK else 0) if found else (bare, 0, 0)
    )
    if not str(hours).isdecimal() or len(str(hours)) > 2 or int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return total if total <= 86_400 else None


def per_distinct(cells: pa.ChunkedArray, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """`read` of every cell, worked out once per distinct text. Text (`kind` string) comes as a dictionary array."""
    encoded = cells.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    values = [read(cell) for cell in encoded.dictionary.to_pylist()]
    if not pa.types.is_string(kind):
        return pc.take(pa.array(values, kind), encoded.indices)
    distinct = {value: place for place, value in enumerate(dict.fromkeys(v for v in values if v is not None))}
    places = pa.array([distinct.get(value) for value in values], pa.int32())
    return pa.DictionaryArray.from_arrays(pc.take(places, encoded.indices), pa.array(list(distinct), kind))
