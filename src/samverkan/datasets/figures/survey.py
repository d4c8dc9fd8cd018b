"""Survey answers: shares with what the number of answers allows one to say."""

from typing import Any

from samverkan.analysis.numbers import percent
from samverkan.charts import Bar, Bars, Series, Words, YearLines, horizontal_bars, year_lines
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told

UNIT = "andel av de svarande, procent"


def draw_shares(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("shares")
    if not section:
        return Missing("Urvalet har inga andelar att visa.")
    top = section["questions"][0]
    title = f"{top['question']}: {percent(top['value'])} av de svarande{_year(section)}"
    if len(section["questions"]) > 1:
        title += ", den största andelen av frågorna"
    return _bars(section, "shares", title, _items(section["questions"], "question"), "Fråga", context)


def draw_share_years(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("share_years")
    if not section:
        return Missing("Frågan finns bara för ett år, så utvecklingen går inte att visa.")
    shares, years = section["shares"], section["years"]
    chart = YearLines(
        words=Words(f"{context.subject}: {_years_message(section)}", context.about, key="share_years"),
        unit=UNIT,
        years=tuple(years),
        own=Series(context.where or "Alla svarande", tuple(item["value"] for item in shares)),
        low=tuple(item["low"] for item in shares) if section["known"] else (),
        high=tuple(item["high"] for item in shares) if section["known"] else (),
        decimals=0,
    )
    return Drawn(
        chart=year_lines(chart),
        compact=year_lines(chart, compact=True),
        method=told(section, "method"),
        caveats=told(section, "caveats"),
    )


def _years_message(section: dict[str, Any]) -> str:
    first, last = section["shares"][0]["value"], section["shares"][-1]["value"]
    between = f"{percent(first)} {section['years'][0]} och {percent(last)} {section['years'][-1]}"
    if not section["known"]:
        return between
    if section["changed"]:
        return f"{between}, en skillnad större än vad slumpen brukar ge"
    return f"{between}, en skillnad som ryms inom slumpen"


def draw_share_groups(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("share_groups")
    if not section:
        return Missing(
            "Svaren är inte uppdelade på kvinnor och män eller på ålder. Be om den uppdelningen: otrygghet och "
            "utsatthet skiljer sig ofta mellan grupperna."
        )
    items = _items([*section["sexes"], *section["ages"]], "group")
    return _bars(
        section, "share_groups", f"{context.subject}: {_groups_message(section)}", items, "Grupp", context
    )


def _groups_message(section: dict[str, Any]) -> str:
    sexes = {item["group"]: item for item in section["sexes"]}
    if {"kvinna", "man"} <= sexes.keys():
        women, men = sexes["kvinna"], sexes["man"]
        says = f"{percent(women['value'])} av kvinnorna och {percent(men['value'])} av männen{_year(section)}"
        if women["low"] is None or men["low"] is None:
            return says
        return f"{says}, {'mer' if section['sexes_differ'] else 'inte mer'} än slumpen brukar ge"
    top = max(section["ages"], key=lambda item: item["value"])
    return f"störst andel i åldern {top['group']}, {percent(top['value'])}{_year(section)}"


def _year(section: dict[str, Any]) -> str:
    return f" {section['year']}" if section.get("year") else ""


def _items(found: list[dict[str, Any]], name: str) -> tuple[Bar, ...]:
    return tuple(Bar(item[name], item["value"], item["low"], item["high"]) for item in found)


def _bars(
    section: Data, key: str, title: str, items: tuple[Bar, ...], heading: str, context: Context
) -> Drawn:
    chart = Bars(
        words=Words(title, context.about, key=key),
        unit=UNIT,
        heading=heading,
        bars=items,
        suffix="%",
        decimals=0,
    )
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        method=told(section, "method"),
        caveats=told(section, "caveats"),
    )
