"""Is there anything in a picture that must not leave the party? What a machine can tell, and what it cannot. No Django.

Personal data stop a hand-over (handbook p. 43, design rule 6). Small counts in figures are hidden by themselves
(small_cells.py) and told here. Everything else is a question to the person who reviews. See docs/secrecy.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from samverkan.access.personal_data import Kind, find
from samverkan.pictures.content import FINDING_PARTS, passages

# How words for what is counted begin: a small number before one of them may point somebody out.
_COUNTED = (
    "person|kvinn|män|man|flick|pojk|barn|ungdom|elev|fall|händelse|brott|anmäl|offer|målsägande|gärningsm|misstänkt|"
    "hushåll|familj|boende"
)
# "En" and "ett" are left out: they are articles far more often than numbers.
_SMALL_NUMBER = re.compile(
    rf"(?<![\d,.])\b(?:två|tre|fyra|[1-4])\s+(?:[^\W\d]+\s+)?(?:{_COUNTED})\w*", re.IGNORECASE
)
_ALONE = re.compile(r"(?<![\d,.:/–-])[1-4](?![\d,.:/–-]|\s*(?:%|procent|kap|§))")
_ADDRESS = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäöé]+(?:gatan|vägen|gränden|gränd|stigen|torget|backen|allén|gången|plan)\s+\d+\s?[A-Z]?\b"
)
CANNOT_TELL = (
    "Namn går inte att känna igen säkert. Läs själv igenom bilden och tänk på vem som kan känna igen sig, eller någon "
    "annan, i det som står."
)


@dataclass(frozen=True)
class Remark:
    """Something to mend (`blocking`) or to weigh. `about` is a sentence that never repeats what should be hidden."""

    where: str
    about: str
    blocking: bool = False

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def check(content: Mapping[str, Any]) -> tuple[Remark, ...]:
    """Everything worth a look in an own or a joint picture, what stops the hand-over first."""
    remarks = [*_personal_data(content), *_small_numbers(content), *_addresses(content), *_figures(content)]
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: not remark.blocking))


def blocks(remarks: tuple[Remark, ...]) -> bool:
    return any(remark.blocking for remark in remarks)


def _personal_data(content: Mapping[str, Any]) -> Iterator[Remark]:
    for passage in passages(content):
        for match in find(passage.text):
            named = f"{match.told[0].upper()}{match.told[1:]}"
            if match.kind is Kind.POSSIBLE:
                yield Remark(
                    passage.where,
                    f"{named}, men kontrollsiffran stämmer inte. Ta bort det om det pekar ut någon.",
                )
            else:
                yield Remark(passage.where, f"{named} behöver tas bort.", blocking=True)


def _small_numbers(content: Mapping[str, Any]) -> Iterator[Remark]:
    for passage in passages(content):
        if found := _SMALL_NUMBER.search(passage.text):
            yield Remark(
                passage.where,
                f"Texten nämner ett litet antal (”{found[0]}”). Kan någon kännas igen? Skriv då hellre ”färre än 5”.",
            )


def _addresses(content: Mapping[str, Any]) -> Iterator[Remark]:
    for passage in passages(content):
        if _ADDRESS.search(passage.text):
            yield Remark(
                passage.where,
                "Texten nämner en adress. Räcker det med kvarteret, så pekas ingen som bor där ut.",
            )


def _figures(content: Mapping[str, Any]) -> Iterator[Remark]:
    filters: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for place, finding in enumerate(content["findings"], 1):
        if not (figure := finding.get("figure")):
            continue
        where = f"iakttagelse {place}, diagrammet"
        for sentence in figure["hidden"]:
            yield Remark(where, sentence)
        if figure["hidden"] and any(_ALONE.search(str(finding[part])) for part in FINDING_PARTS):
            yield Remark(
                f"iakttagelse {place}",
                "Texten nämner ett tal mellan 1 och 4, och sådana döljs i diagrammet bredvid.",
            )
        if not figure["open_statistics"]:
            filters.setdefault(figure["dataset"], []).append((where, figure["filter"]))
    for shown in filters.values():
        for where, chosen in shown[1:]:
            if chosen != shown[0][1]:
                yield Remark(
                    where,
                    f"Diagrammet och det i {shown[0][0].split(',')[0]} bygger på samma datamängd med olika urval. "
                    "Går ett dolt tal att räkna fram genom att jämföra dem?",
                )
