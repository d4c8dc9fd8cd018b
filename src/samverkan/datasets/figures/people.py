"""Who is exposed and where: women and men, ages, indoors or outdoors, kind of place."""

from collections.abc import Callable
from typing import Any

from samverkan.analysis.numbers import percent
from samverkan.charts import Bar, Bars, horizontal_bars
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import words

HEADINGS = {"sex": "Kön", "age_group": "Ålder", "indoors": "Inne eller ute", "place_type": "Sorts plats"}
REMINDER = "Uppgifterna säger inget om det här."


def draw_profile(by: str) -> Callable[[Data, Context], Drawn | Missing]:
    """The builder of one breakdown; without data it reminds of asking for it."""

    def draw(data: Data, context: Context) -> Drawn | Missing:
        section = data.get(f"profile_{by}")
        if not section or not section["parts"]:
            return Missing(" ".join(told(section or {}, "told")) or REMINDER)
        parts = section["parts"]
        chart = Bars(
            words=words(context, _message(by, parts), by),
            unit="andel, procent",
            heading=HEADINGS[by],
            bars=tuple(
                Bar(part["label"], 100 * part["share"], 100 * part["low"], 100 * part["high"])
                for part in parts
            ),
            suffix="%",
        )
        return Drawn(
            chart=horizontal_bars(chart),
            compact=horizontal_bars(chart, compact=True),
            method=(section["method"],),
            caveats=told(section, "told"),
        )

    return draw


def _message(by: str, parts: list[dict[str, Any]]) -> str:
    """The largest part, said to be largest only when its interval lies above the others'."""
    top = max(parts, key=lambda part: part["share"])
    clear = all(part is top or part["high"] < top["low"] for part in parts)
    share = percent(100 * top["share"])
    shares = {part["label"]: part["share"] for part in parts}
    if {"kvinna", "man"} <= shares.keys():
        both = f"{percent(100 * shares['kvinna'])} kvinnor och {percent(100 * shares['man'])} män"
        return both if clear else f"{both}, en skillnad som ryms inom slumpen"
    label = f"i åldern {top['label']}" if by == "age_group" else top["label"]
    return f"störst andel {label}, {share}" if clear else f"ingen grupp är säkert störst ({label}, {share})"
