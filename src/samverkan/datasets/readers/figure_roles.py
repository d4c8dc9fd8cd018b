"""Which columns of a figure table say what a figure is about, and which hold the figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from samverkan.datasets.readers import words
from samverkan.datasets.readers.cells import Cell, classify, is_period, looks_like_date
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.figure_words import Head, head, is_age, is_area
from samverkan.datasets.readers.layout import Layout
from samverkan.datasets.readers.mapping import FIGURE_FIELDS, Mapping, normalised
from samverkan.datasets.readers.recognise import heading_score, share, synonyms
from samverkan.datasets.rules import DatasetKind

_ABOUT = ("year", "month", "sex", "age_group", "area", "type")
_DATE_HEADING = re.compile(r"datum\b|\bdate\b")
_NUMERIC_LABELS = ("year", "month", "area_code", "age_group")


@dataclass(frozen=True)
class Roles:
    """`labels`: field → place of the column. `values`, `respondents`: place → what its head says. `others`: unused."""

    labels: dict[str, int]
    values: dict[int, Head]
    respondents: dict[int, Head] = field(default_factory=dict)
    others: tuple[int, ...] = ()
    told: tuple[str, ...] = field(default_factory=tuple)

    def mapping(self, headings: Sequence[str]) -> Mapping:
        columns: dict[str, tuple[str, ...]] = {
            name: (headings[index],) for name, index in self.labels.items()
        }
        columns["value"] = tuple(headings[index] for index in self.values)
        if self.respondents:
            columns["respondents"] = tuple(headings[index] for index in self.respondents)
        return Mapping(columns)

    def respondents_of(self, value: int) -> int | None:
        """The column that says how many answered behind the column `value`: the one whose head says the same most."""
        says = self.values[value]
        best: tuple[int, int] | None = None
        for index, other in self.respondents.items():
            named = [name for name in _ABOUT if getattr(other, name) is not None]
            if all(getattr(other, name) == getattr(says, name) for name in named) and (
                not best or len(named) > best[0]
            ):
                best = (len(named), index)
        return best[1] if best else None


def find_roles(layout: Layout, columns: Sequence[Sequence[str]], kind: DatasetKind) -> Roles:
    """Roles by headings and contents. Raises ReadError when no column holds figures."""
    labels: dict[str, int] = {}
    values: dict[int, Head] = {}
    unknown: list[int] = []
    dates = _dates(layout, columns) if kind is DatasetKind.COST else None
    if dates is not None:
        labels["year"] = dates
    for index, path in enumerate(layout.paths):
        if index == dates:
            continue
        name = _label(layout.headings[index] if path else "", columns[index], labels)
        says = head(path)
        if name is not None:
            labels[name] = index
        elif path and normalised(path[-1]) in synonyms()["ignored"]["words"]:
            continue
        elif _is_numeric(columns[index]) and (columns[index] or says.says_something):
            values[index] = says
        else:
            unknown.append(index)
    if kind is DatasetKind.COST:
        _take_better_type(unknown, labels, layout)
    told = _claim(unknown, labels, layout, columns, has_types=kind is not DatasetKind.POPULATION)
    respondents = {i: says for i, says in values.items() if says.measure == "respondents"}
    values = {i: says for i, says in values.items() if says.measure != "respondents"}
    if not values:
        raise ReadError(
            "Ingen kolumn i tabellen innehåller tal.",
            "Kontrollera att rubrikraden är rätt, eller välj kolumnerna själv.",
        )
    others = tuple(i for i in unknown if i not in labels.values())
    return Roles(labels, _meaningful(values), respondents, others, told)


def roles_from(mapping: Mapping, layout: Layout) -> Roles:
    """Roles as a person chose them."""
    mapping.checked(layout.headings, FIGURE_FIELDS)
    place = layout.headings.index
    labels = {
        name: place(headings[0])
        for name, headings in mapping.columns.items()
        if headings and name not in ("value", "respondents")
    }
    values = {
        place(heading): head(layout.paths[place(heading)]) for heading in mapping.columns.get("value", ())
    }
    if not values:
        raise ReadError("Ingen kolumn är vald för värdena.", "Välj minst en kolumn med tal.")
    answered = {
        place(heading): head(layout.paths[place(heading)])
        for heading in mapping.columns.get("respondents", ())
    }
    return Roles(labels, values, answered)


def is_date_heading(heading: str) -> bool:
    """`Datum`, `Skadedatum`, `Date of invoice`: the cells below are days, not years."""
    return bool(_DATE_HEADING.search(normalised(heading)))


def _dates(layout: Layout, columns: Sequence[Sequence[str]]) -> int | None:
    """The first column of days in a list of single costs; None where a column says the year."""
    if any(
        _label(heading, cells, {}) == "year" for heading, cells in zip(layout.headings, columns, strict=True)
    ):
        return None
    return next(
        (
            index
            for index, heading in enumerate(layout.headings)
            if is_date_heading(heading) and share(columns[index], looks_like_date) > 0.6
        ),
        None,
    )


def _take_better_type(unknown: list[int], labels: dict[str, int], layout: Layout) -> None:
    """Of several columns that may say what a cost was for the one whose heading says it best: damage before object."""
    if "type" not in labels:
        return
    known = synonyms()["figures"]["type"]
    scores = {
        index: heading_score(layout.headings[index], known) or 0 for index in (labels["type"], *unknown)
    }
    best = max(scores, key=lambda index: scores[index])
    if best != labels["type"]:
        unknown.remove(best)
        unknown.append(labels["type"])
        unknown.sort()
        labels["type"] = best


def _is_sex(cell: str) -> bool:
    return words.sex(cell) is not None or cell.strip().lower() in words.BOTH_SEXES


_CONTENT: dict[str, Callable[[str], bool]] = {"sex": _is_sex, "age_group": is_age, "year": is_period}


def _label(heading: str, cells: Sequence[str], taken: dict[str, int]) -> str | None:
    if head((heading,)).says_something and _is_numeric(cells):
        return None
    best: tuple[int, str] | None = None
    for name, known in synonyms()["figures"].items():
        score = heading_score(heading, known)
        if (
            score is None
            or name in taken
            or (_is_numeric(cells) and cells and not _fits_numeric(name, cells))
        ):
            continue
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best else None


def _fits_numeric(name: str, cells: Sequence[str]) -> bool:
    if name == "year":
        return share(cells, is_period) > 0.5
    return name in _NUMERIC_LABELS


def _is_numeric(cells: Sequence[str]) -> bool:
    return share(cells, lambda cell: classify(cell) in (Cell.NUMBER, Cell.YEAR, Cell.TIME)) > 0.6


def _claim(
    unknown: Sequence[int],
    labels: dict[str, int],
    layout: Layout,
    columns: Sequence[Sequence[str]],
    *,
    has_types: bool,
) -> tuple[str, ...]:
    """Give columns of text whose heading says nothing to what they look like: areas, else types."""
    told = []
    for index in unknown:
        if not columns[index]:
            continue
        content = next(
            (n for n, fits in _CONTENT.items() if n not in labels and share(columns[index], fits) > 0.8), None
        )
        if content:
            labels[content] = index
            continue
        looks_like_areas = share(columns[index], is_area) > 0.5
        for name, fits in (("area", looks_like_areas), ("type", has_types)):
            if fits and name not in labels:
                labels[name] = index
                word = "områden" if name == "area" else "brottstyper eller poster"
                told.append(f"Kolumnen ”{layout.headings[index]}” lästes som {word}.")
                break
    return tuple(told)


def _meaningful(values: dict[int, Head]) -> dict[int, Head]:
    """When some columns say a year, a measure or the like, a column of bare numbers without heading is no figure."""
    named = {i: says for i, says in values.items() if says.says_something or says.type or says.area}
    return named or values
