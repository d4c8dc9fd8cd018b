"""What a cause analysis says as a document: the same blocks for PDF, DOCX and web page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from samverkan.charts.cause_tree import Branch, Twig, cause_tree
from samverkan.charts.months import day_in_words
from samverkan.datasets.report import chart_block
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.document import Stood, closing, figure_blocks, paragraphs
from samverkan.problems.analysis_content import (
    AnalysisContent,
    CauseContent,
    EvidenceContent,
    HypothesisContent,
    RiskContent,
    SituationContent,
)
from samverkan.problems.content import part, strategic_crimes
from samverkan.problems.rules import EvidenceKind, Outcome, Perspective, RiskLevel
from samverkan.typeset import (
    Block,
    BulletList,
    Document,
    Facts,
    Heading,
    Meta,
    Note,
    Paragraph,
    PartyTag,
    Run,
)

NOT_WRITTEN = "Inget är skrivet här än."
ABOUT = "Om orsaksanalysen"


class Waiting(NamedTuple):
    """Who is to try a hypothesis, by role and party, and the last day as `2026-02-05`; empty where nobody has said."""

    who: str
    due_on: str


def analysis_document(
    content: AnalysisContent,
    tags: Sequence[PartyTag],
    meta: Meta,
    facts: Sequence[Stood] = (),
    warning: str = "",
    figures: Mapping[str, Sequence[ShownFigure]] | None = None,
    waiting: Sequence[Waiting] = (),
) -> Document:
    """`figures` by how the finding reads that they stand under; `facts` is told on the last page.

    `waiting`: for each hypothesis, in their order, who is to try it. It is told of those that are not tried yet.
    """
    blocks: list[Block] = [*tags]
    if warning:
        blocks.append(Note("warning", warning))
    blocks += _text(content, "why")
    blocks += _chain(content["situations"])
    for perspective in Perspective:
        blocks += _text(content, perspective.value)
    blocks += _risks(content["risk_factors"])
    blocks += _strategic(content)
    blocks += _tree(content["problem"], content["causes"])
    blocks += _hypotheses(content["hypotheses"], figures or {}, waiting)
    blocks += closing(ABOUT, facts)
    return Document(
        f"Orsaksanalys: {content['problem']}",
        meta,
        tuple(blocks),
        f"{content['partnership']}, {content['cycle']}",
    )


def _text(content: AnalysisContent, key: str) -> Iterator[Block]:
    yield Heading(part(key).title, 1)
    text = next(each for each in content["texts"] if each["key"] == key)
    if text["set_aside"]:
        yield Paragraph("Parterna bedömer att perspektivet saknar betydelse här.")
    if text["text"].strip():
        yield from paragraphs(text["text"])
    elif not text["set_aside"]:
        yield Paragraph(NOT_WRITTEN)


def _chain(situations: Sequence[SituationContent]) -> Iterator[Block]:
    if not situations:
        return
    yield Heading("Händelsekedjan", 1)
    for place, situation in enumerate(situations, 1):
        yield Paragraph((Run(f"{place}. ", "strong"), Run(situation["what"])))
        if situation["broken_by"].strip():
            yield Facts((("Här kan kedjan brytas", situation["broken_by"]),))


def _risks(risks: Sequence[RiskContent]) -> Iterator[Block]:
    if not risks:
        return
    yield Heading("Riskfaktorer", 1)
    for level in RiskLevel:
        of_level = [risk for risk in risks if risk["level"] == level]
        if of_level:
            yield Heading(level.swedish, 2)
            yield BulletList(tuple(_risk(risk) for risk in of_level))


def _risk(risk: RiskContent) -> str:
    known = risk["known_from"].strip()
    return f"{risk['what']} (så vet vi det: {known})" if known else risk["what"]


def _strategic(content: AnalysisContent) -> Iterator[Block]:
    """Told where somebody has written about it, with the year and source of what counts as such."""
    text = next(each for each in content["texts"] if each["key"] == "strategic")
    if not text["text"].strip():
        return
    yield Heading(part("strategic").title, 1)
    yield from paragraphs(text["text"])
    for report in strategic_crimes():
        counted = "; ".join(crime.lower() for crime in report.crimes)
        yield Note("source", f"Som strategiska brott räknades {report.year}: {counted}. {report.source}.")


def _tree(problem: str, causes: Sequence[CauseContent]) -> Iterator[Block]:
    yield Heading("Orsakerna", 1)
    if not causes:
        yield Paragraph(NOT_WRITTEN)
        return
    yield chart_block(cause_tree(problem, _branches(causes)))
    for perspective in Perspective:
        branches = [cause for cause in causes if cause["perspective"] == perspective]
        if branches:
            yield Heading(perspective.swedish, 2)
            yield BulletList(tuple(line for branch in branches for line in _lines(branch)))


def _branches(causes: Sequence[CauseContent]) -> tuple[Branch, ...]:
    return tuple(
        Branch(perspective.swedish, cause["text"], _twigs(cause), *_tried(cause))
        for perspective in Perspective
        for cause in causes
        if cause["perspective"] == perspective
    )


def _twigs(cause: CauseContent) -> tuple[Twig, ...]:
    return tuple(Twig(each["text"], _twigs(each), *_tried(each)) for each in cause["children"])


def _tried(cause: CauseContent) -> tuple[str, bool]:
    return cause["mark"], cause["mark"] == Outcome.NOT_SUPPORTED.swedish


def _lines(cause: CauseContent, above: str = "") -> Iterator[str]:
    """Each note with the way to it from its branch."""
    way = f"{above} → {cause['text']}" if above else cause["text"]
    yield f"{way} ({cause['mark'].lower()})" if cause["mark"] else way
    for child in cause["children"]:
        yield from _lines(child, way)


def _hypotheses(
    hypotheses: Sequence[HypothesisContent],
    figures: Mapping[str, Sequence[ShownFigure]],
    waiting: Sequence[Waiting],
) -> Iterator[Block]:
    if not hypotheses:
        return
    yield Heading("Hypoteser", 1)
    printed: dict[str, int] = {}
    for place, hypothesis in enumerate(hypotheses, 1):
        yield Heading(f"Hypotes {place}: {Outcome(hypothesis['outcome']).swedish.lower()}", 2)
        told = [
            ("Fråga", hypothesis["question"]),
            ("Orsak i trädet", hypothesis["cause"]),
            ("Antagande", hypothesis["assumption"]),
            ("Så prövas det", hypothesis["test"]),
            ("Prövad", day_in_words(hypothesis["tested_on"])),
            ("Slutsats", hypothesis["conclusion"]),
        ]
        if hypothesis["outcome"] == Outcome.UNTESTED and place <= len(waiting):
            who, day = waiting[place - 1]
            told += [("Prövas av", who), ("Senast", day_in_words(day))]
        yield Facts(tuple((name, text) for name, text in told if text.strip()))
        if hypothesis["evidence"]:
            yield Paragraph("Svaret vilar på:")
            yield BulletList(tuple(evidence_words(each) for each in hypothesis["evidence"]))
        for evidence in hypothesis["evidence"]:
            for figure in figures.get(evidence["finding"], ()) if evidence["finding"] else ():
                yield from _figure(figure, place, printed)


def _figure(figure: ShownFigure, place: int, printed: dict[str, int]) -> Iterator[Block]:
    """Once: where it is told of again, under which hypothesis it stands. Never twice under the same."""
    first = printed.get(repr(figure))
    if first is None:
        printed[repr(figure)] = place
        yield from figure_blocks(figure)
    elif first != place:
        yield Paragraph(f"Diagrammet till iakttagelsen står under hypotes {first}.")


def evidence_words(evidence: EvidenceContent) -> str:
    """`Dialog: Vad de som bor här berättade (5 maj 2026, hyresgäster)`."""
    about = ", ".join(filter(None, [day_in_words(evidence["held_on"]), evidence["who"]]))
    what = _joined(evidence["finding"] or evidence["file_name"], evidence["what"])
    return f"{EvidenceKind(evidence['kind']).short}: {what}{f' ({about})' if about else ''}"


def _joined(*texts: str) -> str:
    """Their lines one after another, each closed before the next begins."""
    lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    closed = [line if line.endswith((".", "!", "?", ":", "…")) else f"{line}." for line in lines[:-1]]
    return " ".join([*closed, *lines[-1:]])
