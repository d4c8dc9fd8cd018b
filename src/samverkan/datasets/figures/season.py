"""The year's months against each other."""

from typing import Any

from samverkan.analysis.numbers import years
from samverkan.charts import MonthBars, month_bars
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import month_names, words

REFERENCE = "genomsnittlig månad"


def draw_season(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("season")
    if not section:
        return Missing("Uppgifterna är inte uppdelade på månader, så säsongen går inte att visa.")
    months = section["months"]
    if not months:
        return Missing(" ".join(("Säsongen går inte att visa.", *told(section, "told"))))
    chart = MonthBars(
        words=words(context, season_message(section), "season"),
        unit="index, 100 är en genomsnittlig månad",
        values=tuple(month["index"] for month in months),
        low=tuple(month["low"] for month in months),
        high=tuple(month["high"] for month in months),
        reference=100,
        reference_label=REFERENCE,
        strong=tuple(section["high"]),
    )
    first, last = section["first"], section["last"]
    return Drawn(
        chart=month_bars(chart),
        compact=month_bars(chart, compact=True),
        method=told(section, "method"),
        choices=(f"Beräkningen gäller hela månader {years(first[0], last[0])}.", *told(section, "told")),
    )


def season_message(section: dict[str, Any]) -> str:
    """Which months stand out, or that none can be told apart."""
    if section["verdict"] == "cannot_tell":
        return "uppgifterna räcker inte för att säga om årstiderna skiljer sig åt"
    if section["verdict"] == "no":
        return "skillnaden mellan årets månader är för liten för att planera efter"
    if section["high"]:
        return f"fler i {month_names(section['high'])} än under året i genomsnitt"
    if section["low"]:
        return f"färre i {month_names(section['low'])} än under året i genomsnitt"
    return "månaderna skiljer sig åt, men ingen enskild månad sticker ut"
