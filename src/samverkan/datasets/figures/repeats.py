"""Do new crimes follow close to an earlier one, in place and time?"""

from typing import Any

from samverkan.analysis.numbers import number
from samverkan.charts import NearRepeat, near_repeat_table
from samverkan.datasets.figures.figure import Context, Data, Drawn, Missing, told
from samverkan.datasets.figures.wording import words

MARKED = 0.05
LABEL = "Fler par än slumpen brukar ge (p högst 0,05)"


def draw_near_repeat(data: Data, context: Context) -> Drawn | Missing:
    section = data.get("near_repeat")
    if not section:
        return Missing(
            "Upprepning går inte att pröva: det behövs minst 20 händelser av samma typ med både dag och koordinater."
        )
    cells = sum(len(row) for row in section["p"])
    chart = NearRepeat(
        words=words(context, _message(section, cells), "near_repeat"),
        distances=tuple(section["distance_labels"]),
        days=tuple(section["day_labels"]),
        ratios=_rows(section["ratio"]),
        observed=_rows(section["observed"]),
        expected=_rows(section["expected"]),
        marked=tuple(tuple(p is not None and p <= MARKED for p in row) for row in section["p"]),
        mark_label=LABEL,
    )
    return Drawn(
        chart=near_repeat_table(chart),
        compact=near_repeat_table(chart, compact=True),
        method=(section["method"],),
        choices=told(section, "told"),
        caveats=(f"Av {cells} rutor hamnar ungefär {round(cells * MARKED)} under 0,05 av en slump.",),
    )


def _rows(matrix: list[list[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in matrix)


def _message(section: dict[str, Any], cells: int) -> str:
    """The closest cell that stands out even when all cells are looked at (Bonferroni), else that none does."""
    for row, distance in enumerate(section["distance_labels"]):
        for column, days in enumerate(section["day_labels"]):
            p, ratio = section["p"][row][column], section["ratio"][row][column]
            if p is not None and ratio is not None and p <= MARKED / cells:
                return f"{section['type']} upprepas oftare än väntat, {number(ratio, 1)} gånger ({distance}, {days})"
    return f"ingen säker upprepning nära i plats och tid ({section['type']})"
