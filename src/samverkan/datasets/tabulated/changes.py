"""Change over years place by place: the numbers behind the trend figure of a counted table."""

from collections.abc import Collection, Sequence
from typing import Any

from samverkan.analysis import numbers
from samverkan.analysis.poisson import poisson_interval
from samverkan.analysis.trend import Trend, trend
from samverkan.datasets.tabulated.yearly import PER_INHABITANT, Place, middle

DIRECTIONS = {
    "increasing": "Linjen genom alla år stiger mer än slumpen brukar ge.",
    "decreasing": "Linjen genom alla år sjunker mer än slumpen brukar ge.",
    "cannot_tell": "Åren skiljer sig så att det inte går att säga åt vilket håll det går.",
}
# More places than this are drawn as their median, or nobody could tell the lines apart.
MOST_LINES = 4


def trend_section(
    own: Place, others: Sequence[Place], what: str = "anmälda brott", breaks: Collection[int] = ()
) -> tuple[dict[str, Any], Trend] | None:
    """Own place with its references, per 100 000 inhabitants where the table allows it; None without any year."""
    rated = sum(year.rate is not None for year in own.years.values())
    counted = sum(year.count is not None for year in own.years.values())
    if not rated and not counted:
        return None
    by_rate = rated >= counted
    years = sorted(own.years)
    values = [own.rate(year) if by_rate else own.count(year) for year in years]
    counts = [own.count(year) for year in years]
    waiting = [year for year in years if own.is_preliminary(year)]
    change = trend(years, values, counts=counts, breaks=breaks, preliminary=waiting)
    lines, told = _references(others, years) if by_rate else ([], [])
    advice = []
    if not by_rate and others:
        told.append("Antalen går inte att jämföra med andra platser, som har fler eller färre invånare.")
        advice.append("Läs in befolkningen för alla åren, så räknas antal per invånare.")
    changes = [_change(own.name, change)]
    changes += [_change(line["name"], trend(years, line["values"], breaks=breaks)) for line in lines]
    low, high = _interval(values, counts)
    section = {
        "unit": f"{what} {PER_INHABITANT}" if by_rate else what,
        "per_100000": by_rate,
        "years": years,
        "own": {"name": own.name, "values": values, "counts": counts, "low": low, "high": high},
        "references": lines,
        "preliminary": waiting,
        "changes": changes,
        "method": [change.method],
        "choices": told,
        "caveats": list(change.told),
        "advice": advice,
    }
    return section, change


def _references(others: Sequence[Place], years: Sequence[int]) -> tuple[list[dict[str, Any]], list[str]]:
    whole = [place for place in others if place.level in ("country", "region", "county")]
    alike = [place for place in others if place.level == "place"]
    single = [*whole, *alike] if len(whole) + len(alike) <= MOST_LINES else whole[:MOST_LINES]
    lines = [{"name": place.name, "values": [place.rate(year) for year in years]} for place in single]
    told = []
    if len(single) < len(whole) + len(alike) and alike:
        name = f"{len(alike)} andra kommuner (median)"
        medians = [middle(alike, year) for year in years]
        lines = [*lines[: MOST_LINES - 1], {"name": name, "values": medians}]
        told.append(
            f"Tabellen har {len(others)} andra platser. De {len(alike)} kommunerna visas som sin median, det mittersta "
            "värdet varje år."
        )
    return [line for line in lines if any(value is not None for value in line["values"])], told


def _interval(
    values: Sequence[float | None], counts: Sequence[float | None]
) -> tuple[list[float | None], list[float | None]]:
    """What chance alone could have made of each year, in the unit of the values; empty where no counts are known."""
    import numpy as np

    ends: tuple[list[float | None], list[float | None]] = ([], [])
    for value, count in zip(values, counts, strict=True):
        limits: tuple[float | None, float | None] = (None, None)
        if value is not None and count:
            low, high = poisson_interval(np.array([float(count)]))
            limits = (value * float(low[0]) / count, value * float(high[0]) / count)
        ends[0].append(limits[0])
        ends[1].append(limits[1])
    return ends if any(low is not None for low in ends[0]) else ([], [])


def _change(name: str, change: Trend) -> dict[str, Any]:
    return {
        "name": name,
        "first_year": change.years[0],
        "last_year": change.years[-1],
        "first": change.values[0],
        "last": change.values[-1],
        "percent": change.change_percent,
        "slope": change.slope,
        "low": change.low,
        "high": change.high,
        "direction": change.direction,
        "settled": change.settled,
    }


def percent_words(percent: float) -> str:
    """`+49,2 %`, `−25,8 %`, `0,0 %`."""
    written = numbers.percent(percent, 1)
    return f"+{written}" if percent > 0 and not written.startswith("0,0") else written


def change_sentence(change: dict[str, Any], unit: str) -> str:
    """`Gävle kommun: 681 år 2010 och 1 016 år 2019, +49,2 %.` with the slope and what it allows one to say."""
    decimals = 0 if min(change["first"], change["last"]) >= 100 else 1
    first, last = (numbers.number(change[end], decimals) for end in ("first", "last"))
    if change["first_year"] == change["last_year"]:
        return f"{change['name']}: {last} {unit} år {change['last_year']}."
    between = (
        f"{change['name']}: {first} {unit} år {change['first_year']} och {last} år {change['last_year']}"
    )
    told = [
        f"{between}, {percent_words(change['percent'])}." if change["percent"] is not None else f"{between}."
    ]
    if change["slope"] is not None:
        told.append(
            f"I genomsnitt {_signed(change['slope'])} om året "
            f"(osäkerhet {numbers.interval(change['low'], change['high'], 1)})."
        )
        told.append(DIRECTIONS[change["direction"]])
    return " ".join(told)


def _signed(value: float) -> str:
    return f"+{numbers.number(value, 1)}" if value > 0 else numbers.number(value, 1)
