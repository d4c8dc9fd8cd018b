"""The upright value axis shared by the charts: zero at the bottom, hairlines, round numbers."""

from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.measure import text_width
from samverkan.charts.numbers import number
from samverkan.charts.palette import SMALL_SIZE
from samverkan.charts.scales import Scale, decimals_of, ticks

UNIT_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle the figures are drawn in, and how a value becomes a height in it."""

    left: float
    top: float
    right: float
    bottom: float
    y: Scale


def value_axis(top_value: float, unit: str, right: float, bottom: float) -> tuple[Plot, list[str]]:
    """Gridlines from zero to a round number above `top_value`, the unit as a line of text above them."""
    steps = ticks(top_value, about=5)
    decimals = decimals_of(steps)
    names = [number(step, decimals) for step in steps]
    left = max(text_width(name, SMALL_SIZE) for name in names) + 10
    y = Scale(0, steps[-1], bottom, UNIT_HEIGHT)
    parts = [svg.text(0, 14, unit, "muted")]
    for step, name in zip(steps, names, strict=True):
        height = y(step)
        parts.append(svg.line(left, height, right, height, "axis" if step == 0 else "grid"))
        parts.append(svg.text(left - 8, height + 4, name, "muted", "end"))
    return Plot(left, UNIT_HEIGHT, right, bottom, y), parts
