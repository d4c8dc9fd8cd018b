"""Who is told by e-mail when the first step moves on. Only that it has, and where: never what stands in it."""

from samverkan.access.people import coordinators, leaders
from samverkan.access.scope import Scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.partnerships.models import Party


def decision_awaited(scope: Scope, parties: list[Party]) -> None:
    """To the leaders of the parties that have not decided on the text as it reads now."""
    notify(
        scope,
        leaders(*parties),
        Kind.WAITING,
        subject="Beslutet om samverkan väntar på er",
        text=f"{scope.party.name} har beslutat om samverkan. Nu väntar beslutet på er ledning.",
        path=path_to(scope, "initiate:cooperation"),
    )


def inventory_shared(scope: Scope) -> None:
    """To the coordinators of the other parties."""
    others = Party.objects.filter(partnership=scope.partnership).exclude(pk=scope.party.pk)
    notify(
        scope,
        coordinators(*others),
        Kind.WAITING,
        subject=f"{scope.party} har delat sin inventering",
        text=f"{scope.party.name} har delat sin inventering. Läs den bredvid er egen.",
        path=path_to(scope, "initiate:together"),
    )


def assignment_acknowledged(scope: Scope) -> None:
    """To the party's own coordinators: the manager stands behind the assignment."""
    notify(
        scope,
        coordinators(scope.party),
        Kind.ASSIGNED,
        subject="Ditt uppdrag är bekräftat",
        text="Din chef har bekräftat samordnarens uppdrag. Från och med nu läser de andra parterna det också.",
        path=path_to(scope, "initiate:assignment"),
    )
