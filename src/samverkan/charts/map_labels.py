"""Numbers and names on a map, moved so that none covers another."""

import math
from collections.abc import Sequence

from samverkan.charts import svg
from samverkan.charts.labels import Board, Frame
from samverkan.charts.map_ground import Area, Cell, Ground
from samverkan.charts.measure import text_width
from samverkan.charts.palette import SMALL_SIZE, heat_step

_BADGE = 9.5
_DISTANCES = (24, 34, 46, 60, 76, 94)
_TURNS = (0, 30, -30, 60, -60, 90, -90, 120, -120, 150, -150, 180)
_CLUSTER = 70.0


def words_on_map(shown: Sequence[Cell], areas: Sequence[Area], ground: Ground, top: float) -> list[str]:
    """Numbers first, because the table leads to them; then area names where there is still room."""
    board = Board(Frame(0, 0, ground.width, ground.height))
    # The scale bar and the north arrow have the lower corners.
    board.take(Frame(0, ground.height - 34, 130, ground.height))
    board.take(Frame(ground.width - 34, ground.height - 44, ground.width, ground.height))
    numbered = sorted((cell for cell in shown if cell.number is not None), key=lambda cell: cell.number or 0)
    squares = [ground.square(cell) for cell in numbered]
    if ground.cell < 2.4 * _BADGE:
        parts = _badges(numbered, squares, board)
    else:
        parts = [_number(cell, square, top) for cell, square in zip(numbered, squares, strict=True)]
        board.taken.extend(squares)
    for cell in shown:
        if cell.is_marked or heat_step(cell.count, top) > 2:
            board.take(ground.square(cell))
    return parts + [_area_name(area, ground, board) for area in areas]


def _number(cell: Cell, square: Frame, top: float) -> str:
    look = f"on-heat-{heat_step(cell.count, top)}"
    x, y = square.centre
    return svg.text(x, y + 4.5, str(cell.number), look, "middle")


def _badges(numbered: Sequence[Cell], squares: Sequence[Frame], board: Board) -> list[str]:
    """Numbered discs on cells too small to write in; beside them with a leader where the spot is taken."""
    leaders, discs = [], []
    for cell, square in zip(numbered, squares, strict=True):
        x, y = square.centre
        offsets = _spots(square, squares)
        wishes = [
            Frame(x + right - _BADGE, y + down - _BADGE, x + right + _BADGE, y + down + _BADGE)
            for right, down in offsets
        ]
        right, down = offsets[board.place(wishes) or 0]
        if right or down:
            leaders += [svg.line(x, y, x + right, y + down, look) for look in ("rule-edge", "leader")]
            discs.append(svg.dot(x, y, 2.5, "badge"))
        discs.append(svg.dot(x + right, y + down, _BADGE, "badge"))
        discs.append(svg.text(x + right, y + down + 4.25, str(cell.number), "rank", "middle"))
    return leaders + discs


def _spots(square: Frame, squares: Sequence[Frame]) -> list[tuple[float, float]]:
    """The cell itself, then circles round it, first in the direction away from the cluster it stands in."""
    x, y = square.centre
    near = [other.centre for other in squares if math.dist(other.centre, (x, y)) < _CLUSTER]
    away = math.atan2(y - sum(b for _, b in near) / len(near), x - sum(a for a, _ in near) / len(near))
    return [
        (0.0, 0.0),
        *(
            (distance * math.cos(away + math.radians(turn)), distance * math.sin(away + math.radians(turn)))
            for distance in _DISTANCES
            for turn in _TURNS
        ),
    ]


def _area_name(area: Area, ground: Ground, board: Board) -> str:
    outer = max(area.rings, key=len, default=())
    if not outer or not area.name:
        return ""
    x = ground.x((max(x for x, _ in outer) + min(x for x, _ in outer)) / 2)
    y = ground.y((max(y for _, y in outer) + min(y for _, y in outer)) / 2)
    half = text_width(area.name, SMALL_SIZE) / 2
    wishes = [
        Frame(x - half, y - 8 + move, x + half, y + 8 + move) for move in (0, -18, 18, -36, 36, -54, 54)
    ]
    found = board.place(wishes)
    return "" if found is None else svg.text(x, wishes[found].bottom - 4, area.name, "place", "middle")
