"""What each focus area comes from, as the parties have written it, and how far they have come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.db.models import QuerySet

from samverkan.access.personal_data import Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import fingerprint
from samverkan.problems.analysis_content import (
    AnalysisContent,
    CauseContent,
    RiskContent,
    SituationContent,
    TextContent,
    changed_parts,
    every_cause,
    passages_of,
)
from samverkan.problems.content import part, parts
from samverkan.problems.models import (
    Analysis,
    AnalysisText,
    Cause,
    Hypothesis,
    Problem,
    RiskFactor,
    Situation,
)
from samverkan.problems.queries.hypotheses import hypotheses_of, hypothesis_content, standing_evidence
from samverkan.problems.queries.priorities import focus_areas
from samverkan.problems.rules import Outcome, Perspective, RiskLevel, cause_mark
from samverkan.problems.tree import Tree

# The texts that an analysis is not finished without; a perspective may be said to mean nothing here instead.
NEEDED = frozenset({"why", *(each.value for each in Perspective)})


@dataclass(frozen=True)
class AnalysisState:
    """The analysis of a focus area as it reads now. `document` is its newest finished version, which may be older.

    `finished`: what that says, None where it was not kept as data.
    """

    problem: Problem
    texts: dict[str, AnalysisText]
    situations: tuple[Situation, ...]
    removed_situations: tuple[Situation, ...]
    risk_factors: tuple[RiskFactor, ...]
    removed_risk_factors: tuple[RiskFactor, ...]
    hypotheses: tuple[Hypothesis, ...]
    content: AnalysisContent
    sha256: str
    document: DocumentVersion | None
    finished: AnalysisContent | None

    @property
    def is_finished(self) -> bool:
        """Whether the document store holds the analysis as it reads now."""
        return self.document is not None and self.document.approved_sha256 == self.sha256

    @property
    def is_begun(self) -> bool:
        return bool(self.texts or self.situations or self.risk_factors or self.causes or self.hypotheses)

    @property
    def is_ready(self) -> bool:
        return not self.missing and not self.is_blocked

    @property
    def causes(self) -> list[CauseContent]:
        return self.content["causes"]

    @cached_property
    def number_of_causes(self) -> int:
        return sum(1 for _ in every_cause(self.causes))

    @property
    def tested(self) -> int:
        return sum(1 for each in self.hypotheses if each.outcome != Outcome.UNTESTED)

    @property
    def without_evidence(self) -> int:
        """How many answers rest on nothing that can be shown."""
        return sum(
            1 for each in self.hypotheses if each.outcome != Outcome.UNTESTED and not standing_evidence(each)
        )

    @cached_property
    def missing(self) -> list[str]:
        """What has to be there before the analysis can be finished, in words."""
        lacks = []
        if not self._is_written("why"):
            lacks.append("en text om varför problemet uppstår")
        if not self.causes:
            lacks.append("minst en orsak i trädet")
        lacks += [
            f"perspektivet ”{part(each).title}”" for each in Perspective if not self.is_considered(each.value)
        ]
        return lacks

    def is_considered(self, key: str) -> bool:
        """Written, or said to mean nothing here."""
        row = self.texts.get(key)
        return row is not None and (row.set_aside or bool(row.text.strip()))

    def _is_written(self, key: str) -> bool:
        return key in self.texts and bool(self.texts[key].text.strip())

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return remarks(passages_of(self.content))

    @property
    def changed_parts(self) -> list[str]:
        """The names of the parts that no longer read as in the newest finished version."""
        if self.document is None or self.finished is None or self.is_finished:
            return []
        return changed_parts(self.finished, self.content)

    @property
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    def risks_of(self, level: RiskLevel) -> list[RiskFactor]:
        return [each for each in self.risk_factors if each.level == level]


def analysis_state(scope: Scope, problem: Problem) -> AnalysisState:
    """Seven queries."""
    return _states(scope, [problem])[0]


def analysis_states(scope: Scope) -> list[AnalysisState]:
    """Of every focus area, in their order. Eight queries, however many there are."""
    areas = list(focus_areas(scope).select_related("analysis__document"))
    return _states(scope, areas) if areas else []


def situations(scope: Scope) -> QuerySet[Situation]:
    """Of all focus areas, those removed too."""
    return Situation.objects.filter(problem__in=focus_areas(scope)).select_related("problem")


def risk_factors(scope: Scope) -> QuerySet[RiskFactor]:
    """Of all focus areas, those removed too."""
    return RiskFactor.objects.filter(problem__in=focus_areas(scope)).select_related("problem")


def cause_marks(scope: Scope, problem: Problem) -> dict[int, str]:
    """What the hypotheses have come to, in a word, by cause; a cause without any is not in it. One query."""
    return marks_of((cause, outcome) for cause, _, outcome in posed_in(scope, problem))


def posed_in(scope: Scope, problem: Problem) -> list[tuple[int, int, str]]:
    """Every hypothesis that stands in a problem's tree: its cause, its own number, its outcome. One query."""
    found = Hypothesis.objects.filter(
        cause__problem=problem, cause__problem__cycle=scope.cycle, removed_at=None
    )
    return list(found.values_list("cause_id", "pk", "outcome"))


def marks_of(outcomes: Iterable[tuple[int, str]]) -> dict[int, str]:
    of_cause: dict[int, list[str]] = defaultdict(list)
    for cause, outcome in outcomes:
        of_cause[cause].append(outcome)
    return {cause: cause_mark(found) for cause, found in of_cause.items()}


def _states(scope: Scope, problems: Sequence[Problem]) -> list[AnalysisState]:
    _ = scope.party
    texts = list(AnalysisText.objects.filter(problem__in=problems).select_related("changed_by"))
    chain = list(Situation.objects.filter(problem__in=problems))
    risks = list(RiskFactor.objects.filter(problem__in=problems))
    causes = list(Cause.objects.filter(problem__in=problems, removed_at=None))
    posed = hypotheses_of(problems)
    return [
        _state(
            scope,
            problem,
            {each.key: each for each in texts if each.problem_id == problem.pk},
            [each for each in chain if each.problem_id == problem.pk],
            [each for each in risks if each.problem_id == problem.pk],
            [each for each in causes if each.problem_id == problem.pk],
            tuple(each for each in posed if each.cause.problem_id == problem.pk),
        )
        for problem in problems
    ]


def _state(
    scope: Scope,
    problem: Problem,
    texts: dict[str, AnalysisText],
    chain: list[Situation],
    risks: list[RiskFactor],
    causes: list[Cause],
    posed: tuple[Hypothesis, ...],
) -> AnalysisState:
    analysis: Analysis | None = getattr(problem, "analysis", None)
    standing = tuple(each for each in chain if each.removed_at is None)
    factors = tuple(each for each in risks if each.removed_at is None)
    content = AnalysisContent(
        kind="cause_analysis",
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        problem=problem.name,
        texts=[_text(each.key, texts.get(each.key)) for each in parts()],
        situations=[SituationContent(what=each.what, broken_by=each.broken_by) for each in standing],
        risk_factors=[
            RiskContent(level=each.level, what=each.what, known_from=each.known_from) for each in factors
        ],
        causes=_grown(causes, marks_of((each.cause_id, each.outcome) for each in posed)),
        hypotheses=[hypothesis_content(each) for each in posed],
    )
    return AnalysisState(
        problem=problem,
        texts=texts,
        situations=standing,
        removed_situations=tuple(each for each in chain if each.removed_at),
        risk_factors=factors,
        removed_risk_factors=tuple(each for each in risks if each.removed_at),
        hypotheses=posed,
        content=content,
        sha256=fingerprint(dict(content)),
        document=analysis.document if analysis else None,
        finished=cast(AnalysisContent | None, analysis.content) if analysis else None,
    )


def _text(key: str, row: AnalysisText | None) -> TextContent:
    return TextContent(key=key, text=row.text if row else "", set_aside=row.set_aside if row else False)


def _grown(causes: list[Cause], marks: dict[int, str]) -> list[CauseContent]:
    """The notes as a tree. What hangs on a note that has been taken away is not in it."""
    tree, words = Tree.of(causes), {each.pk: each.text for each in causes}

    def grown(pk: int) -> CauseContent:
        return CauseContent(
            number=pk,
            text=words[pk],
            perspective=tree.perspective(pk),
            mark=marks.get(pk, ""),
            children=[grown(child) for child in tree.children(pk)],
        )

    return [grown(branch) for branch in tree.branches()]
