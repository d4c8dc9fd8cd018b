"""Kinds of documents the process produces. No Django here."""

from enum import StrEnum


class DocumentKind(StrEnum):
    COOPERATION = "cooperation"
    INVENTORY = "inventory"
    ASSIGNMENT = "assignment"
    MINUTES = "minutes"
    COMMUNICATION_PLAN = "communication_plan"
    OWN_PICTURE = "own_picture"
    JOINT_PICTURE = "joint_picture"

    @property
    def swedish(self) -> str:
        return {
            "cooperation": "Beslut om samverkan",
            "inventory": "Inventering av förutsättningar",
            "assignment": "Samordnarens uppdrag",
            "minutes": "Minnesanteckningar",
            "communication_plan": "Kommunikationsplan",
            "own_picture": "Egen lägesbild",
            "joint_picture": "Gemensam lägesbild",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]
