"""What the plans prove of step 1's completion (handbook p. 20), and what they wait for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from samverkan.access.scope import Scope
from samverkan.communication.models import CommunicationPlan, Communicator
from samverkan.communication.queries.plans import activities_to_tell_of, plans, read_plan
from samverkan.communication.rules import ActivityState
from samverkan.cycles.rules import Evidence


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the person; `since` is the day it should have been done, where there is one.

    `text` quotes nothing; what somebody has written stands in `hint`.
    """

    text: str
    url_name: str
    url_kwargs: dict[str, Any] = field(default_factory=dict)
    since: date | None = None
    hint: str = ""


def communication_evidence(scope: Scope) -> list[Evidence]:
    """Empty until every party has named its communicator and a shared plan has an audience and an activity.

    A party's own plan counts once it is shared: what is private proves nothing to the others. Three queries.
    """
    parties = {party.pk for party in scope.parties}
    named = list(Communicator.objects.filter(cycle=scope.cycle, party__in=parties))
    begun = _begun(scope)
    if not parties or {communicator.party_id for communicator in named} != parties or begun is None:
        return []
    plan, audience_count, activity_count = begun
    reached = "1 målgrupp" if audience_count == 1 else f"{audience_count} målgrupper"
    done = "1 aktivitet" if activity_count == 1 else f"{activity_count} aktiviteter"
    return [
        Evidence(
            "Varje part har utsett en kommunikationsansvarig.",
            "initiate:communication",
            at=max(communicator.changed_at for communicator in named),
        ),
        Evidence(
            f"Kommunikationsplanen har {reached} och {done}.",
            "initiate:communication_plan",
            {"pk": plan.pk},
            plan.shared_at or plan.started_at,
        ),
    ]


def _begun(scope: Scope) -> tuple[CommunicationPlan, int, int] | None:
    """The first plan that all may read and that has both an audience and an activity, with how many."""
    shared = CommunicationPlan.objects.filter(
        Q(party=None) | ~Q(shared_at=None), cycle=scope.cycle, cycle__partnership=scope.partnership
    ).annotate(
        reached=Count("audiences", filter=Q(audiences__removed_at=None), distinct=True),
        planned=Count("activities", filter=Q(activities__removed_at=None), distinct=True),
    )
    begun = next((plan for plan in shared if plan.reached and plan.planned), None)
    return (begun, begun.reached, begun.planned) if begun else None


def joint_stages(scope: Scope) -> dict[str, Any]:
    """The joint plan (by number) that waits to be confirmed and the parties it waits for, else None and nobody.

    Until somebody has confirmed it, it is still being written. At most eleven queries, one where it is.
    """
    plan = plans(scope).filter(party=None, cycle=scope.cycle).exclude(confirmations=None).first()
    awaited: list[int] = []
    if plan is not None:
        read = read_plan(scope, plan)
        if read.is_ready and any(stand.counts for stand in read.stands):
            awaited = [stand.party.pk for stand in read.stands if not stand.counts]
    return {"plan": plan.pk if plan and awaited else None, "plan_awaits": awaited}


def to_confirm(scope: Scope, joint: dict[str, Any]) -> list[Waiting]:
    """The joint plan, when it waits for the party; empty for those who act for no party. No query."""
    if scope.membership.party is None or not scope.may("communication.confirm"):
        return []
    if scope.party.pk not in joint["plan_awaits"]:
        return []
    return [
        Waiting("Bekräfta kommunikationsplanen", "initiate:communication_confirm", {"pk": joint["plan"]}),
    ]


def overdue_activities(scope: Scope, today: date) -> list[Waiting]:
    """Planned until a day before `today`, in the person's own name; to all editors where no member answers for it.

    Empty for those who act for no party. One query.
    """
    if scope.membership.party is None or not scope.may("communication.edit"):
        return []
    nobody = Q(responsible=None) | Q(responsible__ended_at__isnull=False)
    late = (
        activities_to_tell_of(scope)
        .filter(
            Q(responsible=scope.membership) | nobody,
            state=ActivityState.PLANNED,
            ends_on__lt=today,
        )
        .order_by("ends_on", "id")
    )
    return [
        Waiting(
            "Skriv hur en aktivitet i kommunikationsplanen gick",
            "initiate:communication_outcome",
            {"pk": activity.pk},
            activity.ends_on,
            activity.what,
        )
        for activity in late
    ]
