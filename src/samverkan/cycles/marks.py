"""Keeping the marks of what holds in step with what the evidence says. Not a verb: nobody decides it."""

from collections.abc import Collection

from django.utils import timezone

from samverkan.cycles.models import CriterionMet, StepReopening
from samverkan.cycles.queries import Standing
from samverkan.partnerships.models import Cycle


def note_standing(cycle: Cycle, before: Standing, holds: Collection[str]) -> None:
    """Mark what has come to hold and what no longer does; a reopened step that is finished anew is closed."""
    now = timezone.now()
    gained, lost = set(holds) - before.met.keys(), before.met.keys() - set(holds)
    marks = CriterionMet.objects.filter(cycle=cycle)
    if lost:
        marks.filter(criterion__in=lost, lost_at=None).update(lost_at=now)
    if again := gained & before.lost.keys():
        marks.filter(criterion__in=again).update(met_at=now, lost_at=None)
    # Two requests at once may both see the same criterion come to hold.
    CriterionMet.objects.bulk_create(
        [CriterionMet(cycle=cycle, criterion=key, met_at=now) for key in sorted(gained - again)],
        ignore_conflicts=True,
    )
    after = Standing({**dict.fromkeys(gained, now), **before.met}, {}, {})
    for key in lost:
        del after.met[key]
    done = [
        step
        for step, since in before.reopened.items()
        if after.finished(step) and any(key.startswith(f"{step}.") for key in gained)
    ]
    if done:
        StepReopening.objects.filter(cycle=cycle, step__in=done, closed_at=None).update(closed_at=now)
