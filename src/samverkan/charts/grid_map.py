"""The hot-spot grid on a plain map: grey ground, one hue, numbers that lead to the table."""

from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.heat_key import heat_key, heat_key_width
from samverkan.charts.map_ground import Area, Cell, Ground, scale_and_north
from samverkan.charts.map_labels import words_on_map
from samverkan.charts.measure import text_width
from samverkan.charts.numbers import number
from samverkan.charts.palette import SMALL_SIZE, STEPS, heat_step
from samverkan.charts.wording import listed, sentences

LONGEST_TABLE = 60
_KEY_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class GridMap:
    """Cells of side `cell_m` metres over area outlines. `mark_label` explains a marked cell's thick edge."""

    words: Words
    unit: str
    cell_m: float
    cells: tuple[Cell, ...]
    areas: tuple[Area, ...] = ()
    mark_label: str = ""


def grid_map(data: GridMap, compact: bool = False) -> Chart:
    """Cells coloured by count, numbered ones labelled, with outlines, scale bar, north and a key."""
    has_marks = any(cell.is_marked for cell in data.cells) and bool(data.mark_label)
    columns = ("Nr", "Plats", data.unit, *((data.mark_label,) if has_marks else ()))
    shown = [cell for cell in data.cells if cell.count > 0]
    if not shown:
        return empty(data.words, columns, compact)
    ground = Ground.of(data.cells, data.areas, data.cell_m, compact)
    top = max(cell.count for cell in shown)
    parts = [svg.box(0, 0, ground.width, ground.height, "ground")]
    parts += _squares(shown, ground, top)
    parts += [_outline(area, ground) for area in data.areas]
    parts += _marked(data, shown, ground)
    parts += words_on_map(shown, data.areas, ground, top)
    parts += scale_and_north(ground)
    key, key_height = _key(data, ground, top, has_marks)
    parts += key
    ordered = sorted(shown, key=lambda cell: (cell.number is None, cell.number or 0, -cell.count))
    rows = [_row(cell, has_marks) for cell in ordered[:LONGEST_TABLE]]
    left = len(ordered) - len(rows)
    notes = (
        [f"Tabellen visar {len(rows)} av {len(ordered)} rutor; {left} rutor med färre är utelämnade."]
        if left
        else []
    )
    size = (ground.width, ground.height + key_height)
    return svg.finish(data.words, _describe(data, shown), Table.of(columns, rows, 2), parts, size, notes)


def _squares(shown: list[Cell], ground: Ground, top: float) -> list[str]:
    steps: list[list[tuple[float, float]]] = [[] for _ in range(STEPS)]
    for cell in shown:
        square = ground.square(cell)
        steps[heat_step(cell.count, top)].append((square.left, square.top))
    # A hairline of ground between the squares, but only where they are large enough to spare it.
    side = ground.cell - 1 if ground.cell > 8 else ground.cell
    return [svg.boxes(corners, side, side, f"heat-{step}") for step, corners in enumerate(steps)]


def _outline(area: Area, ground: Ground) -> str:
    rings = (
        " L".join(svg.points([(ground.x(x), ground.y(y))]) for x, y in ring) for ring in area.rings if ring
    )
    return svg.tag("path", "outline", d="".join(f"M{ring}Z" for ring in rings))


def _marked(data: GridMap, shown: list[Cell], ground: Ground) -> list[str]:
    squares = [ground.square(cell) for cell in shown if cell.is_marked]
    return [
        svg.box(square.left, square.top, square.right - square.left, square.bottom - square.top, "marked")
        for square in squares
    ]


def _key(data: GridMap, ground: Ground, top: float, has_marks: bool) -> tuple[list[str], float]:
    y = ground.height + 12
    most = f"{number(top)} {data.unit[:1].lower()}{data.unit[1:]} per ruta om {number(data.cell_m)} m"
    parts = [heat_key(0, y, "0", most)]
    if not has_marks:
        return parts, 12 + _KEY_HEIGHT
    start = heat_key_width("0", most) + 28
    rows = 1
    if start + 22 + text_width(data.mark_label, SMALL_SIZE) > ground.width:
        start, rows = 1, 2
    mark_y = y + (rows - 1) * _KEY_HEIGHT
    parts.append(svg.box(start, mark_y, 14, 14, "marked"))
    parts.append(svg.text(start + 22, mark_y + 11, data.mark_label, "muted"))
    return parts, 12 + rows * _KEY_HEIGHT


def _row(cell: Cell, has_marks: bool) -> tuple[str, ...]:
    place = cell.place or f"x {cell.x:.0f}, y {cell.y:.0f}"
    mark = ("ja" if cell.is_marked else "nej",) if has_marks else ()
    return (str(cell.number) if cell.number is not None else "", place, number(cell.count), *mark)


def _describe(data: GridMap, shown: list[Cell]) -> str:
    numbered = sorted((cell for cell in shown if cell.number is not None), key=lambda cell: cell.number or 0)
    most = [
        f"nummer {cell.number} {f'vid {cell.place} ' if cell.place else ''}med {number(cell.count)}"
        for cell in numbered[:3]
    ]
    marked = sum(cell.is_marked for cell in shown)
    return sentences(
        f"Karta över {data.words.subject} i ett rutnät med sidan {number(data.cell_m)} meter",
        f"{len(shown)} rutor har minst en händelse",
        f"Flest: {listed(most)}" if most else "",
        f"{marked} rutor är märkta: {data.mark_label}" if marked and data.mark_label else "",
    )
