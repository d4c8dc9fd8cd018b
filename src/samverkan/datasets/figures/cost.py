"""What it has cost."""

from samverkan.analysis.numbers import number, percent
from samverkan.analysis.season import MONTHS
from samverkan.charts import (
    Bar,
    Bars,
    MonthBars,
    Series,
    Words,
    YearLines,
    horizontal_bars,
    month_bars,
    year_lines,
)
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told

UNIT = "kronor"


def draw_cost_years(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("cost_years")
    if not section:
        return Missing("Urvalet har inga kostnader att visa.")
    years, values = section["years"], section["values"]
    if len(years) < 2:
        return Missing(f"Kostnaden finns för ett enda år, {years[-1]}: {number(values[-1])} kronor.")
    chart = YearLines(
        words=Words(
            f"{context.subject}: {number(values[-1])} kronor {years[-1]}{_against_first(years, values)}",
            context.about,
            key="cost_years",
        ),
        unit=UNIT,
        years=tuple(years),
        own=Series(context.where or "Kostnad", tuple(values)),
    )
    return Drawn(
        chart=year_lines(chart),
        compact=year_lines(chart, compact=True),
        method=told(section, "method"),
        caveats=(
            *told(section, "caveats"),
            "Kostnader beror på hur de bokförs. Ändras rutinerna kan beloppen ändras utan att skadorna gör det.",
        ),
    )


def _against_first(years: list[int], values: list[float]) -> str:
    if len(years) < 2 or not values[0]:
        return ""
    gap = 100 * (values[-1] / values[0] - 1)
    if abs(gap) < 0.5:
        return f", ungefär som {years[0]}"
    return f", {percent(abs(gap))} {'mer' if gap > 0 else 'mindre'} än {years[0]}"


def draw_cost_months(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("cost_months")
    if not section:
        return Missing("Kostnaderna är inte uppdelade på månader.")
    values, year = section["values"], section["year"]
    top = max(value for value in values if value is not None)
    month = MONTHS[values.index(top)]
    chart = MonthBars(
        words=Words(
            f"{context.subject}: högst i {month} {year}, {number(top)} kronor",
            context.about,
            key="cost_months",
        ),
        unit="tusen kronor",
        values=tuple(None if value is None else value / 1000 for value in values),
    )
    return Drawn(
        chart=month_bars(chart),
        compact=month_bars(chart, compact=True),
        method=told(section, "method"),
        caveats=(
            "En enda dyr skada kan göra en månad hög. Ett år räcker inte för att se ett mönster över året.",
        ),
    )


def draw_cost_posts(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("cost_posts")
    if not section:
        return Missing("Urvalet har bara en post, så det finns inget att ställa bredvid varandra.")
    top = section["posts"][0]
    share = f", {percent(100 * top['cost'] / section['total'])} av alla kostnader" if section["total"] else ""
    chart = Bars(
        words=Words(
            f"{top['post']} kostar mest {section['year']}: {number(top['cost'])} kronor{share}",
            f"kostnader per post, {context.about}",
            key="cost_posts",
        ),
        unit=UNIT,
        heading="Post",
        bars=tuple(Bar(item["post"], item["cost"]) for item in section["posts"]),
    )
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        method=told(section, "method"),
        choices=told(section, "choices"),
    )
