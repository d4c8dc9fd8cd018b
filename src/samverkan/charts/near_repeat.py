"""Near repeats: is there more than chance gives close by and soon after?"""

from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import cut, text_width, wrap
from samverkan.charts.numbers import is_known, known, number
from samverkan.charts.palette import SMALL_SIZE, STEPS, TEXT_SIZE


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """Rows are distance bands, columns day bands, both with ready labels ("100 till under 200 m").

    `ratios` is observed through expected (1 = what chance gives); `observed` and `expected` of the same shape
    go into the table; `marked` says which cells carry the mark that `mark_label` explains. ValueError when
    the shapes differ.
    """

    words: Words
    distances: tuple[str, ...]
    days: tuple[str, ...]
    ratios: tuple[tuple[float | None, ...], ...]
    observed: tuple[tuple[int, ...], ...]
    expected: tuple[tuple[float, ...], ...]
    marked: tuple[tuple[bool, ...], ...]
    mark_label: str

    def __post_init__(self) -> None:
        for rows in (self.ratios, self.observed, self.expected, self.marked):
            if len(rows) != len(self.distances) or any(len(row) != len(self.days) for row in rows):
                raise ValueError("every matrix needs a row per distance band and a column per day band")


def near_repeat_table(data: NearRepeat, compact: bool = False) -> Chart:
    """Ratios in a coloured table: the more above 1, the darker; what is no more than chance stays pale."""
    columns = ("Avstånd", "Tid emellan", "Par", "Väntat", "Kvot", data.mark_label)
    if not known(ratio for row in data.ratios for ratio in row):
        return empty(data.words, columns, compact)
    width = svg.COMPACT if compact else svg.WIDE
    size = SMALL_SIZE
    names = min(max(text_width(name, TEXT_SIZE) for name in data.distances) + 12, width * 0.38)
    across = (width - names) / len(data.days)
    heads = [wrap(day, across - 8, size) for day in data.days]
    above = max(len(rows) for rows in heads) * 16 + 8
    down = 42.0 if compact else 38.0
    parts = []
    for column, rows in enumerate(heads):
        middle = names + (column + 0.5) * across
        first = above - 8.0 - (len(rows) - 1) * 16
        parts += [
            svg.text(middle, first + place * 16, row, "muted", "middle") for place, row in enumerate(rows)
        ]
    for row, distance in enumerate(data.distances):
        top = above + row * down
        lines = wrap(distance, names - 12, TEXT_SIZE, lines=2)
        first = top + down / 2 + 4 - (len(lines) - 1) * 8
        parts += [svg.text(0, first + place * 16, name, "label") for place, name in enumerate(lines)]
        for column in range(len(data.days)):
            parts += _cell(data, row, column, names + column * across, top, across, down)
    bottom = above + len(data.distances) * down
    notes = wrap(f"● {data.mark_label}", width, SMALL_SIZE)
    parts += [svg.text(0, bottom + 20 + place * 16, row, "muted") for place, row in enumerate(notes)]
    height = bottom + 12 + len(notes) * 16
    return svg.finish(
        data.words, _describe(data), Table.of(columns, _rows(data), 2), parts, (width, height), []
    )


def _ratio_step(ratio: float) -> int:
    """Pale up to 1 (to one decimal), then one step per half, darkest above 3,5."""
    return 0 if ratio < 1.05 else min(STEPS - 1, 1 + int((ratio - 1) * 2))


def _cell(
    data: NearRepeat, row: int, column: int, left: float, top: float, across: float, down: float
) -> list[str]:
    ratio = data.ratios[row][column]
    if ratio is None or not is_known(ratio):
        return [
            svg.box(left, top, across - 2, down - 2, "empty"),
            svg.text(left + across / 2, top + down / 2 + 4, "–", "muted", "middle"),
        ]
    step = _ratio_step(ratio)
    mark = "● " if data.marked[row][column] else ""
    written = cut(f"{mark}{number(ratio, 2)}", across - 4, TEXT_SIZE)
    return [
        svg.box(left, top, across - 2, down - 2, f"heat-{step}"),
        svg.text(left + across / 2 - 1, top + down / 2 + 4, written, f"on-heat-{step}", "middle"),
    ]


def _rows(data: NearRepeat) -> list[tuple[str, ...]]:
    return [
        (
            distance,
            day,
            number(data.observed[row][column]),
            number(data.expected[row][column], 1),
            number(data.ratios[row][column], 2),
            "ja" if data.marked[row][column] else "nej",
        )
        for row, distance in enumerate(data.distances)
        for column, day in enumerate(data.days)
    ]


def _describe(data: NearRepeat) -> str:
    cells = [
        (ratio, distance, day)
        for distance, row in zip(data.distances, data.ratios, strict=True)
        for day, ratio in zip(data.days, row, strict=True)
        if is_known(ratio)
    ]
    ratio, distance, day = max(cells, key=lambda cell: cell[0])
    count = sum(mark for row in data.marked for mark in row)
    return (
        f"Tabell över {data.words.subject}: par av händelser nära varandra i plats och tid, jämfört med vad "
        f"slumpen ger. Högst kvot är {number(ratio, 2)} ({distance}, {day}). "
        f"Rutor med märket ”{data.mark_label}”: {count} av {len(data.distances) * len(data.days)}."
    )
