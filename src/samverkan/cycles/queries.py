"""Reads of what holds, what is confirmed and what is open again in a cycle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.cycles.models import CriterionConfirmation, CriterionMet, StepReopening, Visit
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step


@dataclass(frozen=True)
class Standing:
    """When each criterion was met and when it was lost, and since when each reopened step is open."""

    met: dict[str, datetime]
    lost: dict[str, datetime]
    reopened: dict[Step, datetime]

    def met_of(self, step: Step) -> int:
        return sum(1 for criterion in criteria_of(step) if criterion.key in self.met)

    def finished(self, step: Step) -> bool:
        """All its criteria hold, whether or not somebody has opened it again."""
        return self.met_of(step) == len(criteria_of(step))


def standing(cycle: Cycle) -> Standing:
    """One query: it is asked on every page."""
    return standings([cycle])[cycle.pk]


def standings(cycles: Iterable[Cycle]) -> dict[int, Standing]:
    """The standing of each cycle by its number in the database. One query, however many there are."""
    found = {cycle.pk: Standing({}, {}, {}) for cycle in cycles}
    marks = CriterionMet.objects.filter(cycle__in=found).values_list(
        "cycle_id", "criterion", "met_at", "lost_at"
    )
    open_again = (
        StepReopening.objects.filter(cycle__in=found, closed_at=None)
        .order_by()
        .values_list("cycle_id", "step", "at", "closed_at")
    )
    for cycle, name, since, until in marks.union(open_again, all=True):
        if name in set(Step):
            found[cycle].reopened[Step(name)] = since
        elif until:
            found[cycle].lost[name] = until
        else:
            found[cycle].met[name] = since
    return found


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
