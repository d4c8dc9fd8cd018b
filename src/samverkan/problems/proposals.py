"""What the frozen figures behind a problem can say about the criteria of the matrix, and no more. No Django here.

A figure is known by `Facts`: its key and the sections it was drawn from, as datasets.figures keeps them. Every sentence
names the figure it comes from. Whether something can be influenced and whom it affects is for people to say; so is what
is much money, unless the figure sets the problem's own cost against others.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samverkan.analysis.numbers import listed, number, percent
from samverkan.pictures.rules import Verdict
from samverkan.problems.rules import MatrixCriterion

AMONG_THE_MOST_COMMON = 3
FEWEST_TYPES = 6  # to be among the three most common of fewer says little
BY_PEOPLE = frozenset({MatrixCriterion.CAN_BE_INFLUENCED, MatrixCriterion.AFFECTS_MANY})


@dataclass(frozen=True)
class Facts:
    """A figure, without what is only drawn. `message` is what it says in one line, `about` what was counted."""

    key: str
    message: str
    source_line: str
    about: str
    sections: Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What one figure says about one criterion. `yearly` is the growth in percent a year, where it is growth."""

    criterion: MatrixCriterion
    verdict: Verdict
    sentence: str
    facts: Facts
    yearly: float | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Proposal:
    """What the figures say together about one criterion."""

    verdict: Verdict
    said: tuple[Said, ...]

    @property
    def fits(self) -> bool | None:
        return {Verdict.YES: True, Verdict.NO: False}.get(self.verdict)

    @property
    def told(self) -> bool:
        """Whether any figure has something to say, if only that it cannot tell."""
        return bool(self.said)

    @property
    def rests_on(self) -> str:
        """To keep with a mark: what the figures said when it was set."""
        return "\n".join(f"{each.sentence} ({each.facts.source_line})" for each in self.said)


NOTHING = Proposal(Verdict.CANNOT_TELL, ())
Proposals = Mapping[MatrixCriterion, Proposal]


def propose(problems: Sequence[tuple[str, Sequence[Facts]]]) -> list[Proposals]:
    """The proposals of each problem, (name, its figures). Which one rises most is seen among all of them."""
    said = [[each for facts in figures for each in _said(facts, name)] for name, figures in problems]
    names = [name for name, _ in problems]
    return [_proposals(_compared(place, said, names)) for place in range(len(said))]


def weigh(said: Iterable[Said]) -> Proposal:
    """What points both ways cannot tell."""
    found = tuple(said)
    verdicts = {each.verdict for each in found} - {Verdict.CANNOT_TELL}
    return Proposal(verdicts.pop() if len(verdicts) == 1 else Verdict.CANNOT_TELL, found)


def _proposals(said: Sequence[Said]) -> Proposals:
    return {
        criterion: weigh(each for each in said if each.criterion is criterion)
        for criterion in MatrixCriterion
        if any(each.criterion is criterion for each in said)
    }


def _compared(place: int, said: Sequence[Sequence[Said]], names: Sequence[str]) -> list[Said]:
    """What rises is the one that rises most only if none of the others, over the same years, rises more."""
    others = [
        (names[other], each)
        for other, theirs in enumerate(said)
        if other != place
        for each in theirs
        if each.yearly is not None
    ]
    return [
        _among(each, others) if each.yearly is not None and each.verdict is Verdict.YES else each
        for each in said[place]
    ]


def _among(own: Said, others: Sequence[tuple[str, Said]]) -> Said:
    assert own.yearly is not None
    alike = [
        (name, each.yearly) for name, each in others if each.span == own.span and each.yearly is not None
    ]
    if not alike:
        told = "Inget annat problem har siffror för samma år, så det går inte att säga vilket som ökar mest."
        return replace(own, verdict=Verdict.CANNOT_TELL, sentence=f"{own.sentence} {told}")
    name, most = max(alike, key=lambda pair: pair[1])
    if most > own.yearly:
        told = f"”{name}” ökar mer: {percent(most, 1)} om året mot {percent(own.yearly, 1)} här."
        return replace(own, verdict=Verdict.NO, sentence=f"{own.sentence} {told}")
    told = "Av problemen med siffror för samma år är det här det som ökar mest."
    return replace(own, sentence=f"{own.sentence} {told}")


def _said(facts: Facts, name: str) -> Iterator[Said]:
    """A section that was left out for secrecy says nothing."""
    for section, (criterion, tells) in TELLS.get(facts.key, {}).items():
        if found := facts.sections.get(section):
            verdict, sentence, *growth = tells(found, facts, name)
            yield Said(criterion, verdict, sentence, facts, *growth)


def _named(name: str, among: Iterable[str]) -> str | None:
    """The one that the problem's name speaks of, the longest if there are several."""
    # From where a word begins: a complaint (klagomål från …) is no robbery (rån).
    heard = [each for each in among if re.search(rf"\b{re.escape(each.casefold())}", name.casefold())]
    return max(heard, key=len, default=None)


def _common(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    ordered = [row["type"] for row in section["types"]]
    which = section.get("shown") or _named(name, ordered)
    if which not in ordered:
        return (
            Verdict.CANNOT_TELL,
            f"{facts.message}. Siffran säger inte vilken plats just det här problemet har.",
        )
    place = ordered.index(which) + 1
    count = number(next(row["count"] for row in section["types"] if row["type"] == which))
    year = f" {section['year']}" if section.get("year") else ""
    says = f"{which} är nummer {place} av {len(ordered)} typer i ordning efter antal{year} ({count})."
    if len(ordered) < FEWEST_TYPES:
        return Verdict.CANNOT_TELL, f"{says} Typerna är för få för att säga om det är vanligt."
    if place <= AMONG_THE_MOST_COMMON:
        return Verdict.YES, says
    return (Verdict.NO if place > len(ordered) / 2 else Verdict.CANNOT_TELL), says


def _rises(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    own = section["changes"][0]
    span = (own["first_year"], own["last_year"])
    yearly = None
    if own["percent"] is not None and span[0] < span[1]:
        yearly = 100 * ((1 + own["percent"] / 100) ** (1 / (span[1] - span[0])) - 1)
    verdict = Verdict.NO if own["direction"] == "decreasing" else Verdict.CANNOT_TELL
    if own["direction"] == "increasing" and yearly is not None and yearly > 0:
        verdict = Verdict.YES
    return verdict, f"{facts.message}.", yearly, span


def _rate(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    first = section["references"][0] if section["references"] else None
    if first is None or section.get("compared_with", first["name"]) is None:
        return Verdict.CANNOT_TELL, f"{facts.message}. Det finns ingen helhet att jämföra med."
    low, high = first["index"]["low"], first["index"]["high"]
    if low is None or high is None:
        return Verdict.CANNOT_TELL, f"{facts.message}. Osäkerheten går inte att räkna ut."
    if low > 100:
        return Verdict.YES, f"{facts.message}."
    return (Verdict.NO if high < 100 else Verdict.CANNOT_TELL), f"{facts.message}."


def _deviates(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    own = next(unit for unit in section["units"] if unit["name"] == section["own"])
    if own["rate"] > own["high_998"]:
        return Verdict.YES, f"{facts.message}."
    return (Verdict.CANNOT_TELL if own["rate"] > own["high_95"] else Verdict.NO), f"{facts.message}."


def _hot_spots(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    return (Verdict.YES if section["hot_cells"] else Verdict.NO), f"{facts.message}."


def _gathered(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    return (Verdict.YES if section["concentration"]["p"] <= 0.05 else Verdict.NO), f"{facts.message}."


def _areas(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    rated = [area for area in section["areas"] if area["rate"]]
    if not section["whole"] or len(rated) < 2:
        told = "Områdenas antal säger inte om någon plats är mer utsatt än dess invånare förklarar."
        return Verdict.CANNOT_TELL, f"{facts.message}. {told}"
    above = [area["name"] for area in rated if area["index"] and (area["index"]["low"] or 0) > 100]
    if above:
        return Verdict.YES, f"{facts.about}: fler per invånare i {listed(above[:3])} än i området som helhet."
    return Verdict.NO, f"{facts.message}."


def _cost(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    posts = sorted(section["posts"], key=lambda post: -post["cost"])
    which = _named(name, [post["post"] for post in posts])
    if which is None:
        return Verdict.CANNOT_TELL, f"{facts.message}. Siffran säger inte vad just det här problemet kostar."
    place = next(place for place, post in enumerate(posts, 1) if post["post"] == which)
    own = posts[place - 1]["cost"]
    says = f"{which} kostade {number(own)} kronor {section['year']}, nummer {place} av {len(posts)} poster."
    return (Verdict.YES if place == 1 else Verdict.CANNOT_TELL), says


def _cost_years(section: Mapping[str, Any], facts: Facts, name: str) -> tuple[Any, ...]:
    return Verdict.CANNOT_TELL, f"{facts.message}. Om det är mycket avgör ni."


Tells = Callable[[Mapping[str, Any], Facts, str], tuple[Any, ...]]
# By sort of figure and section: the criterion it has to do with, and what it says.
TELLS: dict[str, dict[str, tuple[MatrixCriterion, Tells]]] = {
    "by_type": {
        "types": (MatrixCriterion.COMMON, _common),
        "by_type": (MatrixCriterion.COMMON, _common),
    },
    "trend": {"trend": (MatrixCriterion.RISES_MOST, _rises)},
    "rates": {"rates": (MatrixCriterion.DEVIATES, _rate)},
    "deviation": {"deviation": (MatrixCriterion.DEVIATES, _deviates)},
    "hot_spots": {"grid": (MatrixCriterion.EXPOSED_PLACE, _hot_spots)},
    "concentration": {"grid": (MatrixCriterion.EXPOSED_PLACE, _gathered)},
    "areas": {"areas": (MatrixCriterion.EXPOSED_PLACE, _areas)},
    "cost_posts": {"cost_posts": (MatrixCriterion.COSTS_MUCH, _cost)},
    "cost_years": {"cost_years": (MatrixCriterion.COSTS_MUCH, _cost_years)},
}


def slimmed(key: str, sections: Mapping[str, Any]) -> dict[str, Any]:
    """What the rules above look at, without the points of a map: small enough to keep in memory."""
    return {
        name: {part: value for part, value in section.items() if part not in ("cells", "first", "lines")}
        for name, section in sections.items()
        if name in TELLS.get(key, {})
    }
