"""What a picture says, as plain data: the thing that is checked, hashed, printed and handed over. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from samverkan.access.personal_data import Passage
from samverkan.pictures.rules import fingerprint

# The parts of a finding in the order they are asked for, with their Swedish names.
FINDING_PARTS = {
    "what": "Vad",
    "where": "Var",
    "who": "Vilka drabbas",
    "trend": "Utveckling",
    "compared_with": "Jämfört med",
}


class FigureContent(TypedDict):
    """A frozen figure by name: `sha256` leads to the data, which are kept beside the content."""

    key: str
    dataset: str
    filter: dict[str, str]
    source_line: str
    sha256: str
    hidden: list[str]  # what was left out for secrecy, in sentences
    open_statistics: bool


class ShownFigure(TypedDict):
    """Everything a frozen figure is drawn from and rests on. Its fingerprint is the figure's name in the content."""

    dataset: str  # SHA-256 of the rows
    key: str
    filter: dict[str, str]
    data: dict[str, Any]  # as datasets.figures.freeze keeps it
    source_line: str
    hidden: list[str]


class FindingContent(TypedDict):
    number: int  # the same in every version of the picture
    what: str
    where: str
    who: str
    trend: str
    compared_with: str
    figure: FigureContent | None


class SourceContent(TypedDict):
    name: str
    used: bool
    remark: str


class PatternContent(TypedDict):
    question: str
    text: str
    verdict: str
    sentence: str
    proposed_verdict: str
    proposed_sentence: str
    source_line: str


class AnswerContent(TypedDict):
    question: str
    text: str
    answer: str
    finished: bool


class SeasonContent(TypedDict):
    """`party` is empty in the party's own picture."""

    what: str
    months: list[int]
    party: str


class OwnContent(TypedDict):
    """A party's own picture as it would be handed over."""

    kind: Literal["own_picture"]
    partnership: str
    party: str
    cycle: str
    summary: str
    outlook: str
    findings: list[FindingContent]
    sources: list[SourceContent]
    patterns: list[PatternContent]
    answers: list[AnswerContent]
    seasons: list[SeasonContent]


class OriginContent(TypedDict):
    """Where a joint finding comes from: a handed-over finding as it read then."""

    party: str
    number: int
    what: str
    figure: FigureContent | None


class JointFindingContent(TypedDict):
    number: int
    what: str
    where: str
    who: str
    trend: str
    compared_with: str
    contributed_by: str
    origins: list[OriginContent]


class LeftOutContent(TypedDict):
    party: str
    what: str
    reason: str


class PartContent(TypedDict):
    """One party's share in the joint picture: which hand-over it rests on, and what became of its findings."""

    party: str
    hand_over: int
    sha256: str
    handed_over_at: str
    registry_number: str
    findings: int
    kept: int
    merged: int
    left_out: int


class JointContent(TypedDict):
    kind: Literal["joint_picture"]
    partnership: str
    cycle: str
    summary: str
    outlook: str
    parties: list[PartContent]
    findings: list[JointFindingContent]
    left_out: list[LeftOutContent]
    seasons: list[SeasonContent]


@dataclass(frozen=True)
class Part:
    """One part of the own picture: `missing` says what is left to do, empty when it is done."""

    key: str
    name: str
    missing: str

    @property
    def done(self) -> bool:
        return not self.missing


def passages(content: Mapping[str, Any]) -> Iterator[Passage]:
    """Every text that a person wrote or a file brought in, with where it stands; own and joint pictures alike."""
    yield Passage("sammanfattningen", content["summary"])
    yield Passage("framåtblicken", content["outlook"])
    for place, finding in enumerate(content["findings"], 1):
        for part, name in FINDING_PARTS.items():
            yield Passage(f"iakttagelse {place}, {name.lower()}", finding[part])
        if figure := finding.get("figure"):
            yield Passage(f"iakttagelse {place}, diagrammets källa", figure["source_line"])
        yield Passage(f"iakttagelse {place}, kunskap från", finding.get("contributed_by", ""))
    for source in content.get("sources", []):
        yield Passage(f"källan {source['name']}", f"{source['name']}\n{source['remark']}")
    for pattern in content.get("patterns", []):
        yield Passage(f"mönsterfrågan ”{pattern['text']}”", pattern["sentence"])
        if pattern["proposed_sentence"] != pattern["sentence"]:
            yield Passage(f"siffrornas svar på ”{pattern['text']}”", pattern["proposed_sentence"])
        yield Passage(f"källan till svaret på ”{pattern['text']}”", pattern["source_line"])
    for answer in content.get("answers", []):
        yield Passage(f"svaret på ”{answer['text']}”", answer["answer"])
    for season in content.get("seasons", []):
        yield Passage("årshjulet", season["what"])
    for left_out in content.get("left_out", []):
        yield Passage("skälet till att en iakttagelse lämnas utanför", left_out["reason"])


def parts(content: OwnContent) -> tuple[Part, ...]:
    """The five parts of an own picture (handbook p. 33–34, 42) and what each still lacks. Nothing here is a must."""
    used = [source for source in content["sources"] if source["used"]]
    unexplained = [
        source["name"] for source in content["sources"] if not source["used"] and not source["remark"]
    ]
    answered = sum(1 for pattern in content["patterns"] if pattern["verdict"])
    finished = sum(1 for answer in content["answers"] if answer["finished"])
    written = (("sammanfattningen", content["summary"]), ("framåtblicken", content["outlook"]))
    texts = [name for name, text in written if not text.strip()]
    if not used:
        sources = "Säg vilka källor bilden bygger på."
    elif unexplained:
        sources = f"Skriv varför ni valde bort {_listed(unexplained)}."
    else:
        sources = ""
    return (
        Part("findings", "Iakttagelser", "" if content["findings"] else "Skriv den första iakttagelsen."),
        Part("sources", "Källor", sources),
        Part(
            "patterns",
            "Mönsterfrågor",
            _left(len(content["patterns"]) - answered, "mönsterfråga", "mönsterfrågor"),
        ),
        Part(
            "mapping",
            "Frågor om kartläggningen",
            _left(len(content["answers"]) - finished, "fråga", "frågor"),
        ),
        Part("text", "Sammanfattning och framåtblick", f"Skriv {_listed(texts)}." if texts else ""),
    )


def finding_fingerprint(finding: FindingContent) -> str:
    """The same as long as the finding says the same and rests on the same figure."""
    return fingerprint(dict(finding))


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What differs between two versions of a picture, in words: `iakttagelse 2`, `framåtblicken`. Never the content."""
    told = [
        name
        for key, name in (("summary", "sammanfattningen"), ("outlook", "framåtblicken"))
        if old[key] != new[key]
    ]
    told += _changed_findings(old["findings"], new["findings"])
    for key, name in (
        ("sources", "källorna"),
        ("patterns", "mönsterfrågorna"),
        ("answers", "frågorna om kartläggningen"),
        ("seasons", "årshjulet"),
        ("left_out", "vad som lämnas utanför"),
        ("parties", "vilka bilder den bygger på"),
    ):
        if old.get(key) != new.get(key):
            told.append(name)
    return told


def _changed_findings(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[str]:
    before = {finding["number"]: finding for finding in old}
    after = {finding["number"]: finding for finding in new}
    told = []
    for place, finding in enumerate(new, 1):
        if finding["number"] not in before:
            told.append(f"iakttagelse {place} (ny)")
        elif finding != before[finding["number"]]:
            told.append(f"iakttagelse {place}")
    if gone := [number for number in before if number not in after]:
        told.append(
            "en iakttagelse har tagits bort"
            if len(gone) == 1
            else f"{len(gone)} iakttagelser har tagits bort"
        )
    kept = [number for number in after if number in before]
    if kept != [number for number in before if number in after]:
        told.append("iakttagelsernas ordning")
    return told


def _left(number: int, one: str, many: str) -> str:
    if not number:
        return ""
    return f"{number} {one if number == 1 else many} är kvar att svara på."


def _listed(names: Sequence[str]) -> str:
    """`a`, `a och b`, `a, b och c`."""
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
