"""Kinds and choices of the first step, and what a machine can tell about its texts. No Django here."""

from collections.abc import Iterable
from enum import StrEnum

from samverkan.partnerships.rules import OrganisationKind, Role


class ItemKind(StrEnum):
    """What an inventory is made of (handbook p. 22–24), in the order it is read."""

    WORK = "work"
    RESOURCE = "resource"
    GOVERNING = "governing"
    BUDGET = "budget"
    CONFLICT = "conflict"

    @property
    def swedish(self) -> str:
        return {
            "work": "Förebyggande arbete som pågår",
            "resource": "Resurser och kompetens",
            "governing": "Styrdokument",
            "budget": "Budget och beslut under året",
            "conflict": "Målkonflikter",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class LinkKind(StrEnum):
    """What two items of different parties have to do with each other."""

    SAME_WORK = "same_work"
    CONFLICT = "conflict"

    @property
    def swedish(self) -> str:
        return {"same_work": "Samma arbete", "conflict": "Drar åt olika håll"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class FunctionRole(StrEnum):
    """Why a function is needed (handbook p. 24–25); the first five are the support team."""

    ANALYST = "analyst"
    CONTROLLER = "controller"
    COMMUNICATOR = "communicator"
    INTELLIGENCE = "intelligence"
    STATISTICS = "statistics"
    HEAD = "head"
    GROUP_CHIEF = "group_chief"
    OTHER = "other"

    @property
    def swedish(self) -> str:
        return {
            "analyst": "Analytiker",
            "controller": "Controller",
            "communicator": "Kommunikatör",
            "intelligence": "Underrättelsesamordnare",
            "statistics": "Ansvarig för statistik",
            "head": "Förvaltningschef",
            "group_chief": "Gruppchef",
            "other": "Annan nyckelfunktion",
        }[self.value]

    @property
    def in_support_team(self) -> bool:
        return self not in (FunctionRole.HEAD, FunctionRole.GROUP_CHIEF, FunctionRole.OTHER)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(role.value, role.swedish) for role in cls]


class ManagerAnswer(StrEnum):
    """Whether the manager of a key function has decided that it takes part."""

    NOT_ASKED = "not_asked"
    YES = "yes"
    NO = "no"

    @property
    def swedish(self) -> str:
        return {
            "not_asked": "Chefen är inte tillfrågad",
            "yes": "Chefen har sagt ja",
            "no": "Chefen har sagt nej",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(answer.value, answer.swedish) for answer in cls]


class PartnerState(StrEnum):
    IDEA = "idea"
    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"

    @property
    def swedish(self) -> str:
        return {"idea": "Idé", "asked": "Tillfrågad", "joined": "Är med", "declined": "Har tackat nej"}[
            self.value
        ]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.swedish) for state in cls]


# Who decides for the organisation (handbook p. 21); elsewhere whoever leads it.
DECIDERS = {OrganisationKind.MUNICIPALITY: Role.CHAIR, OrganisationKind.POLICE: Role.POLICE_CHIEF}
REGISTRY_NUMBERS = 60


def decides(kind: str, role: Role) -> bool:
    """Whether `role` is the one that decides to cooperate, among those who lead an organisation of `kind`."""
    decider = DECIDERS.get(OrganisationKind(kind))
    return decider is None or role is decider


def joined_numbers(numbers: Iterable[str]) -> str:
    """Each party's registry number, as many whole ones as the document store has room for."""
    joined = ""
    for number in filter(None, numbers):
        longer = f"{joined}; {number}" if joined else number
        if len(longer) > REGISTRY_NUMBERS:
            break
        joined = longer
    return joined
