"""Who is exposed and where: shares by sex, age, indoors or outdoors and kind of place. docs/algorithms/profile.md"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from samverkan.analysis import numbers

By = Literal["sex", "age_group", "indoors", "place_type"]

LEVEL = 0.95
MUCH_MISSING = 0.2

REMINDERS: dict[By, str] = {
    "sex": (
        "Uppgifterna säger inget om kön. Fråga efter dem uppdelade på kvinnor och män, flickor och pojkar: "
        "brott drabbar dem ofta olika."
    ),
    "age_group": (
        "Uppgifterna säger inget om ålder. Fråga efter dem uppdelade på åldersgrupper: barn, unga och äldre "
        "utsätts ofta för olika brott."
    ),
    "indoors": "Uppgifterna säger inte om brotten skedde inomhus eller utomhus.",
    "place_type": "Uppgifterna säger inte vilken sorts plats brotten skedde på.",
}


@dataclass(frozen=True)
class Part:
    """`share` (0–1) of the crimes where the fact is known, with its Wilson interval."""

    label: str
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Breakdown:
    """`parts` is empty and `told` holds a reminder when no crime has the fact. `missing_share` is 0–1."""

    by: By
    parts: tuple[Part, ...]
    known: int
    missing: int
    missing_share: float
    method: str
    told: tuple[str, ...]


def breakdown(by: By, counts: Mapping[str | bool | None, int]) -> Breakdown:
    """Crimes per value; None (or an empty text) where the fact is missing, True and False for `indoors`.

    Sex and age come in their own order, the other facts with the most common first.
    Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count can not be negative")
    named: dict[str, int] = {}
    for value, count in counts.items():
        label = _label(value)
        named[label] = named.get(label, 0) + count
    missing = named.pop("", 0)
    known = sum(named.values())
    parts = tuple(
        Part(label, count, count / known, *wilson(count, known))
        for label, count in sorted(named.items(), key=lambda item: _order(by, *item))
        if known
    )
    share = missing / (known + missing) if known + missing else 0.0
    return Breakdown(
        by=by,
        parts=parts,
        known=known,
        missing=missing,
        missing_share=share,
        method="Andelar av de brott där uppgiften finns, med Wilsons intervall på 95 procent.",
        told=_told(by, known, missing, share),
    )


def wilson(count: float, total: float, level: float = LEVEL) -> tuple[float, float]:
    """Interval of a share. Wilson, Journal of the American Statistical Association 22 (1927) p. 209.

    Raises ValueError unless 0 ≤ `count` ≤ `total` and `total` is above 0.
    """
    if not 0 <= count <= total or not total:
        raise ValueError("a share takes a count between 0 and a total above 0")
    from scipy.special import ndtri

    z2 = float(ndtri((1 + level) / 2)) ** 2
    middle = (count + z2 / 2) / (total + z2)
    margin = (z2 * (count * (total - count) / total + z2 / 4)) ** 0.5 / (total + z2)
    return max(0.0, middle - margin), min(1.0, middle + margin)


def _label(value: str | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "inomhus" if value else "utomhus"
    return value.strip()


def _order(by: By, label: str, count: int) -> tuple[float, str]:
    if by == "sex":
        return 0, label
    if by == "age_group":
        first_age = re.search(r"\d+", label)
        return (float(first_age.group()) if first_age else float("inf")), label
    return -count, label


def _told(by: By, known: int, missing: int, share: float) -> tuple[str, ...]:
    if not known:
        return (REMINDERS[by],)
    if not missing:
        return ()
    careful = " Läs andelarna försiktigt: de som saknas kan se annorlunda ut." if share > MUCH_MISSING else ""
    return (
        f"{numbers.number(missing)} av {numbers.number(known + missing)} brott saknar uppgiften "
        f"({numbers.percent(100 * share)}). Andelarna gäller de övriga.{careful}",
    )
