"""Change over the years, with what it is compared with."""

from typing import Any

from samverkan.charts import Series, YearLines, year_lines
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import change, decimals_for, words
from samverkan.datasets.tabulated.changes import change_sentence


def draw_trend(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("trend")
    if not section:
        return Missing("Det finns inga årssiffror i urvalet, så utvecklingen går inte att visa.")
    own, references = section["own"], section["references"]
    every = [*own["values"], *(value for line in references for value in line["values"])]
    chart = YearLines(
        words=words(context, trend_message(section), "trend"),
        unit=section["unit"],
        years=tuple(section["years"]),
        own=Series(own["name"], tuple(own["values"])),
        references=tuple(Series(line["name"], tuple(line["values"])) for line in references),
        low=tuple(own["low"]),
        high=tuple(own["high"]),
        preliminary=tuple(section["preliminary"]),
        decimals=decimals_for(every),
    )
    return Drawn(
        chart=year_lines(chart),
        compact=year_lines(chart, compact=True),
        sentences=tuple(change_sentence(line, section["unit"]) for line in section["changes"]),
        method=told(section, "method"),
        choices=told(section, "choices"),
        caveats=told(section, "caveats"),
        advice=told(section, "advice"),
        unused=(
            *(() if section["per_100000"] else ("population",)),
            *(() if references else ("reference",)),
        ),
    )


def trend_message(section: dict[str, Any]) -> str:
    """What changed in the own place, and whether the years allow a direction."""
    own = section["changes"][0]
    where = f" i {own['name']}" if own["name"] else ""
    if own["first_year"] == own["last_year"]:
        return f"bara ett helt år, {own['last_year']}, finns i urvalet"
    if own["percent"] is None:
        return f"inga {own['first_year']}, så förändringen går inte att räkna i procent"
    per = " per invånare" if section["per_100000"] else ""
    says = change(own["percent"], own["first_year"], own["last_year"], per) + where
    direction = {"increasing": "stiger", "decreasing": "sjunker"}.get(own["direction"])
    if direction is None:
        return f"{says}, men åren visar ingen säker riktning"
    agrees = (own["percent"] > 0) == (direction == "stiger")
    return f"{says}, {'och' if agrees else 'men'} linjen genom åren {direction}"
