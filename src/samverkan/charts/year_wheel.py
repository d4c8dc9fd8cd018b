"""The year wheel (årshjul): what comes back every year and what is planned, around the twelve months."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import text_width, wrap
from samverkan.charts.months import MONTH_NAMES
from samverkan.charts.numbers import MONTHS
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.wording import listed, sentences

_LINE = 17
_INNER = 46.0


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last month (1–12, both included); November to February goes over New Year."""

    label: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if not (1 <= self.first <= 12 and 1 <= self.last <= 12):
            raise ValueError("months are 1 to 12")

    @property
    def months(self) -> frozenset[int]:
        return frozenset((self.first - 1 + step) % 12 + 1 for step in range(self.length))

    @property
    def length(self) -> int:
        return (self.last - self.first) % 12 + 1

    @property
    def period(self) -> str:
        if self.length == 12:
            return "hela året"
        if self.length == 1:
            return MONTH_NAMES[self.first - 1]
        return f"{MONTHS[self.first - 1]}–{MONTHS[self.last - 1]}"


def runs(months: Iterable[int]) -> list[tuple[int, int]]:
    """Months that follow each other, as (first, last); December and January are neighbours.

    >>> runs((1, 5, 6, 7, 11, 12))
    [(11, 1), (5, 7)]
    """
    chosen = set(months)
    if len(chosen) == 12:
        return [(1, 12)]
    spans = []
    for first in sorted(month for month in chosen if (month - 2) % 12 + 1 not in chosen):
        last = first
        while last % 12 + 1 in chosen:
            last = last % 12 + 1
        spans.append((first, last))
    return sorted(spans, key=lambda span: (span[0] <= span[1], span[0]))


@dataclass(frozen=True, slots=True)
class Lane:
    """One ring or more: patterns are filled, activities are outlined."""

    name: str
    kind: Literal["pattern", "activity"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What has a number of its own: everything of a lane with the same label, however often it comes."""

    lane: Lane
    label: str
    spans: tuple[Span, ...]

    @property
    def period(self) -> str:
        if len(self.spans) == 1:
            return self.spans[0].period
        return ", ".join(MONTHS[span.first - 1] if span.length == 1 else span.period for span in self.spans)


@dataclass(frozen=True, slots=True)
class YearWheel:
    """`centre` is written in the middle, usually the year or the partnership's cycle."""

    words: Words
    lanes: tuple[Lane, ...]
    centre: str = ""


def year_wheel(data: YearWheel, compact: bool = False) -> Chart:
    """Months clockwise from the top, numbered arcs in rings, and the list of what the numbers mean."""
    columns = ("Nr", "Vad", "När", "Slag")
    numbered = _numbered(data)
    if not numbered:
        return empty(data.words, columns, compact)
    side = 360.0
    middle = side / 2
    parts = _months(middle)
    parts += _arcs(data, numbered, middle)
    if data.centre:
        rows = wrap(data.centre, 2 * _INNER - 12, TEXT_SIZE, bold=True)
        first = middle + 4.5 - (len(rows) - 1) * _LINE / 2
        parts += [svg.text(middle, first + i * _LINE, row, "strong", "middle") for i, row in enumerate(rows)]
    left, width, top = (0.0, svg.COMPACT, side + 20) if compact else (side + 28, svg.WIDE, 24.0)
    key, end = _key(data, numbered, left, top, width)
    size = (width, max(end + 4, side))
    rows_ = [
        (str(place), entry.label, entry.period, entry.lane.name)
        for place, entry in enumerate(numbered, start=1)
    ]
    table = Table.of(columns, rows_, 4)
    return svg.finish(data.words, _describe(data, numbered), table, parts + key, size, [])


def _numbered(data: YearWheel) -> list[_Entry]:
    """Every entry in the order of the key; its number is its place, from 1."""
    found = []
    for lane in data.lanes:
        spans: dict[str, list[Span]] = {}
        for span in sorted(lane.spans, key=lambda span: span.first):
            spans.setdefault(span.label, []).append(span)
        found += [_Entry(lane, label, tuple(own)) for label, own in spans.items()]
    return found


def _tracks(spans: list[tuple[int, Span]]) -> list[list[tuple[int, Span]]]:
    """Spans that share a month go to different rings."""
    tracks: list[list[tuple[int, Span]]] = []
    for place, span in spans:
        for track in tracks:
            if all(not (span.months & other.months) for _, other in track):
                track.append((place, span))
                break
        else:
            tracks.append([(place, span)])
    return tracks


def _polar(middle: float, radius: float, months: float) -> tuple[float, float]:
    """Place on the wheel; `months` counts from New Year at the top, clockwise."""
    angle = math.tau * months / 12
    return middle + radius * math.sin(angle), middle - radius * math.cos(angle)


def _months(middle: float) -> list[str]:
    outer = middle - 26
    parts = [svg.dot(middle, middle, outer, "ground"), svg.dot(middle, middle, _INNER, "empty")]
    for month in range(12):
        start, end = _polar(middle, _INNER, month), _polar(middle, outer, month)
        parts.append(svg.line(*start, *end, "grid"))
        x, y = _polar(middle, outer + 13, month + 0.5)
        parts.append(svg.text(x, y + 4.5, MONTHS[month], "label", "middle"))
    return parts


def _arcs(data: YearWheel, numbered: list[_Entry], middle: float) -> list[str]:
    rings: list[tuple[str, list[tuple[int, Span]]]] = []
    for lane in data.lanes:
        own = [
            (place, span)
            for place, entry in enumerate(numbered, start=1)
            if entry.lane is lane
            for span in entry.spans
        ]
        rings += [(lane.kind, track) for track in _tracks(own)]
    outer = middle - 30
    thick = min((outer - _INNER - 4) / len(rings), 30)
    parts = []
    for ring, (kind, track) in enumerate(rings):
        top = outer - ring * thick
        for place, span in track:
            parts.append(_arc(middle, top - thick + 3, top, span, kind))
            x, y = _polar(middle, top - thick / 2 + 1.5, span.first - 1 + span.length / 2)
            parts.append(svg.text(x, y + 4.5, str(place), "strong", "middle"))
    return parts


def _arc(middle: float, inner: float, outer: float, span: Span, kind: str) -> str:
    gap = 0.03
    start, end = span.first - 1 + gap, span.first - 1 + span.length - gap
    large = 1 if span.length > 6 else 0

    def at(radius: float, months: float) -> str:
        return svg.points([_polar(middle, radius, months)])

    r_out, r_in = svg.coordinate(outer), svg.coordinate(inner)
    d = (
        f"M{at(outer, start)}A{r_out} {r_out} 0 {large} 1 {at(outer, end)}"
        f"L{at(inner, end)}A{r_in} {r_in} 0 {large} 0 {at(inner, start)}Z"
    )
    return svg.tag("path", kind, d=d)


def _key(
    data: YearWheel, numbered: list[_Entry], left: float, top: float, right: float
) -> tuple[list[str], float]:
    parts = []
    y = top
    for lane in data.lanes:
        own = [(place, entry) for place, entry in enumerate(numbered, start=1) if entry.lane is lane]
        if not own:
            continue
        parts.append(svg.tag("rect", lane.kind, x=left + 1, y=y - 10, width=14, height=12))
        parts.append(svg.text(left + 22, y, lane.name, "strong"))
        y += _LINE + 5
        for place, entry in own:
            period = text_width(entry.period, SMALL_SIZE)
            rows = wrap(entry.label, right - left - 22 - period - 14, TEXT_SIZE)
            parts.append(svg.text(left + 15, y, str(place), "strong", "end"))
            parts.append(svg.text(right, y, entry.period, "muted", "end"))
            parts += [svg.text(left + 22, y + i * _LINE, row, "label") for i, row in enumerate(rows)]
            y += _LINE * len(rows) + 4
        y += 10
    return parts, y - _LINE


def _describe(data: YearWheel, numbered: list[_Entry]) -> str:
    told = listed(f"{entry.label} ({entry.period})" for entry in numbered[:10])
    left = len(numbered) - 10
    return sentences(
        f"Årshjul över {data.words.subject} med årets tolv månader",
        told,
        f"Ytterligare {left} finns i tabellen" if left > 0 else "",
    )
