from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samverkan.charts import Bar, Bars, MonthBars, Words, horizontal_bars, month_bars

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Rubrik", "stölder i Lindvik")


def _boxes(svg: str, *kinds: str) -> list[dict[str, float]]:
    return [
        {key: float(box.get(key) or 0) for key in ("x", "y", "width", "height")}
        for box in ElementTree.fromstring(svg).iter(f"{SVG}rect")
        if box.get("class") in kinds
    ]


def test_a_bar_is_as_long_as_its_value_from_zero() -> None:
    chart = horizontal_bars(Bars(WORDS, "Antal", "Typ", (Bar("a", 10), Bar("b", 5), Bar("c", 0))))
    long, half, none = _boxes(chart.svg, "own-bar")
    assert half["width"] == pytest.approx(long["width"] / 2, abs=0.01)
    assert none["width"] == 0


def test_bars_below_zero_go_to_the_left_of_it() -> None:
    """Change 2010-2019 for the country, Gävle and Sundsvall: the handbook, p. 39."""
    bars = (Bar("Hela landet", -25.8, kind="other"), Bar("Gävle", 49.2), Bar("Sundsvall", -34.7))
    chart = horizontal_bars(Bars(WORDS, "Förändring", "Plats", bars, "%", decimals=1))
    (country,) = _boxes(chart.svg, "ref-bar")
    up, down = _boxes(chart.svg, "own-bar")
    assert down["x"] + down["width"] == pytest.approx(up["x"], abs=0.02)
    assert country["x"] > down["x"]
    assert chart.table.rows[0] == ("Hela landet", "−25,8\u00a0%")


def test_a_missing_bar_says_so_and_has_no_length() -> None:
    chart = horizontal_bars(Bars(WORDS, "Antal", "Typ", (Bar("a", 10), Bar("b", None))))
    assert len(_boxes(chart.svg, "own-bar")) == 1
    assert "uppgift saknas" in chart.svg
    assert chart.table.rows[1] == ("b", "saknas")


def test_the_uncertainty_of_a_bar_is_drawn_and_stands_in_the_table() -> None:
    chart = horizontal_bars(Bars(WORDS, "Antal", "Typ", (Bar("a", 10, 8, 13), Bar("b", 4))))
    assert 'class="whisker"' in chart.svg and 'class="whisker-inside"' in chart.svg
    assert [row[2] for row in chart.table.rows] == ["8–13", "saknas"]


def test_long_descriptions_lead_to_the_table() -> None:
    bars = tuple(Bar(f"typ {n}", n) for n in range(12))
    assert "Ytterligare 4 finns i tabellen." in horizontal_bars(Bars(WORDS, "Antal", "Typ", bars)).description


def test_months_stand_on_zero_and_a_missing_month_is_a_dash() -> None:
    data = MonthBars(
        WORDS, "Index", (50.0, None, 100.0, *(75.0,) * 9), reference=100, reference_label="100 = vanlig"
    )
    chart = month_bars(data)
    boxes = _boxes(chart.svg, "own-bar")
    assert len(boxes) == 11
    assert boxes[1]["height"] == pytest.approx(2 * boxes[0]["height"], abs=0.02)
    assert len({box["y"] + box["height"] for box in boxes}) == 1
    assert chart.table.rows[1] == ("februari", "saknas")
    assert "Högst i mars (100), lägst i januari (50). 100 = vanlig." in chart.description


def test_strong_months_stand_out() -> None:
    svg = month_bars(MonthBars(WORDS, "Index", (1.0,) * 12, strong=(6, 7))).svg
    assert (len(_boxes(svg, "own-bar")), len(_boxes(svg, "soft-bar"))) == (2, 10)


def test_only_the_ends_are_written_when_twelve_long_numbers_do_not_fit() -> None:
    values = tuple(float(1_000_000 + n) for n in range(12))
    shown = month_bars(MonthBars(WORDS, "Antal", values), compact=True).svg
    assert "1\u202f000\u202f011<" in shown and "1\u202f000\u202f000<" in shown
    assert "1\u202f000\u202f005<" not in shown


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(ValueError, match="twelve"):
        replace(MonthBars(WORDS, "Index", (1.0,) * 12), values=(1.0,))
