"""What the words in the heads and first columns of a figure table mean: years, months, measures, sexes, ages, areas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from samverkan.datasets.readers import words
from samverkan.datasets.readers.cells import MONTHS, tidy
from samverkan.datasets.readers.mapping import normalised
from samverkan.datasets.readers.recognise import synonyms

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PRELIMINARY = re.compile(r"\(?\bprel(?:iminär\w*)?\b\.?\)?", re.I)
_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-\d\d-\d\d(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[M-]\s*(0[1-9]|1[0-2])(?![\d-])")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})(?:r?uari|s|il|i|usti|t(?:ember)?|ober|ember)?\b\.?", re.I)
_AGE = re.compile(
    r"\b\d{1,3}\s*(?:[-‐‑‒–—]\s*\d{1,3}\s*(?:år)?|\+\s*(?:år)?|år(?:\s+(?:och|eller)\s+äldre)?)(?!\w)", re.I
)
_SEX = re.compile(r"\b(kvinnor|kvinna|män|man|flickor|pojkar)\b", re.I)
_BOTH = re.compile(r"\b(män och kvinnor|kvinnor och män|båda könen|totalt|samtliga|alla|total)\b", re.I)
_AREA = re.compile(
    r"^\d{2,4}[A-Z]?\d* \w|\b(?:kommun|kommuns|län|riket|hela landet|polisregion\w*|region \w+|lokalpolisområde\w*|lpo|"
    r"stadsdel\w*|polisområde\w*|stad|distrikt)\b",
    re.I,
)
_CODE_FIRST = re.compile(r"(\d{2}|\d{4}|\d{4}[ABC]\d{4}|\d{4}R\d{3}) +(\D.*)")
_FILLER = frozenset(
    [
        "år",
        "årtal",
        "i",
        "och",
        "den",
        "per",
        "av",
        "för",
        "efter",
        "totalt",
        "samtliga",
        "alla",
        "total",
        "31",
        "dec",
        "december",
        "period",
        "tid",
        "kön",
        "ålder",
        "inv",
        "invånare",
        "procent",
        "antal",
        "personer",
        "tabellinnehåll",
        "1",
        "000",
        "100",
        "st",
        "anmälda",
        "brott",
        "region",
    ]
)
_ALL_AGES = ("alla åldrar", "samtliga åldrar", "totalt ålder")
FACTORS = {"tkr": 1e3, "ksek": 1e3, "tusen kronor": 1e3, "mnkr": 1e6, "mkr": 1e6, "miljoner kronor": 1e6}


@dataclass(frozen=True)
class Head:
    """What the head of a column says about its figures; None = nothing."""

    year: int | None = None
    month: int | None = None
    preliminary: bool = False
    measure: str | None = None
    sex: str | None = None
    age_group: str | None = None
    area: str | None = None
    type: str | None = None
    factor: float = 1.0
    everyone: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.year or self.month or self.measure or self.sex or self.age_group or self.everyone)


def head(path: Sequence[str]) -> Head:
    """The header texts of one column, from the top down, taken together."""
    whole = Head()
    for part in path:
        whole = _with_part(whole, part)
    return whole


def _with_part(so_far: Head, text: str) -> Head:
    rest = tidy(text)
    out = replace(so_far, factor=so_far.factor * factor_of(rest), measure=measure_of(rest) or so_far.measure)
    if found := _FULL_DATE.search(rest):
        out, rest = replace(out, year=int(found[1])), _without(rest, found)
    elif found := _YEAR_MONTH.search(rest):
        out, rest = replace(out, year=int(found[1]), month=int(found[2])), _without(rest, found)
    elif found := _YEAR.search(rest):
        out, rest = replace(out, year=int(found[1])), _without(rest, found)
    if found := _PRELIMINARY.search(rest):
        out, rest = replace(out, preliminary=True), _without(rest, found)
    if (found := _AGE.search(rest)) and not _AREA.search(rest):
        out, rest = replace(out, age_group=words.age_group(found[0])), _without(rest, found)
    if found := _BOTH.search(rest):
        out, rest = replace(out, everyone=True), _without(rest, found)
    elif (found := _SEX.search(rest)) and "mot" not in rest.lower().split():
        out, rest = replace(out, sex=words.sex(found[0])), _without(rest, found)
    if (found := _MONTH.fullmatch(rest.strip(" .,"))) or (out.year and (found := _MONTH.search(rest))):
        out, rest = replace(out, month=month_number(found[1])), _without(rest, found)
    if is_area(rest):
        return replace(out, area=rest.strip())
    left = " ".join(
        word for word in _without_measure(rest).split() if word not in _FILLER and not word.isdigit()
    )
    if left and len(left) > 1:
        name = " ".join(part for part in (so_far.type, text if out == so_far else rest) if part)
        out = replace(out, type=name.strip(" ,.:()"))
    return out


def _without(text: str, found: re.Match[str]) -> str:
    return tidy(text[: found.start()] + " " + text[found.end() :])


def _without_measure(text: str) -> str:
    plain = normalised(text)
    for phrases in synonyms()["measures"].values():
        for phrase in sorted(phrases, key=len, reverse=True):
            plain = _phrase(phrase).sub(" ", plain)
    return plain


def measure_of(text: str) -> str | None:
    """The measure a text names, by the longest phrase of `headings.toml` in it; `%` is a share."""
    plain = normalised(text)
    best, chosen = 0, "share" if "%" in text else None
    for measure, phrases in synonyms()["measures"].items():
        for phrase in phrases:
            if len(phrase) > best and _phrase(phrase).search(plain):
                best, chosen = len(phrase), measure
    return chosen


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words; a long one also in its definite form (`folkmängden`)."""
    ending = "(?:en|ens|s)?" if len(phrase) > 5 else ""
    return re.compile(rf"(?<!\w){re.escape(phrase)}{ending}(?!\w)")


def factor_of(text: str) -> float:
    """1 000 for tkr, 1 000 000 for mnkr, else 1."""
    plain = normalised(text)
    return next((f for word, f in FACTORS.items() if re.search(rf"(?<!\w){word}(?!\w)", plain)), 1.0)


def is_area(text: str) -> bool:
    return bool(_AREA.search(tidy(text)))


def is_age(text: str) -> bool:
    """`0–4 år`, `100+ år`, `16 år`, `totalt ålder`; a bare number says too little."""
    plain = tidy(text)
    return bool(_AGE.fullmatch(plain)) or normalised(plain) in _ALL_AGES


@cache
def month_number(text: str) -> int | None:
    """`maj`, `Sept.`, `5`, `05` or `2024M05` → 5."""
    plain = tidy(text).lower()
    if found := _YEAR_MONTH.search(plain.upper()):
        return int(found[2])
    if plain[:3] in MONTHS:
        return MONTHS.index(plain[:3]) + 1
    return int(plain) if plain.isdecimal() and 1 <= int(plain) <= 12 else None


def year_of(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def is_preliminary(text: str) -> bool:
    return bool(_PRELIMINARY.search(text)) or tidy(text).endswith("*")


def area_in_title(title: str) -> str | None:
    """The part of a title between commas that names an area: `Anmälda brott, Gävle kommun` → `Gävle kommun`."""
    parts = [tidy(part) for part in re.split(r"[,.;:–(]| i (?=[A-ZÅÄÖ])", title)]
    return next((part for part in parts if is_area(part) and len(part.split()) <= 4), None)


def area_name(text: str) -> str | None:
    """`0180 Stockholm` → `Stockholm`."""
    plain = words.text(text)
    found = _CODE_FIRST.fullmatch(tidy(plain)) if plain else None
    return found[2] if found else plain and tidy(plain)


def area_code(text: str) -> str | None:
    """`0180 Stockholm` → `0180`; None when the text begins with no code."""
    found = _CODE_FIRST.fullmatch(tidy(text))
    return found[1] if found else None


def bare_code(text: str) -> str | None:
    """A code in a column of its own; a municipality whose zero Excel took gets it back (`180` → `0180`)."""
    plain = words.text(text)
    return "0" + plain if plain and plain.isdecimal() and len(plain) == 3 else plain


def age_of(text: str) -> str | None:
    """An age or age group as written; None for all ages together."""
    plain = words.text(text)
    if not plain or _BOTH.search(plain) or normalised(plain) in _ALL_AGES:
        return None
    return words.age_group(plain)
