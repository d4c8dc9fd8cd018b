"""A frozen figure as another party may see it: small counts hidden, points made into areas. No Django here.

Every section that a figure is drawn from has a rule below. A section without one is not shown to others at all, so
that a new figure is safe before anybody has thought of it. What the rules rest on stands in docs/secrecy.md.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from samverkan.pictures.suppression import SMALLEST_SHOWN, Counts, Mask, hide_in_list, hide_in_table

Section = Any  # plain JSON, as datasets.figures.freeze keeps it
Shown = tuple[Section | None, str]
Rule = Callable[[Section], Shown]

WHY = f"färre än {SMALLEST_SHOWN}"
WITHHELD = "Diagrammet lämnas inte över:"
# Months, weekdays and hours say nothing of a person by themselves. With fewer in all than five a month, or one for
# each hour of the week, a single crime can still be recognised in them.
FEWEST_FOR_MONTHS = 60
FEWEST_FOR_WEEK = 168
SMALLEST_CELL_M = 100  # a smaller square can be one house
OF_A_CELL = ("x", "y", "count", "hot")  # what may be told of a numbered square


def shareable(key: str, frozen: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The figure without what must not be seen, and in sentences what was left out and why.

    `key` is the sort of figure, `frozen` what `datasets.figures.freeze` gives of it. A section that may not be shown is
    gone from `figures`.
    """
    sections: dict[str, Any] = {}
    told: list[str] = []
    for name, section in frozen["figures"].items():
        rule = OF_A_KIND.get((key, name)) or RULES.get(name, _unknown)
        shown, sentence = rule(section)
        if shown is not None:
            sections[name] = shown
        if sentence:
            told.append(sentence)
    return {"context": frozen["context"], "figures": sections}, list(dict.fromkeys(told))


def _unknown(section: Section) -> Shown:
    return None, f"{WITHHELD} det finns ingen regel för hur små tal döljs i den sortens diagram."


def _free(section: Section) -> Shown:
    """Holds no counts that could point somebody out: money, inhabitants of a whole area, pairs of crimes."""
    return section, ""


def _is_small(count: float | None) -> bool:
    return count is not None and 0 < count < SMALLEST_SHOWN


def _whole(counts: Iterable[float | None], of_what: str, section: Section) -> Shown:
    """All or nothing: intervals, slopes and indexes are computed from every count, and would give a hidden one away."""
    known = list(counts)
    if any(count is None for count in known):
        return None, f"{WITHHELD} det går inte att se hur stora antal det bygger på."
    if any(_is_small(count) for count in known):
        return None, f"{WITHHELD} {of_what} är antalet {WHY}."
    return section, ""


def _trend(section: Section) -> Shown:
    own = section["own"]
    counted = [count for count, value in zip(own["counts"], own["values"], strict=True) if value is not None]
    return _whole(counted, "något år", section)


def _rates(section: Section) -> Shown:
    return _whole([section["own"]["count"]], "i jämförelsen", section)


def _deviation(section: Section) -> Shown:
    return _whole((unit["count"] for unit in section["units"]), "i någon kommun", section)


def _rows(of: str, count: str, name: str, what: str) -> Rule:
    """A list with a count in each row: rows are left out, and named, so that none can be counted back."""

    def rule(section: Section) -> Shown:
        counts = np.array([round(row[count]) for row in section[of]], dtype=np.int64)
        return (
            _without(section, of, name, what, counts, hide_in_list(counts)) if len(counts) else (section, "")
        )

    return rule


def _ages(section: Section) -> Shown:
    """Inhabitants by age, and by sex within it where the table has that: then a table with sums."""
    groups, what = section["groups"], "en annan åldersgrupp"
    people = np.array([round(group["people"]) for group in groups], dtype=np.int64)
    hidden = hide_in_list(people)
    if all(group["women"] is not None and group["men"] is not None for group in groups):
        by_sex = [[round(group["women"]), round(group["men"])] for group in groups]
        hidden |= hide_in_table(np.array(by_sex, dtype=np.int64))[:-1].any(axis=1)
    return _without(section, "groups", "group", what, people, hidden)


def _without(section: Section, of: str, name: str, what: str, counts: Counts, hidden: Mask) -> Shown:
    """The section without the hidden rows; nothing of it where no count above 0 would be left."""
    if not hidden.any():
        return section, ""
    if not counts[~hidden].any():
        return None, f"{WITHHELD} det bygger på så få att inget antal kan visas."
    rows = section[of]
    names = [str(row[name]) for row, gone in zip(rows, hidden, strict=True) if gone]
    kept = [row for row, gone in zip(rows, hidden, strict=True) if not gone]
    return {**section, of: kept}, (
        f"Dolt i diagrammet: {', '.join(names)}. Där är antalet {WHY}, eller så skulle det gå att räkna fram "
        f"{what} som har så få."
    )


def _season(section: Section) -> Shown:
    return _enough(sum(month["count"] for month in section["months"]), FEWEST_FOR_MONTHS, section)


def _week(section: Section) -> Shown:
    return _enough(section["incidents"], FEWEST_FOR_WEEK, section)


def _enough(total: float, fewest: int, section: Section) -> Shown:
    """A pattern in time is shown whole when it rests on enough, and not at all else. Nothing hides nothing."""
    if 0 < total < fewest:
        return (
            None,
            f"{WITHHELD} det bygger på färre än {fewest} händelser, så enstaka kan gå att känna igen.",
        )
    return section, ""


def _grid(section: Section) -> Shown:
    """Squares of at least 100 metres with at least five. The others look like empty ones: nobody sees that they exist.

    The exact test values go too: each is a sum over a square and its neighbours, from which one could subtract.
    """
    if section["cell_m"] < SMALLEST_CELL_M:
        return None, f"{WITHHELD} rutorna är mindre än {SMALLEST_CELL_M} meter."
    cells = [cell for cell in section["cells"] if cell[2] >= SMALLEST_SHOWN]
    if not cells:
        return None, f"{WITHHELD} ingen ruta har {SMALLEST_SHOWN} händelser eller fler."
    first = [
        {key: cell[key] if key in OF_A_CELL else None for key in cell}
        for cell in section["first"]
        if cell["count"] >= SMALLEST_SHOWN
    ]
    told = "Testvärdena för varje ruta visas inte, eftersom de skulle röja grannrutornas antal."
    if len(cells) < len(section["cells"]):
        told = f"Rutor med {WHY} händelser visas inte på kartan. {told}"
    return {**section, "cells": cells, "first": first}, told


def _concentration(section: Section) -> Shown:
    """How few squares hold half: told of all squares together, so the squares themselves are left out."""
    return {**section, "cells": [], "first": []}, ""


def _survey(*lists: str) -> Rule:
    """Shares of people who answered: shown when every share stands for at least five people, or nobody."""

    def rule(section: Section) -> Shown:
        shares = [item for of in lists for item in section[of]]
        return _whole((_people(item) for item in shares), "i någon grupp", section)

    return rule


def _people(item: Mapping[str, Any]) -> float | None:
    """The smallest number of people that a share tells of: those who said so, or all who were asked."""
    if not item.get("respondents"):
        return None
    return float(min(item["respondents"], round(item["value"] / 100 * item["respondents"]) or SMALLEST_SHOWN))


_TYPES = _rows("types", "count", "type", "en annan typ")
_PROFILE = _rows("parts", "count", "label", "en annan grupp")

RULES: dict[str, Rule] = {
    # incidents and counted crimes
    "trend": _trend,
    "season": _season,
    "rates": _rates,
    "deviation": _deviation,
    "by_type": _TYPES,
    "types": _TYPES,
    "week": _week,
    "grid": _grid,
    "areas": _rows("areas", "count", "name", "ett annat område"),
    "profile_sex": _PROFILE,
    "profile_age_group": _PROFILE,
    "profile_indoors": _PROFILE,
    "profile_place_type": _PROFILE,
    "near_repeat": _free,  # pairs of crimes, without place or day
    # surveys, inhabitants, costs
    "shares": _survey("questions"),
    "share_years": _survey("shares"),
    "share_groups": _survey("sexes", "ages"),
    "inhabitants": _free,
    "ages": _ages,
    "cost_years": _free,
    "cost_months": _free,
    "cost_posts": _free,
}

# Where the same section is drawn in another way than its own rule is for.
OF_A_KIND: dict[tuple[str, str], Rule] = {("concentration", "grid"): _concentration}
