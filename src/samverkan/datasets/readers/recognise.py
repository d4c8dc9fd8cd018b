"""Propose which columns of an incident list fill which fields, from headings first and contents second."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from samverkan.datasets.readers.cells import (
    Cell,
    classify,
    looks_like_clock,
    looks_like_date,
    looks_like_number,
)
from samverkan.datasets.readers.mapping import Mapping, normalised

_EXACT, _LOOSE = 1000, 0
_SAMPLE = 40


@cache
def synonyms() -> dict[str, Any]:
    """The data file of headings, by section and field."""
    text = files("samverkan.datasets.readers").joinpath("headings.toml").read_text(encoding="utf-8")
    sections: dict[str, Any] = tomllib.loads(text)
    return {
        section: {field: list(dict.fromkeys(map(normalised, words))) for field, words in fields.items()}
        for section, fields in sections.items()
    }


def heading_score(heading: str, words: Sequence[str]) -> int | None:
    """How well a heading fits a field's `words`: exact beats containing, early beats late; None = not at all."""
    text = normalised(heading)
    if text in words:
        return _EXACT - words.index(text)
    tokens = text.split()
    bare = " ".join(token for token in tokens if token not in synonyms()["ignored"]["beside_coordinates"])
    if bare != text and len(bare) <= 5 and bare in words:
        return _EXACT - words.index(bare)
    for index, word in enumerate(words):
        parts = word.split()
        contained = any(tokens[i : i + len(parts)] == parts for i in range(len(tokens) - len(parts) + 1))
        if contained and (len(word) >= 4 or len(parts) > 1):
            return _LOOSE - index
    return None


def samples(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """For each column its first filled cells, missing marks left out; a row with one filled cell is no row of data."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        if sum(1 for cell in row if cell.strip()) < 2:
            continue
        for index, cell in enumerate(row[:width]):
            if len(columns[index]) < _SAMPLE and classify(cell) not in (Cell.BLANK, Cell.MISSING):
                columns[index].append(cell)
    return columns


def share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    """The share of `cells` that fit; 1.0 for no cells, since an empty column contradicts nothing."""
    return sum(1 for cell in cells if fits(cell)) / len(cells) if cells else 1.0


_CONTENT: dict[str, Callable[[str], bool]] = {
    "start": looks_like_date,
    "end": looks_like_date,
    "reported": looks_like_date,
    "start_time": looks_like_clock,
    "end_time": looks_like_clock,
    "x": looks_like_number,
    "y": looks_like_number,
    "lat": looks_like_number,
    "lon": looks_like_number,
}


def propose_incidents(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> Mapping:
    """The best heading for every incident field; no heading fills two fields."""
    words = synonyms()["incidents"]
    candidates = []
    for name, known in words.items():
        for index, heading in enumerate(headings):
            score = heading_score(heading, known)
            if score is None:
                continue
            if name in _CONTENT and share(columns[index], _CONTENT[name]) < 0.5:
                continue
            candidates.append((score, name, index))
    chosen: dict[str, int] = {}
    for _, name, index in sorted(candidates, key=lambda c: (-c[0], c[2])):
        if name not in chosen and index not in chosen.values():
            chosen[name] = index
    _drop_halves(chosen)
    return Mapping({name: (headings[chosen[name]],) for name in words if name in chosen})


def propose_without_header(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> Mapping:
    """Fields by contents alone, for a list without header row: dates in order, then the first pair of coordinates."""
    dates = [i for i, cells in enumerate(columns) if cells and share(cells, _is_full_date) > 0.8]
    numbers = [
        i
        for i, cells in enumerate(columns)
        if cells and i not in dates and share(cells, _is_coordinate) > 0.8
    ]
    chosen: dict[str, int] = {}
    for name, index in zip(("start", "end"), dates, strict=False):
        chosen[name] = index
    if len(numbers) >= 2:
        chosen["x"], chosen["y"] = numbers[:2]
    texts = [
        i
        for i, cells in enumerate(columns)
        if cells and share(cells, lambda c: classify(c) is Cell.TEXT) > 0.8
    ]
    if texts:
        chosen["type"] = texts[0]
    return Mapping({name: (headings[index],) for name, index in chosen.items()})


def _is_full_date(cell: str) -> bool:
    return classify(cell) is Cell.DATE


def _is_coordinate(cell: str) -> bool:
    """A number with six digits or more in front of the decimals, or a latitude or longitude with decimals."""
    if classify(cell) is not Cell.NUMBER:
        return False
    whole, _, decimals = cell.replace(",", ".").partition(".")
    digits = sum(1 for character in whole if character.isdigit())
    return digits >= 5 or (digits <= 3 and len(decimals) >= 3)


def _drop_halves(chosen: dict[str, int]) -> None:
    """One coordinate of a pair is no place."""
    for one, other in (("x", "y"), ("lat", "lon")):
        if (one in chosen) != (other in chosen):
            chosen.pop(one, None)
            chosen.pop(other, None)
