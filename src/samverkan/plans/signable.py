"""Whether a version may be signed: asked before the file is made, and again when the signature is entered."""

from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Party
from samverkan.plans.models import Signature
from samverkan.plans.queries.evidence import ends_on
from samverkan.plans.queries.signing import SigningState, may_sign
from samverkan.plans.rules import SigningWay

OF_EARLIER_CYCLE = "Versionen hör till ett varv som är slut, så den kan inte skrivas under längre."


def own_signature(scope: Scope, state: SigningState) -> Signature | None:
    """What the person has signed here already: a second press makes no second one."""
    place = state.of(scope.party)
    own = place.signature if place else None
    return own if own and own.by_id == scope.user.pk and own.way == SigningWay.ELECTRONIC else None


def may_be_signed(scope: Scope, state: SigningState, content_sha256: str) -> None:
    """By this person, who has read exactly that content; raises Refused."""
    if not may_sign(scope):
        raise Refused(
            "Det är kommunstyrelsens ordförande och chefen för lokalpolisområdet som skriver under."
        )
    not_over(state, scope.party)
    if state.signing.content_sha256 != content_sha256:
        raise Refused("Det är en annan version som väntar på underskrift nu. Läs den först.")


def not_over(state: SigningState, party: Party) -> None:
    """For this party, here or on paper; raises Refused."""
    if state.signing.agreement.cycle.closed_at:
        raise Refused(OF_EARLIER_CYCLE)
    if state.signing.stopped_at:
        raise Refused("Underskriften är avbruten. Fråga samordnaren varför, och vänta på nästa version.")
    if ends_on(state.signing) < timezone.localdate():
        raise Refused("Perioden i den här versionen har gått ut. Samordnaren behöver lägga fram en ny.")
    place = state.of(party)
    if place is None:
        raise Refused(
            f"{party.name} kom med efter att versionen lades fram. Be samordnaren lägga fram en ny."
        )
    if place.signature:
        raise Refused(f"{place.signature.name} har redan skrivit under för {party.name}.")
