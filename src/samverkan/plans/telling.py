"""Who is told by e-mail when the agreement moves on. Only that it has, and where: never what stands in it."""

from collections.abc import Sequence

from samverkan.access.people import coordinators, leaders
from samverkan.access.scope import Scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.partnerships.models import Party
from samverkan.plans.models import Signing
from samverkan.plans.queries.signing import signers_of


def signature_awaited(scope: Scope, signing: Signing, parties: Sequence[Party]) -> None:
    """To those who sign for the parties."""
    notify(
        scope,
        signers_of(*parties),
        Kind.WAITING,
        subject="Samverkansöverenskommelsen väntar på din underskrift",
        text=(
            "Samverkansöverenskommelsen är klar att skriva under. Läs den och skriv under för din organisation."
        ),
        path=path_to(scope, "join:sign", signing.pk),
    )


def paper_sent(scope: Scope, signing: Signing, party: Party) -> None:
    """To those who sign for the party: somebody says that they have, so they are the ones to object."""
    notify(
        scope,
        signers_of(party),
        Kind.ASSIGNED,
        subject="Ett papper med din organisations underskrift är inskickat",
        text=(
            f"{scope.user.name} har skickat in ett papper där ledningen för {party.name} har skrivit under "
            "samverkansöverenskommelsen. Stämmer det inte, säg till samordnaren genast."
        ),
        path=path_to(scope, "join:signing", signing.pk),
    )


def signing_stopped(scope: Scope, signing: Signing) -> None:
    """To the leaders and coordinators of all parties: what they were to sign, or have signed, does not apply."""
    notify(
        scope,
        (leaders(*scope.parties) | coordinators(*scope.parties)).distinct(),
        Kind.ASSIGNED,
        subject="Underskriften av överenskommelsen är avbruten",
        text="Den version av samverkansöverenskommelsen som lades fram ska inte skrivas under. Skälet står på sidan.",
        path=path_to(scope, "join:signing", signing.pk),
    )


def agreement_signed(scope: Scope, signing: Signing) -> None:
    """To the leaders and coordinators of all parties."""
    notify(
        scope,
        (leaders(*scope.parties) | coordinators(*scope.parties)).distinct(),
        Kind.ASSIGNED,
        subject="Samverkansöverenskommelsen är påskriven",
        text=(
            "Alla parter har skrivit under samverkansöverenskommelsen, och den gäller. "
            "Se till att alla som berörs får veta vad den innebär för dem."
        ),
        path=path_to(scope, "join:signing", signing.pk),
    )
