"""The six pattern questions (handbook p. 42) answered by a table of counts, in the same words as for incidents."""

from dataclasses import asdict
from typing import Any

from samverkan.analysis.answer import About, Answer, nothing_to_answer_with
from samverkan.analysis.answers_level import above_reference, trend_answer
from samverkan.analysis.answers_place import place_answer
from samverkan.analysis.answers_rhythm import hour_answer, season_answer, weekday_answer
from samverkan.analysis.deviation import Funnel
from samverkan.analysis.index import Index
from samverkan.analysis.numbers import years
from samverkan.analysis.season import Season
from samverkan.analysis.trend import Trend
from samverkan.datasets.tabulated.compared import Comparison, latest_year
from samverkan.datasets.tabulated.yearly import Place


def question_section(
    what: str,
    own: Place,
    trend: Trend | None,
    unit: str,
    compared: Comparison | None,
    funnel: Funnel | None,
    season: Season | None,
) -> list[dict[str, Any]]:
    """One answer per question, in the handbook's order, each naming the period it holds for."""
    span = years(min(own.years), max(own.years)) if own.years else ""
    about = About(what, own.name, span)
    answers: list[Answer] = [
        _above_reference(what, own, span, compared, funnel),
        trend_answer(about, trend, unit),
        season_answer(about, season),
        weekday_answer(about, None, None, None),
        hour_answer(about, None, None),
        place_answer(about, None, None, ""),
    ]
    return [asdict(answer) for answer in answers]


def _above_reference(
    what: str, own: Place, span: str, compared: Comparison | None, funnel: Funnel | None
) -> Answer:
    year = compared.year if compared else None
    count = own.count(year) if year else None
    # Without the number of crimes the sentence says how many years it rests on instead.
    about = About(what, own.name, str(year or span), "brott" if count is not None else "år")
    if compared is None and funnel is None and latest_year(own) is not None:
        return nothing_to_answer_with(
            "above_reference",
            about,
            f"tabellen har inget större att jämföra {own.name} med",
            "Läs in en tabell där landet, länet eller liknande kommuner finns med.",
        )
    index: Index | None = compared.first if compared else None
    reference = "kommunerna i tabellen" if funnel else compared.reference if compared else ""
    return above_reference(about, round(count) if count is not None else 1, index, funnel, reference)
