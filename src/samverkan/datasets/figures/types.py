"""What is most common: one bar for each type."""

from samverkan.analysis.numbers import number, percent
from samverkan.charts import Bar, Bars, Words, horizontal_bars
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told


def draw_types(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("types") or data.get("by_type")
    if not section or len(section["types"]) < 2:
        return Missing("Urvalet har bara en typ, så det finns inget att ställa bredvid varandra.")
    types = section["types"]
    top = types[0]
    year = f" {section['year']}" if section.get("year") else ""
    where = f" i {context.where}" if context.where else ""
    total = section.get("total")  # a list of incidents has one; the rows of a table may overlap
    share = f", {percent(100 * top['count'] / total)} av alla" if total else ""
    chart = Bars(
        words=Words(
            title=f"{top['type']} är vanligast{where}{year}: {number(top['count'])}{share}",
            subject=f"typer, {context.period}",
            key="by_type",
        ),
        unit="antal",
        heading="Typ",
        bars=tuple(
            Bar(
                item["type"],
                item["count"],
                kind="own" if section.get("shown") in (None, item["type"]) else "other",
            )
            for item in types
        ),
    )
    return Drawn(
        chart=horizontal_bars(chart),
        compact=horizontal_bars(chart, compact=True),
        method=("Antal per typ, utan uppräkning för mörkertal.",),
        choices=told(section, "choices"),
        caveats=(
            "Typerna anmäls olika ofta, så de vanligaste i statistiken behöver inte vara de vanligaste i verkligheten.",
        ),
    )
