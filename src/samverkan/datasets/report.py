"""Figures as a document: every chart with its table, what it says, what it rests on and how it was counted. No Django.

Plain blocks in, so that the same content becomes PDF, DOCX and web page (typeset/).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from samverkan.charts.chart import Chart
from samverkan.datasets.figures import Context, Figure
from samverkan.partnerships.content import question_area
from samverkan.typeset.blocks import Block, BulletList, Column, Facts, Heading, Note, Paragraph, Run, Table
from samverkan.typeset.blocks import Figure as Drawing
from samverkan.typeset.document import Document, Meta

VERDICTS = {"yes": "Ja", "no": "Nej", "cannot_tell": "Går inte att säga"}
QUESTIONS = {q.key.removeprefix("patterns."): q.text for q in question_area("patterns").questions}


def report(
    context: Context,
    figures: Sequence[Figure],
    answers: Sequence[Mapping[str, Any]],
    facts: Sequence[tuple[str, str]],
    notes: Sequence[str],
    meta: Meta,
) -> Document:
    """`answers` as in the section `questions`; `facts` and `notes` tell what was read and how."""
    blocks: list[Block] = [Facts(tuple(facts))]
    if answers:
        blocks += _answers(answers)
    drawn = [figure for figure in figures if figure.chart]
    for group, members in groupby(sorted(drawn, key=_place_of(drawn)), key=lambda figure: figure.group):
        blocks.append(Heading(group, 1))
        for figure in members:
            blocks += figure_blocks(figure)
    blocks += _missing([figure for figure in figures if not figure.chart])
    blocks += [Heading("Så lästes filen", 1), BulletList(tuple(notes))] if notes else []
    return Document(
        title=context.dataset, subtitle=f"{context.filter}, {context.period}", meta=meta, blocks=tuple(blocks)
    )


def figure_blocks(figure: Figure) -> Iterator[Block]:
    """A figure that can be drawn, with everything that is told with it."""
    if figure.chart is None:
        return
    yield Heading(figure.name, 2)
    yield chart_block(figure.chart)
    yield from (Paragraph(sentence) for sentence in figure.sentences)
    yield from (Note("warning", told) for told in (*figure.chart.notes, *figure.caveats))
    if figure.trust:
        yield Note("trust", figure.trust)
    yield Note("source", " ".join((figure.source_line, *figure.choices)))


def chart_block(chart: Chart) -> Drawing:
    """The drawing with its table."""
    columns = tuple(
        Column(name, align) for name, align in zip(chart.table.columns, chart.table.align, strict=True)
    )
    table = Table(chart.title, columns, chart.table.rows) if chart.table.rows else None
    return Drawing(chart.svg, chart.description, chart.title, table)


def _place_of(figures: Sequence[Figure]) -> Any:
    """Groups in the order of their first figure, figures in their own order within."""
    groups = list(dict.fromkeys(figure.group for figure in figures))
    return lambda figure: groups.index(figure.group)


def _answers(answers: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    yield Heading("Frågor om mönster", 1)
    for answer in answers:
        yield Heading(QUESTIONS[answer["key"]], 2)
        yield Paragraph((Run(f"{VERDICTS[answer['verdict']]}. ", "strong"), Run(answer["sentence"])))
        if answer["method"]:
            yield Paragraph(f"Metod: {answer['method']}")


def _missing(figures: Sequence[Figure]) -> Iterator[Block]:
    if figures:
        yield Heading("Det som uppgifterna inte visar", 1)
        yield BulletList(tuple(f"{figure.name}: {figure.missing}" for figure in figures))
