"""What each sort of figure can say about the criteria of the matrix, and the rule it goes by. No Django here.

That nothing is seen is no sign that nothing is there: no is said only where an interval leaves out a difference worth
acting on, or the order is clear. Else the figure can not tell, and says why. docs/algorithms/proposals.md
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samverkan.analysis.answers_level import ABOUT_AS_MANY
from samverkan.analysis.deviation import COMFORTABLE_UNITS
from samverkan.analysis.index import Index, rate_ratio
from samverkan.analysis.numbers import listed, number
from samverkan.pictures.rules import Verdict
from samverkan.problems.facts import Answer, Facts, Growth, cannot_tell
from samverkan.problems.rules import MatrixCriterion
from samverkan.problems.subject import Subject, elsewhere

AMONG_THE_MOST_COMMON = 3
FEWEST_TYPES = 6  # to be among the three most common of fewer says little
FEWEST_POSTS = 3
LEVEL = 0.95

# The rule by which a proposal is made, told beside it and kept with the mark. A tenth is ABOUT_AS_MANY.
RULES = {
    MatrixCriterion.COMMON: (
        "ja när typen säkert är fler än den fjärde vanligaste, nej när den säkert är färre än den tredje. Det kräver "
        "minst sex typer. Säkert betyder ett intervall på 95 procent."
    ),
    MatrixCriterion.RISES_MOST: (
        "ja när linjen genom åren säkert stiger, också utan preliminära år, och säkert mer än för andra problem över "
        "samma år. Nej när den säkert sjunker eller ett annat problem säkert ökar mer. Säkert betyder att intervallen "
        "på 95 procent inte går i varandra."
    ),
    MatrixCriterion.DEVIATES: (
        "mot landet, länet eller en annan helhet: ja när hela intervallet på 95 procent ligger mer än en tiondel över, "
        "nej när det slutar där eller lägre. Mot minst tio andra platser: ja ovanför gränsen på 99,8 procent, eftersom "
        "många prövas på en gång, och nej under gränsen på 95 procent."
    ),
    MatrixCriterion.EXPOSED_PLACE: (
        "ja när någon ruta sticker ut för den typ problemet gäller, eller när ett område säkert har mer än en tiondel "
        "fler per invånare än helheten (95 procent, vidgat efter antalet områden). Nej bara när det område som "
        "problemet nämner säkert inte har det."
    ),
    MatrixCriterion.COSTS_MUCH: (
        "ja när problemet är den dyraste av minst tre poster och mer än en tiondel dyrare än nästa. Siffrorna säger "
        "aldrig nej."
    ),
}


def _common(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    ordered = [row["type"] for row in section["types"]]
    which = subject.one_of(ordered)
    if which is None:
        return cannot_tell(f"{facts.message}. Problemets ord säger inte vilken av typerna det är.")
    counts = [round(row["count"]) for row in section["types"]]
    place = ordered.index(which) + 1
    year = f" {section['year']}" if section.get("year") else ""
    says = (
        f"{which} är nummer {place} av {len(ordered)} typer i ordning efter antal{year} "
        f"({number(counts[place - 1])})."
    )
    if len(ordered) < FEWEST_TYPES:
        return cannot_tell(f"{says} Typerna är för få för att säga om det är vanligt.")
    is_among = place <= AMONG_THE_MOST_COMMON
    border = AMONG_THE_MOST_COMMON if is_among else AMONG_THE_MOST_COMMON - 1
    against = _against(counts[place - 1], counts[border])
    if is_among and against and against.above:
        return Answer(Verdict.YES, says)
    if not is_among and against and against.below:
        return Answer(Verdict.NO, says)
    return cannot_tell(
        f"{says} Det skiljer för lite mot nummer {border + 1}, {ordered[border]} ({number(counts[border])}), för att "
        "ordningen ska vara säker."
    )


def _against(count: int, other: int) -> Index | None:
    """Two counts as an index: 100 is equally many."""
    return rate_ratio(count, 1, other, 1, level=LEVEL) if other else None


def _rises(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    own = section["changes"][0]
    says = f"{facts.message}."
    if own["direction"] == "cannot_tell":
        return cannot_tell(f"{says} Det visar inte att det är oförändrat.")
    growth = _growth(section)
    if why := _unsettled(section) or ("" if growth else "Osäkerheten går inte att räkna ut."):
        return cannot_tell(f"{says} {why}")
    return Answer(Verdict.YES if own["direction"] == "increasing" else Verdict.NO, says, growth)


def _unsettled(section: Mapping[str, Any]) -> str:
    """Why the direction can not be trusted yet: figures frozen earlier do not tell what it is without the last year."""
    own = section["changes"][0]
    waiting = [str(year) for year in section.get("preliminary", ())]
    if not waiting or own.get("settled") == own["direction"]:
        return ""
    if "settled" not in own:
        return f"Siffran sparades innan den prövades utan {listed(waiting)}, som är preliminärt."
    return f"Riktningen hänger på {listed(waiting)}, som är preliminärt."


def _growth(section: Mapping[str, Any]) -> Growth | None:
    own = section["changes"][0]
    first, last = own["first_year"], own["last_year"]
    values = [
        value
        for year, value in zip(section["years"], section["own"]["values"], strict=True)
        if first <= year <= last and value is not None
    ]
    level = sum(values) / len(values) if values else 0
    if not level or any(own.get(part) is None for part in ("slope", "low", "high")):
        return None
    yearly, low, high = (100 * own[part] / level for part in ("slope", "low", "high"))
    return Growth(yearly, low, high, (first, last, bool(section["per_100000"])))


def _rate(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    says = f"{facts.message}."
    first = section["references"][0] if section["references"] else None
    if first is None or section.get("compared_with", first["name"]) is None:
        return cannot_tell(f"{says} Det finns ingen helhet att jämföra med.")
    low, high = first["index"]["low"], first["index"]["high"]
    if low is None or high is None:
        return cannot_tell(f"{says} Osäkerheten går inte att räkna ut.")
    if low > ABOUT_AS_MANY:
        return Answer(Verdict.YES, says)
    if high <= ABOUT_AS_MANY:
        return Answer(Verdict.NO, says)
    told = f"Index är mellan {number(low)} och {number(high)}, där 100 är lika många: det kan vara både mer och lika."
    return cannot_tell(f"{says} {told}")


def _deviates(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    own = next(unit for unit in section["units"] if unit["name"] == section["own"])
    says, places = f"{facts.message}.", len(section["units"])
    if places < COMFORTABLE_UNITS:
        return cannot_tell(
            f"{says} {places} platser är för få för att veta hur mycket de brukar skilja sig åt."
        )
    if own["rate"] > own["high_998"]:
        return Answer(Verdict.YES, says)
    if own["rate"] < own["low_95"]:
        return Answer(Verdict.NO, says)
    if own["rate"] > own["high_95"]:
        return cannot_tell(f"{says} Av många platser hamnar några så högt av en slump.")
    return cannot_tell(f"{says} Det visar inte att det är som på andra håll.")


def _hot_spots(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    if section["hot_cells"]:
        told = "Rutorna tar inte hänsyn till hur många som bor eller vistas där."
        return Answer(Verdict.YES, f"{facts.message}.", caveats=(told,))
    return cannot_tell(f"{facts.message}. Det visar inte att brotten är jämnt spridda.")


def _gathered(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    told = (
        "Jämförelsen räknar alla rutor som lika, också skog och vatten, så brott ser nästan alltid samlade ut. Se på "
        "kartan vilka rutor som sticker ut."
    )
    return cannot_tell(f"{facts.message}. {told}")


def _areas(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    rated = [area for area in section["areas"] if area["rate"]]
    if not section["whole"] or len(rated) < 2:
        told = "Områdenas antal säger inte om någon plats är mer utsatt än dess invånare förklarar."
        return cannot_tell(f"{facts.message}. {told}")
    found = {area["name"]: _among_areas(area, section["whole"], len(rated)) for area in rated}
    caveats = tuple(section.get("told", ()))
    own = subject.one_of(found)
    if own and (found[own].high or 0) <= ABOUT_AS_MANY:
        says = f"{facts.about}: {own} har inte fler per invånare än området som helhet."
        return Answer(Verdict.NO, says, caveats=caveats)
    above = [name for name, index in found.items() if (index.low or 0) > ABOUT_AS_MANY]
    if above and (own is None or own in above):
        says = f"{facts.about}: fler per invånare i {listed([own] if own else above[:3])} än i området som helhet."
        return Answer(Verdict.YES, says, caveats=caveats)
    told = (
        f"För {own} går det inte att säga."
        if own
        else f"När {len(rated)} områden prövas på en gång är inget säkert mer än en tiondel över helheten."
    )
    return Answer(Verdict.CANNOT_TELL, f"{facts.message}. {told}", caveats=caveats)


def _among_areas(area: Mapping[str, Any], whole: Mapping[str, Any], areas: int) -> Index:
    """Bonferroni: with seven areas each is tested at 0.7 %, so that all of them together err one time in twenty."""
    return rate_ratio(
        area["count"],
        area["population"],
        round(whole["count"]),
        whole["population"],
        part_of_reference=True,
        level=1 - (1 - LEVEL) / areas,
    )


def _cost(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    posts = sorted(section["posts"], key=lambda post: -post["cost"])
    which = subject.one_of(post["post"] for post in posts)
    if which is None:
        return cannot_tell(f"{facts.message}. Siffran säger inte vad just det här problemet kostar.")
    place = next(place for place, post in enumerate(posts, 1) if post["post"] == which)
    own = posts[place - 1]["cost"]
    says = f"{which} kostade {number(own)} kronor {section['year']}, nummer {place} av {len(posts)} poster."
    if len(posts) < FEWEST_POSTS:
        return cannot_tell(f"{says} Posterna är för få för att säga om det är mycket.")
    if place == 1 and 100 * own > ABOUT_AS_MANY * posts[1]["cost"]:
        return Answer(Verdict.YES, says)
    return cannot_tell(f"{says} Om det är mycket avgör ni.")


def _cost_years(section: Mapping[str, Any], facts: Facts, subject: Subject) -> Answer:
    return cannot_tell(f"{facts.message}. Om det är mycket avgör ni.")


@dataclass(frozen=True)
class Tells:
    """`any_type`: the figure holds many types or posts, and the problem's own is looked for among them."""

    criterion: MatrixCriterion
    says: Callable[[Mapping[str, Any], Facts, Subject], Answer]
    any_type: bool = False


# By sort of figure and section: the criterion it has to do with, and what it says.
TELLS: dict[str, dict[str, Tells]] = {
    "by_type": {
        "types": Tells(MatrixCriterion.COMMON, _common, any_type=True),
        "by_type": Tells(MatrixCriterion.COMMON, _common, any_type=True),
    },
    "trend": {"trend": Tells(MatrixCriterion.RISES_MOST, _rises)},
    "rates": {"rates": Tells(MatrixCriterion.DEVIATES, _rate)},
    "deviation": {"deviation": Tells(MatrixCriterion.DEVIATES, _deviates)},
    "hot_spots": {"grid": Tells(MatrixCriterion.EXPOSED_PLACE, _hot_spots)},
    "concentration": {"grid": Tells(MatrixCriterion.EXPOSED_PLACE, _gathered)},
    "areas": {"areas": Tells(MatrixCriterion.EXPOSED_PLACE, _areas)},
    "cost_posts": {"cost_posts": Tells(MatrixCriterion.COSTS_MUCH, _cost, any_type=True)},
    "cost_years": {"cost_years": Tells(MatrixCriterion.COSTS_MUCH, _cost_years, any_type=True)},
}


def answers(facts: Facts, subject: Subject) -> Iterator[tuple[MatrixCriterion, Answer]]:
    """A section that was left out for secrecy says nothing; a figure about something else can not tell."""
    for name, tells in TELLS.get(facts.key, {}).items():
        if section := facts.sections.get(name):
            why = elsewhere(facts, subject, any_type=tells.any_type)
            told = cannot_tell(f"{facts.message}. {why}") if why else tells.says(section, facts, subject)
            yield tells.criterion, told


def slimmed(key: str, sections: Mapping[str, Any]) -> dict[str, Any]:
    """What the rules above look at, without the points of a map: small enough to keep in memory."""
    return {
        name: {part: value for part, value in section.items() if part not in ("cells", "first", "lines")}
        for name, section in sections.items()
        if name in TELLS.get(key, {})
    }
