"""The interval drawn on a bar: paper-coloured inside it, ink outside, so that both halves are seen."""

from samverkan.charts import svg

_CAP = 4.0


def whisker(across: float, base: float, tip: float, low: float, high: float, is_upright: bool) -> list[str]:
    """From `low` to `high` on a bar from `base` to `tip`, all places along the bar; `across` is its middle."""
    parts = []
    is_inside = {end: min(base, tip) <= end <= max(base, tip) for end in (low, high)}
    for end in (low, high):
        look = "whisker-inside" if is_inside[end] else "whisker"
        parts.append(_stroke(across, tip, across, end, look, is_upright))
        parts.append(_stroke(across - _CAP, end, across + _CAP, end, look, is_upright))
    return parts


def _stroke(side1: float, along1: float, side2: float, along2: float, look: str, is_upright: bool) -> str:
    if is_upright:
        return svg.line(side1, along1, side2, along2, look)
    return svg.line(along1, side1, along2, side2, look)
