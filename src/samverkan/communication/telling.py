"""Who is told by e-mail when a plan moves on. Only that it has, and where: never what stands in it."""

from collections.abc import Sequence

from samverkan.access.people import coordinators
from samverkan.access.scope import Scope
from samverkan.communication.models import CommunicationPlan
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.partnerships.models import Party


def confirmation_awaited(scope: Scope, plan: CommunicationPlan, parties: Sequence[Party]) -> None:
    """To the coordinators of the parties that have not confirmed the plan as it reads now."""
    notify(
        scope,
        coordinators(*parties),
        Kind.WAITING,
        subject="Kommunikationsplanen väntar på er",
        text=f"{scope.party.name} har bekräftat den gemensamma kommunikationsplanen. Nu väntar den på er.",
        path=path_to(scope, "initiate:communication_confirm", plan.pk),
    )


def plan_shared(scope: Scope, plan: CommunicationPlan) -> None:
    """To the coordinators of the other parties."""
    others = Party.objects.filter(partnership=scope.partnership).exclude(pk=scope.party.pk)
    notify(
        scope,
        coordinators(*others),
        Kind.WAITING,
        subject=f"{scope.party} har delat sin kommunikationsplan",
        text=f"{scope.party.name} har delat sin kommunikationsplan. Läs den innan ni planerar vidare.",
        path=path_to(scope, "initiate:communication_plan", plan.pk),
    )
