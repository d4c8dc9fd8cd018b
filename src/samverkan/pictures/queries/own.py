"""A party's own picture. Everything here belongs to the scope's own party; others do not know that it exists."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.datasets.filter import Filter
from samverkan.partnerships.content import question_area
from samverkan.partnerships.models import Answer
from samverkan.pictures.content import (
    AnswerContent,
    FigureContent,
    FindingContent,
    OwnContent,
    Part,
    PatternContent,
    ShownFigure,
    parts,
)
from samverkan.pictures.models import (
    Finding,
    FrozenFigure,
    PatternAnswer,
    Picture,
    SeasonalPattern,
    SourceUse,
)
from samverkan.pictures.rules import fingerprint


@dataclass(frozen=True)
class OwnPicture:
    """The picture as it reads now. `row` is None until somebody has written in it; `sha256` is of `content`."""

    row: Picture | None
    findings: tuple[Finding, ...]
    content: OwnContent
    sha256: str

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts(self.content)


def own_row(scope: Scope) -> Picture | None:
    return Picture.objects.filter(cycle=scope.cycle, party=scope.party).first()


def own_picture(scope: Scope) -> OwnPicture:
    """Seven queries, however much stands in the picture. The figures' data stay where they are."""
    row = own_row(scope)
    written = tuple(findings(scope))
    content = OwnContent(
        kind="own_picture",
        partnership=scope.partnership.name,
        party=scope.party.name,
        cycle=scope.cycle.name,
        summary=row.summary if row else "",
        outlook=row.outlook if row else "",
        findings=[_finding(finding) for finding in written],
        sources=[
            {"name": use.source.name, "used": use.used, "remark": use.remark} for use in source_uses(scope)
        ],
        patterns=[
            _pattern(question.key, question.text, answer) for question, answer in pattern_answers(scope)
        ],
        answers=_answers(scope),
        seasons=[{"what": season.what, "months": season.months, "party": ""} for season in seasons(scope)],
    )
    return OwnPicture(row, written, content, fingerprint(dict(content)))


def findings(scope: Scope) -> QuerySet[Finding]:
    """The findings in order, with the names of their figures but not the figures' data."""
    return (
        Finding.objects.filter(picture__cycle=scope.cycle, picture__party=scope.party, removed_at=None)
        .select_related("figure__dataset__source", "changed_by")
        .defer("figure__data", "figure__shared")
    )


def get_finding(scope: Scope, pk: int) -> Finding:
    """Raises Finding.DoesNotExist, also for a finding of the joint picture or of another party."""
    return findings(scope).get(pk=pk)


def get_removed_finding(scope: Scope, pk: int) -> Finding:
    """A finding that was taken away and may be put back; raises Finding.DoesNotExist."""
    return Finding.objects.exclude(removed_at=None).get(
        pk=pk, picture__cycle=scope.cycle, picture__party=scope.party
    )


def get_figure(scope: Scope, pk: int) -> FrozenFigure:
    """A frozen figure of the own picture, with its data; raises FrozenFigure.DoesNotExist."""
    figure: FrozenFigure = FrozenFigure.objects.select_related("dataset__source").get(
        pk=pk, picture__cycle=scope.cycle, picture__party=scope.party
    )
    return figure


def frozen_figures(scope: Scope) -> dict[str, ShownFigure]:
    """The figures of the picture's findings as they may be shown to others, by their SHA-256."""
    used = FrozenFigure.objects.filter(
        findings__in=findings(scope).values("pk"), picture__party=scope.party
    ).select_related("dataset__source")
    return {sha256_shown(figure): shown(figure) for figure in used}


def source_uses(scope: Scope) -> QuerySet[SourceUse]:
    return (
        SourceUse.objects.filter(picture__cycle=scope.cycle, picture__party=scope.party)
        .select_related("source")
        .order_by("-used", "source__name")
    )


def pattern_answers(scope: Scope) -> list[tuple[Any, PatternAnswer | None]]:
    """Every pattern question with the picture's answer to it, or None."""
    given = {
        answer.question: answer
        for answer in PatternAnswer.objects.filter(
            picture__cycle=scope.cycle, picture__party=scope.party
        ).select_related("dataset__source", "answered_by")
    }
    return [(question, given.get(short(question.key))) for question in question_area("patterns").questions]


def mapping_answers(scope: Scope) -> list[tuple[Any, Answer | None]]:
    """Every question about the mapping (handbook p. 34) with the party's answer to it, or None."""
    given = {
        answer.question: answer
        for answer in Answer.objects.filter(
            cycle=scope.cycle, party=scope.party, question__startswith="own_picture."
        ).select_related("changed_by")
    }
    return [(question, given.get(question.key)) for question in question_area("own_picture").questions]


def seasons(scope: Scope) -> QuerySet[SeasonalPattern]:
    return SeasonalPattern.objects.filter(
        picture__cycle=scope.cycle, picture__party=scope.party, removed_at=None
    )


def get_season(scope: Scope, pk: int) -> SeasonalPattern:
    """Raises SeasonalPattern.DoesNotExist."""
    return seasons(scope).get(pk=pk)


def short(question: str) -> str:
    """`patterns.trend` is `trend` where it is answered."""
    return question.removeprefix("patterns.")


def is_open(figure: FrozenFigure) -> bool:
    """Whether the figure rests on official open statistics, which may be shown as they are."""
    return figure.dataset.source.open_statistics


def sha256_shown(figure: FrozenFigure) -> str:
    return figure.sha256 if is_open(figure) else figure.shared_sha256


def shown(figure: FrozenFigure) -> ShownFigure:
    """The figure as others may see it; its fingerprint is `sha256_shown`."""
    return ShownFigure(
        dataset=figure.dataset.parquet_sha256,
        key=figure.key,
        filter=figure.filter,
        data=figure.data if is_open(figure) else figure.shared,
        source_line=figure.source_line,
        hidden=[] if is_open(figure) else figure.hidden,
    )


def figure_content(figure: FrozenFigure) -> FigureContent:
    return FigureContent(
        key=figure.key,
        dataset=figure.dataset.name,
        filter=figure.filter,
        source_line=figure.source_line,
        sha256=sha256_shown(figure),
        hidden=[] if is_open(figure) else figure.hidden,
        open_statistics=is_open(figure),
    )


def _finding(finding: Finding) -> FindingContent:
    return FindingContent(
        number=finding.pk,
        what=finding.what,
        where=finding.where,
        who=finding.who,
        trend=finding.trend,
        compared_with=finding.compared_with,
        figure=figure_content(finding.figure) if finding.figure else None,
    )


def _pattern(question: str, text: str, answer: PatternAnswer | None) -> PatternContent:
    content = PatternContent(
        question=short(question),
        text=text,
        verdict="",
        sentence="",
        proposed_verdict="",
        proposed_sentence="",
        source_line="",
    )
    if answer:
        content["verdict"], content["sentence"] = answer.verdict, answer.sentence
        content["proposed_verdict"] = answer.proposed_verdict
        content["proposed_sentence"] = answer.proposed_sentence
        if answer.dataset:
            chosen = Filter.of(answer.filter).words()
            content["source_line"] = (
                f"{answer.dataset.source.name}. Datamängden {answer.dataset.name}. Urval: {chosen}."
            )
    return content


def _answers(scope: Scope) -> list[AnswerContent]:
    return [
        AnswerContent(
            question=question.key,
            text=question.text,
            answer=answer.text if answer else "",
            finished=bool(answer and answer.finished),
        )
        for question, answer in mapping_answers(scope)
    ]
