"""The own place against others: bars with intervals, and the funnel that says what deviates."""

from typing import Any

from samverkan.analysis.index import Index, comparison_sentence
from samverkan.analysis.numbers import percent
from samverkan.charts import (
    Bar,
    Bars,
    Funnel,
    FunnelLimit,
    FunnelPoint,
    funnel,
    horizontal_bars,
)
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import decimals_for, words
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.tabulated.compared import in_sentence

SIZE_OF_SAME = 0.5  # per cent: closer than this is written as equal


def draw_rates(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("rates")
    if not section:
        return Missing(
            "Antal per 100 000 invånare finns inte i tabellen. Läs in befolkningen så räknas det fram."
        )
    if not section["references"]:
        if context.kind == DatasetKind.INCIDENTS:
            return Missing(
                "Välj en typ som också finns i tabellen ni jämför med, så ställs de bredvid varandra."
            )
        return Missing(
            f"Tabellen har bara {section['own']['name']}, så det finns inget att jämföra med. Läs in samma tabell "
            "för landet, länet eller liknande kommuner."
        )
    own = section["own"]
    bars = [Bar(own["name"], own["rate"], own["low"], own["high"])]
    bars += [Bar(line["name"], line["rate"], kind="other") for line in section["references"]]
    chart = Bars(
        words=words(context, _rates_message(section), "rates"),
        unit=section["unit"],
        heading="Plats",
        bars=tuple(bars),
        decimals=decimals_for([bar.value for bar in bars]),
    )
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        sentences=tuple(
            comparison_sentence(
                context.subject,
                own["name"],
                in_sentence(line["name"]),
                str(section["year"]),
                Index(**line["index"]),
            )
            for line in section["references"]
        ),
        method=told(section, "method"),
        choices=told(section, "choices"),
        caveats=told(section, "caveats"),
    )


def _rates_message(section: dict[str, Any]) -> str:
    first = section["references"][0]
    if section.get("compared_with", first["name"]) is None:
        return f"antal i {section['own']['name']} {section['year']} bredvid de andra platserna i tabellen"
    index = Index(**first["index"])
    gap = index.value - 100
    against = (
        f"i {section['own']['name']} {section['year']} än i {in_sentence(first['name'])}, räknat per invånare"
    )
    if abs(gap) < SIZE_OF_SAME:
        return f"ungefär lika många i {section['own']['name']} som i {in_sentence(first['name'])} {section['year']}"
    size = f"{percent(abs(gap))} {'fler' if gap > 0 else 'färre'} {against}"
    if index.low is None or index.above or index.below:
        return size
    return f"{size}, men skillnaden ryms inom slumpen"


def draw_deviation(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("deviation")
    if not section:
        return Missing(
            "För att se vad som avviker behövs antal och befolkning för minst åtta kommuner som liknar varandra."
        )
    own = next(unit for unit in section["units"] if unit["name"] == section["own"])
    chart = Funnel(
        words=words(context, _deviation_message(own, len(section["units"])), "deviation"),
        unit=section["unit"],
        points=tuple(
            FunnelPoint(
                unit["name"],
                unit["population"],
                unit["rate"],
                is_own=unit is own,
                is_named=unit is not own and not unit["low_998"] <= unit["rate"] <= unit["high_998"],
            )
            for unit in section["units"]
        ),
        limits=tuple(
            FunnelLimit(
                line["population"], line["low_95"], line["high_95"], line["low_998"], line["high_998"]
            )
            for line in section["lines"]
        ),
        centre=section["reference"],
        decimals=decimals_for([unit["rate"] for unit in section["units"]]),
    )
    return Drawn(
        chart=funnel(chart),
        compact=funnel(chart, compact=True),
        method=told(section, "method"),
        choices=told(section, "choices"),
        caveats=told(section, "caveats"),
    )


def _deviation_message(own: dict[str, Any], number_of: int) -> str:
    name = own["name"]
    if own["rate"] > own["high_998"]:
        return f"{name} ligger klart över vad som är vanligt bland {number_of} kommuner"
    if own["rate"] < own["low_998"]:
        return f"{name} ligger klart under vad som är vanligt bland {number_of} kommuner"
    if not own["low_95"] <= own["rate"] <= own["high_95"]:
        side = "högt" if own["rate"] > own["high_95"] else "lågt"
        return f"{name} ligger {side} bland {number_of} kommuner: utanför gränsen på 95 % men inte på 99,8 %"
    return f"{name} avviker inte från vad som är vanligt bland {number_of} kommuner"
