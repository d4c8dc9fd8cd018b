"""What has been put forward to be signed, who has signed it, and for whom it waits."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from samverkan.access.people import coordinators
from samverkan.access.permissions import LEADERS
from samverkan.access.scope import Scope
from samverkan.conditions.rules import decides
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Membership, Party, User
from samverkan.partnerships.rules import Role
from samverkan.plans.models import Signature, Signing


@dataclass(frozen=True)
class Place:
    """A party's place on the last page; `signature` is None until it has signed."""

    party: Party
    role: str
    signature: Signature | None


@dataclass(frozen=True)
class SigningState:
    signing: Signing
    places: tuple[Place, ...]

    @property
    def runs(self) -> bool:
        """Whether it can still be signed: nobody has stopped it, not all have signed, and its cycle is not over."""
        return self.signing.is_open and self.signing.agreement.cycle.closed_at is None

    @property
    def awaits(self) -> list[Party]:
        return [place.party for place in self.places if place.signature is None]

    @property
    def done(self) -> int:
        return len(self.places) - len(self.awaits)

    def of(self, party: Party) -> Place | None:
        """None for a party that came after the version was put forward."""
        return next((place for place in self.places if place.party == party), None)

    @property
    def is_mixed(self) -> bool:
        """Whether one has signed on paper and another here, so that neither place holds all of it."""
        return len({place.signature.way for place in self.places if place.signature}) > 1


def signings(scope: Scope) -> QuerySet[Signing]:
    """All that have been put forward in the partnership, in this cycle and earlier ones, the newest first."""
    _ = scope.party
    found = Signing.objects.filter(agreement__cycle__partnership=scope.partnership)
    return _with_signatures(found).select_related("agreement__cycle").order_by("-opened_at", "-id")


def signing_of(scope: Scope, document: DocumentVersion) -> Signing | None:
    """That which became this document, where its signatures and papers stand. At most two queries."""
    if document.document.kind != DocumentKind.AGREEMENT:
        return None
    return signings(scope).filter(document=document).defer("printed", "content").first()


def _with_signatures(found: QuerySet[Signing]) -> QuerySet[Signing]:
    signatures = Signature.objects.select_related("party__organisation", "by")
    return (
        found.select_related("opened_by", "stopped_by", "document__document")
        .defer("document__content")
        .prefetch_related(Prefetch("signatures", signatures))
    )


def get_signing(scope: Scope, pk: int) -> SigningState:
    """Raises Signing.DoesNotExist."""
    return signing_state(scope, signings(scope).get(pk=pk))


def signing_state(scope: Scope, signing: Signing) -> SigningState:
    """Who has signed and who has not. No query when the signatures are fetched and the parties known."""
    made = {signature.party_id: signature for signature in signing.signatures.all()}
    roles = {each["field"]: each["role"] for each in signing.content["signers"]}
    return SigningState(
        signing,
        tuple(
            Place(party, roles[field_of(party)], made.get(party.pk))
            for party in scope.parties
            if field_of(party) in roles
        ),
    )


def field_of(party: Party) -> str:
    """The name of a party's place in the PDF."""
    return f"part-{party.pk}"


def may_sign(scope: Scope) -> bool:
    """Whether the person is the one who signs for their organisation."""
    return scope.may("agreement.sign") and decides(scope.party.organisation.kind, scope.role)


def may_attach_for(scope: Scope, state: SigningState) -> list[Party]:
    """Whose paper the person may send in: their own, and that of a party that has no coordinator of its own."""
    if not scope.may("agreement.open"):
        return []
    return [party for party in state.awaits if party == scope.party or not coordinators(party).exists()]


def signers_of(*parties: Party) -> list[User]:
    """Those who decide for the parties now."""
    held = Membership.objects.filter(
        party__in=parties, role__in=LEADERS, ended_at=None, user__is_active=True
    ).select_related("user", "party__organisation")
    return [
        each.user for each in held if each.party and decides(each.party.organisation.kind, Role(each.role))
    ]


def without_signer(scope: Scope) -> list[Party]:
    """The parties where nobody is registered as the one who signs, so that paper is the only way. One query."""
    held = Membership.objects.filter(
        party__in=scope.parties, role__in=LEADERS, ended_at=None, user__is_active=True
    )
    roles = list(held.values_list("party_id", "role"))
    return [
        party
        for party in scope.parties
        if not any(of == party.pk and decides(party.organisation.kind, Role(role)) for of, role in roles)
    ]


def in_force(signings: Iterable[Signing]) -> Signing | None:
    """The whole version that holds today: it may have come of an earlier cycle. `signings` with the newest first."""
    today = timezone.localdate().isoformat()
    return next(
        (
            each
            for each in signings
            if each.document_id
            and not each.overall
            and each.content["starts_on"] <= today <= each.content["ends_on"]
        ),
        None,
    )


def latest_signed(scope: Scope) -> Signing | None:
    """Of the cycle's whole (not overall) versions that all have signed, the one in force; else the last. One query.

    One signed ahead for a coming period takes over when that begins.
    """
    found = list(
        Signing.objects.filter(agreement__cycle=scope.cycle, overall=False)
        .exclude(document=None)
        .select_related("document")
        .defer("printed", "document__content")
    )
    return in_force(found) or next(iter(found), None)
