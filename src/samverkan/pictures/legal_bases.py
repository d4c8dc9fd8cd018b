"""The provisions a secrecy review may rest on, kept as data beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class LegalBasis:
    """`kind` is none (nothing secret), protects (may be secret) or allows (may be handed over all the same)."""

    key: str
    kind: str
    words: str


@cache
def legal_bases() -> tuple[LegalBasis, ...]:
    data = tomllib.loads((files(__package__) / "legal_bases.toml").read_text(encoding="utf-8"))
    return tuple(LegalBasis(**basis) for basis in data["basis"])


def in_words(keys: list[str]) -> list[str]:
    """The chosen provisions in the order of the list; raises KeyError for one that is not there."""
    known = {basis.key: basis for basis in legal_bases()}
    chosen = {known[key].key for key in keys}
    return [basis.words for basis in legal_bases() if basis.key in chosen]
