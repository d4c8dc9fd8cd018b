"""Twelve bars: how the year looks, with a line for the ordinary month."""

from dataclasses import dataclass
from datetime import date

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import text_width
from samverkan.charts.numbers import MONTHS, interval, is_known, known, number
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.scales import Scale
from samverkan.charts.whisker import whisker
from samverkan.charts.wording import sentences

MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day_in_words(written: str) -> str:
    """`2026-02-05` as `5 februari 2026`; nothing gives nothing."""
    if not written:
        return ""
    day = date.fromisoformat(written)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class MonthBars:
    """Twelve values, January first; None is a gap. `strong` months (1–12) stand out, the caller says why
    in the words' notes. A season index has `reference=100`. ValueError unless there are twelve of each."""

    words: Words
    unit: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    reference: float | None = None
    reference_label: str = ""
    strong: tuple[int, ...] = ()
    decimals: int = 0

    def __post_init__(self) -> None:
        if {len(self.values), len(self.low) or 12, len(self.high) or 12} != {12}:
            raise ValueError("twelve months are needed")


def month_bars(data: MonthBars, compact: bool = False) -> Chart:
    """Bars from zero with their values written on them; a dashed line where the ordinary month would be."""
    has_interval = bool(data.low and data.high)
    columns = ("Månad", data.unit, *(("Osäkerhet",) if has_interval else ()))
    seen = known(data.values)
    if not seen:
        return empty(data.words, columns, compact)
    width, height = (svg.COMPACT, 240) if compact else (svg.WIDE, 280)
    bottom, top = height - 26, 46
    top_value = max([*seen, *known(data.high), data.reference or 0]) or 1
    y = Scale(0, top_value, bottom, top)
    step = width / 12
    parts = [svg.text(0, 14, data.unit, "muted")]
    parts += [svg.line(0, bottom, width, bottom, "axis")]
    for place, value in enumerate(data.values):
        if is_known(value):
            look = "own-bar" if not data.strong or place + 1 in data.strong else "soft-bar"
            bar = step * 0.66
            left = place * step + (step - bar) / 2
            parts.append(svg.box(left, y(value), bar, bottom - y(value), look))
        parts.append(svg.text((place + 0.5) * step, bottom + 18, MONTHS[place], "muted", "middle"))
    if data.reference is not None:
        parts += _reference(data, y, width)
    for place in range(12):
        parts += _value(data, place, (place + 0.5) * step, y, step, has_interval)
    rows = [_row(data, place, has_interval) for place in range(12)]
    return svg.finish(data.words, _describe(data), Table.of(columns, rows), parts, (width, height), [])


def _reference(data: MonthBars, y: Scale, width: float) -> list[str]:
    height = y(data.reference or 0)
    label = svg.text(width, 14, data.reference_label, "muted", "end")
    sample = width - text_width(data.reference_label, SMALL_SIZE) - 32
    return [
        svg.line(0, height, width, height, "rule-edge"),
        svg.line(0, height, width, height, "ref-rule"),
        svg.line(sample, 10, sample + 24, 10, "ref-rule") if data.reference_label else "",
        label if data.reference_label else "",
    ]


def _value(
    data: MonthBars, place: int, middle: float, y: Scale, step: float, has_interval: bool
) -> list[str]:
    value = data.values[place]
    if value is None or not is_known(value):
        return [svg.text(middle, y(0) - 6, "–", "muted", "middle")]
    parts = []
    above = y(value)
    if has_interval:
        low, high = data.low[place], data.high[place]
        if is_known(low) and is_known(high):
            parts += whisker(middle, y(0), y(value), y(low), y(high), is_upright=True)
            above = min(above, y(high))
    name = number(value, data.decimals)
    widest = max(text_width(number(one, data.decimals), TEXT_SIZE) for one in known(data.values))
    is_extreme = value in (max(known(data.values)), min(known(data.values)))
    if widest <= step - 3 or is_extreme:
        parts.append(svg.text(middle, above - 6, name, "value", "middle"))
    return parts


def _row(data: MonthBars, place: int, has_interval: bool) -> tuple[str, ...]:
    band = (interval(data.low[place], data.high[place], data.decimals),) if has_interval else ()
    return (MONTH_NAMES[place], number(data.values[place], data.decimals), *band)


def _describe(data: MonthBars) -> str:
    pairs = [(value, MONTH_NAMES[place]) for place, value in enumerate(data.values) if is_known(value)]
    most, least = max(pairs), min(pairs)
    return sentences(
        f"Stapeldiagram per månad över {data.words.subject}, {data.unit}",
        f"Högst i {most[1]} ({number(most[0], data.decimals)}), "
        f"lägst i {least[1]} ({number(least[0], data.decimals)})",
        data.reference_label,
    )
