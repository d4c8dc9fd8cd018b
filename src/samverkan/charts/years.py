"""A line over years: the own series, what it is compared with, how sure the figures are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from samverkan.charts import svg
from samverkan.charts.axes import Plot, value_axis
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import cut, spread, text_width, wrap
from samverkan.charts.numbers import interval, is_known, known, number
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.scales import Scale
from samverkan.charts.wording import listed, sentences

_LINE_HEIGHT = 16


@dataclass(frozen=True, slots=True)
class Series:
    """One value per year of the chart; a missing value is None and becomes a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """From `year` on the figures are counted in another way, so no line is drawn into it."""

    year: int
    label: str


@dataclass(frozen=True, slots=True)
class YearLines:
    """`low` and `high` are the ends of the own series' interval; `preliminary` years get hollow points.

    Years rise and are unique; every sequence of values is as long as `years`, else ValueError.
    """

    words: Words
    unit: str
    years: tuple[int, ...]
    own: Series
    references: tuple[Series, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    changes: tuple[Change, ...] = ()
    preliminary: tuple[int, ...] = ()
    decimals: int = 0

    def __post_init__(self) -> None:
        lengths = {len(series.values) for series in (self.own, *self.references)}
        lengths |= {len(self.low) or len(self.years), len(self.high) or len(self.years)}
        if lengths != {len(self.years)}:
            raise ValueError("every series needs one value per year")
        if list(self.years) != sorted(set(self.years)):
            raise ValueError("years must rise")

    @property
    def has_band(self) -> bool:
        return bool(self.low and self.high)


def year_lines(data: YearLines, compact: bool = False) -> Chart:
    """Own series in primary, references in grey, labels at the line ends instead of a legend."""
    columns = _columns(data)
    values = known([value for series in (data.own, *data.references) for value in series.values])
    if not values:
        return empty(data.words, columns, compact)
    width, height = (svg.COMPACT, 280) if compact else (svg.WIDE, 320)
    bottom = height - (40 if data.preliminary else 26)
    room = 96 if compact else 150
    labels = _EndLabels.of(data, room)
    top_value = max([*values, *known(data.high)])
    plot, parts = value_axis(top_value, data.unit, width - labels.width - 12, bottom)
    x = Scale(data.years[0], data.years[-1], plot.left + 10, plot.right - 4)
    parts += _year_names(data, x, bottom)
    parts += [_change(change, plot, x, place) for place, change in enumerate(_seen_changes(data))]
    parts += _band(data, x, plot.y)
    for series in data.references:
        parts += _series(data, series, x, plot.y, "ref")
    parts += _series(data, data.own, x, plot.y, "own")
    parts += labels.draw(plot)
    notes = ["Ihåliga punkter är preliminära uppgifter."] if data.preliminary else []
    table = Table.of(columns, [_row(data, place) for place in range(len(data.years))])
    return svg.finish(data.words, _describe(data), table, parts, (width, height), notes)


def _columns(data: YearLines) -> tuple[str, ...]:
    band = ("Osäkerhet",) if data.has_band else ()
    return ("År", data.own.name, *band, *(series.name for series in data.references))


def _row(data: YearLines, place: int) -> tuple[str, ...]:
    year = data.years[place]
    name = f"{year} (preliminär)" if year in data.preliminary else str(year)
    band = (interval(data.low[place], data.high[place], data.decimals),) if data.has_band else ()
    others = (number(series.values[place], data.decimals) for series in data.references)
    return (name, number(data.own.values[place], data.decimals), *band, *others)


def _describe(data: YearLines) -> str:
    told = []
    for series in (data.own, *data.references):
        seen = [
            (year, value) for year, value in zip(data.years, series.values, strict=True) if is_known(value)
        ]
        if seen:
            (first, start), (last, end) = seen[0], seen[-1]
            told.append(
                f"{series.name}: {number(start, data.decimals)} år {first}"
                + (f" och {number(end, data.decimals)} år {last}" if last != first else "")
            )
    changes = [f"{change.label} ({change.year})" for change in data.changes]
    return sentences(
        f"Linjediagram över {data.words.subject}, {data.unit}",
        *told,
        f"Räknesättet ändras: {listed(changes)}" if changes else "",
    )


def _seen_changes(data: YearLines) -> list[Change]:
    return [change for change in data.changes if data.years[0] < change.year <= data.years[-1]]


def _change(change: Change, plot: Plot, x: Scale, place: int) -> str:
    middle = x(change.year - 0.5)
    label = cut(change.label, plot.right - plot.left, SMALL_SIZE)
    half = text_width(label, SMALL_SIZE) / 2
    centre = min(max(middle, plot.left + half), plot.right - half)
    # The label stands above its rule; a second change takes the next row so that they never collide.
    height = plot.top + 18 + place * _LINE_HEIGHT
    rule = svg.line(middle, height + 4, middle, plot.bottom, "change")
    return rule + svg.text(centre, height, label, "muted-halo", "middle")


def _year_names(data: YearLines, x: Scale, bottom: float) -> list[str]:
    space = text_width("2000", SMALL_SIZE) + 10
    per_year = abs(x(data.years[0] + 1) - x(data.years[0]))
    step = next((step for step in (1, 2, 5, 10, 20) if step * per_year >= space), 50)
    last = data.years[-1]
    shown = [year for year in data.years if (last - year) % step == 0]
    parts = [svg.text(x(year), bottom + 18, str(year), "muted", "middle") for year in shown]
    parts += [
        svg.text(x(year), bottom + 33, "prel.", "muted", "middle")
        for year in shown
        if year in data.preliminary
    ]
    return parts


def _runs(data: YearLines, values: Sequence[float | None]) -> list[list[int]]:
    """Places that may be joined by a line: no gap in the values, in the years or in how they are counted."""
    breaks = {change.year for change in data.changes}
    runs: list[list[int]] = []
    for place, (year, value) in enumerate(zip(data.years, values, strict=True)):
        if not is_known(value):
            continue
        joins = (
            runs and runs[-1][-1] == place - 1 and data.years[place - 1] == year - 1 and year not in breaks
        )
        if joins:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _series(data: YearLines, series: Series, x: Scale, y: Scale, look: str) -> list[str]:
    def at(place: int) -> tuple[float, float]:
        return x(data.years[place]), y(series.values[place] or 0)

    def is_open(place: int) -> bool:
        return data.years[place] in data.preliminary

    parts = []
    radius = 3.5 if look == "own" else 2.75
    for run in _runs(data, series.values):
        for unsettled, group in groupby(run, is_open):
            places = list(group)
            if not unsettled and len(places) > 1:
                parts.append(svg.tag("polyline", f"{look}-line", points=svg.points(map(at, places))))
        for pair in pairwise(run):
            if any(map(is_open, pair)):
                parts.append(svg.tag("polyline", f"{look}-line-open", points=svg.points(map(at, pair))))
        parts += [
            svg.dot(*at(place), radius + 0.5, f"{look}-hollow")
            if is_open(place)
            else svg.dot(*at(place), radius, f"{look}-dot")
            for place in run
        ]
    return parts


def _band(data: YearLines, x: Scale, y: Scale) -> list[str]:
    if not data.has_band:
        return []
    both = [
        low if is_known(high) and is_known(low) else None
        for low, high in zip(data.low, data.high, strict=True)
    ]
    parts = []
    for run in _runs(data, both):
        upper = [(x(data.years[place]), y(data.high[place] or 0)) for place in run]
        lower = [(x(data.years[place]), y(data.low[place] or 0)) for place in reversed(run)]
        if len(run) == 1:
            # A single year has no width of its own; a narrow bar shows its interval.
            (left, above), (_, below) = upper[0], lower[0]
            upper, lower = [(left - 4, above), (left + 4, above)], [(left + 4, below), (left - 4, below)]
        parts.append(svg.tag("polygon", "own-band", points=svg.points([*upper, *lower])))
    return parts


@dataclass(frozen=True, slots=True)
class _EndLabels:
    """Names and last values to the right of the lines, moved apart where lines end close together."""

    width: float
    entries: tuple[tuple[float, list[str], bool], ...]

    @classmethod
    def of(cls, data: YearLines, room: float) -> "_EndLabels":
        entries = []
        widest = 0.0
        for series in (data.own, *data.references):
            seen = known(series.values)
            if not seen:
                continue
            is_own = series is data.own
            rows = wrap(f"{series.name} {number(seen[-1], data.decimals)}", room, TEXT_SIZE, is_own)
            widest = max([widest, *(text_width(row, TEXT_SIZE, is_own) for row in rows)])
            entries.append((seen[-1], rows, is_own))
        return cls(widest, tuple(entries))

    def draw(self, plot: Plot) -> list[str]:
        tallest = max(len(rows) for _, rows, _ in self.entries) * _LINE_HEIGHT
        middles = spread(
            [plot.y(value) for value, _, _ in self.entries],
            tallest + 2,
            plot.top + tallest / 2 - 8,
            plot.bottom - tallest / 2 + 12,
        )
        parts = []
        for middle, (_, rows, is_own) in zip(middles, self.entries, strict=True):
            first = middle - (len(rows) - 1) * _LINE_HEIGHT / 2 + 4.5
            kind = "own-text" if is_own else "muted"
            parts += [
                svg.text(plot.right + 10, first + place * _LINE_HEIGHT, row, kind)
                for place, row in enumerate(rows)
            ]
        return parts
