"""Finding a crime type by the spelling a file uses. No Django here."""

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


def plain(written: str) -> str:
    """Without differences that mean nothing: case, and how many spaces."""
    return " ".join(written.split()).casefold()


class Spellings(Generic[T]):
    """What each spelling stands for. A spelling that ends in `*` stands for everything that starts so.

    An exact spelling wins over a beginning, and a longer beginning over a shorter one.
    """

    def __init__(self, known: Iterable[tuple[T, Iterable[str]]]) -> None:
        self._exact: dict[str, T] = {}
        self._beginnings: dict[str, T] = {}
        for meaning, spellings in known:
            for spelling in spellings:
                text = plain(spelling)
                if text.endswith("*"):
                    self._beginnings.setdefault(text.rstrip("*").rstrip(), meaning)
                else:
                    self._exact.setdefault(text, meaning)
        self._longest_first = sorted(filter(None, self._beginnings), key=len, reverse=True)

    def find(self, written: str) -> T | None:
        text = plain(written)
        if text in self._exact:
            return self._exact[text]
        beginning = next((start for start in self._longest_first if text.startswith(start)), None)
        return None if beginning is None else self._beginnings[beginning]
