"""Week, near repeats, grid map: the charts that colour squares."""

import re
from dataclasses import replace

import pytest

from samverkan.charts import (
    Area,
    Cell,
    GridMap,
    NearRepeat,
    WeekdayHour,
    Words,
    grid_map,
    near_repeat_table,
    weekday_hour,
)

WORDS = Words("Rubrik", "stölder i Lindvik")


def _squares(svg: str) -> dict[str, int]:
    """Squares drawn by one path per look."""
    found = re.findall(r'<path class="(heat-\d|empty)"[^>]* d="([^"]+)"', svg)
    return {kind: path.count("M") for kind, path in found}


def test_every_hour_of_the_week_has_its_square_and_missing_ones_are_empty() -> None:
    values = [[1.0] * 24 for _ in range(7)]
    values[5][1] = 12.0
    values[0][0] = 0.0
    week: tuple[tuple[float | None, ...], ...] = tuple(tuple(day) for day in values)
    week = (*week[:6], (None, *week[6][1:]))
    chart = weekday_hour(WeekdayHour(WORDS, "Antal", week))
    assert _squares(chart.svg) == {"heat-0": 1, "heat-1": 165, "heat-6": 1, "empty": 1}
    assert "Flest lördag klockan 01–02 (12,0)." in chart.description
    assert chart.table.columns[0] == "Klockan" and len(chart.table.columns) == 8
    assert chart.table.rows[0][7] == "saknas"


def test_a_week_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="7 days of 24 hours"):
        WeekdayHour(WORDS, "Antal", ((1.0,) * 23,) * 7)


def test_near_repeats_no_more_than_chance_stay_pale_and_marks_are_explained() -> None:
    data = NearRepeat(
        WORDS, ("0–100 m",), ("0–3 dagar", "3–7 dagar", "7–14 dagar"),
        ((2.0, 1.0, None),), ((20, 10, 0),), ((10.0, 10.0, 0.0),), ((True, False, False),), "Fler än slumpen brukar ge",
    )  # fmt: skip
    chart = near_repeat_table(data)
    assert chart.svg.count('class="heat-3"') == 1
    assert chart.svg.count('class="heat-0"') == 1
    assert "● 2,00" in chart.svg and "● Fler än slumpen" in chart.svg
    assert chart.table.rows[0] == ("0–100 m", "0–3 dagar", "20", "10,0", "2,00", "ja")
    assert chart.table.rows[2][4] == "saknas"
    with pytest.raises(ValueError, match="row per distance band"):
        replace(data, ratios=((1.0,),))


def _grid(count: int, numbered: int, side: float = 250) -> GridMap:
    cells = tuple(
        Cell(
            600_000 + side * (n % 50),
            6_700_000 + side * (n // 50),
            count - n,
            n + 1 if n < numbered else None,
        )
        for n in range(count)
    )
    return GridMap(WORDS, "Händelser", side, cells)


def test_north_is_up_and_metres_are_equal_both_ways() -> None:
    cells = (Cell(0, 0, 6), Cell(1000, 500, 6))
    svg = grid_map(GridMap(WORDS, "Händelser", 100, cells)).svg
    path = re.search(r'class="heat-6"[^>]* d="M([\d.]+) ([\d.]+)h[^M]*M([\d.]+) ([\d.]+)h', svg)
    assert path is not None
    left, low, right, high = (float(part) for part in path.groups())
    assert right > left and high < low
    assert (right - left) / (low - high) == pytest.approx(2, rel=0.001)


def test_numbers_lead_to_the_table_and_never_cover_each_other() -> None:
    chart = grid_map(_grid(1000, 9), compact=True)
    discs = [
        (float(x), float(y))
        for x, y in re.findall(r'class="badge"[^>]* cx="([\d.]+)" cy="([\d.]+)" r="9.5"', chart.svg)
    ]
    assert len(discs) == 9
    for place, (x, y) in enumerate(discs):
        assert all(abs(x - a) >= 18 or abs(y - b) >= 18 for a, b in discs[:place])
    assert [row[0] for row in chart.table.rows[:10]] == [*"123456789", ""]


def test_a_long_table_tells_what_it_leaves_out() -> None:
    chart = grid_map(_grid(110, 0))
    assert len(chart.table.rows) == 60
    assert chart.notes == ("Tabellen visar 60 av 110 rutor; 50 rutor med färre är utelämnade.",)


def test_marked_cells_and_area_names_are_drawn_and_explained() -> None:
    ring = ((0.0, 0.0), (900.0, 0.0), (900.0, 900.0), (0.0, 0.0))
    cells = (Cell(50, 50, 3, 1, True, "Torget"), Cell(850, 850, 1), Cell(450, 50, 0))
    chart = grid_map(GridMap(WORDS, "Händelser", 100, cells, (Area("Centrum", (ring,)),), "Fler än väntat"))
    assert "Centrum</text>" in chart.svg and "Fler än väntat</text>" in chart.svg
    assert chart.table.rows[0] == ("1", "Torget", "3", "ja")
    assert len(chart.table.rows) == 2
    assert "Flest: nummer 1 vid Torget med 3." in chart.description
