"""What the frozen figures behind the problems propose about the criteria of the matrix, and no more. No Django here.

What one figure says stands in `figure_answers`; here they are weighed together, and what rises is compared between the
problems. Every sentence names the figure it comes from, with its reservations, and the rule is told beside it. Whether
something can be influenced and whom it affects is for people to say; so is what is much money, unless the figure sets
the problem's own cost against others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samverkan.analysis.numbers import interval, listed, percent
from samverkan.pictures.rules import Verdict
from samverkan.problems.facts import Facts, Growth
from samverkan.problems.figure_answers import RULES, answers
from samverkan.problems.rules import MatrixCriterion
from samverkan.problems.subject import Subject

BY_PEOPLE = frozenset({MatrixCriterion.CAN_BE_INFLUENCED, MatrixCriterion.AFFECTS_MANY})
WORDS = {Verdict.YES: "ja", Verdict.NO: "nej", Verdict.CANNOT_TELL: "kan inte säga"}
FIGURES_SAID = "Siffrorna: "  # how what is kept with a mark begins


@dataclass(frozen=True)
class Said:
    """What one figure says about one criterion. `growth` where it is a line with a direction."""

    criterion: MatrixCriterion
    verdict: Verdict
    sentence: str
    facts: Facts
    growth: Growth | None = None
    caveats: tuple[str, ...] = ()

    @property
    def kept(self) -> str:
        return f"{' '.join((self.sentence, *self.caveats))} ({self.facts.source_line})"


@dataclass(frozen=True)
class Proposal:
    """What the figures say together about one criterion."""

    verdict: Verdict
    said: tuple[Said, ...]

    @property
    def fits(self) -> bool | None:
        return {Verdict.YES: True, Verdict.NO: False}.get(self.verdict)

    @property
    def told(self) -> bool:
        """Whether any figure has something to say, if only that it cannot tell."""
        return bool(self.said)

    @property
    def rule(self) -> str:
        return RULES[self.said[0].criterion] if self.said else ""

    @property
    def rests_on(self) -> str:
        """To keep with a mark: the verdict in words, what each figure said, and the rule. Empty where none spoke."""
        if not self.said:
            return ""
        verdict = f"{FIGURES_SAID}{WORDS[self.verdict]}."
        return "\n".join((verdict, *(each.kept for each in self.said), f"Regel: {self.rule}"))


NOTHING = Proposal(Verdict.CANNOT_TELL, ())
Proposals = Mapping[MatrixCriterion, Proposal]


def is_unexplained(fits: bool | None, why: str, rests_on: str) -> bool:
    """A yes that nobody has said why to, and that the figures did not say yes to when it was set.

    What was kept before the verdict was kept with it counts as a ground, for nobody knows what it said.
    """
    kept = rests_on.strip()
    has_ground = kept.startswith(f"{FIGURES_SAID}{WORDS[Verdict.YES]}") or (
        bool(kept) and not kept.startswith(FIGURES_SAID)
    )
    return fits is True and not why.strip() and not has_ground


def propose(problems: Sequence[tuple[Subject, Sequence[Facts]]]) -> list[Proposals]:
    """The proposals of each problem with its figures. Which one rises most is seen among all of them."""
    said = [[each for facts in figures for each in _said(facts, subject)] for subject, figures in problems]
    names = [subject.name for subject, _ in problems]
    return [_proposals(_compared(place, said, names)) for place in range(len(said))]


def weigh(said: Iterable[Said]) -> Proposal:
    """What points both ways cannot tell."""
    found = tuple(said)
    verdicts = {each.verdict for each in found} - {Verdict.CANNOT_TELL}
    return Proposal(verdicts.pop() if len(verdicts) == 1 else Verdict.CANNOT_TELL, found)


def _said(facts: Facts, subject: Subject) -> list[Said]:
    return [
        Said(
            criterion,
            each.verdict,
            each.sentence,
            facts,
            each.growth,
            tuple(dict.fromkeys((*facts.caveats, *each.caveats))),
        )
        for criterion, each in answers(facts, subject)
    ]


def _proposals(said: Sequence[Said]) -> Proposals:
    return {
        criterion: weigh(each for each in said if each.criterion is criterion)
        for criterion in MatrixCriterion
        if any(each.criterion is criterion for each in said)
    }


def _compared(place: int, said: Sequence[Sequence[Said]], names: Sequence[str]) -> list[Said]:
    """What rises is the one that rises most only if it surely rises more than every other with a direction."""
    others = [
        (names[other], each.growth)
        for other, theirs in enumerate(said)
        if other != place
        for each in theirs
        if each.growth
    ]
    return [
        _among(each, each.growth, others) if each.growth and each.verdict is Verdict.YES else each
        for each in said[place]
    ]


def _among(own: Said, growth: Growth, others: Sequence[tuple[str, Growth]]) -> Said:
    alike = [(name, each) for name, each in others if each.alike == growth.alike]
    here = f"{_yearly(growth)} här"
    if not alike:
        told = "Inget annat problem har en säker riktning över samma år, så det går inte att säga vilket som ökar mest."
        return replace(own, verdict=Verdict.CANNOT_TELL, sentence=f"{own.sentence} {told}")
    more = [(name, each) for name, each in alike if each.low > growth.high]
    if more:
        name, most = max(more, key=lambda pair: pair[1].yearly)
        told = f"”{name}” ökar säkert mer: {_yearly(most)} mot {here}."
        return replace(own, verdict=Verdict.NO, sentence=f"{own.sentence} {told}")
    close = [(name, each) for name, each in alike if each.high >= growth.low]
    if close:
        named = listed([f"”{name}” ({_yearly(each)})" for name, each in close])
        told = f"Det går inte att skilja från {named}, mot {here}. Vilket som ökar mest avgör ni."
        return replace(own, verdict=Verdict.CANNOT_TELL, sentence=f"{own.sentence} {told}")
    told = (
        f"Av problemen med en säker riktning över samma år är det här det som ökar mest, {_yearly(growth)}."
    )
    return replace(own, sentence=f"{own.sentence} {told}")


def _yearly(growth: Growth) -> str:
    return f"{percent(growth.yearly, 1)} om året, osäkerhet {interval(growth.low, growth.high, 1)}"
