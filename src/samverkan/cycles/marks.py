"""Keeping what is derived of a cycle in step with what it is derived from. No verbs: nobody decides it."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from samverkan.cycles.models import CycleStages, CycleStanding, StepReopening
from samverkan.cycles.queries import Standing
from samverkan.partnerships.models import Cycle, Party
from samverkan.partnerships.rules import Step


def note_standing(cycle: Cycle, holds: Collection[str]) -> None:
    """Mark what has come to hold and what no longer does; a reopened step that is finished anew is closed.

    To be called in a transaction that holds the cycle since before the evidence was read. Writes nothing when nothing
    has changed.
    """
    row = CycleStanding.objects.select_for_update().filter(cycle=cycle).first()
    before, now = Standing.of(row.marks if row else None), timezone.now()
    gained, lost = set(holds) - before.met.keys(), before.met.keys() - set(holds)
    after = Standing(
        {key: before.met.get(key, now) for key in holds},
        {key: at for key, at in {**before.lost, **dict.fromkeys(lost, now)}.items() if key not in holds},
        {Step(each.step): each.at for each in StepReopening.objects.filter(cycle=cycle, closed_at=None)},
    )
    for step in list(after.reopened):
        # It holds anew only when something in it has turned since: when it was opened all of it held.
        if after.finished(step) and any(key.startswith(f"{step}.") for key in gained):
            StepReopening.objects.filter(cycle=cycle, step=step, closed_at=None).update(closed_at=now)
            del after.reopened[step]
    if after == before:
        return
    if row is None:
        CycleStanding.objects.get_or_create(cycle=cycle, defaults={"marks": after.as_marks()})
    else:
        CycleStanding.objects.filter(pk=row.pk).update(marks=after.as_marks())


def note_stages(cycle: Cycle, party: Party | None, stages: dict[str, Any]) -> None:
    """How far the party's work has come (None: what all share). In a transaction that holds the cycle, as above."""
    CycleStages.objects.update_or_create(cycle=cycle, party=party, defaults={"stages": stages})
