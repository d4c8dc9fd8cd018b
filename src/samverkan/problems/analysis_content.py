"""What a cause analysis says, as plain data: what is read, fingerprinted and adopted. No Django here."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from samverkan.access.personal_data import Passage
from samverkan.problems.content import part
from samverkan.problems.rules import EvidenceKind, RiskLevel


class TextContent(TypedDict):
    key: str
    text: str
    set_aside: bool


class SituationContent(TypedDict):
    what: str
    broken_by: str


class RiskContent(TypedDict):
    level: str
    what: str
    known_from: str


class CauseContent(TypedDict):
    """A note with what hangs on it. `mark` is what its hypotheses have come to, in words."""

    number: int
    text: str
    perspective: str
    mark: str
    children: list["CauseContent"]


class EvidenceContent(TypedDict):
    """`finding` is how the finding of the joint picture reads, `file` the file's name and hash. Day as `2026-02-05`."""

    kind: str
    what: str
    held_on: str
    who: str
    finding: str
    file_name: str
    file_sha256: str


class HypothesisContent(TypedDict):
    """Who tries it and by when is how the work goes, and no part of what the analysis says."""

    cause: str
    question: str
    assumption: str
    test: str
    outcome: str
    conclusion: str
    tested_on: str
    evidence: list[EvidenceContent]


class AnalysisContent(TypedDict):
    kind: str
    partnership: str
    cycle: str
    problem: str
    texts: list[TextContent]
    situations: list[SituationContent]
    risk_factors: list[RiskContent]
    causes: list[CauseContent]
    hypotheses: list[HypothesisContent]


def every_cause(causes: Sequence[CauseContent]) -> Iterator[CauseContent]:
    """Each note, a branch before what hangs on it."""
    for cause in causes:
        yield cause
        yield from every_cause(cause["children"])


def passages_of(content: AnalysisContent) -> Iterator[Passage]:
    """Everything that somebody has written, and where it stands, in words."""
    yield Passage("problemets namn", content["problem"])
    for text in content["texts"]:
        yield Passage(f"”{part(text['key']).title}”", text["text"])
    for place, situation in enumerate(content["situations"], 1):
        yield from (
            Passage(f"situation {place}", each) for each in situation.values() if isinstance(each, str)
        )
    for risk in content["risk_factors"]:
        where = f"riskfaktorer, {RiskLevel(risk['level']).swedish.lower()}"
        yield from (Passage(where, each) for each in (risk["what"], risk["known_from"]))
    for cause in every_cause(content["causes"]):
        yield Passage("orsaksträdet", cause["text"])
    for place, hypothesis in enumerate(content["hypotheses"], 1):
        for key in ("question", "assumption", "test", "conclusion"):
            yield Passage(f"hypotes {place}", hypothesis[key])
        for evidence in hypothesis["evidence"]:
            where = f"hypotes {place}, {EvidenceKind(evidence['kind']).short.lower()}"
            for each in (evidence["what"], evidence["who"], evidence["finding"], evidence["file_name"]):
                yield Passage(where, each)


def changed_parts(then: AnalysisContent, now: AnalysisContent) -> list[str]:
    """The names of the parts that do not say the same in both, in the order they are read."""
    before = {text["key"]: text for text in then["texts"]}
    changed = [part(text["key"]).title for text in now["texts"] if before.get(text["key"]) != text]
    kept: dict[str, str] = {
        "situations": "Händelsekedjan",
        "risk_factors": "Riskfaktorer",
        "causes": "Orsakerna",
        "hypotheses": "Hypoteser",
    }
    changed += [name for key, name in kept.items() if then[key] != now[key]]  # type: ignore[literal-required]
    return (["Problemets namn"] if then["problem"] != now["problem"] else []) + changed
