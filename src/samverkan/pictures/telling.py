"""Who is told by e-mail when a picture moves on. Only that it has, and where: never what stands in it."""

from datetime import date

from samverkan.access.people import coordinators, leaders
from samverkan.access.scope import Scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.partnerships.models import Party


def acknowledgement_awaited(scope: Scope) -> None:
    """To the party's own leaders: reviewed, and waiting for one of them."""
    notify(
        scope,
        leaders(scope.party),
        Kind.WAITING,
        subject="Lägesbilden väntar på dig",
        text="Er lägesbild är sekretessprövad. Nu behöver någon i ledningen ta del av den.",
        path=path_to(scope, "prepare:acknowledge"),
    )


def hand_over_awaited(scope: Scope) -> None:
    """To the party's own coordinators: the leadership has taken note of it."""
    notify(
        scope,
        coordinators(scope.party),
        Kind.WAITING,
        subject="Lägesbilden kan lämnas över",
        text="Ledningen har tagit del av er lägesbild. Nu kan den lämnas över till de andra parterna.",
        path=path_to(scope, "prepare:hand_over"),
    )


def handed_over(scope: Scope, number: int) -> None:
    """To the coordinators of the other parties."""
    what = "sin lägesbild" if number == 1 else "en ny version av sin lägesbild"
    notify(
        scope,
        coordinators(*_others(scope)),
        Kind.WAITING,
        subject=f"{scope.party} har lämnat över {what}",
        text=f"{scope.party.name} har lämnat över {what}. Läs den, och lägg ihop den med er egen.",
        path=path_to(scope, "join:picture"),
    )


def confirmation_awaited(scope: Scope, parties: list[Party]) -> None:
    """To the coordinators of the parties that have not confirmed the joint picture as it reads now."""
    notify(
        scope,
        coordinators(*parties),
        Kind.WAITING,
        subject="Den gemensamma lägesbilden väntar på er",
        text=f"{scope.party.name} har bekräftat den gemensamma lägesbilden. Läs den, och bekräfta om ni håller med.",
        path=path_to(scope, "join:picture"),
    )


def due_day_set(scope: Scope, due_on: date) -> None:
    """To the coordinators of all parties."""
    notify(
        scope,
        coordinators(*Party.objects.filter(partnership=scope.partnership)),
        Kind.ASSIGNED,
        subject="Lägesbilderna har fått en dag",
        text=f"Lägesbilderna ska vara klara {due_on.isoformat()}. Dagen gäller alla parter.",
        path=path_to(scope, "prepare:own_picture"),
    )


def _others(scope: Scope) -> list[Party]:
    return list(Party.objects.filter(partnership=scope.partnership).exclude(pk=scope.party.pk))
