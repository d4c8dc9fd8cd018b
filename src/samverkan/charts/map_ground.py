"""The ground of a map: which metres stand where on paper, how long a kilometre is, where north is."""

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.labels import Frame
from samverkan.charts.numbers import number
from samverkan.charts.scales import Scale, round_length

Ring = tuple[tuple[float, float], ...]

_EDGE = 14
_FOOT = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the grid by its centre in metres; `number` is written on it and leads to the table row."""

    x: float
    y: float
    count: float
    number: int | None = None
    is_marked: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An outline: closed rings of (x, y) in the same projected metres, outer rings and holes alike."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """How metres become places on paper: the same scale both ways, north up. `cell` is a square's side."""

    width: float
    height: float
    x: Scale
    y: Scale
    metre: float
    cell: float

    @classmethod
    def of(cls, cells: Sequence[Cell], areas: Sequence[Area], cell_m: float, compact: bool) -> "Ground":
        half = cell_m / 2
        xs = [end for cell in cells for end in (cell.x - half, cell.x + half)]
        ys = [end for cell in cells for end in (cell.y - half, cell.y + half)]
        xs += [x for area in areas for ring in area.rings for x, _ in ring]
        ys += [y for area in areas for ring in area.rings for _, y in ring]
        width, tallest = (svg.COMPACT, 420) if compact else (svg.WIDE, 480)
        span_x, span_y = max(xs) - min(xs), max(ys) - min(ys)
        metre = min((width - 2 * _EDGE) / span_x, (tallest - _EDGE - _FOOT) / span_y)
        height = max(span_y * metre + _EDGE + _FOOT, 160)
        middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        x = Scale(middle_x, middle_x + 1, width / 2, width / 2 + metre)
        # The scale bar and the north arrow stand at the foot, under the land.
        centre = (height + _EDGE - _FOOT) / 2
        y = Scale(middle_y, middle_y + 1, centre, centre - metre)
        return cls(width, height, x, y, metre, cell_m * metre)

    def square(self, cell: Cell) -> Frame:
        half = self.cell / 2
        x, y = self.x(cell.x), self.y(cell.y)
        return Frame(x - half, y - half, x + half, y + half)


def scale_and_north(ground: Ground) -> list[str]:
    length = round_length(100 / ground.metre)
    name = f"{number(length / 1000)} km" if length >= 1000 else f"{number(length)} m"
    end, y = 12 + length * ground.metre, ground.height - 12
    x = ground.width - 18
    return [
        svg.tag("path", "whisker", d=f"M12 {y - 5:.1f}V{y:.1f}H{end:.1f}V{y - 5:.1f}"),
        svg.text(12, y - 9, name, "place"),
        svg.tag("path", "north", d=f"M{x} {y - 14:.1f}l4.5 12l-4.5 -3l-4.5 3z"),
        svg.text(x, y - 17, "N", "place", "middle"),
    ]
