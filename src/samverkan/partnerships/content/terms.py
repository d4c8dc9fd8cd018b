"""The glossary: the handbook's terms, explained in our own words."""

from dataclasses import dataclass
from functools import cache

from samverkan.partnerships.content.tables import rows

# å, ä and ö come last in Swedish, in that order; these three come last in ASCII.
SWEDISH_ORDER = str.maketrans("åäö", "{|}")


@dataclass(frozen=True)
class Term:
    """`see` holds the keys of related terms, `also` how the term may read in running text besides its own name."""

    key: str
    term: str
    text: str
    page: int
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@cache
def glossary() -> tuple[Term, ...]:
    """In Swedish alphabetical order."""
    terms = (
        Term(**{**row, "see": tuple(row.get("see", ())), "also": tuple(row.get("also", ()))})
        for row in rows("glossary.toml", "term")
    )
    return tuple(sorted(terms, key=lambda row: row.term.casefold().translate(SWEDISH_ORDER)))


def term(key: str) -> Term:
    return next(row for row in glossary() if row.key == key)
