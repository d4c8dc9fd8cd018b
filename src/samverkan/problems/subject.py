"""What a problem is about, as far as its words tell: whether a figure is about the same thing. No Django here.

That somebody has tied a figure's finding to the problem is not enough: a map of all crimes says nothing of one of them.
The figure's crime type must stand in the problem's name, or else in its description, and so must the area that the
figure is narrowed to. Where the words do not tell, the figure can not tell either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samverkan.problems.facts import Facts

# A word in the plural, in the definite form, in the genitive: cykelstölder, rånen, klotters. "Hotell" is no "hot".
ENDINGS = "(?:e?n|e?t|e?r|[aeo]rna|ar|or|na|en[as]?)?s?"


@dataclass(frozen=True)
class Subject:
    name: str
    description: str = ""

    def speaks_of(self, what: str) -> bool:
        return _heard(what, self.name) or _heard(what, self.description)

    def one_of(self, among: Iterable[str]) -> str | None:
        """The one that the name speaks of, else the description; None where it speaks of several."""
        kinds = list(among)
        for words in (self.name, self.description):
            if heard := [each for each in kinds if _heard(each, words)]:
                longest = max(heard, key=len)
                # "Misshandel" is heard in "Misshandel utomhus" too.
                return longest if all(each.casefold() in longest.casefold() for each in heard) else None
        return None


def elsewhere(facts: Facts, subject: Subject, *, any_type: bool) -> str:
    """Why a figure can not be taken to be about the problem; empty where it can. `any_type`: it holds many types."""
    if not any_type and not subject.speaks_of(facts.about):
        return (
            f"Siffran gäller {_lower(facts.about)}, och varken problemets namn eller beskrivning säger att "
            "problemet handlar om just det."
        )
    if facts.where and not subject.speaks_of(facts.where):
        return f"Siffran gäller bara {facts.where}, som problemet inte nämner."
    return ""


def _heard(what: str, words: str) -> bool:
    # From where a word begins: a complaint (klagomål från …) is no robbery (rån).
    return re.search(rf"\b{re.escape(what.casefold())}{ENDINGS}\b", words.casefold()) is not None


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
