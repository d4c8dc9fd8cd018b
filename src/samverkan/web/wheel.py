"""The five steps drawn as a wheel, for the start page."""

import math
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

SIZE, OUTER, INNER, GAP = 320.0, 152.0, 112.0, 4.0


def wheel(content: str, steps: Sequence[dict[str, Any]]) -> SafeString:
    """Each arc filled by met criteria, the current one outlined; `content` stands in the centre and says what is next.

    A step is what the frame gives: number, name, met, total, current, and url for an arc that is a link.
    """
    arcs = [arc(place, len(steps), step) for place, step in enumerate(steps)]
    return render_to_string("web/parts/wheel.html", {"arcs": arcs, "content": content})


def arc(place: int, size: int, step: dict[str, Any]) -> dict[str, Any]:
    """Where one step lies: its whole sector, the part that is met, the place of its number."""
    start, sweep = 360 * place / size + GAP / 2, 360 / size - GAP
    met = min(1.0, (step.get("met") or 0) / step["total"]) if step.get("total") else 0.0
    total = step.get("total") or 0
    x, y = point(start + sweep / 2, (OUTER + INNER) / 2)
    return {
        "step": step,
        "track": sector(start, sweep),
        "filled": sector(start, sweep * met) if met else "",
        "cuts": [cut(start + sweep * part / total) for part in range(1, total)],
        "finished": step.get("finished", False),
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "shade": place + 1,
    }


def sector(start: float, sweep: float) -> str:
    """An SVG path round a piece of the ring, in degrees clockwise from the top."""
    corners = (
        point(start, OUTER),
        point(start + sweep, OUTER),
        point(start + sweep, INNER),
        point(start, INNER),
    )
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in corners)
    large = int(sweep > 180)
    return f"M{a}A{OUTER:g} {OUTER:g} 0 {large} 1 {b}L{c}A{INNER:g} {INNER:g} 0 {large} 0 {d}z"


def cut(angle: float) -> str:
    """A line across the ring, between one criterion and the next."""
    (a, b), (c, d) = point(angle, OUTER), point(angle, INNER)
    return f"M{a:.2f} {b:.2f}L{c:.2f} {d:.2f}"


def point(angle: float, radius: float) -> tuple[float, float]:
    turned = math.radians(angle - 90)
    return SIZE / 2 + radius * math.cos(turned), SIZE / 2 + radius * math.sin(turned)
