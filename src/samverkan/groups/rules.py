"""Kinds of groups, what a member is in one, and how far a meeting has come. No Django here."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from samverkan.partnerships.rules import Role

T = TypeVar("T")


class GroupKind(StrEnum):
    """The handbook's three (pages 27–28): who leads, who prepares, who carries out."""

    STEERING = "steering"
    PREPARATORY = "preparatory"
    WORKING = "working"

    @property
    def swedish(self) -> str:
        return {
            "steering": "Styrgrupp",
            "preparatory": "Beredningsgrupp",
            "working": "Arbetsgrupp",
        }[self.value]

    @property
    def definite(self) -> str:
        return {
            "steering": "styrgruppen",
            "preparatory": "beredningsgruppen",
            "working": "arbetsgruppen",
        }[self.value]

    @property
    def one_only(self) -> bool:
        """A partnership has one group that leads and one that prepares; those who carry out may be many."""
        return self is not GroupKind.WORKING

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


# Whom the handbook suggests for each kind (pages 27–28), by the role they have in the partnership.
PROPOSED: dict[GroupKind, frozenset[Role]] = {
    GroupKind.STEERING: frozenset({Role.CHAIR, Role.DIRECTOR, Role.POLICE_CHIEF}),
    GroupKind.PREPARATORY: frozenset(
        {Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER, Role.HEAD_OF_ADMINISTRATION}
    ),
}
# Mandate and assignment to begin with, for the group itself to rewrite.
SUGGESTED: dict[GroupKind, tuple[str, str]] = {
    GroupKind.STEERING: (
        "Beslutar om inriktning, prioriteringar och resurser för samverkan.",
        "Ger arbetet mandat hos båda parter och ser till att det ni kommer överens om blir gjort.",
    ),
    GroupKind.PREPARATORY: (
        "Planerar arbetet, tar fram förslag till styrgruppen och tillsätter arbetsgrupper.",
        "Håller ihop ledningens beslut och det som görs, och följer upp hur det går.",
    ),
}


class MemberFunction(StrEnum):
    CHAIRPERSON = "chairperson"
    SECRETARY = "secretary"
    MEMBER = "member"

    @property
    def swedish(self) -> str:
        return {"chairperson": "ordförande", "secretary": "sekreterare", "member": "ledamot"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(function.value, function.swedish.capitalize()) for function in cls]


class MeetingStatus(StrEnum):
    """`minuted`: the minutes are approved, and nothing about the meeting changes any more."""

    CALLED = "called"
    HELD = "held"
    MINUTED = "minuted"
    CANCELLED = "cancelled"

    @property
    def swedish(self) -> str:
        return {
            "called": "Kallat",
            "held": "Hållet",
            "minuted": "Klart",
            "cancelled": "Inställt",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(status.value, status.swedish) for status in cls]


class Presence(StrEnum):
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"

    @property
    def swedish(self) -> str:
        return {"present": "Närvarande", "apologies": "Anmälde förhinder", "absent": "Frånvarande"}[
            self.value
        ]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(presence.value, presence.swedish) for presence in cls]


class Waiting(NamedTuple):
    """A matter that waits for a group, and where it is dealt with. `key` is the same as long as it is the same matter.

    `private`: only the asking party may know of it, so it is never put on the shared agenda by itself.
    """

    title: str
    why: str
    url_name: str
    url_kwargs: dict[str, Any]
    key: str
    private: bool = False


def moved(items: Sequence[T], item: T, *, up: bool) -> list[T]:
    """`items` with `item` one place up or down; at the end it cannot pass, the order is as it was."""
    order = list(items)
    place = order.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order
