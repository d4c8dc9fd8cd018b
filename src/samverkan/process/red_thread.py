"""The red thread: from what each problem rests on to its causes and what tried them, and where it breaks off.

The rooms of later steps add their links after the hypotheses: measures, goals, results and promises.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Prefetch, Q

from samverkan.access.scope import Scope
from samverkan.charts.wording import listed
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.models import Cause, Hypothesis, Problem
from samverkan.problems.queries import problems
from samverkan.problems.rules import Outcome, Perspective, Standing, is_unsupported
from samverkan.problems.tree import Tree
from samverkan.process.stages import noted


@dataclass(frozen=True)
class Gap:
    """Where the thread breaks off, in words, and where it is mended."""

    text: str
    url_name: str
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CauseThread:
    """A note of the cause tree with what tried it. `level` 1 is a branch."""

    cause: Cause
    level: int
    hypotheses: tuple[Hypothesis, ...]

    @property
    def is_unsupported(self) -> bool:
        return is_unsupported(hypothesis.outcome for hypothesis in self.hypotheses)


@dataclass(frozen=True)
class Thread:
    """One problem's. `findings` are those still in the joint picture, `gone` those that have left it.

    `loose`: hypotheses whose cause has been taken out of the tree. `undecided`: the steering group has not decided
    about the prioritisation as it reads. `unfinished`: the cause analysis is begun and not finished as it reads.
    """

    problem: Problem
    findings: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    causes: tuple[CauseThread, ...]
    loose: tuple[Hypothesis, ...]
    marks: int
    undecided: bool
    unfinished: bool

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        return (*(hypothesis for each in self.causes for hypothesis in each.hypotheses), *self.loose)

    @property
    def branches(self) -> list[list[CauseThread]]:
        """Each with what hangs on it."""
        found: list[list[CauseThread]] = []
        for each in self.causes:
            if each.level == 1:
                found.append([])
            found[-1].append(each)
        return found

    @property
    def limbs(self) -> list[tuple[str, list[CauseThread]]]:
        """The causes by perspective, in words: the branches have it, and what hangs on them follows."""
        found: dict[str, list[CauseThread]] = defaultdict(list)
        for branch in self.branches:
            perspective = branch[0].cause.perspective
            found[Perspective(perspective).swedish if perspective else ""] += branch
        return list(found.items())

    @property
    def untried(self) -> list[CauseThread]:
        """The branches where no hypothesis tries the branch or anything that hangs on it."""
        return [branch[0] for branch in self.branches if not any(each.hypotheses for each in branch)]

    @property
    def is_focus(self) -> bool:
        return self.problem.standing == Standing.FOCUS

    @cached_property
    def gaps(self) -> list[Gap]:
        return list(_gaps(self))


@dataclass(frozen=True)
class RedThread:
    """All problems, those in focus first. `loose`: findings of the joint picture that no problem rests on."""

    threads: tuple[Thread, ...]
    loose: tuple[Finding, ...]

    def of(self, standing: Standing) -> list[Thread]:
        return [thread for thread in self.threads if thread.problem.standing == standing]

    @property
    def gaps(self) -> int:
        return sum(len(thread.gaps) for thread in self.threads)


def red_thread(scope: Scope, pk: int | None = None) -> RedThread:
    """Of the running cycle, of one problem where `pk` is given. Six queries, however much there is."""
    found = problems(scope).filter(**{} if pk is None else {"pk": pk})
    rows = list(
        found.annotate(fitting=Count("marks", filter=Q(marks__fits=True), distinct=True)).prefetch_related(
            Prefetch("findings", Finding.objects.order_by("position", "id"))
        )
    )
    keys = [problem.pk for problem in rows]
    causes: dict[int, list[Cause]] = defaultdict(list)
    for cause in Cause.objects.filter(problem__in=keys, removed_at=None):
        causes[cause.problem_id].append(cause)
    tried: dict[int, list[Hypothesis]] = defaultdict(list)
    loose: dict[int, list[Hypothesis]] = defaultdict(list)
    for hypothesis in (
        Hypothesis.objects.filter(cause__problem__in=keys, removed_at=None)
        .select_related("responsible__user", "cause")
        .annotate(rests_on=Count("evidence", filter=Q(evidence__removed_at=None)))
    ):
        tried[hypothesis.cause_id].append(hypothesis)
        if hypothesis.cause.removed_at:
            loose[hypothesis.cause.problem_id].append(hypothesis)
    stages = noted(scope).joint
    unfinished = {key for key, stage in stages["analyses"] if stage in ("write", "finish")}
    undecided = stages["priorities"] == "decide"
    threads = [
        _thread(
            problem,
            causes[problem.pk],
            tried,
            loose=tuple(loose[problem.pk]),
            undecided=undecided and problem.standing == Standing.FOCUS,
            unfinished=problem.pk in unfinished,
        )
        for problem in rows
    ]
    order = (Standing.FOCUS, Standing.OPEN, Standing.SET_ASIDE)
    return RedThread(
        tuple(sorted(threads, key=lambda each: order.index(Standing(each.problem.standing)))),
        () if pk else tuple(joint_findings(scope).exclude(problems__in=problems(scope))),
    )


def _thread(
    problem: Problem,
    causes: list[Cause],
    tried: Mapping[int, list[Hypothesis]],
    *,
    loose: tuple[Hypothesis, ...],
    undecided: bool,
    unfinished: bool,
) -> Thread:
    findings, notes = list(problem.findings.all()), {cause.pk: cause for cause in causes}
    return Thread(
        problem,
        tuple(finding for finding in findings if finding.removed_at is None),
        tuple(finding for finding in findings if finding.removed_at),
        tuple(
            CauseThread(notes[pk], level, tuple(tried.get(pk, ()))) for pk, level in Tree.of(causes).walk()
        ),
        loose=loose,
        marks=getattr(problem, "fitting", 0),
        undecided=undecided,
        unfinished=unfinished,
    )


def _gaps(thread: Thread) -> Iterator[Gap]:
    here = {"pk": thread.problem.pk}
    if not thread.findings:
        yield Gap(
            "Problemet vilar inte på någon iakttagelse i den gemensamma lägesbilden.", "join:problem", here
        )
    if thread.gone:
        number = len(thread.gone)
        words = "En iakttagelse" if number == 1 else f"{number} iakttagelser"
        yield Gap(
            f"{words} som problemet vilade på finns inte längre i den gemensamma lägesbilden.",
            "join:problem",
            here,
        )
    if thread.problem.standing == Standing.OPEN:
        yield Gap("Det är inte avgjort om problemet är ett fokusområde eller får vänta.", "join:focus")
    if not thread.is_focus:
        return
    if thread.undecided:
        yield Gap("Styrgruppen har inte beslutat om prioriteringen som den är nu.", "join:focus")
    if not thread.causes:
        yield Gap("Inga orsaker är skrivna än.", "join:tree", here)
    elif untried := thread.untried:
        yield Gap(_untried(untried, of=thread), "join:analysis", here)
    for hypothesis in thread.hypotheses:
        yield from _gaps_of(hypothesis)
    if thread.unfinished:
        yield Gap("Orsaksanalysen är inte gjord klar som den är nu.", "join:analysis", here)


def _untried(branches: list[CauseThread], *, of: Thread) -> str:
    if not of.hypotheses:
        return "Ingen av orsakerna har prövats med en hypotes."
    names = listed(f"”{each.cause.text}”" for each in branches)
    if len(branches) == 1:
        return f"Grenen {names} har inte prövats med någon hypotes."
    return f"{len(branches)} grenar har inte prövats med någon hypotes: {names}."


def _gaps_of(hypothesis: Hypothesis) -> Iterator[Gap]:
    here = {"pk": hypothesis.pk}
    if hypothesis.cause.removed_at:
        yield Gap(f"Hypotesens orsak är borttagen ur trädet: {hypothesis.question}", "join:hypothesis", here)
    if hypothesis.outcome == Outcome.UNTESTED:
        yield Gap(f"Hypotesen är inte prövad: {hypothesis.question}", "join:hypothesis", here)
    elif not getattr(hypothesis, "rests_on", 0):
        yield Gap(f"Svaret saknar underlag: {hypothesis.question}", "join:hypothesis", here)
    if hypothesis.outcome == Outcome.UNCLEAR:
        yield Gap(f"Prövningen gav inget klart svar: {hypothesis.question}", "join:hypothesis", here)
