"""Letting the others read a party's own plan, and standing behind the joint one."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, once, record
from samverkan.access.scope import Scope
from samverkan.communication.models import CommunicationPlan, PlanConfirmation
from samverkan.communication.personal import personal_data
from samverkan.communication.queries.plans import ReadPlan, read_plan, to_write
from samverkan.communication.telling import confirmation_awaited, plan_shared
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind


@action("communication.edit")
def share_plan(scope: Scope, plan: CommunicationPlan) -> CommunicationPlan:
    """The other parties may read the plan from now on, as it is and as it becomes."""
    to_write(scope, plan)
    if plan.is_shared:
        already_done()
        return plan
    if personal_data(read_plan(scope, plan).content):
        raise Refused("Planen innehåller personuppgifter. Ta bort dem innan ni delar den.")
    plan.shared_at = timezone.now()
    CommunicationPlan.objects.filter(pk=plan.pk, shared_at=None).update(shared_at=plan.shared_at)
    record(scope, "share_plan", plan, shared=True)
    plan_shared(scope, plan)
    return plan


@action("communication.confirm")
def confirm_plan(
    scope: Scope, plan: CommunicationPlan, token: UUID | None, *, content_sha256: str, printed: Printed
) -> PlanConfirmation:
    """The party's coordinator stands behind exactly this content. When the last one does, the plan is adopted.

    `printed` is made of the content beforehand.
    """
    to_write(scope, plan)

    def make() -> PlanConfirmation:
        locked = CommunicationPlan.objects.select_for_update().get(pk=plan.pk, party=None)
        _as_read(scope, read_plan(scope, locked), content_sha256)
        confirmation: PlanConfirmation = PlanConfirmation.objects.create(
            plan=locked,
            party=scope.party,
            content_sha256=content_sha256,
            by=scope.user,
            by_role=scope.membership.role_name,
        )
        record(scope, "confirm_plan", confirmation, shared=True, sha256=content_sha256)
        now = read_plan(scope, locked)
        _adopt_when_all_have(scope, now, printed)
        if awaited := [stand.party for stand in now.stands if not stand.counts]:
            confirmation_awaited(scope, locked, awaited)
        return confirmation

    return once(scope, "confirm_plan", token, make, PlanConfirmation)


def _as_read(scope: Scope, now: ReadPlan, content_sha256: str) -> None:
    if now.sha256 != content_sha256:
        raise Refused("Kommunikationsplanen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
    if not now.is_ready:
        raise Refused("Planen behöver ett huvudbudskap, en målgrupp och en aktivitet innan ni kan bekräfta.")
    if personal_data(now.content):
        raise Refused("Planen innehåller personuppgifter. Ta bort dem först.")
    own = now.stand_of(scope.party)
    if own and own.counts:
        raise Refused("Din organisation har redan bekräftat planen som den är nu.")


def _adopt_when_all_have(scope: Scope, now: ReadPlan, printed: Printed) -> None:
    # Back to what is already adopted, word for word, makes no new version of it.
    if not now.is_confirmed or now.is_adopted:
        return
    if printed.approved_sha256 != now.sha256:
        raise ValueError("the files were made of something else")
    adopt_version(
        scope,
        kind=DocumentKind.COMMUNICATION_PLAN,
        author=None,
        title="Kommunikationsplan",
        printed=printed,
        approvals=[
            {
                "name": given.by.name,
                "role": given.by_role,
                "party": stand.party.name,
                "did": "bekräftade",
                "at": given.at.isoformat(),
            }
            for stand in now.stands
            if (given := stand.confirmation)
        ],
    )
