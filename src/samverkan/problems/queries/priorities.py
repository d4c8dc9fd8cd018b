"""The problems of the running cycle, set against each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Sum

from samverkan.access.scope import Scope
from samverkan.pictures.models import Finding
from samverkan.problems.models import Analysis, AnalysisText, Cause, Mark, Problem, RiskFactor, Situation
from samverkan.problems.proposals import NOTHING, Proposal, Proposals, is_unexplained
from samverkan.problems.queries.figures import proposals_for
from samverkan.problems.rules import MatrixCriterion, Standing
from samverkan.problems.subject import Subject

NOT_ON_A_BOARD = ("rests_on", "changed_at", "changed_by", "answered_version")


@dataclass(frozen=True)
class Row:
    """A problem with its marks and what the figures propose. `findings`: those still in the joint picture, `gone`."""

    problem: Problem
    marks: Mapping[str, Mark]
    findings: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    proposals: Proposals

    def proposal(self, criterion: str) -> Proposal:
        return self.proposals.get(MatrixCriterion(criterion), NOTHING)

    def fits(self, criterion: str) -> bool | None:
        mark = self.marks.get(criterion)
        return mark.fits if mark else None

    @cached_property
    def sum(self) -> int:
        """How many criteria fit."""
        return sum(1 for mark in self.marks.values() if mark.fits)

    @property
    def answered(self) -> int:
        return sum(1 for mark in self.marks.values() if mark.fits is not None)

    @property
    def unexplained(self) -> int:
        """How many yes stand without anybody's reason or the figures'."""
        return sum(is_unexplained(mark.fits, mark.why, mark.rests_on) for mark in self.marks.values())


def also_removed(scope: Scope) -> QuerySet[Problem]:
    """All of the running cycle, in the parties' order. No observer reads them."""
    _ = scope.party
    return Problem.objects.filter(cycle=scope.cycle).select_related("changed_by")


def problems(scope: Scope) -> QuerySet[Problem]:
    """Those that nobody has removed."""
    return also_removed(scope).filter(removed_at=None)


def focus_areas(scope: Scope) -> QuerySet[Problem]:
    """The problems that have been chosen."""
    return problems(scope).filter(standing=Standing.FOCUS)


def get_problem(scope: Scope, pk: int) -> Problem:
    """Raises Problem.DoesNotExist for another cycle's, another partnership's or a removed one."""
    problem: Problem = problems(scope).get(pk=pk)
    return problem


def removed_problems(scope: Scope) -> QuerySet[Problem]:
    """The last removed first."""
    return also_removed(scope).exclude(removed_at=None).order_by("-removed_at")


def is_analysed(problem: Problem) -> bool:
    """Whether anything in its cause analysis would be left alone without it. One query."""
    parts: tuple[QuerySet[Any], ...] = (
        Cause.objects.filter(removed_at=None),
        Situation.objects.filter(removed_at=None),
        RiskFactor.objects.filter(removed_at=None),
        AnalysisText.objects.exclude(text=""),
        Analysis.objects.all(),
    )
    any_of = Q(*(Exists(part.filter(problem=OuterRef("pk"))) for part in parts), _connector=Q.OR)
    return Problem.objects.filter(any_of, pk=problem.pk).exists()


def rows(scope: Scope, *, with_figures: bool = True, also: int = 0, brief: bool = False) -> list[Row]:
    """All problems in their order, and the one with the number `also` even if it has been removed.

    At most four queries, and two for what the figures propose. Sixty problems have four hundred marks: who set one is
    read where it is asked for, and who chose once a person. `brief`: for a board, which shows the answers and no words.
    """
    marks, findings = Mark.objects.all(), Finding.objects.order_by("position", "id")
    if brief:
        marks, findings = marks.defer(*NOT_ON_A_BOARD), findings.only("position", "removed_at")
    found = list(
        also_removed(scope)
        .filter(Q(removed_at=None) | Q(pk=also))
        .select_related(None)
        .prefetch_related(Prefetch("marks", marks), "chosen_by", Prefetch("findings", findings))
    )
    standing = {problem.pk: [each.pk for each in _findings(problem, gone=False)] for problem in found}
    named = [(Subject(each.name, each.description), standing[each.pk]) for each in found]
    proposed = proposals_for(named) if with_figures else [{} for _ in found]
    return [
        Row(
            problem,
            {mark.criterion: mark for mark in problem.marks.all()},
            _findings(problem, gone=False),
            _findings(problem, gone=True),
            proposals,
        )
        for problem, proposals in zip(found, proposed, strict=True)
    ]


def row_of(every: Iterable[Row], pk: int) -> Row:
    """Raises Problem.DoesNotExist. What rises most is seen only among all, so one row comes with the others."""
    for row in every:
        if row.problem.pk == pk:
            return row
    raise Problem.DoesNotExist


def by_marks(every: Iterable[Row]) -> list[Row]:
    """Those with the most marks first; the parties' own order among equals."""
    return sorted(every, key=lambda row: -row.sum)


def counted(every: Iterable[Row]) -> Counter[str]:
    """How many stand as focus areas, set aside and open."""
    return Counter(row.problem.standing for row in every)


def latest_mark(every: Iterable[Row]) -> tuple[Row, Mark] | None:
    """The last one that anybody set or took away, whoever has explained one since."""
    marks = [(row, mark) for row in every for mark in row.marks.values()]
    return max(marks, key=lambda pair: pair[1].answered_at, default=None)


def findings_of(scope: Scope) -> QuerySet[Finding]:
    """The joint picture's findings, each with `made`, whether a problem of the cycle comes of it."""
    _ = scope.party
    found: QuerySet[Finding] = (
        Finding.objects.filter(picture__cycle=scope.cycle, picture__party=None, removed_at=None)
        .prefetch_related(Prefetch("problems", Problem.objects.filter(removed_at=None), to_attr="become"))
        .order_by("position", "id")
    )
    return found


def problems_by_finding(scope: Scope) -> dict[int, list[tuple[int, str]]]:
    """The problems of the cycle, number and name, by the finding they rest on. One query."""
    found: dict[int, list[tuple[int, str]]] = {}
    resting = problems(scope).exclude(findings=None).values_list("findings", "pk", "name")
    for finding, pk, name in resting:
        found.setdefault(finding, []).append((pk, name))
    return found


@dataclass(frozen=True)
class Pulse:
    """What has happened to the matrix. `problems` changes when a row does, `marks` when a mark does. One query."""

    problems: str
    marks: int
    last: datetime | None

    @property
    def seen(self) -> str:
        """As a page remembers it: the next time it asks it is told nothing when this is the same."""
        last = int(self.last.timestamp() * 1000) if self.last else 0
        return f"{self.problems}.{self.marks}.{last}"


def pulse(scope: Scope) -> Pulse:
    """Cheap, since every screen in a workshop asks for it every other second."""
    _ = scope.party
    found = list(
        Problem.objects.filter(cycle__partnership=scope.partnership, cycle__closed_at=None, removed_at=None)
        .order_by("position", "pk")
        .annotate(marked=Sum("marks__version"), last=Max("marks__changed_at"))
        .values_list("pk", "version", "position", "marked", "last")
    )
    told = hash(tuple(row[:3] for row in found)) & 0xFFFFFFFF
    marked = sum(row[3] or 0 for row in found)
    return Pulse(f"{told:x}", marked, max((row[4] for row in found if row[4]), default=None))


def _findings(problem: Problem, *, gone: bool) -> tuple[Finding, ...]:
    return tuple(each for each in problem.findings.all() if (each.removed_at is not None) == gone)
