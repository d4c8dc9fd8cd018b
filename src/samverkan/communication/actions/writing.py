"""Beginning a plan, writing its texts, and naming who answers for the communication."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    change,
    once,
    record,
    running_cycle,
    start_or_change,
)
from samverkan.access.scope import Scope
from samverkan.communication.models import CommunicationPlan, Communicator, Section
from samverkan.communication.queries.plans import own_member, to_write
from samverkan.communication.rules import SectionKind


@action("communication.edit")
def start_plan(scope: Scope, token: UUID | None, *, joint: bool) -> CommunicationPlan:
    """Begin the cycle's joint plan or the party's own, with its two sections. One of each a cycle."""

    def make() -> CommunicationPlan:
        party = None if joint else scope.party
        plan, made = CommunicationPlan.objects.get_or_create(
            cycle=running_cycle(scope), party=party, defaults={"started_by": scope.user}
        )
        if not made:
            raise Refused(
                "Den gemensamma kommunikationsplanen är redan påbörjad. Öppna den och skriv vidare."
                if joint
                else "Er kommunikationsplan är redan påbörjad. Öppna den och skriv vidare."
            )
        for kind in SectionKind:
            Section.objects.create(plan=plan, kind=kind, changed_by=scope.user)
        record(scope, "start_plan", plan, shared=joint)
        return plan

    return once(scope, "start_plan", token, make, CommunicationPlan)


@action("communication.edit")
def write_section(scope: Scope, /, section: Section, version: int, **texts: str) -> Section:
    """The texts of one section. Raises Conflict when somebody else has saved since `version`."""
    running_cycle(scope)
    to_write(scope, section.plan)
    changed = change(section, version, **texts, changed_by=scope.user, changed_at=timezone.now())
    record(scope, "write_section", changed, shared=section.plan.is_joint, section=section.kind)
    return changed


@action("communication.edit")
def name_communicator(
    scope: Scope, version: int, *, responsible_id: int | None, function: str
) -> Communicator:
    """Who answers for the own party's communication. `version` is 0 where nobody is named; raises Conflict."""
    if responsible_id is None and not function:
        raise Refused("Välj en person eller skriv en funktion.")
    fields = {
        "responsible": own_member(scope, responsible_id, own=True),
        "function": function,
        "changed_by": scope.user,
        "changed_at": timezone.now(),
    }
    key = {"cycle": running_cycle(scope), "party": scope.party}
    named = start_or_change(Communicator, version, key, fields)
    record(scope, "name_communicator", named, shared=True)
    return named
