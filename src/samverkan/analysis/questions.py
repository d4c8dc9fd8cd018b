"""The six pattern questions, answered by the figures for a person to confirm or change.

Source of the questions: the handbook Samverkan i lokalt brottsförebyggande arbete (2020) p. 42.
docs/algorithms/questions.md
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.analysis.answer import About, Answer, Key
from samverkan.analysis.answers_level import above_reference, trend_answer
from samverkan.analysis.answers_place import place_answer
from samverkan.analysis.answers_rhythm import days_of_week, hour_answer, season_answer, weekday_answer
from samverkan.analysis.aoristic import Aoristic
from samverkan.analysis.concentration import Concentration
from samverkan.analysis.deviation import Funnel
from samverkan.analysis.index import Index
from samverkan.analysis.season import Season
from samverkan.analysis.trend import Trend

__all__ = ["About", "Answer", "Figures", "Key", "days_of_week", "pattern_questions"]


@dataclass(frozen=True)
class Figures:
    """The figures there are; None where the data could not give one.

    `reference` names what `index` or `funnel` compares with ("hela landet", "liknande kommuner"); the funnel
    holds the place under `About.where`. `trend_unit` is the unit of the trend's values, `places` the word for
    what the concentration counted, `days` the number of each weekday in the period (see `days_of_week`).
    `day_known` and `hour_known`: shares of the timed crimes whose weekday is certain, and whose time is known
    within three hours.
    """

    n: int
    index: Index | None = None
    funnel: Funnel | None = None
    reference: str = "jämförelsen"
    trend: Trend | None = None
    trend_unit: str = "brott"
    season: Season | None = None
    week: Aoristic | None = None
    days: Sequence[int] | None = None
    day_known: float | None = None
    hour_known: float | None = None
    concentration: Concentration | None = None
    hot_spots: int | None = None
    places: str = "platser"


def pattern_questions(about: About, figures: Figures) -> tuple[Answer, ...]:
    """One answer to each question, in the handbook's order. Raises KeyError when the funnel lacks the place."""
    test = figures.season.test if figures.season else None
    # Crimes that come in series vary more than chance; how much more is seen between the months of the years.
    dispersion = test.dispersion if test else None
    return (
        above_reference(about, figures.n, figures.index, figures.funnel, figures.reference),
        trend_answer(about, figures.trend, figures.trend_unit),
        season_answer(about, figures.season),
        weekday_answer(about, figures.week, figures.days, dispersion, figures.day_known),
        hour_answer(about, figures.week, dispersion, figures.hour_known),
        place_answer(about, figures.concentration, figures.hot_spots, figures.places),
    )
