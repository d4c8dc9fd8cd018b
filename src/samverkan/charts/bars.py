"""Horizontal bars: crime types, areas or shares beside each other, with intervals and a reference line."""

from dataclasses import dataclass
from typing import Literal

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import cut, text_width, wrap
from samverkan.charts.numbers import interval, is_known, known, with_unit
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.scales import Scale
from samverkan.charts.whisker import whisker
from samverkan.charts.wording import listed, sentences


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `kind` own is the subject, other is what it is compared with; a missing value is a gap."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    kind: Literal["own", "other"] = "own"

    @property
    def has_interval(self) -> bool:
        return is_known(self.low) and is_known(self.high)


@dataclass(frozen=True, slots=True)
class Bars:
    """Drawn in the order given. `suffix` is a short unit written after every value, such as `%`."""

    words: Words
    unit: str
    heading: str
    bars: tuple[Bar, ...]
    suffix: str = ""
    reference: float | None = None
    reference_label: str = ""
    decimals: int = 0


def horizontal_bars(data: Bars, compact: bool = False) -> Chart:
    """Bars from zero (to the left when negative), each with its value; names above the bars when compact."""
    has_intervals = any(bar.has_interval for bar in data.bars)
    columns = (data.heading, data.unit, *(("Osäkerhet",) if has_intervals else ()))
    if not known(bar.value for bar in data.bars):
        return empty(data.words, columns, compact)
    drawing = _Layout.of(data, compact)
    parts = [svg.text(0, 14, data.unit, "muted")]
    if data.reference is not None:
        parts += _reference(data, drawing)
    for place, bar in enumerate(data.bars):
        parts += _bar(data, bar, drawing, drawing.top + place * drawing.row)
    zero = drawing.x(0)
    parts.append(svg.line(zero, drawing.top, zero, drawing.bottom, "axis"))
    rows = [_row(data, bar, has_intervals) for bar in data.bars]
    size = (drawing.width, drawing.bottom + 6)
    return svg.finish(data.words, _describe(data), Table.of(columns, rows), parts, size, [])


@dataclass(frozen=True, slots=True)
class _Layout:
    width: float
    names: float
    top: float
    bottom: float
    row: float
    compact: bool
    x: Scale

    @classmethod
    def of(cls, data: Bars, compact: bool) -> "_Layout":
        width = svg.COMPACT if compact else svg.WIDE
        widest = max(text_width(bar.label, TEXT_SIZE, True) for bar in data.bars)
        names = 0 if compact else min(widest, width * 0.36) + 12
        row = 46 if compact else 30
        top = 44 if data.reference is not None and data.reference_label else 26
        ends = known(end for bar in data.bars for end in (bar.value, bar.low, bar.high))
        ends += [0, data.reference or 0]
        room = max(
            text_width(with_unit(bar.value, data.suffix, data.decimals), TEXT_SIZE, True) for bar in data.bars
        )
        first, last = min(ends), max(ends)
        left = names + (room + 10 if first < 0 else 0)
        right = width - room - 12
        last = last if last > first else first + 1
        return cls(
            width, names, top, top + row * len(data.bars), row, compact, Scale(first, last, left, right)
        )


def _reference(data: Bars, drawing: _Layout) -> list[str]:
    place = drawing.x(data.reference or 0)
    label = cut(data.reference_label, drawing.width, SMALL_SIZE)
    half = text_width(label, SMALL_SIZE) / 2
    middle = min(max(place, half), drawing.width - half)
    return [
        svg.line(place, drawing.top - 6, place, drawing.bottom, "ref-rule"),
        svg.text(middle, drawing.top - 12, label, "muted", "middle") if label else "",
    ]


def _bar(data: Bars, bar: Bar, drawing: _Layout, top: float) -> list[str]:
    thick = 16
    upper = top + (24 if drawing.compact else (drawing.row - thick) / 2)
    middle = upper + thick / 2
    is_own = bar.kind == "own"
    parts = _name(bar, drawing, top, middle)
    if bar.value is None or not is_known(bar.value):
        return [*parts, svg.text(drawing.x(0) + 8, middle + 4.5, "uppgift saknas", "muted")]
    start, end = sorted((drawing.x(0), drawing.x(bar.value)))
    parts.append(svg.box(start, upper, end - start, thick, "own-bar" if is_own else "ref-bar"))
    written = with_unit(bar.value, data.suffix, data.decimals)
    low_end, high_end = start, end
    if bar.low is not None and bar.high is not None and bar.has_interval:
        low, high = drawing.x(bar.low), drawing.x(bar.high)
        parts += whisker(middle, drawing.x(0), drawing.x(bar.value), low, high, is_upright=False)
        low_end, high_end = min(low_end, low), max(high_end, high)
    kind = "value-strong" if is_own else "value"
    if bar.value < 0:
        return [*parts, svg.text(low_end - 6, middle + 4.5, written, kind, "end")]
    return [*parts, svg.text(high_end + 6, middle + 4.5, written, kind)]


def _name(bar: Bar, drawing: _Layout, top: float, middle: float) -> list[str]:
    is_bold = bar.kind == "own"
    if drawing.compact:
        # The reference line passes under the names here, so they need an edge of paper.
        kind = "value-strong" if is_bold else "value"
        return [svg.text(0, top + 17, cut(bar.label, drawing.width, TEXT_SIZE, is_bold), kind)]
    kind = "strong" if is_bold else "label"
    rows = wrap(bar.label, drawing.names - 12, TEXT_SIZE, is_bold, lines=2)
    first = middle + 4.5 - (len(rows) - 1) * 7
    return [svg.text(0, first + place * 14, row, kind) for place, row in enumerate(rows)]


def _row(data: Bars, bar: Bar, has_intervals: bool) -> tuple[str, ...]:
    band = (interval(bar.low, bar.high, data.decimals),) if has_intervals else ()
    return (bar.label, with_unit(bar.value, data.suffix, data.decimals), *band)


def _describe(data: Bars) -> str:
    shown = [f"{bar.label} {with_unit(bar.value, data.suffix, data.decimals)}" for bar in data.bars[:8]]
    left = len(data.bars) - len(shown)
    return sentences(
        f"Liggande staplar över {data.words.subject}, {data.unit}",
        listed(shown),
        f"Ytterligare {left} finns i tabellen" if left else "",
        data.reference_label if data.reference is not None else "",
    )
