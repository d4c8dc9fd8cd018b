"""A funnel plot: who stands outside what chance gives a place of that size."""

from dataclasses import dataclass
from itertools import pairwise

from samverkan.charts import svg
from samverkan.charts.axes import Plot, value_axis
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.labels import Board, Frame
from samverkan.charts.measure import text_width
from samverkan.charts.numbers import is_known, number
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.scales import Scale, ticks
from samverkan.charts.wording import listed, sentences


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One place; `is_own` is drawn in primary, `is_named` gets its name written out."""

    name: str
    population: float
    rate: float | None
    is_own: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """Control limits at one population: inner (usually 95 %) and outer (usually 99,8 %)."""

    population: float
    inner_low: float
    inner_high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """`limits` rise by population; `centre` is the group's common rate; labels stand at the curves' ends."""

    words: Words
    unit: str
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    centre: float
    centre_label: str = "Gemensam nivå"
    inner_label: str = "95 %"
    outer_label: str = "99,8 %"
    decimals: int = 0


def funnel(data: Funnel, compact: bool = False) -> Chart:
    """Places by size (across) and rate (up), both from zero, with the limits drawn as curves."""
    columns = ("Plats", "Befolkning", data.unit)
    drawn = [point for point in data.points if is_known(point.rate)]
    if not drawn:
        return empty(data.words, columns, compact)
    width, height = (svg.COMPACT, 320) if compact else (svg.WIDE, 360)
    room = max(text_width(label, SMALL_SIZE) for label in (data.inner_label, data.outer_label)) + 10
    steps = ticks(max(point.population for point in data.points), about=3 if compact else 5)
    highest = max([point.rate or 0 for point in drawn] + [data.centre, *_visible_highs(data, drawn)])
    plot, parts = value_axis(highest, data.unit, width - room, height - 42)
    x = Scale(0, steps[-1], plot.left, plot.right)
    parts += [svg.text(x(step), plot.bottom + 17, number(step), "muted", "middle") for step in steps[:-1]]
    parts.append(svg.text(x(steps[-1]), plot.bottom + 17, number(steps[-1]), "muted", "end"))
    parts.append(svg.text(plot.right, plot.bottom + 35, "Befolkning", "muted", "end"))
    parts += _limits(data, plot, x)
    parts += _points(data, drawn, plot, x)
    rows = [
        (point.name, number(point.population), number(point.rate, data.decimals)) for point in data.points
    ]
    description = _describe(data, drawn)
    return svg.finish(data.words, description, Table.of(columns, rows), parts, (width, height), [])


def _visible_highs(data: Funnel, drawn: list[FunnelPoint]) -> list[float]:
    """Limits where there are places; the mouth of the funnel may run out of the paper."""
    smallest = min(point.population for point in drawn)
    return [limit.inner_high for limit in data.limits if limit.population >= smallest]


def _limits(data: Funnel, plot: Plot, x: Scale) -> list[str]:
    ends: list[tuple[float, str]] = []
    centre = plot.y(data.centre)
    parts = [svg.line(plot.left, centre, plot.right, centre, "ref-rule")]
    curves = (
        ("limit-inner", [(limit.population, limit.inner_high) for limit in data.limits], data.inner_label),
        ("limit-inner", [(limit.population, limit.inner_low) for limit in data.limits], ""),
        ("limit", [(limit.population, limit.outer_high) for limit in data.limits], data.outer_label),
        ("limit", [(limit.population, limit.outer_low) for limit in data.limits], ""),
    )
    for look, curve, label in curves:
        inside = [(x(at), plot.y(rate)) for at, rate in _clipped(curve, x.last, plot.y.last)]
        if len(inside) > 1:
            parts.append(svg.tag("polyline", look, points=svg.points(inside)))
            ends += [(inside[-1][1], label)] if label else []
    parts += [svg.text(plot.right + 6, height + 4, label, "muted") for height, label in ends]
    return parts


def _clipped(curve: list[tuple[float, float]], right: float, top: float) -> list[tuple[float, float]]:
    """The curve inside 0–right and 0–top, cut exactly where it crosses the upper and the right edge."""
    kept: list[tuple[float, float]] = []
    for (at, rate), (next_at, next_rate) in pairwise(curve):
        shares = [0.0, 1.0]
        if (rate - top) * (next_rate - top) < 0:
            shares.append((top - rate) / (next_rate - rate))
        if (at - right) * (next_at - right) < 0:
            shares.append((right - at) / (next_at - at))
        crossed = [
            (at + share * (next_at - at), rate + share * (next_rate - rate)) for share in sorted(shares)
        ]
        kept += [(a, max(r, 0.0)) for a, r in crossed if a <= right * (1 + 1e-9) and r <= top * (1 + 1e-9)]
    return list(dict.fromkeys(kept))


def _points(data: Funnel, drawn: list[FunnelPoint], plot: Plot, x: Scale) -> list[str]:
    board = Board(Frame(plot.left, 18, plot.right, plot.bottom))
    parts = []
    in_order = sorted(drawn, key=lambda point: (point.is_own, point.is_named))
    for point in in_order:
        across, up = x(point.population), plot.y(point.rate or 0)
        radius = 6 if point.is_own else 4
        parts.append(svg.dot(across, up, radius, "own-dot" if point.is_own else "ref-dot"))
        board.take(Frame(across - radius, up - radius, across + radius, up + radius))
    for point in reversed(in_order):
        if point.is_own or point.is_named:
            parts.append(_name(point, x(point.population), plot.y(point.rate or 0), board))
    label_width = text_width(data.centre_label, SMALL_SIZE)
    centre = plot.y(data.centre)
    wishes = [
        Frame(plot.right - 4 - label_width, top, plot.right - 4, top + 15)
        for top in (centre - 18, centre + 3)
    ]
    found = board.place(wishes)
    baseline = wishes[found or 0].bottom - 3
    parts.append(svg.text(plot.right - 4, baseline, data.centre_label, "muted-halo", "end"))
    return parts


def _name(point: FunnelPoint, across: float, up: float, board: Board) -> str:
    length = text_width(point.name, TEXT_SIZE, point.is_own)
    gap = 9
    spots = [
        (Frame(across + gap, up - 8, across + gap + length, up + 8), "start", across + gap, up + 4.5),
        (Frame(across - gap - length, up - 8, across - gap, up + 8), "end", across - gap, up + 4.5),
        (Frame(across - length / 2, up - 24, across + length / 2, up - 8), "middle", across, up - 11),
        (Frame(across - length / 2, up + 8, across + length / 2, up + 24), "middle", across, up + 20),
    ]
    found = board.place([frame for frame, *_ in spots])
    _, anchor, left, baseline = spots[found or 0]
    return svg.text(left, baseline, point.name, "value-strong" if point.is_own else "muted-halo", anchor)


def _describe(data: Funnel, drawn: list[FunnelPoint]) -> str:
    own = (f"{point.name} har {number(point.rate, data.decimals)}" for point in drawn if point.is_own)
    named = [point.name for point in drawn if point.is_named and not point.is_own]
    return sentences(
        f"Trattdiagram över {data.words.subject}, {data.unit}, med {len(drawn)} platser efter befolkning",
        f"{data.centre_label}: {number(data.centre, data.decimals)}",
        listed(own),
        f"Namngivna i bilden: {listed(named)}" if named else "",
    )
