"""Numbers and names on a map, moved so that none covers another."""

import math
from collections.abc import Sequence

from samverkan.charts import svg
from samverkan.charts.labels import Board, Frame
from samverkan.charts.map_ground import Area, Cell, Ground
from samverkan.charts.measure import text_width
from samverkan.charts.palette import SMALL_SIZE, heat_step

_BADGE = 9.5
# On the cell itself, then in widening circles round it, twelve spots in each.
_OFFSETS = (
    (0.0, 0.0),
    *(
        (distance * math.cos(math.tau * (spot - 1.5) / 12), distance * math.sin(math.tau * (spot - 1.5) / 12))
        for distance in (22, 32, 44, 58, 74, 92)
        for spot in range(12)
    ),
)


def words_on_map(shown: Sequence[Cell], areas: Sequence[Area], ground: Ground, top: float) -> list[str]:
    """Numbers first, because the table leads to them; then area names where there is still room."""
    board = Board(Frame(0, 0, ground.width, ground.height))
    # The scale bar and the north arrow have the lower corners.
    board.take(Frame(0, ground.height - 34, 130, ground.height))
    board.take(Frame(ground.width - 34, ground.height - 44, ground.width, ground.height))
    numbered = sorted((cell for cell in shown if cell.number is not None), key=lambda cell: cell.number or 0)
    parts = [_number(cell, ground, board, top) for cell in numbered]
    for cell in shown:
        if cell.is_marked or heat_step(cell.count, top) > 2:
            board.take(ground.square(cell))
    return parts + [_area_name(area, ground, board) for area in areas]


def _number(cell: Cell, ground: Ground, board: Board, top: float) -> str:
    """In the square when it is large enough, otherwise on a disc."""
    square = ground.square(cell)
    if ground.cell < 2.4 * _BADGE:
        return _badge(cell, square, board)
    board.take(square)
    look = f"on-heat-{heat_step(cell.count, top)}"
    middle = (square.left + square.right) / 2
    return svg.text(middle, (square.top + square.bottom) / 2 + 4.5, str(cell.number), look, "middle")


def _badge(cell: Cell, square: Frame, board: Board) -> str:
    """A numbered disc on the cell, or beside it with a leader line when the spot is taken."""
    x, y = (square.left + square.right) / 2, (square.top + square.bottom) / 2
    wishes = [
        Frame(x + across - _BADGE, y + up - _BADGE, x + across + _BADGE, y + up + _BADGE)
        for across, up in _OFFSETS
    ]
    across, up = _OFFSETS[board.place(wishes) or 0]
    leader = svg.line(x, y, x + across, y + up, "leader") if across or up else ""
    disc = svg.dot(x + across, y + up, _BADGE, "badge")
    return leader + disc + svg.text(x + across, y + up + 4.25, str(cell.number), "rank", "middle")


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
