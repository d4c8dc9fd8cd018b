"""A word-sized line for a list or a table cell."""

from dataclasses import dataclass

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.numbers import is_known, known, number
from samverkan.charts.scales import Scale

_WIDTH, _HEIGHT, _EDGE = 96, 28, 5


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`values` in order of time with their `names` ("2019"); None is a gap."""

    words: Words
    names: tuple[str, ...]
    values: tuple[float | None, ...]
    decimals: int = 0


def sparkline(data: Sparkline) -> Chart:
    """The line from zero and up, its last value as a dot; a dash when there is nothing to draw."""
    table = Table.of(
        ("Tid", "Värde"),
        [(name, number(value, data.decimals)) for name, value in zip(data.names, data.values, strict=True)],
    )
    seen = known(data.values)
    if not seen:
        parts = [svg.text(_WIDTH / 2, _HEIGHT / 2 + 4, "–", "muted", "middle")]
        told = f"Inga uppgifter för {data.words.subject}."
        return svg.finish(data.words, told, table, parts, (_WIDTH, _HEIGHT), [])
    x = Scale(0, max(len(data.values) - 1, 1), _EDGE, _WIDTH - _EDGE)
    y = Scale(min(0, *seen), max(seen) or 1, _HEIGHT - _EDGE, _EDGE)
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(data.values):
        if is_known(value):
            runs[-1].append((x(place), y(value)))
        elif runs[-1]:
            runs.append([])
    parts = [svg.line(_EDGE, y(0), _WIDTH - _EDGE, y(0), "grid")]
    parts += [svg.tag("polyline", "own-line", points=svg.points(run)) for run in runs if len(run) > 1]
    parts += [svg.dot(*run[0], 2.5, "own-dot") for run in runs if len(run) == 1]
    last = next(run[-1] for run in reversed(runs) if run)
    parts.append(svg.dot(*last, 3.5, "own-dot"))
    told = (
        f"Liten linje över {data.words.subject}: {number(seen[0], data.decimals)} först "
        f"och {number(seen[-1], data.decimals)} sist."
    )
    return svg.finish(data.words, told, table, parts, (_WIDTH, _HEIGHT), [])
