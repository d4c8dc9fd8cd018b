"""What the own picture rests on: sources, the answered questions, and what comes back every year."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, change, once, record, running_cycle, start_or_change
from samverkan.access.scope import Scope
from samverkan.datasets.models import Dataset, Source
from samverkan.partnerships.content import question_area
from samverkan.partnerships.models import Answer
from samverkan.pictures.actions.findings import _picture
from samverkan.pictures.models import PatternAnswer, SeasonalPattern, SourceUse
from samverkan.pictures.queries.own import short
from samverkan.pictures.rules import Verdict


@action("picture.edit")
def assess_source(scope: Scope, source: Source, version: int, *, used: bool, remark: str) -> SourceUse:
    """Say that the picture rests on a source, with its limits, or why it was left aside (handbook p. 34).

    `version` is 0 where nobody has said anything yet. Raises Conflict when somebody has in between.
    """
    if source.party_id != scope.party.pk:
        raise Source.DoesNotExist
    key = {"picture": _picture(scope), "source": source}
    use = start_or_change(SourceUse, version, key, {"used": used, "remark": remark})
    record(scope, "assess_source", use)
    return use


@action("picture.edit")
def answer_pattern(
    scope: Scope,
    question: str,
    version: int,
    *,
    verdict: Verdict,
    sentence: str,
    dataset: Dataset | None = None,
    filter: dict[str, str] | None = None,
    proposed_verdict: str = "",
    proposed_sentence: str = "",
) -> PatternAnswer:
    """Answer a pattern question in one's own words; what the figures proposed is kept beside it.

    `version` is 0 where nobody has answered yet. Raises Conflict when somebody has in between.
    """
    if question not in [short(known.key) for known in question_area("patterns").questions]:
        raise PatternAnswer.DoesNotExist
    if dataset and dataset.party_id != scope.party.pk:
        raise Dataset.DoesNotExist
    fields = {
        "verdict": verdict,
        "sentence": sentence,
        "dataset": dataset,
        "filter": filter or {},
        "proposed_verdict": proposed_verdict,
        "proposed_sentence": proposed_sentence,
        "answered_by": scope.user,
        "answered_at": timezone.now(),
    }
    key = {"picture": _picture(scope), "question": question}
    answer = start_or_change(PatternAnswer, version, key, fields)
    record(scope, "answer_pattern", answer)
    return answer


@action("picture.edit")
def answer_mapping(scope: Scope, question: str, version: int, *, text: str, finished: bool) -> Answer:
    """Answer one of the questions about the mapping. `version` is 0 where nobody has; raises Conflict."""
    if question not in [known.key for known in question_area("own_picture").questions]:
        raise Answer.DoesNotExist
    fields = {"text": text, "finished": finished, "changed_by": scope.user, "changed_at": timezone.now()}
    key = {"cycle": running_cycle(scope), "party": scope.party, "question": question}
    answer = start_or_change(Answer, version, key, fields)
    record(scope, "answer_mapping", answer)
    return answer


@action("picture.edit")
def note_season(scope: Scope, token: UUID | None, *, what: str, months: list[int]) -> SeasonalPattern:
    """Put something that comes back every year in the year wheel; `months` are 1–12."""

    def make() -> SeasonalPattern:
        season = SeasonalPattern.objects.create(
            picture=_picture(scope), what=what, months=sorted(set(months)), changed_by=scope.user
        )
        record(scope, "note_season", season)
        return season

    return once(scope, "note_season", token, make, SeasonalPattern)


@action("picture.edit")
def change_season(
    scope: Scope, season: SeasonalPattern, version: int, *, what: str, months: list[int]
) -> SeasonalPattern:
    """Raises Conflict when somebody else has saved since `version`."""
    changed = change(
        season,
        version,
        what=what,
        months=sorted(set(months)),
        changed_by=scope.user,
        changed_at=timezone.now(),
    )
    record(scope, "change_season", changed)
    return changed


@action("picture.edit")
def remove_season(scope: Scope, season: SeasonalPattern) -> None:
    SeasonalPattern.objects.filter(pk=season.pk).update(removed_at=timezone.now())
    record(scope, "remove_season", season)
