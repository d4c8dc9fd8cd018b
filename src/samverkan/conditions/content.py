"""What the first step's texts say, as plain data: what is read, hashed, decided and shared. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from samverkan.access.personal_data import Passage
from samverkan.conditions.rules import ItemKind

# The parts of each text in the order they are asked for, with their Swedish names.
COOPERATION_PARTS = {
    "need": "Behovet",
    "aims": "Syfte och mål",
    "mandates": "Mandat och befogenheter",
    "organisation": "Organisation",
    "follow_up": "Uppföljning",
    "first_part": "Överenskommelsens första del",
}
ASSIGNMENT_PARTS = {
    "what": "Uppgifter",
    "mandate": "Mandat",
    "resources": "Resurser och stöd",
    "reporting": "Redovisning",
    "ready": "När det ska vara klart",
}
# What an item says beside `what`, by kind: the words of the form, the pages and the document.
ITEM_PARTS: Mapping[ItemKind, Mapping[str, str]] = {
    ItemKind.WORK: {"run_by": "Vem driver", "target": "För vem", "until": "Pågår till", "note": "Lärdomar"},
    ItemKind.RESOURCE: {"run_by": "Var den finns", "note": "Vad den kan ge"},
    ItemKind.GOVERNING: {"until": "Gäller till", "note": "Vad det betyder för samverkan"},
    ItemKind.BUDGET: {"run_by": "Vem beslutar", "note": "Att tänka på"},
    ItemKind.CONFLICT: {"note": "Hur ni kan hantera den"},
}


class CooperationContent(TypedDict):
    partnership: str
    cycle: str
    parties: list[str]
    need: str
    aims: str
    starts_on: str
    ends_on: str
    mandates: str
    organisation: str
    follow_up: str
    first_part: str


class ItemContent(TypedDict):
    number: int  # the same in every version of the inventory
    kind: str
    what: str
    run_by: str
    target: str
    until: str
    months: list[int]
    note: str


class InventoryContent(TypedDict):
    partnership: str
    cycle: str
    party: str
    items: list[ItemContent]


class AssignmentContent(TypedDict):
    partnership: str
    cycle: str
    party: str
    holder: str
    what: str
    mandate: str
    share: int | None  # of full time, in percent
    resources: str
    reporting: str
    ready: str


@dataclass(frozen=True)
class Part:
    """`needed`: without it nothing can be decided. The others are told as missing, and left to the reader."""

    name: str
    done: bool
    needed: bool


def cooperation_parts(content: CooperationContent) -> tuple[Part, ...]:
    """What the decision says and what it still lacks. Need, aims and time frame are what there is to decide."""
    written = {key: bool(str(content[key]).strip()) for key in COOPERATION_PARTS}  # type: ignore[literal-required]
    time = Part("Tidsram", bool(content["starts_on"] and content["ends_on"]), needed=True)
    need, aims, *others = (
        Part(name, written[key], needed=key in ("need", "aims")) for key, name in COOPERATION_PARTS.items()
    )
    return (need, aims, time, *others)


def assignment_parts(content: AssignmentContent) -> tuple[Part, ...]:
    """What the assignment says and what it still lacks."""
    written = {key: bool(str(content[key]).strip()) for key in ASSIGNMENT_PARTS}  # type: ignore[literal-required]
    what, mandate, *others = (
        Part(name, written[key], needed=key in ("what", "mandate", "reporting"))
        for key, name in ASSIGNMENT_PARTS.items()
    )
    return (what, mandate, Part("Tid", content["share"] is not None, needed=True), *others)


def is_ready(parts: Sequence[Part]) -> bool:
    return all(part.done for part in parts if part.needed)


def missing(parts: Sequence[Part]) -> list[str]:
    return [part.name.lower() for part in parts if not part.done]


def passages_of(content: Mapping[str, Any], parts: Mapping[str, str]) -> Iterator[Passage]:
    """The texts of a decision or an assignment."""
    for key, name in parts.items():
        yield Passage(name.lower(), str(content[key]))


def inventory_passages(content: InventoryContent) -> Iterator[Passage]:
    for item in content["items"]:
        where = f"{ItemKind(item['kind']).swedish.lower()}, ”{_short(item['what'])}”"
        texts = (item["what"], item["run_by"], item["target"], item["until"], item["note"])
        yield Passage(where, "\n".join(texts))


def _short(what: str) -> str:
    """The first words, so that it is found again, and nothing of a number that should not be repeated."""
    words = "".join(letter for letter in what if not letter.isdigit()).split()
    return " ".join(words[:4])


def changed_items(old: InventoryContent, new: InventoryContent) -> list[str]:
    """What differs between the shared inventory and the list as it stands, in words."""
    before = {item["number"]: item for item in old["items"]}
    after = {item["number"]: item for item in new["items"]}
    counts = {
        "ny": len(after.keys() - before.keys()),
        "ändrad": sum(1 for number in after.keys() & before.keys() if after[number] != before[number]),
        "borttagen": len(before.keys() - after.keys()),
    }
    many = {"ny": "nya", "ändrad": "ändrade", "borttagen": "borttagna"}
    return [f"{count} {word if count == 1 else many[word]}" for word, count in counts.items() if count]
