"""What holds for every chart, in both widths."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samverkan import charts
from samverkan.charts import Chart, Words
from samverkan.charts.palette import STYLES
from samverkan.charts.svg import coordinate, escape

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script> & \' ]]> \x00\x0b\ud800 \u202e😀 ' + "x" * 300


def test_every_chart_is_well_formed_and_named_for_screen_readers(drawn: dict[str, Chart]) -> None:
    for name, chart in drawn.items():
        root = ElementTree.fromstring(chart.svg)
        assert root.get("role") == "img", name
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and description is not None
        assert (title.text, description.text) == (chart.title, chart.description), name
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_chart_needs_anything_a_strict_content_policy_forbids(drawn: dict[str, Chart]) -> None:
    for name, chart in drawn.items():
        for element in ElementTree.fromstring(chart.svg).iter():
            assert element.tag.removeprefix(SVG) not in {"style", "script", "a", "image", "use"}, name
            assert not [key for key in element.attrib if key == "style" or key.startswith("on")], name
        assert "url(" not in chart.svg and "href" not in chart.svg


def test_ids_differ_between_charts_and_between_widths() -> None:
    from_wide = [chart.svg for chart in _all(False).values()]
    from_compact = [chart.svg for name, chart in _all(True).items() if name != "spark"]
    ids = [found for svg in from_wide + from_compact for found in re.findall(r' id="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))


def test_the_same_figures_give_the_same_drawing_and_a_key_gives_it_other_ids() -> None:
    data = charts.Sparkline(Words("t", "s"), ("a", "b"), (1, 2))
    again = replace(data, words=Words("t", "s", key="second"))
    assert charts.sparkline(data) == charts.sparkline(data)
    assert charts.sparkline(data).svg != charts.sparkline(again).svg


def test_text_is_at_least_twelve_units_and_the_compact_width_fits_a_phone(drawn: dict[str, Chart]) -> None:
    for name, chart in drawn.items():
        root = ElementTree.fromstring(chart.svg)
        width = float((root.get("viewBox") or "").split()[2])
        assert width in (96, 360, 640), name
        sizes = [float(element.get("font-size") or 0) for element in root.iter(f"{SVG}text")]
        assert all(size >= 12 for size in sizes), name


def test_all_text_stays_on_the_paper(drawn: dict[str, Chart]) -> None:
    from samverkan.charts.measure import text_width

    for name, chart in drawn.items():
        root = ElementTree.fromstring(chart.svg)
        width, height = (float(side) for side in (root.get("viewBox") or "").split()[2:])
        for element in root.iter(f"{SVG}text"):
            x, y = float(element.get("x") or 0), float(element.get("y") or 0)
            is_bold = element.get("font-weight") == "600"
            length = text_width(element.text or "", float(element.get("font-size") or 0), is_bold) / 1.1
            before = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor") or "", 0) * length
            assert x - before >= -1 and x - before + length <= width + 1, (name, element.text)
            assert 8 <= y <= height, (name, element.text)


def test_every_class_is_a_look_of_the_palette(drawn: dict[str, Chart]) -> None:
    for chart in drawn.values():
        classes = set(re.findall(r'class="([^"]+)"', chart.svg)) - {"chart"}
        assert classes <= set(STYLES)


def test_tables_are_rectangular_and_say_what_every_column_is(drawn: dict[str, Chart]) -> None:
    for name, chart in drawn.items():
        table = chart.table
        assert table.rows, name
        assert len(table.align) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows), name


def test_hostile_words_are_shown_never_obeyed() -> None:
    words = Words(HOSTILE, HOSTILE, notes=(HOSTILE,))
    hostile = [
        charts.year_lines(charts.YearLines(words, HOSTILE, (2020, 2021), charts.Series(HOSTILE, (1, 2)))),
        charts.month_bars(charts.MonthBars(words, HOSTILE, (1,) * 12, reference=1, reference_label=HOSTILE)),
        charts.horizontal_bars(charts.Bars(words, HOSTILE, HOSTILE, (charts.Bar(HOSTILE, 1),), HOSTILE)),
        charts.year_wheel(
            charts.YearWheel(
                words, (charts.Lane(HOSTILE, "pattern", (charts.Span(HOSTILE, 1, 2),)),), HOSTILE
            )
        ),
        charts.grid_map(
            charts.GridMap(words, HOSTILE, 100, (charts.Cell(0, 0, 3, 1, True, HOSTILE),), (), HOSTILE)
        ),
    ]
    for chart in hostile:
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(chart.svg).iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "text",
            "line",
            "rect",
            "circle",
            "path",
            "polyline",
            "polygon",
        }


def test_characters_xml_forbids_are_dropped_and_the_rest_escaped() -> None:
    assert escape('a\x00b<c>&"d"\te') == "ab&lt;c&gt;&amp;&quot;d&quot; e"
    assert [coordinate(value) for value in (1.0, -0.001, 2.346)] == ["1", "0", "2.35"]


@pytest.mark.parametrize("compact", [False, True])
def test_a_chart_of_nothing_says_so(compact: bool) -> None:
    words = Words("Cykelstölder", "anmälda cykelstölder i Lindvik 2024")
    gaps = (None,) * 12
    nothing = [
        charts.year_lines(
            charts.YearLines(words, "Antal", (2024,), charts.Series("Lindvik", (None,))), compact
        ),
        charts.month_bars(charts.MonthBars(words, "Antal", gaps), compact),
        charts.horizontal_bars(charts.Bars(words, "Antal", "Typ", ()), compact),
        charts.weekday_hour(charts.WeekdayHour(words, "Antal", ((None,) * 24,) * 7), compact),
        charts.funnel(charts.Funnel(words, "Antal", (), (), 1), compact),
        charts.grid_map(charts.GridMap(words, "Antal", 100, ()), compact),
        charts.near_repeat_table(charts.NearRepeat(words, (), (), (), (), (), (), ""), compact),
        charts.year_wheel(charts.YearWheel(words, ()), compact),
        charts.sparkline(charts.Sparkline(words, (), ())),
    ]
    for chart in nothing:
        assert chart.description == "Inga uppgifter för anmälda cykelstölder i Lindvik 2024."
        assert chart.table.rows == ()
        shown = "".join(text.text or "" for text in ElementTree.fromstring(chart.svg).iter(f"{SVG}text"))
        assert shown.startswith(("Inga uppgifter", "–"))


def _all(compact: bool) -> dict[str, Chart]:
    words = Words("t", "s")
    return {
        "bars": charts.horizontal_bars(charts.Bars(words, "u", "h", (charts.Bar("a", 1),)), compact),
        "other": charts.horizontal_bars(charts.Bars(words, "u", "h", (charts.Bar("a", 2),)), compact),
        "wheel": charts.year_wheel(
            charts.YearWheel(words, (charts.Lane("l", "pattern", (charts.Span("a", 1, 2),)),)), compact
        ),
        "week": charts.weekday_hour(charts.WeekdayHour(words, "u", ((1.0,) * 24,) * 7), compact),
        "spark": charts.sparkline(charts.Sparkline(words, ("a",), (1,))),
    }
