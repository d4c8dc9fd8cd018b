"""The week hour by hour as a heat map in one hue: when it happens, at a glance."""

from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.heat_key import heat_key
from samverkan.charts.numbers import WEEKDAYS, is_known, known, number
from samverkan.charts.palette import heat_step

DAY_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_HOURS = range(24)
_DAYS = range(7)


@dataclass(frozen=True, slots=True)
class WeekdayHour:
    """`values` is 7 × 24, Monday and 00–01 first; a missing cell is None. ValueError for any other shape."""

    words: Words
    unit: str
    values: tuple[tuple[float | None, ...], ...]
    decimals: int = 1

    def __post_init__(self) -> None:
        if len(self.values) != 7 or any(len(day) != 24 for day in self.values):
            raise ValueError("a week has 7 days of 24 hours")


def weekday_hour(data: WeekdayHour, compact: bool = False) -> Chart:
    """Hours across and days down, turned when compact; each day's share of all beside it."""
    columns = ("Klockan", *DAY_NAMES)
    values = known(value for day in data.values for value in day)
    if not values or max(values) <= 0:
        return empty(data.words, columns, compact)
    top = max(values)
    shares = [sum(known(day)) / sum(values) for day in data.values]
    draw = _tall if compact else _wide
    parts, size = draw(data, top, shares)
    rows = [
        (_hour(hour), *(number(data.values[day][hour], data.decimals) for day in _DAYS)) for hour in _HOURS
    ]
    return svg.finish(data.words, _describe(data, shares), Table.of(columns, rows), parts, size, [])


def _hour(hour: int) -> str:
    return f"{hour:02d}–{hour + 1:02d}"


def _peak(data: WeekdayHour) -> tuple[float, int, int]:
    """Value, day and hour of the largest cell; the earliest when several are as large."""
    cells = [
        (value, day, hour) for day in _DAYS for hour in _HOURS if is_known(value := data.values[day][hour])
    ]
    return max(cells, key=lambda cell: (cell[0], -cell[1], -cell[2]))


def _cells(
    data: WeekdayHour, top: float, left: float, above: float, across: float, down: float, tall: bool
) -> list[str]:
    looks: dict[str, list[tuple[float, float]]] = {}
    for day in _DAYS:
        for hour in _HOURS:
            value = data.values[day][hour]
            column, row = (day, hour) if tall else (hour, day)
            look = f"heat-{heat_step(value, top)}" if is_known(value) else "empty"
            looks.setdefault(look, []).append((left + column * across, above + row * down))
    parts = [svg.boxes(corners, across - 1.5, down - 1.5, look) for look, corners in sorted(looks.items())]
    _, day, hour = _peak(data)
    column, row = (day, hour) if tall else (hour, day)
    # An edge of paper inside the ink keeps the frame visible round the darkest square.
    x, y = left + column * across - 2, above + row * down - 2
    parts += [svg.box(x, y, across + 2.5, down + 2.5, look) for look in ("rule-edge", "marked")]
    return parts


def _wide(data: WeekdayHour, top: float, shares: list[float]) -> tuple[list[str], tuple[float, float]]:
    left, above, across, down = 40.0, 44.0, 23.0, 26.0
    right = left + 24 * across
    bottom = above + 7 * down
    parts = [svg.text(0, 14, data.unit, "muted"), svg.text(svg.WIDE, 36, "per dag", "muted", "end")]
    parts += _cells(data, top, left, above, across, down, tall=False)
    for day in _DAYS:
        middle = above + day * down + down / 2 + 3.5
        parts.append(svg.text(0, middle, WEEKDAYS[day], "label"))
        parts.append(svg.text(svg.WIDE, middle, _percent(shares[day]), "muted", "end"))
    parts += [
        svg.text(left + hour * across, 36, f"{hour:02d}", "muted", "middle") for hour in range(0, 24, 3)
    ]
    parts += _foot(data, top, left, bottom + 12, right)
    return parts, (svg.WIDE, bottom + 30)


def _tall(data: WeekdayHour, top: float, shares: list[float]) -> tuple[list[str], tuple[float, float]]:
    left, above, across, down = 46.0, 46.0, 44.5, 17.0
    bottom = above + 24 * down
    parts = [svg.text(0, 14, data.unit, "muted")]
    parts += _cells(data, top, left, above, across, down, tall=True)
    for day in _DAYS:
        middle = left + day * across + across / 2
        parts.append(svg.text(middle, 38, WEEKDAYS[day], "label", "middle"))
        parts.append(svg.text(middle, bottom + 17, _percent(shares[day]), "muted", "middle"))
    parts.append(svg.text(0, bottom + 17, "per dag", "muted"))
    parts += [svg.text(0, above + hour * down + 5, f"kl {hour:02d}", "muted") for hour in range(0, 24, 3)]
    parts += _foot(data, top, left, bottom + 32, svg.COMPACT)
    return parts, (svg.COMPACT, bottom + 50)


def _percent(share: float) -> str:
    return f"{number(100 * share)} %"


def _foot(data: WeekdayHour, top: float, left: float, y: float, right: float) -> list[str]:
    _, day, hour = _peak(data)
    key = heat_key(left, y, "0", number(top, data.decimals))
    return [key, svg.text(right, y + 11, f"Flest: {WEEKDAYS[day]} {_hour(hour)}", "strong", "end")]


def _describe(data: WeekdayHour, shares: list[float]) -> str:
    value, day, hour = _peak(data)
    busiest = shares.index(max(shares))
    return (
        f"Rutnät med veckans sju dagar och dygnets timmar över {data.words.subject}, {data.unit}. "
        f"Flest {DAY_NAMES[day]} klockan {_hour(hour)} ({number(value, data.decimals)}). "
        f"Störst del av veckan faller på {DAY_NAMES[busiest]} ({_percent(shares[busiest])})."
    )
