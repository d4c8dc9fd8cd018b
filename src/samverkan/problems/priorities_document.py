"""The prioritisation as plain data and as a document: the matrix, and why each was chosen. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from samverkan.access.personal_data import Passage
from samverkan.charts.months import day_in_words
from samverkan.problems.proposals import FIGURES_SAID, is_unexplained
from samverkan.problems.rules import MatrixCriterion, Standing
from samverkan.typeset import Block, Column, Document, Facts, Heading, Meta, Note, Paragraph, PartyTag, Table

INTRODUCTION = (
    "Problemen är vägda mot samma sju kriterier (handboken, s. 47–49). Ett ja betyder att kriteriet passar in på "
    "problemet, ett nej att det inte gör det, och ett streck att frågan inte är besvarad. Vid varje svar står vad "
    "siffrorna sa då, och vem som svarade. Ett ja är utan skäl när ingen har skrivit varför och siffrorna "
    "inte sa ja."
)


class MarkContent(TypedDict):
    """`by` and `on` (ISO) are who answered and when; contents stored before they were kept lack them."""

    criterion: str
    fits: bool | None
    why: str
    rests_on: str
    by: NotRequired[str]
    on: NotRequired[str]


class ProblemContent(TypedDict):
    number: int
    name: str
    description: str
    findings: list[str]
    gone: list[str]  # findings that have left the joint picture since
    marks: list[MarkContent]
    resources: str
    influence: str
    cost: str
    standing: str
    reason: str


class PrioritiesContent(TypedDict):
    partnership: str
    cycle: str
    problems: list[ProblemContent]


def decided(content: PrioritiesContent) -> dict[str, Any]:
    """What a decision is about: all of it but who answered and when, so that a press put right changes nothing."""
    return {
        **content,
        "problems": [
            {
                **problem,
                "marks": [
                    {name: value for name, value in mark.items() if name not in ("by", "on")}
                    for mark in problem["marks"]
                ],
            }
            for problem in content["problems"]
        ],
    }


def passages(content: PrioritiesContent) -> Iterator[Passage]:
    """Every text that somebody has written, with where it stands."""
    for place, problem in enumerate(content["problems"], 1):
        where = f"problem {place}"
        yield Passage(f"{where}, namn och beskrivning", f"{problem['name']}\n{problem['description']}")
        yield Passage(f"{where}, iakttagelser", "\n".join((*problem["findings"], *problem["gone"])))
        weighed = (problem["resources"], problem["influence"], problem["cost"])
        yield Passage(f"{where}, resurser, möjlighet att påverka och kostnad", "\n".join(weighed))
        yield Passage(f"{where}, skälet till valet", problem["reason"])
        for mark in problem["marks"]:
            yield Passage(f"{where}, {MatrixCriterion(mark['criterion']).swedish.lower()}", mark["why"])


def sum_of(problem: ProblemContent) -> int:
    return sum(1 for mark in problem["marks"] if mark["fits"])


def priorities_document(
    content: PrioritiesContent,
    tags: Sequence[PartyTag],
    meta: Meta,
    facts: Sequence[tuple[str, str]] = (),
    warning: str = "",
) -> Document:
    """`facts` is told on the last page: what was decided, by whom, and the fingerprint."""
    blocks: list[Block] = [*tags]
    if warning:
        blocks.append(Note("warning", warning))
    blocks.append(Paragraph(INTRODUCTION))
    blocks.append(Heading("Matrisen", 1))
    blocks.append(_matrix(content["problems"]))
    for standing, name in (
        (Standing.FOCUS, "Fokusområden"),
        (Standing.SET_ASIDE, "Problem som får vänta"),
        (Standing.OPEN, "Inte avgjort än"),
    ):
        found = [problem for problem in content["problems"] if problem["standing"] == standing]
        if found:
            blocks.append(Heading(name, 1))
        for problem in found:
            blocks += _problem(problem)
    if facts:
        blocks += [Heading("Om prioriteringen", 1), Facts(tuple(facts))]
    return Document("Prioritering", meta, tuple(blocks), f"{content['partnership']}, {content['cycle']}")


def _matrix(problems: Sequence[ProblemContent]) -> Table:
    columns = (
        Column("Problem"),
        *(Column(criterion.swedish) for criterion in MatrixCriterion),
        Column("Ja", "right"),
    )
    rows = tuple((problem["name"], *_answers(problem["marks"]), str(sum_of(problem))) for problem in problems)
    return Table("Problemen mot de sju kriterierna", columns, rows)


def _answers(marks: Sequence[MarkContent]) -> Iterator[str]:
    fits = {mark["criterion"]: mark["fits"] for mark in marks}
    return (answer(fits.get(criterion)) for criterion in MatrixCriterion)


def answer(fits: bool | None) -> str:
    return {True: "Ja", False: "Nej", None: "–"}[fits]


def _problem(problem: ProblemContent) -> Iterator[Block]:
    yield Heading(problem["name"], 2)
    if problem["reason"].strip():
        yield Paragraph(f"Skäl: {problem['reason'].strip()}")
    if problem["description"].strip():
        yield Paragraph(problem["description"].strip())
    told = [*_weighed(problem), *_why(problem["marks"])]
    if problem["findings"]:
        told.append(("Bygger på", _listed(problem["findings"])))
    if problem["gone"]:
        told.append(("Finns inte längre i den gemensamma lägesbilden", _listed(problem["gone"])))
    if told:
        yield Facts(tuple(told))


def _listed(findings: Sequence[str]) -> str:
    """Findings are sentences, of one line or several: here they are the parts of one."""
    return "; ".join(" ".join(each.split()).removesuffix(".") for each in findings)


def _weighed(problem: ProblemContent) -> list[tuple[str, str]]:
    named: Mapping[str, str] = {
        "Egna resurser": problem["resources"],
        "Er möjlighet att påverka": problem["influence"],
        "Kostnad": problem["cost"],
    }
    return [(name, text.strip()) for name, text in named.items() if text.strip()]


def _why(marks: Sequence[MarkContent]) -> Iterator[tuple[str, str]]:
    """What was said about a mark, what the figures said when it was set, and who last changed it."""
    for mark in marks:
        if mark["fits"] is None:
            continue
        unexplained = "Utan skäl." if is_unexplained(mark["fits"], mark["why"], mark["rests_on"]) else ""
        figures = " ".join(mark["rests_on"].split("\n")) or f"{FIGURES_SAID}inget om det här."
        told = (unexplained, _sentence(mark["why"]), figures, _changed(mark))
        name = f"{MatrixCriterion(mark['criterion']).swedish}: {answer(mark['fits']).lower()}"
        yield name, " ".join(part for part in told if part)


def _sentence(text: str) -> str:
    """With a full stop, so that what follows is not read as a part of it."""
    plain = text.strip()
    return f"{plain}." if plain and plain[-1].isalnum() else plain


def _changed(mark: MarkContent) -> str:
    if "by" not in mark or "on" not in mark:
        return ""
    return f"Svarat av {mark['by']}, {day_in_words(mark['on'])}."
