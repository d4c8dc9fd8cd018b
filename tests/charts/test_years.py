import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from samverkan.charts import Change, Series, Words, YearLines, year_lines

SVG = "{http://www.w3.org/2000/svg}"
DATA = YearLines(
    Words("Inbrotten ökar", "inbrott i Gävle"),
    "Antal",
    (2016, 2017, 2018, 2019, 2020),
    Series("Gävle", (5, None, 7, 8, 9)),
    (Series("Riket", (4, 4, 4, 4, 4)),),
)


def _lines(svg: str, kind: str) -> list[int]:
    """How many points each line of a look has."""
    found = ElementTree.fromstring(svg).iter(f"{SVG}polyline")
    return [len((line.get("points") or "").split()) for line in found if line.get("class") == kind]


def test_a_missing_year_is_a_gap_in_the_line_and_a_word_in_the_table() -> None:
    chart = year_lines(DATA)
    assert _lines(chart.svg, "own-line") == [3]
    assert chart.svg.count('class="own-dot"') == 4
    assert chart.table.rows[1] == ("2017", "saknas", "4")


def test_no_line_is_drawn_across_a_change_of_definition() -> None:
    chart = year_lines(replace(DATA, changes=(Change(2019, "Ny lag"),)))
    assert _lines(chart.svg, "ref-line") == [3, 2]
    assert "Räknesättet ändras: Ny lag (2019)." in chart.description


def test_a_missing_calendar_year_is_a_gap_too() -> None:
    chart = year_lines(replace(DATA, years=(2010, 2011, 2012, 2019, 2020)))
    assert _lines(chart.svg, "ref-line") == [3, 2]


def test_preliminary_years_are_hollow_and_told() -> None:
    chart = year_lines(replace(DATA, preliminary=(2020,)))
    assert chart.svg.count('class="own-hollow"') == 1
    assert _lines(chart.svg, "own-line-open") == [2]
    assert chart.notes == ("Ihåliga punkter är preliminära uppgifter.",)
    assert chart.table.rows[-1][0] == "2020 (preliminär)"


def test_a_preliminary_year_between_settled_ones_is_joined_on_both_sides() -> None:
    chart = year_lines(replace(DATA, preliminary=(2018,)))
    assert _lines(chart.svg, "ref-line") == [2, 2]
    assert _lines(chart.svg, "ref-line-open") == [2, 2]


def test_uncertainty_is_drawn_for_the_years_that_have_it_and_stands_in_the_table() -> None:
    chart = year_lines(replace(DATA, low=(4, None, 6, 7, 8), high=(6, None, 8, 9, 10)))
    assert chart.svg.count("<polygon") == 2
    assert chart.table.columns == ("År", "Gävle", "Osäkerhet", "Riket")
    assert [row[2] for row in chart.table.rows[:2]] == ["4–6", "saknas"]


def test_the_value_axis_starts_at_zero() -> None:
    svg = year_lines(replace(DATA, own=Series("Gävle", (100, 101, 102, 103, 104)))).svg
    ticks = re.findall(r'text-anchor="end">([\d\u202f]+)<', svg)
    assert ticks[0] == "0"


def test_labels_stand_at_the_line_ends_and_never_on_each_other() -> None:
    close = tuple(Series(f"Kommun {n}", (9 + n / 100,) * 5) for n in range(5))
    root = ElementTree.fromstring(year_lines(replace(DATA, references=close)).svg)
    heights = sorted(
        float(text.get("y") or 0)
        for text in root.iter(f"{SVG}text")
        if (text.text or "").startswith(("Kommun", "Gävle"))
    )
    assert len(heights) == 6
    assert all(later - earlier >= 15 for earlier, later in pairwise(heights))


def test_figures_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="one value per year"):
        replace(DATA, own=Series("Gävle", (1, 2)))
    with pytest.raises(ValueError, match="rise"):
        replace(DATA, years=(2020, 2019, 2018, 2017, 2016))
