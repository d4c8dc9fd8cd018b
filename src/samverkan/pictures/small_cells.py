"""A frozen figure as another party may see it: small counts hidden, points made into areas. No Django here.

Every section that a figure is drawn from has a rule below. A section without one is not shown to others at all, so
that a new figure is safe before anybody has thought of it. What the rules rest on stands in docs/secrecy.md.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from samverkan.pictures.suppression import SMALLEST_SHOWN, hide_in_list

Section = Any  # plain JSON, as datasets.figures.freeze keeps it
Shown = tuple[Section | None, str]
Rule = Callable[[Section], Shown]

WHY = f"färre än {SMALLEST_SHOWN}"
WITHHELD = "Diagrammet lämnas inte över:"


def shareable(frozen: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The figure without what must not be seen, and in sentences what was left out and why.

    `frozen` is what `datasets.figures.freeze` gives. A section that may not be shown is gone from `figures`.
    """
    sections: dict[str, Any] = {}
    told: list[str] = []
    for name, section in frozen["figures"].items():
        rule = RULES.get(name, _unknown)
        shown, sentence = rule(section)
        if shown is not None:
            sections[name] = shown
        if sentence:
            told.append(sentence)
    return {"context": frozen["context"], "figures": sections}, list(dict.fromkeys(told))


def _unknown(section: Section) -> Shown:
    return None, f"{WITHHELD} det finns ingen regel för hur små tal döljs i den sortens diagram."


def _free(section: Section) -> Shown:
    """Holds no counts of people or crimes: money, inhabitants of a whole municipality."""
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
        rows = section[of]
        hidden = hide_in_list(np.array([round(row[count]) for row in rows], dtype=np.int64))
        if not hidden.any():
            return section, ""
        if hidden.all():
            return None, f"{WITHHELD} det bygger på så få att inget antal kan visas."
        names = [str(row[name]) for row, gone in zip(rows, hidden, strict=True) if gone]
        kept = [row for row, gone in zip(rows, hidden, strict=True) if not gone]
        return {**section, of: kept}, (
            f"Dolt i diagrammet: {', '.join(names)}. Där är antalet {WHY}, eller så skulle det gå att räkna fram "
            f"{what} som har så få."
        )

    return rule


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


RULES: dict[str, Rule] = {
    "trend": _trend,
    "rates": _rates,
    "deviation": _deviation,
    "by_type": _rows("types", "count", "type", "en annan typ"),
    "shares": _survey("questions"),
    "share_years": _survey("shares"),
    "share_groups": _survey("sexes", "ages"),
    "inhabitants": _free,
    "ages": _rows("groups", "people", "group", "en annan åldersgrupp"),
    "cost_years": _free,
    "cost_posts": _free,
}
