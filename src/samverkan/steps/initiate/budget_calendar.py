"""The parties' decisions about money around the twelve months, drawn and as a table."""

from samverkan.charts import Chart, Lane, Span, Table, Words, YearWheel, year_wheel
from samverkan.charts.months import MONTH_NAMES
from samverkan.charts.year_wheel import runs
from samverkan.conditions.queries.together import Together
from samverkan.conditions.rules import ItemKind


def budget_wheel(now: Together, centre: str, compact: bool = False) -> Chart | None:
    """Each party in rings of its own; nothing where nobody has shared a decision."""
    lanes: list[Lane] = []
    for side in now.sides:
        spans = [
            Span(" ".join(item.content["what"].split()), first, last)
            for item in side.of_kind(ItemKind.BUDGET)
            for first, last in runs(item.content["months"])
        ]
        if spans:
            # Filled and outlined by turns, so that two parties are told apart without colour.
            lanes.append(Lane(str(side.party), "activity" if len(lanes) % 2 else "pattern", tuple(spans)))
    if not lanes:
        return None
    words = Words("När pengarna bestäms", "parternas beslut om budget och verksamhet", key="budget")
    return year_wheel(YearWheel(words, tuple(lanes), centre), compact)


def budget_table(now: Together) -> Table | None:
    """Month by month, with a column for each party; months in which nobody decides anything are left out."""
    rows = []
    for number, name in enumerate(MONTH_NAMES, 1):
        cells = [
            "; ".join(
                " ".join(item.content["what"].split())
                for item in side.of_kind(ItemKind.BUDGET)
                if number in item.content["months"]
            )
            for side in now.sides
        ]
        if any(cells):
            rows.append((name.capitalize(), *(cell or "–" for cell in cells)))
    columns = ("Månad", *(str(side.party) for side in now.sides))
    return Table.of(columns, rows, len(columns)) if rows else None
