"""What a finished figure is, and what is told about where it comes from. No Django here."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from samverkan.charts.chart import Chart

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """Where the numbers of a figure come from, in words; frozen together with them.

    `subject` begins every message ("Cykelstöld"); `linked` says what it was read with, by the name of the link and in
    words; `told` holds choices made for the reader before anything was counted (which area, which type). `advice` is
    what the person who looks at the data can do to learn more: it stands on the page and never in a document.
    """

    kind: str
    dataset: str
    file: str
    imported: str
    source: str
    period: str
    filter: str
    subject: str
    where: str = ""
    trust: str = ""
    linked: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {
            "linked": [list(pair) for pair in self.linked],
            "told": list(self.told),
            "advice": list(self.advice),
        }

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Context":
        linked = tuple((name, words) for name, words in fields["linked"])
        lists = {"told": tuple(fields["told"]), "advice": tuple(fields.get("advice", ()))}
        return cls(**{**fields, **lists, "linked": linked})

    @property
    def about(self) -> str:
        """`Cykelstöld, Centrum, 2021-01-01 till 2024-12-31`: the subject of a chart's description."""
        return ", ".join(part for part in (self.subject, self.where, self.period) if part)


@dataclass(frozen=True)
class Drawn:
    """What one builder gives: the chart, whose title is the message, a narrow twin, and what must be told with it.

    `unused` are the links of its kind that these numbers did not rest on after all.
    """

    chart: Chart
    compact: Chart | None = None
    sentences: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missing:
    """An honest sentence where the data do not carry the figure, and what would carry it."""

    sentence: str


@dataclass(frozen=True)
class FigureKind:
    """One sort of figure: the sections of the computed figures it is drawn from, and how.

    `questions` are the pattern questions it answers, `uses` the links (`population` …) that its numbers rest on.
    """

    key: str
    name: str
    group: str
    sections: tuple[str, ...]
    draw: Callable[[Data, Context], Drawn | Missing]
    questions: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A figure ready to show. Where there is nothing to draw `chart` is None and `missing` says why.

    `source_line` is everything in one line, for a document; on a page `origin` stands under the chart and `explained`
    one press away.
    """

    key: str
    name: str
    group: str
    origin: str
    source_line: str
    chart: Chart | None = None
    compact: Chart | None = None
    sentences: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    trust: str = ""
    missing: str = ""

    @property
    def message(self) -> str:
        """The one thing the figure says, in words; its name where it says nothing."""
        return self.chart.title if self.chart else self.name

    @property
    def about(self) -> str:
        """The first sentence under the message."""
        return self.sentences[0] if self.sentences else ""

    @property
    def explained(self) -> tuple[str, ...]:
        """What is left to tell: how it was counted, what was chosen, what to mind, what would tell more."""
        return (*self.sentences[1:], *self.caveats, *self.choices, *self.method, *self.advice)

    @property
    def for_document(self) -> tuple[str, ...]:
        """What to mind and what was chosen: a reader of a document can not follow advice to who looks at the data."""
        return (*self.caveats, *self.choices)


def origin(context: Context, uses: tuple[str, ...]) -> str:
    """Source, dataset, import, file, filter and those of its links that the figure uses."""
    parts = [
        f"{context.source}. Datamängden {context.dataset}, inläst {context.imported} ur {context.file}.",
        f"Urval: {context.filter}. Period: {context.period}.",
        *(f"Tillsammans med {words}." for name, words in context.linked if name in uses),
    ]
    return " ".join(parts)


def source_line(context: Context, uses: tuple[str, ...], method: tuple[str, ...]) -> str:
    """The origin and the method in one line: what follows a figure into a document."""
    return " ".join([origin(context, uses), *(["Metod:", *method] if method else [])])


def told(section: Data, part: str) -> tuple[str, ...]:
    """The sentences of a section under `method`, `choices`, `caveats` or `advice`; one sentence alone is also one."""
    found = section.get(part) or ()
    return (found,) if isinstance(found, str) else tuple(found)
