"""From computed numbers to a chart with its message, its sentences and where it all comes from. No Django here.

`build` draws one figure out of the computed figures of a dataset. What it draws from is plain JSON; `freeze` keeps
exactly that part together with the words about its origin, and `thaw` draws the identical figure from what was kept.
"""

from collections.abc import Mapping
from typing import Any

from samverkan.datasets.figures.figure import Context, Data, Figure, FigureKind, Missing, origin, source_line
from samverkan.datasets.figures.registry import find, kinds

__all__ = [
    "Context",
    "Data",
    "Figure",
    "FigureKind",
    "build",
    "build_all",
    "freeze",
    "kinds",
    "subset",
    "thaw",
]


def subset(key: str, figures: Data, kind: str) -> dict[str, Any]:
    """The plain JSON that a figure of a dataset kind is drawn from. Raises KeyError for an unknown key."""
    return {name: figures[name] for name in find(kind, key).sections if figures.get(name)}


def build(key: str, data: Data, context: Context) -> Figure:
    """Draw a figure from computed figures or a subset of them. Raises KeyError for an unknown key."""
    kind = find(context.kind, key)
    drawn = kind.draw(data, context)
    if isinstance(drawn, Missing):
        line = origin(context, ())
        return Figure(key, kind.name, kind.group, line, line, trust=context.trust, missing=drawn.sentence)
    uses = tuple(link for link in kind.uses if link not in drawn.unused)
    return Figure(
        key=key,
        name=kind.name,
        group=kind.group,
        origin=origin(context, uses),
        source_line=source_line(context, uses, drawn.method),
        chart=drawn.chart,
        compact=drawn.compact,
        sentences=drawn.sentences,
        method=drawn.method,
        choices=(*context.told, *drawn.choices),
        caveats=drawn.caveats,
        advice=(*context.advice, *drawn.advice),
        trust=context.trust,
    )


def build_all(data: Data, context: Context) -> tuple[Figure, ...]:
    """Every figure of the dataset's kind, in reading order; those that can not be drawn say why."""
    return tuple(build(kind.key, data, context) for kind in kinds(context.kind))


def freeze(key: str, figures: Data, context: Context) -> dict[str, Any]:
    """What must be kept for the figure to be drawn again exactly as it is now."""
    return {"context": context.as_dict(), "figures": subset(key, figures, context.kind)}


def thaw(key: str, frozen: Mapping[str, Any]) -> Figure:
    """The figure as it was when frozen."""
    return build(key, frozen["figures"], Context.of(frozen["context"]))
