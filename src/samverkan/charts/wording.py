"""Small joints of Swedish prose for the descriptions."""

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """`a, b och c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} och {items[-1]}"


def sentences(*parts: str) -> str:
    """The parts that say something, each closed with one full stop."""
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())
