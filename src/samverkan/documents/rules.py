"""Kinds of documents the process produces, and the hash that freezes what they say. No Django here."""

import hashlib
import json
from enum import StrEnum
from typing import Any


class DocumentKind(StrEnum):
    COOPERATION = "cooperation"
    INVENTORY = "inventory"
    ASSIGNMENT = "assignment"
    MINUTES = "minutes"
    COMMUNICATION_PLAN = "communication_plan"
    OWN_PICTURE = "own_picture"
    JOINT_PICTURE = "joint_picture"
    PRIORITIES = "priorities"
    CAUSE_ANALYSIS = "cause_analysis"
    AGREEMENT = "agreement"

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
            "priorities": "Prioritering",
            "cause_analysis": "Orsaksanalys",
            "agreement": "Samverkansöverenskommelse",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


def in_groups(sha256: str) -> str:
    """Eight characters at a time, so that it can be read aloud and breaks on a narrow page."""
    return " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of plain content, the same whatever order its keys were written in."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
