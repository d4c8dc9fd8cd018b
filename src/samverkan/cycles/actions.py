"""Confirming a criterion, opening a finished step again, ending one cycle and beginning the next."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.cycles.models import CriterionConfirmation, CycleClosing, StepReopening, Visit
from samverkan.cycles.queries import standing
from samverkan.cycles.rules import found_by_system
from samverkan.partnerships.content import Criterion
from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step


@action("criterion.confirm")
def confirm_criterion(
    scope: Scope, token: UUID | None, criterion: Criterion, *, note: str
) -> CriterionConfirmation:
    """A person answers for that the criterion holds; `note` says on what grounds."""

    def make() -> CriterionConfirmation:
        if criterion.key in found_by_system:
            raise Refused("Det här kriteriet blir klart av sig självt när arbetet är gjort.")
        cycle = running_cycle(scope)
        given = CriterionConfirmation.objects.filter(
            cycle=cycle, criterion=criterion.key, withdrawn_at=None
        ).select_related("confirmed_by")
        if standing_one := given.first():
            raise Refused(f"Kriteriet är redan bekräftat av {standing_one.confirmed_by}.")
        confirmation = CriterionConfirmation.objects.create(
            cycle=cycle, criterion=criterion.key, note=note, confirmed_by=scope.user
        )
        record(scope, "confirm_criterion", confirmation, shared=True, criterion=criterion.key)
        return confirmation

    return once(scope, "confirm_criterion", token, make, CriterionConfirmation)


@action("criterion.confirm")
def withdraw_confirmation(scope: Scope, confirmation: CriterionConfirmation, *, reason: str) -> None:
    """The criterion no longer holds, and `reason` says why. What was confirmed before is kept."""
    running_cycle(scope)
    withdrawn = CriterionConfirmation.objects.filter(
        pk=confirmation.pk, cycle=scope.cycle, withdrawn_at=None
    ).update(withdrawn_at=timezone.now(), withdrawn_by=scope.user, reason=reason)
    if not withdrawn:
        raise Refused("Bekräftelsen är redan återtagen.")
    record(scope, "withdraw_confirmation", confirmation, shared=True, criterion=confirmation.criterion)


@action("step.reopen")
def reopen_step(scope: Scope, token: UUID | None, step: Step, *, reason: str) -> StepReopening:
    """Open a finished step again. It is finished anew by `finish_step`, or when a criterion has turned and holds."""

    def make() -> StepReopening:
        cycle = running_cycle(scope)
        now = standing(cycle)
        if step in now.reopened:
            raise Refused("Steget är redan öppnat igen.")
        if not now.finished(step):
            raise Refused("Steget är inte klart än, så det behöver inte öppnas.")
        reopening = StepReopening.objects.create(cycle=cycle, step=step, reason=reason, by=scope.user)
        record(scope, "reopen_step", reopening, shared=True, step=step.value)
        return reopening

    return once(scope, "reopen_step", token, make, StepReopening)


@action("step.reopen")
def finish_step(scope: Scope, step: Step) -> StepReopening:
    """What the step was opened for is done."""
    cycle = running_cycle(scope)
    reopening = StepReopening.objects.filter(cycle=cycle, step=step, closed_at=None).first()
    if reopening is None:
        raise Refused("Steget är inte öppnat igen.")
    if not standing(cycle).finished(step):
        raise Refused("Alla kriterier behöver vara uppfyllda innan steget är klart igen.")
    reopening.closed_at, reopening.closed_by = timezone.now(), scope.user
    reopening.save(update_fields=["closed_at", "closed_by"])
    record(scope, "finish_step", reopening, shared=True, step=step.value)
    return reopening


@action("cycle.open")
def open_next_cycle(
    scope: Scope,
    token: UUID | None,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    picture_due_on: date | None,
    lessons: str,
) -> Cycle:
    """End the running cycle with what it taught (empty: nothing) and open the next. It is never undone.

    From then on `scope` stands in the new cycle.
    """

    def make() -> Cycle:
        running = running_cycle(scope)
        Cycle.objects.filter(pk=running.pk).update(closed_at=timezone.now())
        CycleClosing.objects.create(cycle=running, lessons=lessons, by=scope.user)
        cycle = Cycle.objects.create(
            partnership=scope.partnership,
            number=running.number + 1,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            picture_due_on=picture_due_on,
        )
        record(scope, "open_next_cycle", cycle, shared=True, name=name)
        return cycle

    opened = once(scope, "open_next_cycle", token, make, Cycle)
    scope.__dict__.pop("cycle", None)
    return opened


@action("overview.follow", proves=False)
def mark_seen(scope: Scope) -> Visit:
    """What is new from now on is what has changed since."""
    visit, _ = Visit.objects.update_or_create(
        user=scope.user, partnership=scope.partnership, defaults={"at": timezone.now()}
    )
    record(scope, "mark_seen", visit)
    return visit
