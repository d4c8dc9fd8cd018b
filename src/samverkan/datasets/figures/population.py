"""How many live there, and how old they are."""

from samverkan.analysis.numbers import number, percent
from samverkan.charts import Bar, Bars, Series, Words, YearLines, horizontal_bars, year_lines
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told


def draw_inhabitants(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("inhabitants")
    if not section:
        return Missing("Urvalet har inga invånare att visa.")
    where = context.where or context.dataset
    known = [
        (year, value)
        for year, value in zip(section["years"], section["values"], strict=True)
        if value is not None
    ]
    (first, start), (last, end) = known[0], known[-1]
    if first == last:
        return Missing(f"Tabellen har ett enda år: {where} hade {number(end)} invånare {last}.")
    title = f"{where}: {number(end)} invånare {last}"
    if start:
        gap = 100 * (end / start - 1)
        more = "fler" if gap > 0 else "färre"
        title += (
            f", {percent(abs(gap), 1)} {more} än {first}" if abs(gap) >= 0.05 else f", lika många som {first}"
        )
    chart = YearLines(
        words=Words(title, f"invånare, {context.about}", key="inhabitants"),
        unit="invånare",
        years=tuple(section["years"]),
        own=Series(where, tuple(section["values"])),
    )
    return Drawn(
        chart=year_lines(chart), compact=year_lines(chart, compact=True), method=told(section, "method")
    )


def draw_ages(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("ages")
    if not section:
        return Missing("Befolkningen är inte uppdelad på ålder.")
    groups = section["groups"]
    top = max(groups, key=lambda group: group["people"])
    where = context.where or context.dataset
    chart = Bars(
        words=Words(
            f"{where}: flest i åldern {top['group']}, {number(top['people'])} invånare {section['year']}",
            f"invånare per åldersgrupp, {context.about}",
            key="ages",
        ),
        unit="invånare",
        heading="Ålder",
        bars=tuple(Bar(group["group"], group["people"]) for group in groups),
    )
    split = [group for group in groups if group["women"] and group["men"]]
    sentences: tuple[str, ...] = ()
    if split:
        women, men = (sum(group[sex] for group in split) for sex in ("women", "men"))
        each = (
            f"{group['group']}: {number(group['women'])} kvinnor och {number(group['men'])} män."
            for group in split
        )
        sentences = (f"{percent(100 * women / (women + men))} av dem är kvinnor.", *each)
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        sentences=sentences,
        method=told(section, "method"),
        caveats=() if split else ("Tabellen delar inte upp åldrarna på kvinnor och män.",),
    )
