"""The frozen figures behind the joint findings, and what they propose about the problems that rest on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.datasets.figures import Figure, thaw
from samverkan.datasets.rules import DatasetKind
from samverkan.pictures.content import FindingContent, ShownFigure
from samverkan.pictures.models import Choice, HandOver
from samverkan.problems.facts import Facts
from samverkan.problems.figure_answers import slimmed
from samverkan.problems.proposals import Proposals, propose
from samverkan.problems.subject import Subject

# What is told of a figure never changes: its name is the fingerprint of all that it was drawn from.
_told: dict[str, Facts | None] = {}
MOST_KEPT = 2000


@dataclass(frozen=True)
class Evidence:
    """A figure that a joint finding rests on, drawn as it may be shown; None where it was withheld."""

    finding: int
    party: str
    sha256: str
    shown: ShownFigure
    figure: Figure | None


def proposals_for(problems: Sequence[tuple[Subject, Sequence[int]]]) -> list[Proposals]:
    """For each problem and its joint findings. Two queries, and one for figures that nobody has asked for."""
    named = _figure_names({pk for _, findings in problems for pk in findings})
    facts = _facts({sha256: hand_over for found in named.values() for sha256, hand_over in found})
    return propose(
        [
            (subject, [told for sha256 in _shas(findings, named) if (told := facts[sha256])])
            for subject, findings in problems
        ]
    )


def evidence_of(findings: Iterable[int]) -> list[Evidence]:
    """The figures of some joint findings, ready to show. Three queries."""
    named = _figure_names(set(findings))
    figures = _shown({hand_over for found in named.values() for _, hand_over in found})
    told, seen = [], set()
    for finding, found in named.items():
        for sha256, _ in found:
            if sha256 in figures and sha256 not in seen:
                seen.add(sha256)
                party, shown = figures[sha256]
                drawn = thaw(shown["key"], shown["data"])
                told.append(Evidence(finding, party, sha256, shown, drawn if drawn.chart else None))
    return told


Named = Mapping[int, Sequence[tuple[str, int]]]


def _shas(findings: Iterable[int], named: Named) -> list[str]:
    return list(dict.fromkeys(sha256 for pk in findings for sha256, _ in named.get(pk, ())))


def _figure_names(findings: set[int]) -> Named:
    """By joint finding: the figures of what was handed over into it, by their fingerprints, and in which hand-over."""
    if not findings:
        return {}
    choices = list(
        Choice.objects.filter(joint_finding__in=findings).values_list(
            "joint_finding", "hand_over", "finding_number"
        )
    )
    snapshots = dict(
        HandOver.objects.filter(pk__in={each[1] for each in choices}).values_list("pk", "snapshot")
    )
    numbered: dict[tuple[int, int], FindingContent] = {
        (pk, finding["number"]): finding for pk, made in snapshots.items() for finding in made["findings"]
    }
    found: dict[int, list[tuple[str, int]]] = {}
    for joint, hand_over, number in choices:
        finding = numbered.get((hand_over, number))
        if finding and finding["figure"]:
            found.setdefault(joint, []).append((finding["figure"]["sha256"], hand_over))
    return found


def _facts(wanted: Mapping[str, int]) -> dict[str, Facts | None]:
    missing = {hand_over for sha256, hand_over in wanted.items() if sha256 not in _told}
    if missing:
        if len(_told) > MOST_KEPT:
            _told.clear()
        shown = _shown(missing)
        for sha256 in wanted:
            if sha256 not in _told:
                _told[sha256] = _facts_of(shown[sha256][1]) if sha256 in shown else None
    return {sha256: _told[sha256] for sha256 in wanted}


def _facts_of(shown: ShownFigure) -> Facts:
    data: dict[str, Any] = shown["data"]
    figure = thaw(shown["key"], data)
    context = data["context"]
    # A table of counts always has a place: the whole one. In a list or among costs a place is a part of it.
    is_narrowed = context["kind"] in (DatasetKind.INCIDENTS, DatasetKind.COST)
    return Facts(
        shown["key"],
        figure.message,
        shown["source_line"],
        context["subject"],
        slimmed(shown["key"], data["figures"]),
        context["where"] if is_narrowed else "",
        figure.caveats,
    )


def _shown(hand_overs: set[int]) -> dict[str, tuple[str, ShownFigure]]:
    """Figure and whose it is, by the figure's fingerprint."""
    if not hand_overs:
        return {}
    found: dict[str, tuple[str, ShownFigure]] = {}
    made = HandOver.objects.filter(pk__in=hand_overs).select_related("picture__party__organisation")
    for hand_over in made.defer("snapshot"):
        found |= {sha: (str(hand_over.picture.party), shown) for sha, shown in hand_over.figures.items()}
    return found
