"""What the areas in a file are called."""

from collections.abc import Mapping, Sequence
from typing import Any

from samverkan.access import personal_data
from samverkan.datasets.areas.errors import AreaError

# What Swedish map tools, SCB and the police call the property with the name, the likeliest first.
USUAL = (
    "namn",
    "name",
    "områdesnamn",
    "omradesnamn",
    "område",
    "omrade",
    "benämning",
    "stadsdel",
    "kommundel",
    "deso",
)
LONGEST_NAME = 120


def choose_names(properties: Sequence[Mapping[str, Any]], wanted: str = "") -> tuple[list[str], str]:
    """A name for each area, and a sentence on where the names were found. Raises AreaError."""
    properties = [{_plain(key): value for key, value in own.items()} for own in properties]
    key = _find(properties, wanted)
    names = [_plain(str(own.get(key) or ""))[:LONGEST_NAME] for own in properties]
    if "" in names:
        raise AreaError(
            f"Område nummer {names.index('') + 1} i filen har inget namn i egenskapen ”{key}”.",
            "Ge området ett namn i källan, eller välj en annan egenskap.",
        )
    for name in names:
        _refuse_personal_data(name)
    return names, f"Områdenas namn togs ur egenskapen ”{key}”."


def _plain(text: str) -> str:
    """Without what no page can show and no database keep, such as the half of a character that JSON lets through."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def _find(properties: Sequence[Mapping[str, Any]], wanted: str) -> str:
    keys = list(dict.fromkeys(key for own in properties for key in own))
    by_plain_name = {key.casefold(): key for key in reversed(keys)}
    listed = ", ".join(f"”{key}”" for key in keys) or "inga egenskaper"
    if wanted:
        if wanted.casefold() not in by_plain_name:
            raise AreaError(f"Filen har ingen egenskap som heter ”{wanted}”.", f"Den har {listed}.")
        return by_plain_name[wanted.casefold()]
    if usual := next((by_plain_name[name] for name in USUAL if name in by_plain_name), None):
        return usual
    telling = [key for key in keys if _tells_apart([own.get(key) for own in properties])]
    if len(telling) == 1:
        return telling[0]
    raise AreaError(
        "Det går inte att se vad områdena heter.",
        f"Skriv vilken egenskap som har namnen. Filen har {listed}.",
    )


def _tells_apart(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) and value.strip() for value in values) and len(set(values)) == len(
        values
    )


def _refuse_personal_data(name: str) -> None:
    found = next((match for match in personal_data.find(name) if match.blocking), None)
    if found:
        raise AreaError(
            f"Ett områdesnamn innehåller {found.told}, så filen läses inte in.",
            "Byt namn på området i källan och exportera det på nytt.",
        )
