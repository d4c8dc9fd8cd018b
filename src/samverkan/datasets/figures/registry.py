"""Which figures a kind of dataset gives, in the order a reader meets them."""

from samverkan.datasets.figures.compared import draw_deviation, draw_rates
from samverkan.datasets.figures.cost import draw_cost_months, draw_cost_posts, draw_cost_years
from samverkan.datasets.figures.figure import FigureKind
from samverkan.datasets.figures.people import draw_profile
from samverkan.datasets.figures.places import draw_areas, draw_concentration, draw_hot_spots
from samverkan.datasets.figures.population import draw_ages, draw_inhabitants
from samverkan.datasets.figures.repeats import draw_near_repeat
from samverkan.datasets.figures.season import draw_season
from samverkan.datasets.figures.survey import draw_share_groups, draw_share_years, draw_shares
from samverkan.datasets.figures.types import draw_types
from samverkan.datasets.figures.week import draw_week
from samverkan.datasets.figures.years import draw_trend
from samverkan.datasets.rules import DatasetKind

COMPARED = ("population", "reference")
WHEN, WHERE, AGAINST, WHAT = "När det sker", "Var det sker", "Jämfört med andra", "Vad och vilka"

INCIDENTS = (
    FigureKind("trend", "Utveckling över åren", WHEN, ("trend",), draw_trend, ("trend",), COMPARED),
    FigureKind("season", "Årets månader", WHEN, ("season",), draw_season, ("season",)),
    FigureKind("weekday_hour", "Veckodag och timme", WHEN, ("week",), draw_week, ("weekday", "hour")),
    FigureKind("hot_spots", "Platser", WHERE, ("grid",), draw_hot_spots, ("place",)),
    FigureKind("concentration", "Hur samlat det är", WHERE, ("grid",), draw_concentration),
    FigureKind("areas", "Områden", WHERE, ("areas",), draw_areas, uses=("population", "areas")),
    FigureKind("near_repeat", "Upprepning", WHERE, ("near_repeat",), draw_near_repeat),
    FigureKind(
        "rates", "Mot landet och länet", AGAINST, ("rates",), draw_rates, ("above_reference",), COMPARED
    ),
    FigureKind("by_type", "Typer", WHAT, ("types",), draw_types),
    FigureKind("sex", "Kvinnor och män", WHAT, ("profile_sex",), draw_profile("sex")),
    FigureKind("age_group", "Åldrar", WHAT, ("profile_age_group",), draw_profile("age_group")),
    FigureKind("indoors", "Inne eller ute", WHAT, ("profile_indoors",), draw_profile("indoors")),
    FigureKind("place_type", "Sorts plats", WHAT, ("profile_place_type",), draw_profile("place_type")),
)
CRIME_COUNTS = (
    FigureKind("trend", "Utveckling över åren", WHEN, ("trend",), draw_trend, ("trend",), COMPARED),
    FigureKind(
        "rates",
        "Mot landet, länet och andra",
        AGAINST,
        ("rates",),
        draw_rates,
        ("above_reference",),
        COMPARED,
    ),
    FigureKind("deviation", "Vad som avviker", AGAINST, ("deviation",), draw_deviation, uses=COMPARED),
    FigureKind("by_type", "Brottstyper", WHAT, ("by_type",), draw_types),
    FigureKind("season", "Årets månader", WHEN, ("season",), draw_season, ("season",)),
)
SURVEY = (
    FigureKind("shares", "Frågor", WHAT, ("shares",), draw_shares),
    FigureKind("share_years", "Utveckling över åren", WHEN, ("share_years",), draw_share_years),
    FigureKind("share_groups", "Kvinnor och män, åldrar", WHAT, ("share_groups",), draw_share_groups),
)
POPULATION = (
    FigureKind("inhabitants", "Invånare över åren", WHEN, ("inhabitants",), draw_inhabitants),
    FigureKind("ages", "Åldrar", WHAT, ("ages",), draw_ages),
)
COST = (
    FigureKind("cost_years", "Kostnad över åren", WHEN, ("cost_years",), draw_cost_years),
    FigureKind("cost_months", "Kostnad över året", WHEN, ("cost_months",), draw_cost_months),
    FigureKind("cost_posts", "Poster", WHAT, ("cost_posts",), draw_cost_posts),
)
FIGURES: dict[DatasetKind, tuple[FigureKind, ...]] = {
    DatasetKind.INCIDENTS: INCIDENTS,
    DatasetKind.CRIME_COUNTS: CRIME_COUNTS,
    DatasetKind.SURVEY: SURVEY,
    DatasetKind.POPULATION: POPULATION,
    DatasetKind.COST: COST,
}


def kinds(kind: str) -> tuple[FigureKind, ...]:
    """The figures of a dataset kind."""
    return FIGURES[DatasetKind(kind)]


def find(kind: str, key: str) -> FigureKind:
    """Raises KeyError for a key that a dataset of this kind does not have."""
    for figure in kinds(kind):
        if figure.key == key:
            return figure
    raise KeyError(key)
