"""Kinds and choices of problems, causes and hypotheses. No Django here."""

from collections.abc import Iterable
from enum import StrEnum


class MatrixCriterion(StrEnum):
    """What the problems are set against each other by (handbook p. 48), in the handbook's order."""

    COMMON = "common"
    RISES_MOST = "rises_most"
    DEVIATES = "deviates"
    EXPOSED_PLACE = "exposed_place"
    CAN_BE_INFLUENCED = "can_be_influenced"
    COSTS_MUCH = "costs_much"
    AFFECTS_MANY = "affects_many"

    @property
    def swedish(self) -> str:
        return {
            "common": "Vanligt",
            "rises_most": "Ökar mest",
            "deviates": "Avviker från andra områden",
            "exposed_place": "Utsatt plats",
            "can_be_influenced": "Går att påverka",
            "costs_much": "Kostar mycket",
            "affects_many": "Berör många",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


WRITTEN_TO = "Skrevs till svaret "
YES_OR_NO = {True: "ja", False: "nej"}


def turned(why: str, before: bool | None, now: bool | None) -> str:
    """The explanation of a mark whose answer turns: it says which answer it was written to, until that stands again.

    What somebody wrote to a yes is neither lost nor read as the reason for a no.
    """
    if why.strip() and before is not None and not why.startswith(WRITTEN_TO):
        why = f"{WRITTEN_TO}{YES_OR_NO[before]}: {why}"
    return why if now is None else why.removeprefix(f"{WRITTEN_TO}{YES_OR_NO[now]}: ")


class Standing(StrEnum):
    """What the prioritisation came to: a problem becomes a focus area, or is set aside."""

    OPEN = "open"
    FOCUS = "focus"
    SET_ASIDE = "set_aside"

    @property
    def swedish(self) -> str:
        return {"open": "Inte avgjort", "focus": "Fokusområde", "set_aside": "Får vänta"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class Perspective(StrEnum):
    """Where a cause is looked for (handbook p. 50–51)."""

    SITUATION = "situation"
    VICTIM = "victim"
    OFFENDER = "offender"

    @property
    def swedish(self) -> str:
        return {
            "situation": "Situationen",
            "victim": "Den eller det som drabbas",
            "offender": "Den som begår brottet",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class RiskLevel(StrEnum):
    """Where a risk factor lies (handbook p. 51)."""

    INDIVIDUAL = "individual"
    FAMILY = "family"
    SCHOOL = "school"
    NEIGHBOURHOOD = "neighbourhood"

    @property
    def swedish(self) -> str:
        return {
            "individual": "Individen",
            "family": "Familjen",
            "school": "Skolan",
            "neighbourhood": "Närsamhället",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class Outcome(StrEnum):
    """What the test of a hypothesis showed."""

    UNTESTED = "untested"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    UNCLEAR = "unclear"

    @property
    def swedish(self) -> str:
        return {
            "untested": "Inte prövad än",
            "supported": "Får stöd",
            "not_supported": "Får inte stöd",
            "unclear": "Oklart",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


def is_unsupported(outcomes: Iterable[str]) -> bool:
    """Whether a cause has been tried and every answer speaks against it: it is kept, and marked so."""
    return set(outcomes) == {Outcome.NOT_SUPPORTED}


def cause_mark(outcomes: Iterable[str]) -> str:
    """What the hypotheses about one cause have come to, in words; empty where nobody has posed any."""
    every = {Outcome(outcome) for outcome in outcomes}
    tested = every - {Outcome.UNTESTED}
    if not every:
        return ""
    if not tested:
        return "Ska prövas"
    if len(tested) == 1:
        word = tested.pop().swedish
    else:
        word = "Får delvis stöd" if Outcome.SUPPORTED in tested else Outcome.UNCLEAR.swedish
    return f"{word} hittills" if Outcome.UNTESTED in every else word


class EvidenceKind(StrEnum):
    """What the answer to a hypothesis rests on."""

    FINDING = "finding"
    DIALOGUE = "dialogue"
    FILE = "file"
    OTHER = "other"

    @property
    def swedish(self) -> str:
        return {
            "finding": "Siffror eller en iakttagelse i den gemensamma lägesbilden",
            "dialogue": "En dialog med medborgare eller medarbetare",
            "file": "En fil",
            "other": "Något annat",
        }[self.value]

    @property
    def short(self) -> str:
        return {"finding": "Lägesbilden", "dialogue": "Dialog", "file": "Fil", "other": "Annat"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class CauseEvent(StrEnum):
    """What was done to a note in the cause tree."""

    ADDED = "added"
    WORDED = "worded"
    MOVED = "moved"
    REMOVED = "removed"
    PUT_BACK = "put_back"

    @property
    def swedish(self) -> str:
        return {
            "added": "skrev lappen",
            "worded": "ändrade texten",
            "moved": "flyttade lappen",
            "removed": "tog bort lappen",
            "put_back": "la tillbaka lappen",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]
