"""Choices and verdicts of the pictures. No Django here."""

from enum import StrEnum

from samverkan.documents.rules import fingerprint

__all__ = ["Decision", "Verdict", "fingerprint"]


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"

    @property
    def swedish(self) -> str:
        return {"yes": "Ja", "no": "Nej", "cannot_tell": "Går inte att säga"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(verdict.value, verdict.swedish) for verdict in cls]


class Decision(StrEnum):
    """What becomes of a handed-over finding in the joint picture."""

    KEEP = "keep"
    MERGE = "merge"
    LEAVE_OUT = "leave_out"

    @property
    def swedish(self) -> str:
        return {"keep": "Behålls", "merge": "Slås ihop", "leave_out": "Lämnas utanför"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(decision.value, decision.swedish) for decision in cls]
