"""What a picture says as a document: the same blocks for the PDF, the DOCX and the web page. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.charts import Chart, Lane, Span, Words, YearWheel, year_wheel
from samverkan.charts.months import MONTH_NAMES
from samverkan.charts.year_wheel import runs
from samverkan.datasets.figures import thaw
from samverkan.datasets.report import chart_block
from samverkan.pictures.content import (
    FINDING_PARTS,
    AnswerContent,
    OwnContent,
    PatternContent,
    SeasonContent,
    ShownFigure,
    SourceContent,
)
from samverkan.pictures.rules import Verdict
from samverkan.typeset import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Meta,
    Note,
    Paragraph,
    PartyTag,
    Run,
    Table,
)

LONGEST_HEADING = 120
NOT_WRITTEN = "Inget är skrivet här än."
NOT_ANSWERED = "De här frågorna är inte besvarade:"


@dataclass(frozen=True)
class Stood:
    """Who did what with the picture, for its last page: `Sekretessprövad av` – `Anna Berg, kommunal samordnare`."""

    did: str
    who: str


def own_document(
    content: OwnContent,
    figures: Mapping[str, ShownFigure],
    tag: PartyTag,
    meta: Meta,
    facts: Sequence[Stood] = (),
    warning: str = "",
) -> Document:
    """`figures` by their SHA-256, as `queries.own.shown` gives them; `facts` is told on the last page.

    Parts that nobody has written are left out.
    """
    blocks: list[Block] = [tag]
    if warning:
        blocks.append(Note("warning", warning))
    blocks += text_section("Sammanfattning", content["summary"])
    blocks.append(Heading("Iakttagelser", 1))
    if not content["findings"]:
        blocks.append(Paragraph(NOT_WRITTEN))
    for place, finding in enumerate(content["findings"], 1):
        blocks += finding_words(place, finding)
        if finding["figure"]:
            blocks += figure_blocks(figures.get(finding["figure"]["sha256"]))
    blocks += text_section("Framåtblick", content["outlook"])
    blocks += _patterns(content["patterns"])
    blocks += season_section(content["seasons"], content["cycle"])
    blocks += _sources(content["sources"])
    blocks += _answers(content["answers"])
    blocks += closing("Om lägesbilden", facts)
    return Document("Lägesbild", meta, tuple(blocks), f"{content['party']}, {content['cycle']}")


def text_section(name: str, text: str) -> Iterator[Block]:
    """The part and its heading; nothing where nothing is written."""
    if text.strip():
        yield Heading(name, 1)
        yield from paragraphs(text)


def paragraphs(text: str) -> Iterator[Block]:
    """One block per paragraph of the text; single line ends stay inside it."""
    return (Paragraph(part.strip()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def finding_words(place: int, finding: Mapping[str, Any]) -> Iterator[Block]:
    """The finding's first line is its heading when it is short enough to be one."""
    first, _, rest = str(finding["what"]).strip().partition("\n")
    if len(first) <= LONGEST_HEADING:
        yield Heading(f"{place}. {first}", 2)
        yield from paragraphs(rest)
    else:
        yield Heading(f"Iakttagelse {place}", 2)
        yield from paragraphs(str(finding["what"]))
    told = tuple(
        (name, str(finding[part]))
        for part, name in FINDING_PARTS.items()
        if part != "what" and finding[part].strip()
    )
    if told:
        yield Facts(told)


def figure_blocks(shown: ShownFigure | None) -> Iterator[Block]:
    """The chart with its table, how far it can be trusted and what it rests on; nothing but the reason if withheld."""
    if shown is None:
        return
    figure = thaw(shown["key"], shown["data"])
    if figure.chart:
        yield chart_block(figure.chart)
        if figure.trust:
            yield Note("trust", figure.trust)
        yield Note("source", " ".join((shown["source_line"], *figure.for_document, *figure.chart.notes)))
    for hidden in shown["hidden"]:
        yield Note("warning", hidden)


def _patterns(patterns: Sequence[PatternContent]) -> Iterator[Block]:
    """The questions with an answer one by one, those without it by name."""
    if not any(pattern["verdict"] for pattern in patterns):
        return
    yield Heading("Mönster", 1)
    for pattern in patterns:
        if pattern["verdict"] and not _says_nothing(pattern):
            yield from _pattern(pattern)
    yield from _gathered(
        "Siffrorna kan inte svara på:", [each["text"] for each in patterns if _says_nothing(each)]
    )
    yield from _gathered(NOT_ANSWERED, [each["text"] for each in patterns if not each["verdict"]])


def _gathered(words: str, questions: Sequence[str]) -> Iterator[Block]:
    if questions:
        yield Paragraph(f"{words} {' '.join(questions)}")


def _says_nothing(pattern: PatternContent) -> bool:
    """The figures could not tell, and nobody has written anything of their own."""
    own = pattern["sentence"].strip() not in ("", pattern["proposed_sentence"].strip())
    return pattern["verdict"] == Verdict.CANNOT_TELL and not own


def _pattern(pattern: PatternContent) -> Iterator[Block]:
    yield Heading(pattern["text"], 2)
    verdict = Verdict(pattern["verdict"]).swedish
    yield Paragraph((Run(f"{verdict}. ", "strong"), Run(pattern["sentence"])))
    if pattern["proposed_sentence"] and pattern["proposed_sentence"] != pattern["sentence"]:
        yield Paragraph(_proposed(pattern))
    if pattern["source_line"]:
        yield Note("source", pattern["source_line"])


def _proposed(pattern: PatternContent) -> str:
    """Where the figures can not tell, the rest of the sentence is about what to read in, which is not for readers."""
    verdict = Verdict(pattern["proposed_verdict"])
    if verdict is Verdict.CANNOT_TELL:
        return "Siffrorna kan inte svara på frågan."
    return f"Så svarar siffrorna: {verdict.swedish}. {pattern['proposed_sentence']}"


def season_section(seasons: Sequence[SeasonContent], cycle: str) -> Iterator[Block]:
    if not seasons:
        return
    yield Heading("Årshjul", 1)
    yield chart_block(season_wheel(seasons, cycle))


def season_wheel(
    seasons: Sequence[SeasonContent],
    centre: str,
    compact: bool = False,
    planned: Mapping[str, Sequence[int]] | None = None,
) -> Chart:
    """What comes back every year, around the months, each party in a ring of its own; inside it what is planned.

    `planned`: the months (1–12) of each thing that is to be done in the cycle.
    """
    lanes: dict[str, list[Span]] = {}
    for season in seasons:
        spans = lanes.setdefault(season["party"] or "Återkommer varje år", [])
        spans += [Span(season["what"], first, last) for first, last in runs(tuple(season["months"]))]
    drawn = [Lane(name, "pattern", tuple(spans)) for name, spans in lanes.items()]
    title, subject = "Det här återkommer varje år", "mönster som återkommer varje år"
    if planned:
        marks = [
            Span(what, first, last) for what, months in planned.items() for first, last in runs(tuple(months))
        ]
        drawn.append(Lane("Planerat i varvet", "activity", tuple(marks)))
        title, subject = "Det här återkommer, och det här är planerat", "det som återkommer och är planerat"
        if not seasons:
            title, subject = "Det här är planerat", "det som är planerat"
    wheel = YearWheel(Words(title, subject, key="seasons"), tuple(drawn), centre)
    return year_wheel(wheel, compact)


def month_words(months: Sequence[int]) -> str:
    """`juni, juli, augusti`."""
    return ", ".join(MONTH_NAMES[month - 1] for month in months)


def _sources(sources: Sequence[SourceContent]) -> Iterator[Block]:
    if not sources:
        return
    yield Heading("Källor", 1)
    rows = tuple(
        (source["name"], "Används" if source["used"] else "Valdes bort", source["remark"] or "–")
        for source in sources
    )
    columns = (Column("Källa"), Column("Användning"), Column("Begränsningar eller skäl"))
    yield Table("Källor som används eller valdes bort", columns, rows)


def _answers(answers: Sequence[AnswerContent]) -> Iterator[Block]:
    answered = [answer for answer in answers if answer["answer"].strip()]
    if not answered:
        return
    yield Heading("Frågor om kartläggningen", 1)
    for answer in answered:
        yield Heading(answer["text"], 2)
        yield from paragraphs(answer["answer"])
    yield from _gathered(NOT_ANSWERED, [each["text"] for each in answers if each not in answered])


def closing(name: str, facts: Sequence[Stood]) -> Iterator[Block]:
    if facts:
        yield Heading(name, 1)
        yield Facts(tuple((fact.did, fact.who) for fact in facts))
