"""The key of a one-hue heat map: a row of steps from nothing to the most."""

from samverkan.charts import svg
from samverkan.charts.measure import text_width
from samverkan.charts.palette import SMALL_SIZE, STEPS

_CELL = 18


def heat_key(x: float, y: float, least: str, most: str) -> str:
    """Seven steps in a row with the words for the two ends beside them; y is the top of the row."""
    start = x + text_width(least, SMALL_SIZE) + 8
    parts = [svg.text(x, y + 11, least, "muted")]
    parts += [svg.box(start + step * _CELL, y, _CELL, 14, f"heat-{step}") for step in range(STEPS)]
    parts.append(svg.text(start + STEPS * _CELL + 8, y + 11, most, "muted"))
    return "".join(parts)


def heat_key_width(least: str, most: str) -> float:
    return text_width(least, SMALL_SIZE) + text_width(most, SMALL_SIZE) + STEPS * _CELL + 16
