"""What an agreement contains and how it is signed. No Django here."""

import hashlib
from enum import StrEnum


class SectionKey(StrEnum):
    """The parts of an agreement, in the order they are read (handbook p. 59–60)."""

    BACKGROUND = "background"
    PROBLEMS = "problems"
    CAUSES = "causes"
    GOALS = "goals"
    ORGANISATION = "organisation"
    DOCUMENTATION = "documentation"
    FOLLOW_UP = "follow_up"
    SHORTFALL = "shortfall"
    OTHER = "other"

    @property
    def swedish(self) -> str:
        return {
            "background": "Bakgrund och syfte",
            "problems": "Problem i fokus",
            "causes": "Troliga orsaker",
            "goals": "Mål",
            "organisation": "Organisation och ansvar",
            "documentation": "Hur arbetet dokumenteras",
            "follow_up": "Hur arbetet följs upp",
            "shortfall": "Om någon part inte gör sin del",
            "other": "Övrigt",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(key.value, key.swedish) for key in cls]


class SigningWay(StrEnum):
    """`ELECTRONIC`: in the file, with the installation's key; `PAPER`: a scan of the signed paper."""

    ELECTRONIC = "electronic"
    PAPER = "paper"

    @property
    def swedish(self) -> str:
        return {"electronic": "I Samverkan", "paper": "På papper"}[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(way.value, way.swedish) for way in cls]


def text_sha256(text: str) -> str:
    """What tells whether a text still reads as it was shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def has_changed(text: str, seen: str, work: str) -> bool:
    """Whether the work reads otherwise than a written part, and than when somebody last looked at the two together."""
    return bool(text.strip() and work) and work not in (text, seen)


MEGABYTE = 1024 * 1024
LARGEST_SCAN = 20 * MEGABYTE
_STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


def kind_of_scan(content: bytes) -> str:
    """What a file is by how it begins, whatever it is called: pdf, png or jpg; empty for anything else."""
    return next((kind for kind, start in _STARTS.items() if content.startswith(start)), "")
