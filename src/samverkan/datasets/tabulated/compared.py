"""One place against others in the latest settled year: index with interval, and the funnel of similar places."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samverkan.analysis.deviation import FEWEST_UNITS, Funnel, funnel
from samverkan.analysis.index import Index, index_of_published, rate_ratio
from samverkan.analysis.rates import rate
from samverkan.datasets.tabulated.units import is_whole_beside, level
from samverkan.datasets.tabulated.yearly import PER, PER_INHABITANT, Place, Year

# With fewer places the usual spread between them is not known well enough to say what deviates.
FEWEST_TO_CALL_DEVIATING = 8
MOST_BARS = 6


@dataclass(frozen=True)
class Comparison:
    """The year compared, and the index against the first whole of the table: the country, a region or a county."""

    year: int
    reference: str
    first: Index


def latest_year(own: Place) -> int | None:
    """The last year with a rate that is not preliminary, else the last with a rate."""
    rated = [year for year in sorted(own.years) if own.rate(year) is not None]
    settled = [year for year in rated if not own.is_preliminary(year)]
    years = settled or rated
    return years[-1] if years else None


def rates_section(
    own: Place, others: Sequence[Place], what: str = "anmälda brott"
) -> tuple[dict[str, Any], Comparison | None] | None:
    """Own rate and its index against each reference in the latest year they share; None where nothing is rated.

    The places of the table are shown, but only a whole answers whether it is more common here.
    """
    year = latest_year(own)
    if year is None:
        return None
    known = [place for place in others if place.rate(year)]
    whole = [place for place in known if is_whole_beside(place.name, place.level, own.level)]
    compared = [*whole, *(place for place in known if place not in whole)][:MOST_BARS]
    here = own.years[year]
    indexes = [(place, _index(here, place.years[year], place in whole)) for place in compared]
    told = [f"Jämförelsen gäller {year}, det senaste året i tabellen som inte är preliminärt."]
    if own.is_preliminary(year):
        told = [f"Jämförelsen gäller {year}, som är preliminärt: tabellen har inget annat år."]
    if len(known) > len(compared):
        told.append(f"De {len(compared)} första av {len(known)} platser visas.")
    section = {
        "year": year,
        "unit": f"{what} {PER_INHABITANT}",
        "own": {"name": own.name, "count": here.count, **_rated(here)},
        "references": [
            {"name": place.name, "rate": place.rate(year), "index": asdict(index)} for place, index in indexes
        ],
        "compared_with": whole[0].name if whole else None,
        "method": list(dict.fromkeys(index.method for _, index in indexes)),
        "choices": told,
    }
    return section, Comparison(year, in_sentence(whole[0].name), indexes[0][1]) if whole else None


def in_sentence(name: str) -> str:
    """`Hela landet` becomes `hela landet` inside a sentence; a place keeps its capital."""
    return name.lower() if level(name) == "country" and name != "Sverige" else name


def _rated(year: Year) -> dict[str, float | None]:
    """Rate with what chance alone could have made of it. The published rate stands; the interval follows the count."""
    if year.rate is None or year.count is None or not year.population:
        return {"rate": year.rate, "low": None, "high": None}
    found = rate(round(year.count), year.population)
    scale = year.rate / found.value if found.value else 1.0
    return {"rate": year.rate, "low": found.low * scale, "high": found.high * scale}


def _index(own: Year, reference: Year, is_whole: bool) -> Index:
    people, reference_people = own.population, reference.population
    if not (people and reference_people and own.count is not None and reference.count):
        return index_of_published(own.rate or 0, reference.rate or 0)
    # The country counts its municipalities too, unless the numbers themselves say that it can not.
    part = is_whole and own.count <= reference.count and people <= reference_people
    return rate_ratio(
        round(own.count), people, round(reference.count), reference_people, part_of_reference=part
    )


def deviation_section(own: Place, others: Sequence[Place]) -> tuple[dict[str, Any], Funnel] | None:
    """The funnel over the places of the table, own place among them; None with too few to compare."""
    year = latest_year(own)
    if year is None:
        return None
    units = [
        place for place in (own, *others) if place.level == own.level and _peopled(place.years.get(year))
    ]
    if own not in units or len(units) < max(FEWEST_UNITS, FEWEST_TO_CALL_DEVIATING):
        return None
    counts = [round(place.count(year) or 0) for place in units]
    if not sum(counts):
        return None
    result = funnel(
        [place.name for place in units], counts, [place.years[year].population or 0 for place in units]
    )
    section = {
        "year": year,
        "per": PER,
        "unit": f"anmälda brott {PER_INHABITANT}",
        "own": own.name,
        "reference": result.reference,
        "units": [asdict(unit) for unit in result.units],
        "lines": [asdict(line) for line in result.lines],
        "method": [result.method],
        "choices": [f"Jämförelsen gäller {year} och alla {len(units)} kommuner i tabellen."],
        "caveats": [
            *result.told,
            "Jämförelsen är rättvis bara om kommunerna liknar varandra, till exempel i samma kommungrupp hos SKR.",
        ],
    }
    return section, result


def _peopled(year: Year | None) -> bool:
    return year is not None and year.count is not None and bool(year.population)
