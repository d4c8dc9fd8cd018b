"""All criteria of the running cycle, each with what proves it; and what is kept up to date of it for the pages."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_tasks import task

from samverkan.access.permissions import PERMISSIONS
from samverkan.access.scope import Scope, find_scope
from samverkan.cycles.marks import note_standing
from samverkan.cycles.models import CriterionConfirmation
from samverkan.cycles.queries import confirmations
from samverkan.cycles.rules import Evidence
from samverkan.partnerships.content import Criterion, criteria
from samverkan.partnerships.models import Cycle, Membership
from samverkan.partnerships.rules import Step
from samverkan.process.evidence import FOUND, RESTS_ON
from samverkan.process.stages import keep_stages
from samverkan.process.state import CycleState, cycle_state
from samverkan.process.touched import concerned

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CriterionState:
    """`confirmation` is the one that counts; `withdrawn` the latest taken back; `lost_at` when it stopped holding."""

    criterion: Criterion
    found: bool
    evidence: tuple[Evidence, ...] = ()
    confirmation: CriterionConfirmation | None = None
    withdrawn: CriterionConfirmation | None = None
    lost_at: datetime | None = None

    @property
    def met(self) -> bool:
        return bool(self.evidence) if self.found else self.confirmation is not None


def criteria_states(scope: Scope, state: CycleState, step: Step | None = None) -> tuple[CriterionState, ...]:
    """The criteria in the handbook's order (of one step, when given). One query, and those that find the evidence."""
    given: dict[str, CriterionConfirmation] = {}
    taken_back: dict[str, CriterionConfirmation] = {}
    for each in confirmations(scope.cycle):
        (taken_back if each.withdrawn_at else given).setdefault(each.criterion, each)
    return tuple(
        CriterionState(
            criterion,
            criterion.key in FOUND,
            tuple(FOUND[criterion.key](scope, state)) if criterion.key in FOUND else (),
            given.get(criterion.key),
            taken_back.get(criterion.key),
            state.standing.lost.get(criterion.key),
        )
        for criterion in criteria()
        if step in (None, criterion.step)
    )


def keep_standing(scope: Scope, touched: frozenset[str] | None = None, *, all_parties: bool = False) -> None:
    """Bring the marks up to the evidence, and the stages to the work: at the end of every action for what rests on the
    rooms it has `touched`, and now and then in the background for everything and all parties.

    The cycle is held first: of two actions at once the second finds what the first wrote, and loses none of its marks.
    """
    cycle = Cycle.objects.select_for_update(no_key=True).filter(pk=scope.cycle.pk, closed_at=None).first()
    if cycle is None:
        return
    state = cycle_state(scope)
    note_standing(cycle, _holding(scope, state, touched))
    keep_stages(scope, cycle, touched, all_parties=all_parties)


def _holding(scope: Scope, state: CycleState, touched: frozenset[str] | None) -> set[str]:
    """The criteria that hold: those confirmed, those found now, and as marked those that nothing has touched."""
    confirmed = set(confirmations(scope.cycle).filter(withdrawn_at=None).values_list("criterion", flat=True))
    found = {
        key
        for key, find in FOUND.items()
        if (find(scope, state) if concerned(RESTS_ON[key], touched) else key in state.standing.met)
    }
    return found | (confirmed - FOUND.keys())


@task()
def keep_all_standing() -> None:
    """For what changes without anybody doing anything: a period that ends, an upgrade that finds more by itself."""
    seen: set[int] = set()
    for member in Membership.objects.filter(
        ended_at=None, user__is_active=True, role__in=PERMISSIONS["criterion.confirm"]
    ).select_related("user", "partnership"):
        if member.partnership_id in seen:
            continue
        seen.add(member.partnership_id)
        try:
            if scope := find_scope(member.user, member.partnership.slug):
                with transaction.atomic():
                    keep_standing(scope, all_parties=True)
        except Exception:  # the others are not to wait for one
            logger.exception(
                "The criteria of one partnership were not looked after (%s)", member.partnership_id
            )
