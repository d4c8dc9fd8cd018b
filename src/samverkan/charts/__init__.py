"""Accessible SVG charts from plain data: a frozen dataclass in, a `Chart` out.

Every chart has one message (`Words.title`, shown as a heading by the page), a title and a description inside
the SVG, and a table with the same content. Nothing in the SVG needs a style attribute, a style sheet or a
script; on a page CSS may override by class (`palette.dark_css()`), in PDF and DOCX the attributes hold.
Every function takes `compact=True` for a drawing 360 units wide, meant for a phone, instead of 640; a page
may hold both and show one by its width. Missing values are gaps, never zeros, and a chart without any value
says so in a sentence.
"""

from samverkan.charts.bars import Bar, Bars, horizontal_bars
from samverkan.charts.cause_tree import Branch, Twig, cause_tree
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.funnel import Funnel, FunnelLimit, FunnelPoint, funnel
from samverkan.charts.grid_map import GridMap, grid_map
from samverkan.charts.map_ground import Area, Cell
from samverkan.charts.months import MonthBars, month_bars
from samverkan.charts.near_repeat import NearRepeat, near_repeat_table
from samverkan.charts.sparkline import Sparkline, sparkline
from samverkan.charts.weekday_hour import WeekdayHour, weekday_hour
from samverkan.charts.year_wheel import Lane, Span, YearWheel, year_wheel
from samverkan.charts.years import Change, Series, YearLines, year_lines

__all__ = [
    "Area",
    "Bar",
    "Bars",
    "Branch",
    "Cell",
    "Change",
    "Chart",
    "Funnel",
    "FunnelLimit",
    "FunnelPoint",
    "GridMap",
    "Lane",
    "MonthBars",
    "NearRepeat",
    "Series",
    "Span",
    "Sparkline",
    "Table",
    "Twig",
    "WeekdayHour",
    "Words",
    "YearLines",
    "YearWheel",
    "cause_tree",
    "funnel",
    "grid_map",
    "horizontal_bars",
    "month_bars",
    "near_repeat_table",
    "sparkline",
    "weekday_hour",
    "year_lines",
    "year_wheel",
]  # fmt: skip
