"""Is there a personal identity number in a plan that others are about to read? No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samverkan.access.personal_data import find


def personal_data(content: Mapping[str, Any]) -> list[str]:
    """What must be taken away first, with all but its first characters hidden; e-mail and telephone may stand."""
    found = [match.told for text in _texts(content) for match in find(text) if match.blocking]
    return list(dict.fromkeys(found))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)
