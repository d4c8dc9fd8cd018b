"""Two versions of a text, word by word: what the other one wrote and what you wrote."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions share (`same`), only the old one has (`gone`) or only the new one (`new`)."""

    kind: Literal["same", "gone", "new"]
    text: str


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order. Joining same + gone gives `old`, same + new gives `new`."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if before[i1:i2] == after[j1:j2]:
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("gone", "".join(before[i1:i2])))
        if j1 < j2:
            pieces.append(Piece("new", "".join(after[j1:j2])))
    return tuple(pieces)
