"""Reads of what holds, what is confirmed and what is open again in a cycle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from samverkan.access.scope import Scope
from samverkan.cycles.models import CriterionConfirmation, CycleStages, CycleStanding, StepReopening, Visit
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step


@dataclass(frozen=True)
class Standing:
    """When each criterion was met and when it was lost, and since when each reopened step is open."""

    met: dict[str, datetime]
    lost: dict[str, datetime]
    reopened: dict[Step, datetime]

    @classmethod
    def of(cls, marks: dict[str, dict[str, str]] | None) -> "Standing":
        """From a CycleStanding's marks; None where nothing has been noted yet."""
        met, lost, reopened = (
            {key: datetime.fromisoformat(at) for key, at in (marks or {}).get(kind, {}).items()}
            for kind in ("met", "lost", "reopened")
        )
        return cls(met, lost, {Step(key): at for key, at in reopened.items()})

    def as_marks(self) -> dict[str, dict[str, str]]:
        return {
            "met": {key: at.isoformat() for key, at in self.met.items()},
            "lost": {key: at.isoformat() for key, at in self.lost.items()},
            "reopened": {step.value: at.isoformat() for step, at in self.reopened.items()},
        }

    def met_of(self, step: Step) -> int:
        return sum(1 for criterion in criteria_of(step) if criterion.key in self.met)

    def finished(self, step: Step) -> bool:
        """All its criteria hold, whether or not somebody has opened it again."""
        return self.met_of(step) == len(criteria_of(step))


def marks_of(cycle: Cycle) -> QuerySet[CycleStanding, Any]:
    """For a subquery: the frame of every page reads the marks with what else it reads."""
    return CycleStanding.objects.filter(cycle=cycle).values("marks")


def standing(cycle: Cycle) -> Standing:
    return standings([cycle])[cycle.pk]


def standings(cycles: Iterable[Cycle]) -> dict[int, Standing]:
    """The standing of each cycle by its number in the database. One query, however many there are."""
    wanted = [cycle.pk for cycle in cycles]
    noted = dict(CycleStanding.objects.filter(cycle__in=wanted).values_list("cycle_id", "marks"))
    return {cycle: Standing.of(noted.get(cycle)) for cycle in wanted}


def noted_stages(scope: Scope) -> dict[int | None, dict[str, Any]]:
    """What has been noted of the person's own party and (None) of what the parties share. One query."""
    noted = CycleStages.objects.filter(Q(party=None) | Q(party=scope.party), cycle=scope.cycle)
    return dict(noted.values_list("party_id", "stages"))


def all_noted_stages(cycle: Cycle) -> dict[int | None, dict[str, Any]]:
    """Of every party: for what keeps them, and shown to nobody. One query."""
    return dict(CycleStages.objects.filter(cycle=cycle).values_list("party_id", "stages"))


def confirmations(cycle: Cycle) -> QuerySet[CriterionConfirmation]:
    """All that have been given in the cycle, the newest first, also those withdrawn since."""
    return CriterionConfirmation.objects.filter(cycle=cycle).select_related("confirmed_by", "withdrawn_by")


def get_confirmation(scope: Scope, criterion: str) -> CriterionConfirmation:
    """The one that counts; raises CriterionConfirmation.DoesNotExist."""
    return confirmations(scope.cycle).get(criterion=criterion, withdrawn_at=None)


def reopenings(cycle: Cycle) -> QuerySet[StepReopening]:
    return StepReopening.objects.filter(cycle=cycle).select_related("by", "closed_by")


def cycles(scope: Scope) -> QuerySet[Cycle]:
    """Every cycle of the partnership, the newest first, with what was said when it was closed."""
    return Cycle.objects.filter(partnership=scope.partnership).select_related("closing__by")


def last_visit(scope: Scope) -> datetime | None:
    visit = Visit.objects.filter(user=scope.user, partnership=scope.partnership).first()
    return visit.at if visit else None
